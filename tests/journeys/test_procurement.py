"""Warned before the limit of direct awards, another form chosen, and prices that become costs."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

HOME = "/vasternorrland/courses/procurements/"
# The demo's direct awards of leadership training by Bolagsverket come to 580 000 kr this year.
YEAR = date.today().year  # noqa: DTZ011 - the demo's own year
WANTED = {
    "title": "Chef i staten, kursledare",
    "form": "direct",
    "buyer": "Bolagsverket",
    "same_kind": "Leadership training",
    "supplier": "Exempelutbildning AB",
    "starts": f"{YEAR}-01-01",
    "ends": f"{YEAR + 1}-12-31",
    "estimated": "60000",
}


def test_jonas_is_warned_before_the_limit_and_the_prices_become_costs(visitor: NewVisitor) -> None:
    jonas = visitor(language="en")
    jonas.be("jonas")
    jonas.go(HOME)
    jonas.look("list")
    jonas.press("New procurement")
    jonas.fill(**WANTED)
    jonas.page.keyboard.press("Tab")
    room = jonas.page.locator("section#sum")
    expect(room).to_contain_text("640,000")
    jonas.press("Save the procurement")
    assert jonas.sees("Nothing is saved yet")
    assert "640,000 of SEK 700,000, SEK 60,000 left." in jonas.text()
    jonas.look("warned")

    jonas.fill(form="call_off", registry_number="Dnr 1 (exempel)")
    expect(room).to_contain_text("takes nothing of the room")
    jonas.press("Save the procurement")
    jonas.press("There is a contract")
    jonas.look("signing")
    jonas.press("There is a contract")
    jonas.press("New price")
    jonas.fill(amount="14000", unit="day")
    jonas.press("Save the price")
    jonas.press("Choose courses")
    jonas.page.locator("main label").get_by_text("Manager in the State", exact=True).click()
    jonas.press("Save")
    jonas.look("contract")

    jonas.press("Let the prices be estimates")
    jonas.look("estimates")
    assert "2 × SEK 14,000" in jonas.text()
    jonas.press("Use as estimated costs")
    jonas.page.locator("main").get_by_role("link", name="Manager in the State 2").click()
    assert "28,000.00" in jonas.text()
    assert "Exempelutbildning AB" in jonas.text()
    jonas.look("economy")
    assert jonas.faults == []


def test_without_scripts_the_sum_is_reckoned_by_a_button(visitor: NewVisitor) -> None:
    jonas = visitor(width=PHONE, language="en", javascript=False)
    jonas.be("jonas")
    jonas.go(f"{HOME}new/")
    jonas.fill(**WANTED | {"title": "Utan skript", "estimated": "119999"})
    jonas.press("Reckon the sum")
    assert "699,999 of SEK 700,000, SEK 1 left." in jonas.text()
    jonas.fill(estimated="120000")
    jonas.press("Save the procurement")
    assert "Choose another form, or write why the limit is passed." in jonas.text()
    assert jonas.faults == []


def test_lotta_finds_the_contracts_of_her_authority(visitor: NewVisitor) -> None:
    lotta = visitor(width=PHONE, language="en")
    lotta.be("lotta")
    lotta.go("/vasternorrland/courses/seats/")
    lotta.press("Contracts we may use")
    lotta.look("ours")
    assert "Kravexperterna Exempel AB" in lotta.text()
    assert "Rekryteringskurser" not in lotta.text()
    assert lotta.faults == []
