"""Per asks for a mentor and sees the request wait."""

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import DESK, PHONE

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(("language", "width", "who"), [("sv", PHONE, "per"), ("en", DESK, "bo")])
def test_a_manager_asks_for_a_mentor_and_sees_the_request_wait(
    visitor: NewVisitor, house: House, language: str, width: int, who: str
) -> None:
    per = visitor(language=language, width=width)
    per.be(who)
    per.go("/vasternorrland/mentorship/")
    per.look("mentorship")
    role = "mentee" if who == "per" else "mentor"
    per.press("Ask for a mentor" if role == "mentee" else "Offer to be a mentor")
    per.press("Send the request")
    assert per.sees("Choose at least one area.")
    per.look("refused")
    per.tick("areas")
    per.fill(goals="Att leda genom andra.")
    per.press("Send the request")
    waits = "manager's" if who == "per" else "coordinator's"
    assert per.sees(f"Your request waits for your {waits} approval".replace(
        "your coordinator's", "the coordinator's"))  # fmt: skip
    per.look("waits")
    assert house.letter(f"{who}@", "")
    per.go("/vasternorrland/mentorship/")
    assert per.page.locator("#mine-title, #mine").count() > 0
    per.look("mine")
