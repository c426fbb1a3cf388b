"""From a late withdrawal to the economist, and from a held course to what each authority pays."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import papers
from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

NETWORK = "/vasternorrland"
# The demo's run in a few days, where Amina has a seat; the books name it in Swedish.
SOON, IN_THE_BOOKS = "Competence-based recruiting", "Kompetensbaserad rekrytering"
# The demo's run that is held, with its costs written down.
OVER = "Manager in the State"
PATIENCE = 30_000.0  # milliseconds


def test_amina_withdraws_late_and_the_economist_sees_the_charge(visitor: NewVisitor) -> None:
    amina = visitor(width=PHONE, language="en")
    amina.be("amina")
    amina.go(f"{NETWORK}/courses/mine/")
    amina.page.locator("main li", has_text=SOON).get_by_role(
        "link", name="Withdraw", exact=True
    ).first.click()
    amina.look("withdrawal")
    cost = amina.page.locator("main b", has_text="It costs the authority").inner_text()
    amount = cost.removeprefix("It costs the authority SEK").strip(". \u00a0")
    assert amount == "2,300"
    amina.press("Withdraw")
    assert amina.sees("You have withdrawn from %(course)s.", course=SOON)

    eva = visitor(language="en")
    eva.be("eva")
    row = eva.page.locator("main tbody tr", has_text="Länsstyrelsen").filter(has_text=IN_THE_BOOKS)
    for _try in range(15):  # the worker lays the charge after the commit
        eva.go(f"{NETWORK}/fees/charges/")
        if row.count():
            break
        eva.page.wait_for_timeout(2000)
    expect(row).to_contain_text("2,300.00", timeout=PATIENCE)
    expect(row).to_contain_text("unless somebody takes the seat")
    assert "Amina" not in row.inner_text()
    eva.look("charges")
    assert [*amina.faults, *eva.faults] == []


def test_jonas_settles_a_course_and_downloads_the_sheet(
    visitor: NewVisitor, tmp_path: Path
) -> None:
    jonas = visitor(language="en")
    jonas.be("jonas")
    jonas.go(f"{NETWORK}/courses/runs/?state=held&sort=-begins")
    jonas.page.locator("main tbody tr", has_text=OVER).get_by_role("link").first.click()
    jonas.press("Economy")
    jonas.look("economy")
    jonas.press("Settle the run")
    jonas.look("settlement")
    together = jonas.page.locator("main tfoot tr").last.inner_text()
    jonas.tick("looked")
    jonas.press("Settle the run")
    assert jonas.sees("The run is settled. Each authority is being charged.")
    for _try in range(15):
        jonas.page.reload()
        if "Settled" in jonas.page.locator(".say").inner_text():
            break
        jonas.page.wait_for_timeout(2000)
    assert jonas.page.locator("main tfoot tr").last.inner_text() == together
    jonas.look("settled")
    link = jonas.control("The sheet as PDF").get_attribute("href")
    paper = papers.download(jonas, str(link), tmp_path, "settlement")
    assert OVER in papers.text_of(paper)
    papers.hold(tmp_path)
    assert jonas.faults == []


def test_what_a_late_withdrawal_would_cost_is_shown_before_the_rule_is_kept(
    visitor: NewVisitor,
) -> None:
    jonas = visitor(width=PHONE, language="en")
    jonas.be("jonas")
    jonas.go(f"{NETWORK}/courses/late-fees/")
    jonas.look("rules")
    jonas.press("New rule from a day")
    jonas.fill(name="Ny regel", since="2090-01-01", tiers_1_percent="25", example_price="4000")
    jonas.press("Show what it would cost")
    jonas.look("preview")
    assert jonas.sees("Nothing is kept yet. Save the rule when it is right.")
    assert "SEK 1,000" in jonas.text().replace("\u00a0", " ")
    jonas.page.get_by_text(jonas.say("Enter a decision taken outside the portal")).click()
    jonas.fill(decision_title="Sen avbokning", decision_body="Styrgruppen")
    jonas.fill(decision_day="2026-01-14")
    jonas.press("Save the rule")
    expect(jonas.page.locator("main")).to_contain_text("Ny regel")
    assert jonas.faults == []
