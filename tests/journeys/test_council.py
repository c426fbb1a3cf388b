"""The council says yes, a plan is adopted and published, and an authority has seats to name."""

import re

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.journey

COURSES = "/vasternorrland/courses"
# CSN asks for 4 seats of it in the demo, and no other journey plans it.
COURSE, KURS = "Preparedness for managers", "Beredskap för chefer"
VARIANT, SEATS = "Endast beredskap", "12"


def test_the_council_decides_jonas_publishes_and_hanna_has_seats_to_name(
    visitor: NewVisitor, house: House
) -> None:
    jonas = visitor(language="en")
    jonas.be("jonas")
    plan, campaign = make_variant(jonas)
    here = f"{COURSES}/plans/council/{campaign}/?plan={plan}"
    jonas.go(here)
    jonas.look("council-list")
    decide(jonas, why="")
    assert jonas.sees("Write why.")
    jonas.look("no-reason")
    decide(jonas, why="Fyra av sju myndigheter bad om den.")
    assert "1 decision is saved." in jonas.text()
    assert re.search(rf"{COURSE}.*Fyra av sju myndigheter bad om den\.", jonas.text())

    with jonas.page.expect_navigation():
        jonas.press("Decide on the plan")
    jonas.page.get_by_text(jonas.say("Enter a decision taken outside the portal")).click()
    jonas.fill(decision_title="Kursplanen", decision_body="Utbildningsrådet")
    jonas.fill(decision_day="2026-01-14")
    jonas.look("adoption")
    with jonas.page.expect_navigation():
        jonas.press("Decide on the plan")
    assert jonas.sees("Nobody has been told yet.")
    assert f"{COURSE} 2" not in jonas.text()
    jonas.look("publication")
    with jonas.page.expect_navigation():
        jonas.press("Publish the plan")
    published = jonas.say("The runs are announced, and each authority’s seats are kept.")
    jonas.page.get_by_text(published).wait_for(timeout=60_000)
    jonas.look("published")
    assert jonas.control("Publish the plan").count() == 0

    helena = visitor(width=PHONE, language="en")
    helena.be("helena")
    helena.go(here)
    helena.look("council-read")
    assert "Fyra av sju myndigheter bad om den." in helena.text()
    for words in ("Save the decisions", "Decide on the plan"):
        assert helena.control(words).count() == 0

    letter = house.letter("hanna@", "2")
    body = letter.get_body(preferencelist=("plain",))
    assert body is not None
    link = re.search(rf"{COURSES}/plans/outcome/{campaign}/", body.get_content())
    assert link
    hanna = visitor(width=PHONE)
    hanna.go("/accounts/login/")
    hanna.fill(code=hanna.code_for("hanna"))
    hanna.press("Confirm")
    hanna.page.wait_for_url("**/vasternorrland/")
    hanna.go(link[0])
    hanna.look("outcome")
    row = hanna.page.locator("tr", has_text=KURS)
    assert "4 platser, 0 med namn" in row.inner_text()
    hanna.go(f"{COURSES}/seats/")
    hanna.look("seats-to-name")
    hanna.page.locator("main a", has_text=KURS).first.click()
    hanna.look("naming")
    assert [*jonas.faults, *helena.faults, *hanna.faults] == []


def make_variant(jonas: Visitor) -> tuple[str, str]:
    """A variant with one run, put in by hand; the keys of the variant and its year."""
    jonas.go(f"{COURSES}/plans/")
    campaign = re.search(r"/plans/new/(\d+)/", jonas.page.content())
    assert campaign is not None
    jonas.press("New variant")
    jonas.fill(name=VARIANT)
    jonas.tick("sent")
    with jonas.page.expect_navigation():
        jonas.press("Save the variant")
    plan = re.search(r"/plans/(\d+)/", jonas.page.url)
    assert plan is not None
    jonas.press("Put a run in")
    jonas.fill(candidate=COURSE, term="spring", seats=SEATS, week="9")
    with jonas.page.expect_navigation():
        jonas.press("Save the run")
    assert jonas.sees("A variant, adjusted by hand")
    return plan[1], campaign[1]


def decide(jonas: Visitor, *, why: str) -> None:
    """Write down what the council said of the course, at the meeting."""
    jonas.fill(meeting="Utbildningsrådet, punkt 7 (exempel)")
    row = jonas.page.locator("tr", has_text=COURSE)
    row.locator('[name^="verdict-"]').select_option("carry_out")
    row.locator('[name^="reason-"]').fill(why)
    with jonas.page.expect_navigation():
        jonas.press("Save the decisions")
