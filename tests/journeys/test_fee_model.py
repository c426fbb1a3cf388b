"""Karin copies the fee model, changes its bands, sees what members would pay, and adopts it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

MODELS = "/vasternorrland/fees/rules/models/"
TABLE = "1–49; 11 000\n50–199; 26 000\n200–499; 52 000\n500–999; 93 000\n1 000 eller fler; 135 000"


def test_karin_copies_the_model_changes_its_bands_and_adopts_it(visitor: NewVisitor) -> None:
    karin = visitor(language="en")
    karin.be("karin")
    karin.go("/vasternorrland/fees/rules/")
    karin.look("rules")
    karin.go(MODELS)
    karin.look("models")
    holds = karin.page.locator("section#holds table a").first
    name = holds.inner_text()
    holds.click()
    karin.look("present")

    karin.press("Copy to a proposal")
    karin.fill(name="Nya nivåer (exempel)", steps_0_amount="11500")
    example = karin.page.locator("section#example")
    karin.page.keyboard.press("Tab")
    expect(example).to_contain_text("11,500.00")
    karin.page.locator("summary", has_text="Paste a table instead").click()
    karin.fill(paste=TABLE.replace("200–499", "250–499"))
    karin.press("Read the table")
    assert "A band is missing between 199 and 250" in karin.text()
    karin.look("gap")
    karin.fill(paste=TABLE)
    karin.press("Read the table")
    assert karin.page.locator('[name="steps-4-amount"]').input_value() == "135000.00"
    karin.look("form")
    karin.press("Save the proposal")
    assert "11,000.00" in karin.text()
    karin.look("proposal")

    karin.press("Adopt from a day")
    karin.page.get_by_text(karin.say("Enter a decision taken outside the portal")).click()
    karin.fill(since="2031-01-01", decision_title="Nya nivåer 2031", decision_body="Styrgruppen")
    karin.fill(decision_day="2026-01-14", decision_reference="§ 9 (exempel)")
    karin.look("adoption")
    karin.press("Adopt the model")
    assert "2031-01-01" in karin.text()
    karin.go(MODELS)
    assert name in karin.page.locator("section#holds").inner_text()
    assert "2030-12-31" in karin.page.locator("section#holds").inner_text()
    assert "Nya nivåer (exempel)" in karin.page.locator("section#coming").inner_text()
    assert karin.faults == []


def test_eva_keeps_rules_and_budget_on_a_phone(visitor: NewVisitor) -> None:
    eva = visitor(width=PHONE)
    eva.be("eva")
    for name, path in (
        ("rules", "rules/"),
        ("vat", "rules/vat/"),
        ("assessment", "rules/vat/new/"),
        ("issuers", "rules/issuers/"),
        ("host", "rules/issuers/new/"),
        ("budget", "budget/"),
        ("members", "budget/members/"),
    ):
        eva.go(f"/vasternorrland/fees/{path}")
        eva.look(name)
    assert eva.faults == []
