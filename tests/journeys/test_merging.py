"""Needs that mean the same course become one, are taken apart and put together again."""

import re

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import DESK, PHONE

pytestmark = pytest.mark.journey

NEEDS = "/vasternorrland/courses/needs"
ASKED = "Grundkurs i Excel"  # Bolagsverket's words in the demo; the list has "Excel grund"


@pytest.mark.parametrize(("width", "javascript"), [(DESK, True), (PHONE, False)])
def test_jonas_puts_two_near_duplicates_together_undoes_it_and_does_it_again(
    visitor: NewVisitor, width: int, javascript: bool
) -> None:
    jonas = visitor(width=width, language="en", javascript=javascript)
    jonas.be("jonas")
    jonas.go(f"{NEEDS}/")
    year = re.search(rf"{NEEDS}/(\d+)/", jonas.page.content())
    assert year is not None
    jonas.go(f"{NEEDS}/{year[1]}/merging/")
    if javascript:
        jonas.look("proposals")
    for turn in range(2):
        proposal = jonas.page.locator("#proposal-1")
        assert ASKED in proposal.inner_text()
        proposal.get_by_role("button", name="Put together").press("Enter")
        assert "are part of “Excel grund” now" in jonas.text()
        assert ASKED not in jonas.page.locator("main").inner_text()
        if turn == 0:
            done = jonas.page.locator("#done li", has_text="Excel grund").first
            done.get_by_role("button", name="Undo").press("Enter")
            assert jonas.sees("Undone: everything is back where it was.")
    done = jonas.page.locator("#done li", has_text="Excel grund").first
    done.get_by_role("button", name="Undo").click()  # as the other visitors found it
    assert jonas.faults == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_candidate_leads_to_what_became_of_it_on_a_phone(
    visitor: NewVisitor, language: str
) -> None:
    lotta = visitor(width=PHONE, language=language)
    lotta.be("lotta")
    lotta.go(f"{NEEDS}/candidates/1/")
    lotta.look("candidate")
    lotta.press("What became of it?")
    lotta.look("lineage")
    assert lotta.faults == []


def test_amina_reads_why_there_is_a_course(visitor: NewVisitor) -> None:
    amina = visitor(width=PHONE, language="sv")
    amina.be("amina")
    amina.go("/vasternorrland/courses/mine/")
    amina.press("Why is there this course?")
    amina.look("why")
    assert amina.faults == []
