"""Minutes and votes: the coordinator writes by keys alone, a member votes on the phone, two write
at once, and the minutes are approved by a link in mail.
"""

import re

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.journey

AT = "/vasternorrland/governance/meetings"
LINK = re.compile(r"/reply/[a-z]+/[\w-]+/")


def meeting_at(visitor: Visitor, title: str) -> str:
    """The address of the newest meeting of that title, found in the list."""
    visitor.go(f"{AT}/?q={title}")
    href = visitor.page.locator("main a", has_text=title).first.get_attribute("href")
    assert href
    return href.split("?")[0]


def test_the_coordinator_writes_the_minutes_by_keys_alone(visitor: NewVisitor) -> None:
    karin = visitor()
    karin.be("karin")
    at = meeting_at(karin, "Extra styrgruppsmöte")
    karin.go(f"{at}minutes/writing/")
    karin.look("writing")
    keys = karin.page.keyboard
    keys.press("Alt+ArrowDown")
    keys.press("Alt+ArrowDown")
    keys.press("Alt+ArrowDown")
    keys.type("Nästa möte hålls i februari.")
    said = karin.page.locator("form[data-minutes] [data-said]").nth(2)
    said.filter(has_text=re.compile(r"\d\d\.\d\d")).wait_for()
    keys.press("Alt+Shift+D")
    outcome = karin.page.locator('[data-key="D"][open] select[name="outcome"]')
    assert outcome.evaluate("one => one === document.activeElement")
    keys.press("Tab")
    keys.type("Mötet hålls den 11 februari.")
    keys.press("Control+Enter")
    karin.page.locator("main", has_text="Mötet hålls den 11 februari.").wait_for()
    assert karin.sees("The decision is noted.")
    karin.go(f"{at}minutes/")
    assert "Nästa möte hålls i februari." in karin.text()


def test_a_member_votes_on_the_phone(visitor: NewVisitor) -> None:
    bo = visitor(width=PHONE)
    bo.be("bo")
    bo.go(f"{meeting_at(bo, 'Extra styrgruppsmöte')}votes/")
    bo.look("votes")
    bo.page.locator("main a", has_text="Medel till beredskapsveckan").click()
    bo.page.locator('[id^="own-"] button').nth(1).click()
    assert bo.sees("You have voted: %(choice)s.", choice="nej")
    bo.look("voted")


def test_two_who_write_at_once_and_lose_the_connection_lose_nothing(visitor: NewVisitor) -> None:
    karin, bo = visitor(), visitor()
    karin.be("karin")
    bo.be("bo")
    at = meeting_at(karin, "Extra styrgruppsmöte")
    for one in (karin, bo):
        one.go(f"{at}minutes/writing/")
    text = "form[data-minutes] textarea >> nth=0"
    said = "form[data-minutes] [data-said] >> nth=0"
    before = karin.page.locator(text).input_value()
    karin.page.locator(text).fill(f"{before}\n\nKarin skrev detta.")
    karin.page.locator(said).filter(has_text=re.compile(r"\d\d\.\d\d")).wait_for()
    bo.context.set_offline(True)
    bo.page.locator(text).fill(f"Bo ändrade. {before}")
    offline = bo.say(
        "No connection. What you write is kept in this browser, and is saved when the connection"
        " is back."
    )
    bo.page.locator(said).filter(has_text=offline).wait_for()
    bo.context.set_offline(False)
    bo.faults.clear()  # the browser complains of the connection that was cut on purpose
    bo.page.locator(said).filter(has_text=re.compile(r"\d\d\.\d\d")).wait_for()
    both = bo.page.locator(text).input_value()
    assert "Bo ändrade." in both
    assert "Karin skrev detta." in both
    karin.page.locator(text).fill("Helt annat.")
    bo.page.locator(text).fill("Något tredje.")
    karin.page.wait_for_timeout(2500)
    bo.page.wait_for_timeout(2500)
    bo.page.locator("form[data-minutes] [data-versions] >> nth=0").click()
    shown = bo.text()
    assert "Helt annat." in shown
    assert "Något tredje." in shown
    bo.look("versions")


def test_minutes_are_approved_by_the_link_in_a_letter(visitor: NewVisitor, house: House) -> None:
    karin = visitor()
    karin.be("karin")
    at = out_for_approval(karin)
    karin.go(f"{at}minutes/approval/")
    karin.press("Take them back")
    karin.go(f"{at}minutes/approval/")
    karin.look("approval")
    karin.press("Send for approval")
    letter = house.letter("bo@", "Justera protokollet")
    body = letter.get_body(preferencelist=("plain",))
    assert body is not None
    link = LINK.search(str(body.get_content()))
    assert link
    bo = visitor(width=PHONE)
    bo.go(link[0])
    bo.look("approve")
    bo.page.locator('label[for$="answer_0"]').click()
    bo.press("Send the answer")
    assert bo.sees("Thank you. Your approval is kept; others have still to answer.")


def out_for_approval(visitor: Visitor) -> str:
    """The address of a meeting whose minutes are with those who approve them."""
    visitor.go(f"{AT}/?view=past&state=closed")
    links = visitor.page.locator('main a[href*="/governance/meetings/"]')
    found = [links.nth(place).get_attribute("href") or "" for place in range(links.count())]
    for address in (one for one in found if re.search(r"/meetings/\d+/$", one)):
        visitor.go(f"{address}minutes/")
        if visitor.sees("with those who approve them"):
            return address
    raise AssertionError(f"None of {found} waits for approval.")
