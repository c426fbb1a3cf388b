"""The notice board in use: an employee finds and saves a search on a phone, HR publishes."""

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import DESK, PHONE, Visitor

pytestmark = pytest.mark.journey

BOARD = "/vasternorrland/loans/"


def look(visitor: Visitor, name: str) -> None:
    """On a phone and at a desk."""
    for width in (DESK, PHONE):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitor.look(f"{name}-{width}")


def test_an_employee_finds_a_notice_on_a_phone_and_keeps_the_search(visitor: NewVisitor) -> None:
    amina = visitor(width=PHONE, language="en")
    amina.be("amina")
    amina.go(BOARD)
    amina.look("board")
    assert "Fits your search" in amina.text()
    amina.page.get_by_role("searchbox", name="Search title, tasks, place or authority").fill(
        "registrator härnösand"
    )
    amina.press("Search")
    amina.page.wait_for_url("**/loans/?*q=registrator*")
    assert "Registrator på halvtid" in amina.text()
    assert "Controller" not in amina.text()
    amina.look("board-found")
    amina.press("Save this search")
    amina.look("search-form")
    amina.fill(name="Registrator nära mig")
    amina.press("Save")
    amina.page.wait_for_url("**/searches/")
    amina.look("searches")
    amina.page.get_by_role("link", name="Registrator nära mig").click()
    amina.page.wait_for_url("**/loans/?*q=registrator*")
    amina.page.get_by_role("link", name="Registrator på halvtid under föräldraledighet").click()
    amina.page.wait_for_url("**/notices/*/")
    assert amina.sees("Tasks")
    amina.look("notice")


def test_a_search_finds_nothing_and_a_sister_networks_notice_is_answered_by_mail(
    visitor: NewVisitor,
) -> None:
    amina = visitor(width=PHONE, language="en", javascript=False)
    amina.be("amina")
    amina.go(f"{BOARD}?q=astronaut")
    assert amina.sees("No notice matches")
    amina.press("Show all")
    amina.page.get_by_role("link", name="Analytiker till vinterns lägesbilder").click()
    assert amina.sees("From a sister network.")
    contact = amina.control("Write to the contact")
    assert (contact.get_attribute("href") or "").startswith("mailto:")


def test_a_manager_writes_and_hr_publishes_and_takes_down(visitor: NewVisitor) -> None:
    per = visitor(language="en")
    per.be("per")
    per.go(f"{BOARD}notices/new/")
    look(per, "notice-form")
    assert per.page.locator("[name=title]").input_value() == "Handläggare till vattenprövningen"
    per.page.locator("[name=tasks]").fill("")
    per.press("Save and look it through")
    look(per, "notice-form-errors")
    per.fill(tasks="Bereda ansökningar om vattenverksamhet.", place="Härnösand")
    with per.page.expect_response("**/notices/new/draft/"):
        per.tick("competences")
    per.press("Save and look it through")
    per.page.wait_for_url("**/notices/*/")
    look(per, "notice-draft")
    per.press("Ask HR to publish it")
    assert per.sees("HR of your authority is asked by mail to publish it.")
    lotta = visitor(language="en")
    lotta.be("lotta")
    lotta.go_to_start("/vasternorrland")
    lotta.page.locator("main li").filter(has_text="Handläggare till vattenprövningen").get_by_role(
        "link"
    ).first.click()
    lotta.page.wait_for_url("**/notices/*/")
    lotta.press("Publish")
    assert lotta.sees("The notice hangs on the board.")
    look(lotta, "notice-published")
    lotta.press("Take it off the board")
    lotta.press("Hang it up again")
    assert lotta.sees("The notice hangs on the board again.")
    lotta.house.letter("per@", "Handläggare till vattenprövningen")
