"""Per asks for a mentor and sees the request wait."""

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import DESK, PHONE, swedish

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(("language", "width", "who"), [("sv", PHONE, "per"), ("en", DESK, "bo")])
def test_a_manager_asks_for_a_mentor_and_sees_the_request_wait(
    visitor: NewVisitor, house: House, language: str, width: int, who: str
) -> None:
    per = visitor(language=language, width=width)
    per.be(who)
    per.go("/vasternorrland/mentorship/")
    per.look("mentorship")
    per.press("Ask for a mentor")
    per.press("Send the request")
    assert per.sees("Choose at least one area.")
    per.look("refused")
    per.tick("areas")
    per.fill(goals="Att leda genom andra.")
    per.press("Send the request")
    waits = {  # Bo leads his authority: there is no manager above him
        "per": "Your request waits for your manager's approval",
        "bo": "Your request waits for the coordinator's approval",
    }
    assert per.sees(waits[who])
    per.look("waits")
    # A letter follows the person's own language, not this browser's.
    house.letter(f"{who}@", swedish()["We have your request for a mentor"])
    per.go("/vasternorrland/mentorship/")
    assert per.page.locator("main").get_by_role("heading", name=per.say("My requests")).count() == 1
    per.look("mine")
