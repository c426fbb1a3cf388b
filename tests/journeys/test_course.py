"""From a course that is published to a seat that is passed on."""

import re
from datetime import date, timedelta
from email.message import EmailMessage

import pytest
from playwright.sync_api import Locator

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.journey

NETWORK = "/vasternorrland"
FREE = re.compile("kvar|left")  # what a run with free seats says
LAST_SEAT = "Att arbeta i staten"  # the demo's run with twelve seats, one of them free


@pytest.mark.parametrize("javascript", [True, False])
def test_jonas_publishes_a_course(visitor: NewVisitor, javascript: bool) -> None:
    title = f"Klarspråk i beslut {'med' if javascript else 'utan'} skript"
    first = date.today() + timedelta(days=70)  # noqa: DTZ011 - any day will do
    jonas = visitor(javascript=javascript)
    jonas.be("jonas")
    jonas.go(f"{NETWORK}/courses/")
    jonas.press("New course")
    if javascript:
        jonas.look("course")
    jonas.fill(
        title_sv=title,
        title_en="Plain language",
        summary_sv="Skriv beslut som går att förstå.",
    )
    jonas.press("Save and plan a run")
    if javascript:
        jonas.look("run-form")
    jonas.fill(
        days_0_day=first.isoformat(), days_0_starts="09:00", days_0_ends="16:00",
        days_1_day=(first + timedelta(days=31)).isoformat(),
        days_1_starts="09:00", days_1_ends="15:30",
        place="Bolagsverket", town="Sundsvall", capacity="12", minimum="6", price="3200",
    )  # fmt: skip
    jonas.press("Save the run")
    assert jonas.heading() == title
    assert "12" in jonas.text()
    if javascript:
        jonas.look("run")
    jonas.press("Open enrolment")
    if javascript:
        jonas.look("opening")
    jonas.press("Open enrolment")
    assert jonas.sees("%(free)s of %(capacity)s seats left.", free=12, capacity=12)

    jonas.go(f"{NETWORK}/courses/?q=Klarspråk")
    listed = jonas.page.locator("li.course", has_text=title)
    assert "2" in listed.locator(".course__meta").inner_text()
    assert listed.locator(".runs a").count() == 1
    assert jonas.faults == []


def test_a_run_without_a_day_says_so_and_keeps_what_was_typed(visitor: NewVisitor) -> None:
    jonas = visitor()
    jonas.be("jonas")
    jonas.go(f"{NETWORK}/courses/runs/")
    jonas.press("New course")
    jonas.fill(title_sv="Klarspråk utan dag", summary_sv="Utan dag.")
    jonas.press("Save and plan a run")
    jonas.fill(place="Bolagsverket", capacity="12")
    jonas.press("Save the run")
    jonas.look("refused")
    assert jonas.sees("Give the run at least one day.")
    assert jonas.page.locator('[name="place"]').input_value() == "Bolagsverket"


def test_amina_takes_the_last_seat_and_the_thirteenth_moves_up(
    visitor: NewVisitor, house: House
) -> None:
    amina = visitor(width=PHONE)
    amina.be("amina")
    amina.go(f"{NETWORK}/courses/")
    amina.look("catalogue")
    _the_run(amina).click()
    amina.look("run")
    amina.press("Enrol")
    assert amina.sees("You have a seat")
    amina.look("my-courses")
    seat = house.letter("amina@", f"{amina.say('You have a seat')}: {LAST_SEAT}")
    days = _calendars(seat)
    assert len(days) == 2  # one call speaks of one day
    assert all(file.count("BEGIN:VEVENT") == 1 and "METHOD:REQUEST" in file for file in days)

    per = visitor(width=PHONE)
    per.be("per")
    per.go(f"{NETWORK}/courses/")
    _the_run(per).click()
    per.look("full-run")
    per.press("Join the waiting list")
    assert per.sees("Number %(place)s of %(waiting)s on the waiting list", place=1, waiting=1)
    per.look("in-line")
    house.letter("per@", _until_date(per, "You are number %(position)s on the waiting list: "
                                     "%(course)s", position=1))  # fmt: skip

    bo = visitor()
    bo.be("bo")
    bo.go(f"{NETWORK}/courses/mine/")
    bo.page.locator("main li", has_text=LAST_SEAT).get_by_role(
        "link", name=bo.say("Withdraw"), exact=True
    ).click()
    bo.look("withdrawal")
    bo.press("Withdraw")
    assert bo.sees("You have withdrawn from %(course)s.", course=LAST_SEAT)
    bo.look("withdrawn")

    moved = _until_date(per, "You got a seat from the waiting list: %(course)s, starts %(date)s")
    calls = _calendars(house.letter("per@", moved))
    assert ["METHOD:REQUEST" in file for file in calls] == [True, True]
    taken_out = _calendars(house.letter("bo@", LAST_SEAT))
    assert ["METHOD:CANCEL" in file for file in taken_out] == [True, True]
    per.go(f"{NETWORK}/courses/mine/")
    mine = per.page.locator("main li", has_text=LAST_SEAT)
    assert per.say("You have a seat") in mine.inner_text()
    assert len(house.letters("amina@", LAST_SEAT)) == 1


def test_lotta_enrols_with_the_keyboard_alone(visitor: NewVisitor) -> None:
    lotta = visitor()
    lotta.go("/demo/")
    lotta.page.keyboard.press("Tab")
    assert lotta.page.locator(":focus").inner_text() == lotta.say("Skip to the content")
    lotta.tab_to(lotta.page.locator('form[action$="/people/lotta/session/"] button'))
    lotta.page.keyboard.press("Enter")
    lotta.page.wait_for_url(f"**{NETWORK}/")
    lotta.tab_to(lotta.page.locator(f'nav a[href="{NETWORK}/courses/"]').first)
    lotta.page.keyboard.press("Enter")
    lotta.page.wait_for_url(f"**{NETWORK}/courses/")
    course = lotta.page.locator("li.course", has_text="Statstjänstemannarollen i fokus")
    lotta.tab_to(course.locator(".runs a", has_text=FREE).first)
    lotta.page.keyboard.press("Enter")
    lotta.page.wait_for_url("**/courses/runs/*/")
    lotta.tab_to(lotta.control("Enrol"))
    lotta.page.keyboard.press("Enter")
    lotta.page.wait_for_url("**/courses/mine/")
    assert lotta.sees("You have a seat")
    lotta.look("my-courses")


def _the_run(somebody: Visitor) -> Locator:
    return somebody.page.locator("li.course", has_text=LAST_SEAT).locator(".runs a").first


def _until_date(somebody: Visitor, words: str, **facts: object) -> str:
    told = somebody.say(words, course=LAST_SEAT, date="DATE", **facts)
    return told.partition("DATE")[0].strip()


def _calendars(letter: EmailMessage) -> list[str]:
    """The attached calendar files, those that one opens."""
    attached = [part for part in letter.iter_attachments() if part.get_filename()]
    return [str(part.get_content()) for part in attached if "calendar" in part.get_content_type()]
