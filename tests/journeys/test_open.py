"""Those without an account: from the open catalogue to a guest's seat, and back."""

import re

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import DESK, PHONE, Visitor

pytestmark = pytest.mark.journey


def press(somebody: Visitor, words: str) -> None:
    """Press the first button or link that says so, whatever else it says to who only listens."""
    said = re.compile(rf"^\s*{re.escape(somebody.say(words))}")
    main = somebody.page.locator("main")
    main.get_by_role("button", name=said).or_(main.get_by_role("link", name=said)).first.click()


@pytest.mark.parametrize(("language", "width"), [("sv", PHONE), ("en", DESK)])
def test_a_guest_finds_a_lookout_takes_a_seat_and_gives_it_back(
    visitor: NewVisitor, house: House, language: str, width: int
) -> None:
    address = f"gast.{language}@example.org"
    guest = visitor(language=language, width=width)
    guest.go(f"/vasternorrland/open/{language}/courses/")
    guest.look("catalogue")
    guest.page.locator(".course__name a", has_text="Bolagsverket").first.click()
    guest.look("course")
    press(guest, "Come as a guest")
    guest.look("form")
    press(guest, "Send me the link")
    guest.look("form-empty")
    guest.fill(name="Gunnel Gäst", email=address)
    press(guest, "Send me the link")
    guest.look("asked")
    assert guest.heading() == guest.say("Look in your mail")

    letter = house.letter(address, "Bolagsverket")
    body = letter.get_body(("plain",))
    assert body is not None
    (path,) = re.findall(r"https?://[^/\s]+(/vasternorrland/open/\S+)", body.get_content())
    guest.go(path)
    assert guest.sees("The seat is not yours yet.")
    guest.look("link")
    press(guest, "Confirm the seat")
    assert guest.sees("You have a seat as a guest.")
    guest.look("seat")
    press(guest, "Give the seat back")
    assert guest.sees("You have given your seat back.")
    guest.look("given-back")


@pytest.mark.parametrize(("language", "width"), [("sv", PHONE), ("en", DESK)])
def test_a_calendar_is_subscribed_to_and_ended(
    visitor: NewVisitor, language: str, width: int
) -> None:
    amina = visitor(language=language, width=width)
    amina.be("amina")
    amina.go("/vasternorrland/courses/mine/")
    press(amina, "Subscribe to the calendar")
    amina.look("none")
    press(amina, "Make an address")
    amina.look("made")
    address = amina.page.locator(".address input").first.input_value()
    path = re.sub(r"^https?://[^/]+", "", address)
    answer = amina.context.request.get(f"{amina.house.url}{path}")
    assert answer.ok
    assert answer.text().startswith("BEGIN:VCALENDAR")
    press(amina, "End the address")
    assert amina.context.request.get(f"{amina.house.url}{path}").status == 404
