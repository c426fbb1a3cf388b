"""From seats that wait for names to twelve people enrolled by a pasted list."""

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import DESK, PHONE, Visitor

pytestmark = pytest.mark.journey

NETWORK = "/vasternorrland"


def test_lotta_names_a_colleague_on_her_phone(visitor: NewVisitor) -> None:
    lotta = _at_the_seats(visitor(width=PHONE, language="sv"), "Att arbeta i staten")
    lotta.page.locator('input[name^="seat-"]').first.fill("Maria Lundin")
    seats = lotta.page.url
    with lotta.page.expect_navigation():
        lotta.press("Save the names")
    lotta.page.wait_for_load_state("networkidle")
    # Who has another course on the same days: she is told, and may go on.
    if lotta.control("Enrol those chosen").is_visible():
        lotta.look("clash")
        with lotta.page.expect_navigation():
            lotta.press("Enrol those chosen")
        lotta.page.wait_for_load_state("networkidle")
    lotta.page.goto(seats)
    lotta.look("named")
    assert "Maria Lundin" in lotta.text()
    assert lotta.faults == []


@pytest.mark.parametrize(
    ("width", "language", "course"),
    [(PHONE, "sv", "Att arbeta i staten"), (DESK, "en", "Competence-based recruiting")],
)
def test_lotta_enrols_eleven_by_a_pasted_list(
    visitor: NewVisitor, width: int, language: str, course: str
) -> None:
    lotta = _at_the_seats(visitor(width=width, language=language), course)
    lotta.press("Paste several names")
    lotta.look("paste")
    people = [f"Ny Person {n}{language}, ny{n}.{language}@example.org" for n in range(10)]
    lotta.fill(text="\n".join([*people, "Nobody Known", "broken@"]))
    lotta.press("Show what happens")
    lotta.look("preview")
    wrong = lotta.page.locator('input[name^="row-"]')
    assert wrong.count() == 2
    wrong.nth(0).fill(f"Vera {language}-Vik, vera.{language}@example.org")
    wrong.nth(1).fill("")
    with lotta.page.expect_navigation():
        lotta.press("Look again")
    lotta.page.wait_for_load_state("networkidle")
    assert lotta.page.locator('input[name^="row-"]').count() == 0
    assert lotta.page.locator('input[name="chosen"]:checked').count() == 11
    with lotta.page.expect_navigation():
        lotta.press("Enrol those chosen")
    lotta.page.wait_for_load_state("networkidle")
    lotta.look("result")
    assert lotta.page.locator("tbody tr").count() == 11
    lotta.press("See the participants")
    assert f"Vera {language}-Vik" in lotta.text()
    assert lotta.faults == []


def _at_the_seats(lotta: Visitor, course: str) -> Visitor:
    """Lotta, where the seats of her authority on a course wait for names."""
    lotta.be("lotta")
    lotta.go_to_start(NETWORK)
    seats_to_name = lotta.page.locator('main a[href*="/courses/seats/"]')
    seats_to_name.filter(has_text=course).first.click()
    lotta.look("seats-to-name")
    return lotta
