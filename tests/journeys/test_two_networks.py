"""One sign-in for both networks, and nothing of the other one for everybody else."""

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import DESK, PHONE

pytestmark = pytest.mark.journey

ELSEWHERE = "Leda på distans"  # a course of Jämtland's alone


@pytest.mark.parametrize(("language", "width"), [("sv", DESK), ("en", PHONE)])
def test_miriam_sees_both_catalogues_with_one_sign_in(
    visitor: NewVisitor, language: str, width: int
) -> None:
    miriam = visitor(language=language, width=width)
    miriam.be("miriam")
    miriam.look("networks")
    miriam.page.locator("main a[href='/jamtland/']").click()
    miriam.look("start-jamtland")
    miriam.go("/jamtland/courses/")
    title = ELSEWHERE if language == "sv" else "Leading at a distance"
    assert title in miriam.text()
    miriam.look("jamtland")
    miriam.go("/vasternorrland/courses/")
    assert title not in miriam.text()
    assert ("Testledarutbildning" if language == "sv" else "Test leader") in miriam.text()
    miriam.look("vasternorrland")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_amina_finds_no_other_network(visitor: NewVisitor, language: str) -> None:
    amina = visitor(width=PHONE, language=language)
    amina.be("amina")
    with amina.expecting(404):
        for path in ("/jamtland/", "/jamtland/courses/", "/finns-inte/"):
            assert amina.go(path).status == 404
            assert "Jämtland" not in amina.page.content()
    amina.look("not-found")
