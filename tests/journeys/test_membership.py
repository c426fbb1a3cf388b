"""An authority applies in the open, the coordinator prepares it, it is decided, and is a member."""

import re

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

NETWORK = "/vasternorrland"
CONTACT = "hr.trafikverket@example.org"


def test_a_visitor_applies_and_the_authority_becomes_a_member_by_a_decision(
    visitor: NewVisitor, house: House
) -> None:
    guest = visitor(width=PHONE)
    guest.go(f"{NETWORK}/open/sv/membership/")
    guest.look("membership-form")
    guest.fill(name="Trafikverket i Härnösand", contact_name="Tora Trafik", contact_email=CONTACT)
    guest.page.locator('[name="kind"]').select_option("state_agency")
    guest.press("Send the application")
    assert guest.heading() == guest.say("Look in your mail")
    body = house.letter(CONTACT, "Trafikverket").get_body(preferencelist=("plain",))
    assert body is not None
    link = re.search(rf"{NETWORK}/open/sv/membership/[\w-]{{43}}/", body.get_content())
    assert link
    guest.go(link[0])
    guest.press("Send the application to the network")
    assert guest.sees("The network has received the application. You get the answer by mail.")

    karin = visitor()
    karin.be("karin")
    karin.go(f"{NETWORK}/governance/membership/?q=Trafikverket")
    karin.look("memberships")
    karin.page.locator("tbody a", has_text="Trafikverket").first.click()
    karin.press("Prepare for the body")
    karin.fill(preparation="Myndigheten har 40 anställda i länet.", since="2026-01-01")
    karin.press("Save")
    karin.look("application-prepared")

    karin.go(f"{NETWORK}/governance/decisions/new/")
    karin.fill(title="Trafikverket blir medlem", text="Trafikverket antas.", body="Styrgruppen")
    karin.fill(decided_on="2025-12-11")
    karin.page.locator("main label", has_text="Trafikverket i Härnösand").click()
    assert karin.page.get_by_label("Trafikverket i Härnösand").is_checked()
    karin.look("decision-form")
    karin.press("Enter into the register")
    karin.look("decision")
    told = house.letter(CONTACT, "2025-12-11")
    assert "Trafikverket" in str(told["Subject"])
    karin.page.reload()
    assert karin.page.locator("#effects a", has_text="Trafikverket").count() >= 1

    guest.go(f"{NETWORK}/open/sv/members/")
    guest.look("open-members")
    assert "Trafikverket" in guest.text()
