"""An authority answers the needs assessment: typed on a phone, sent, approved from the mail."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import DESK, PHONE, Visitor

pytestmark = pytest.mark.journey

NEEDS = "/vasternorrland/courses/needs/"


def look(visitor: Visitor, name: str) -> None:
    """On a phone and at a desk."""
    for width in (DESK, PHONE):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitor.look(f"{name}-{width}")


def test_wishes_are_made_by_the_shared_address_and_taken_into_the_answer(
    visitor: NewVisitor, house: House
) -> None:
    lotta = visitor()
    lotta.be("lotta")
    lotta.go(NEEDS)
    lotta.page.locator('main a[href*="/writing/"]').first.click()
    lotta.press("See the wishes")
    look(lotta, "wishes")
    address = lotta.page.locator("input[readonly]").input_value()
    somebody = visitor(width=PHONE, language="en")
    somebody.go(address[address.index("/reply/") :])
    look(somebody, "wish")
    somebody.press("Make the wish")
    assert somebody.sees("Choose a course, or write what you wish to learn.")
    look(somebody, "wish-errors")
    somebody.fill(text="Write in plain language", seats="3")
    somebody.press("Make the wish")
    assert somebody.sees("Make one more wish")
    lotta.page.reload()
    assert "Write in plain language" in lotta.text()
    lotta.press("Take the wishes into the answer")
    lotta.page.wait_for_url("**/writing/")


def test_a_draft_survives_and_is_put_right_sent_and_approved_by_the_link(
    visitor: NewVisitor, house: House
) -> None:
    lotta = visitor(width=PHONE)
    lotta.be("lotta")
    lotta.go(NEEDS)
    lotta.page.locator('main a[href*="/writing/"]').first.click()
    look(lotta, "writing")
    spring = lotta.page.locator('input[name$="-spring"]').first
    spring.fill("tio")
    spring.press("Tab")
    field = spring.get_attribute("name")
    expect(lotta.page.locator(f"#was-{field}")).to_have_value("tio")
    assert lotta.page.locator("#saved").inner_text().endswith(".")
    lotta.page.reload()
    assert lotta.page.locator(f'[name="{field}"]').input_value() == "tio"

    lotta.page.locator('[name="comment"]').focus()
    lotta.tab_to(lotta.control("Look through and send"))
    lotta.page.keyboard.press("Enter")
    lotta.page.wait_for_url("**/review/")
    focused = lotta.page.locator("[data-error-summary]")
    expect(focused).to_be_focused()
    assert lotta.sees("Write a whole number, such as 12.")
    assert lotta.sees("Write who approves, or choose to answer yourself.")
    look(lotta, "errors")
    lotta.page.locator(f'[name="{field}"]').fill("10")
    lotta.fill(approver="per@example.org")
    lotta.press("Look through and send")
    look(lotta, "review")
    lotta.press("Send for approval")
    assert lotta.sees("Take the answer back")
    look(lotta, "sent")

    asked = lotta.say("Approve what %(authority)s needs %(year)s", authority="", year="")
    letter = house.letter("per@", asked.split()[0])
    body = letter.get_body(preferencelist=("plain",))
    assert body is not None
    link = re.search(r"/reply/[a-z]+/[\w-]{43}/", str(body.get_content()))
    assert link
    per = visitor(width=PHONE)
    per.go(link[0])
    look(per, "asked")
    per.press("No, send it back")
    assert per.sees("Write why, so that it can be put right.")
    per.press("Yes, approve")
    assert per.sees("You can close the page.")
    lotta.page.reload()
    assert lotta.page.locator('form[action$="/return/"]').count() == 0
    assert lotta.page.locator("main .status").count() == 1
