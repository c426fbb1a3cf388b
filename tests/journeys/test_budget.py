"""Karin writes a line of the budget, and Bo follows a number to the rows behind it."""

import re

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

BUDGET = "/vasternorrland/fees/budget/"


def test_karin_budgets_and_bo_follows_a_number_to_its_rows(visitor: NewVisitor) -> None:
    karin = visitor(language="en")
    karin.be("karin")
    karin.go(BUDGET)
    karin.look("year")
    karin.press("Add income")
    karin.page.locator('[name="source"]').select_option(label="Other fee")
    karin.fill(amount="65000", note="Exempel")
    karin.look("line")
    karin.press("Save the line")
    row = karin.page.locator("section#income tbody tr", has_text="Other fee")
    budget, outcome, difference = (
        _amount(text) for text in row.locator("td").all_inner_texts()[:3]
    )
    assert budget == 65_000
    assert round(difference - (outcome - budget), 2) == 0
    karin.look("budgeted")

    bo = visitor(width=PHONE, language="en")
    bo.be("bo")
    bo.go(BUDGET)
    bo.look("read")
    assert not bo.page.get_by_role("link", name="Add income").count()
    other = bo.page.locator("section#income tbody tr", has_text="Other fee")
    inside = re.search(r"of it SEK\s?([\d,]+) inside", other.inner_text())
    other.locator("td a").first.click()
    bo.page.wait_for_url("**/budget/billed/**")
    billed = _amount(bo.page.locator("main .sums, main dl").first.inner_text())
    own = float(inside[1].replace(",", "")) if inside else 0.0  # what the host owes itself
    assert billed + own == outcome
    bo.look("rows")
    assert [*karin.faults, *bo.faults] == []


def _amount(text: str) -> float:
    """The first amount in a cell, in kronor."""
    found = re.search(r"[−-]?[\d,]+\.\d\d", text)
    assert found, text
    return float(found[0].replace(",", "").replace("\N{MINUS SIGN}", "-"))
