"""Per asks for a mentor on a phone, in two sittings, and his manager answers from the mail."""

import re

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import DESK, PHONE, swedish

pytestmark = pytest.mark.journey

MENTORSHIP = "/vasternorrland/mentorship/"


@pytest.mark.parametrize(("language", "width", "who"), [("sv", PHONE, "per"), ("en", DESK, "bo")])
def test_a_manager_asks_for_a_mentor_and_sees_the_request_wait(
    visitor: NewVisitor, house: House, language: str, width: int, who: str
) -> None:
    per = visitor(language=language, width=width)
    per.be(who)
    per.go(MENTORSHIP)
    per.look("mentorship")
    per.press("Ask for a mentor")
    per.press("Look through and send")
    assert per.sees("Choose at least one area.")
    per.look("refused")
    with per.page.expect_response(re.compile("/draft/$")):
        per.fill(goals="Att leda genom andra.")
    per.go(MENTORSHIP)
    per.press("Go on with the draft")
    assert per.page.locator('[name="goals"]').input_value() == "Att leda genom andra."
    per.look("put-back")
    per.tick("areas")
    per.press("Look through and send")
    assert "Att leda genom andra." in per.text()
    per.look("review")
    per.press("Send the request")
    waits = {  # Bo leads his authority: there is no manager above him
        "per": "Your request waits for your manager's approval",
        "bo": "Your request waits for the coordinator's approval",
    }
    assert per.sees(waits[who])
    per.look("waits")
    # A letter follows the person's own language, not this browser's.
    house.letter(f"{who}@", swedish()["We have your request for a mentor"])
    per.go(MENTORSHIP)
    assert per.page.locator("main").get_by_role("heading", name=per.say("My requests")).count() == 1
    per.look("mine")
    if who == "per":
        _the_manager_answers(visitor, house)


def _the_manager_answers(visitor: NewVisitor, house: House) -> None:
    """Maria, who leads Per, says yes on her phone without signing in."""
    letter = house.letter(
        "maria@", swedish()["A request in the mentoring programme waits for your answer"]
    )
    body = letter.get_body(preferencelist=("plain",))
    assert body is not None
    link = re.search(r"/reply/[a-z]+/[\w-]{43}/", str(body.get_content()))
    assert link
    maria = visitor(width=PHONE)
    maria.go(link[0])
    assert "Per Wikström" in maria.heading()
    maria.look("question")
    maria.press("Yes, approve")
    assert maria.sees("You can close the page.")
    house.letter("per@", swedish()["Your request in the mentoring programme is approved"])
