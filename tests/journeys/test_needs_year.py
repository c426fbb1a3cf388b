"""A coordinator runs the year's needs assessment: list, opening, reminder, closing, and again."""

from datetime import date, timedelta

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

NEEDS = "/courses/needs/"


def test_josef_runs_the_first_year_of_a_network(visitor: NewVisitor, house: House) -> None:
    josef = visitor(language="en")
    josef.be("josef")
    josef.go(f"/jamtland{NEEDS}")
    josef.look("nothing-yet")
    josef.press("Prepare a needs assessment")
    year = int(josef.page.locator('[name="year"]').input_value())
    josef.fill(last_day="", reminders="14, five")
    josef.press("Prepare")
    josef.look("refused")
    assert josef.page.locator('[name="reminders"]').input_value() == "14, five"
    josef.fill(
        last_day=(date.today() + timedelta(days=20)).isoformat(),  # noqa: DTZ011
        opens_on="",
        reminders="5, 14",
    )
    josef.press("Prepare")
    assert josef.sees("The list is empty")
    josef.look("empty-list")
    josef.press("Add courses")
    josef.page.get_by_label("Choose all").check()
    josef.look("courses")
    josef.press("Put on the list")
    josef.press("Add an idea")
    josef.fill(title_sv="Bemötande i telefon", proposed_by="HR-nätverket")
    josef.press("Put on the list")
    josef.look("list")
    row = josef.page.locator("tbody tr").last
    row.locator("summary").click()
    row.get_by_role("button", name="Move up").click()
    assert josef.page.locator("tbody tr").last.locator("th").inner_text() != "Bemötande i telefon"
    josef.go(f"/jamtland{NEEDS}")
    josef.look("prepared")
    josef.press("Open for answers")
    josef.look("opening")
    josef.press("Open for answers")
    assert josef.sees("The needs assessment is open, and %(n)s members are asked.", n=8)
    house.letter("disa@", str(year))
    josef.look("open")
    josef.page.get_by_role("link", name="Remind 8 members").click()
    josef.look("reminder")
    josef.press("Send the reminder")
    house.letter("signe@", str(year), after=1)
    closing = josef.page.locator("main li", has_text="Close before the last day")
    closing.get_by_role("link").click()
    assert josef.sees(
        "Nobody has answered. There will be nothing to put together and nothing to plan by."
    )
    josef.look("closing")
    josef.press("Close")
    assert josef.sees("Nobody answered")
    josef.look("closed")
    josef.press("Answers")
    josef.page.locator("tbody th a", has_text="Försäkringskassan").click()
    josef.press("Open again")
    josef.press("Open again")  # without a reason
    josef.look("no-reason")
    josef.fill(reason="The wrong year was counted.")
    josef.press("Open again")
    assert josef.sees("The answer is open again, and the authority is told.")
    josef.look("opened-again")
    house.letter("signe@", str(year), after=2)


def test_jonas_prepares_next_year_from_this_one_and_thinks_again(visitor: NewVisitor) -> None:
    jonas = visitor(language="en", width=PHONE)
    jonas.be("jonas")
    jonas.go(f"/vasternorrland{NEEDS}")
    jonas.look("front")
    jonas.go(f"/vasternorrland{NEEDS}new/")
    year = jonas.page.locator('[name="year"]').input_value()
    jonas.fill(last_day=(date.today() + timedelta(days=200)).isoformat())  # noqa: DTZ011
    jonas.press("Prepare")
    jonas.look("copied-list")
    assert "Plain language in decisions" in jonas.text()
    jonas.page.locator("nav.crumbs a", has_text=year).click()
    jonas.look("prepared")
    jonas.page.locator("main li", has_text="besides seats").get_by_role("link").click()
    jonas.look("questions")
    jonas.page.locator("nav.crumbs a", has_text=year).click()
    jonas.press("Throw away what is prepared")
    jonas.look("thrown-away")
    jonas.press("Throw away")
    assert jonas.sees("The prepared needs assessment is thrown away.")


def test_the_council_reads_the_answers(visitor: NewVisitor) -> None:
    helena = visitor(language="en", width=PHONE)
    helena.be("helena")
    helena.go(f"/vasternorrland{NEEDS}")
    assert helena.page.get_by_role("link", name="Remind").count() == 0
    helena.look("front")
    helena.press("The list of courses")
    helena.look("list")
    helena.go(f"/vasternorrland{NEEDS}")
    helena.press("Answers")
    helena.look("answers")
    helena.page.locator("tbody th a", has_text="Bolagsverket").click()
    assert "Grundkurs i Excel" in helena.text()
    helena.look("answer")
