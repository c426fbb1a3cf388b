"""A seat that needs the manager's yes: enrolled on a phone, approved from the mail on another."""

import re

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.journey

NETWORK = "/vasternorrland"
FREE = re.compile("kvar|left")  # what a run with free seats says
PEOPLE = {"elin": "Elin Forsberg", "hanna": "Hanna Sjödin"}


@pytest.mark.parametrize(
    ("who", "course", "javascript"),
    [
        ("elin", "Statstjänstemannarollen i fokus", True),
        ("hanna", "Kompetensbaserad rekrytering", False),
    ],
)
def test_an_employee_enrols_and_the_manager_approves_by_the_link_in_the_mail(
    visitor: NewVisitor, house: House, who: str, course: str, javascript: bool
) -> None:
    elin = visitor(width=PHONE, javascript=javascript)
    elin.go("/accounts/login/")
    elin.fill(code=elin.code_for(who))
    elin.press("Confirm")
    elin.go(f"{NETWORK}/courses/")
    listed = elin.page.locator("li.course", has_text=course)
    listed.locator(".runs a", has_text=FREE).first.click()
    elin.press("Enrol")
    if who == "elin":  # Hanna's reference is known from an earlier enrolment
        _give_a_reference(elin)
    assert elin.sees("You have a seat if it is approved")

    question = elin.say("May %(who)s take part in %(course)s?", who=PEOPLE[who], course=course)
    letter = house.letter("bo@", question)
    body = letter.get_body(preferencelist=("plain",))
    assert body is not None
    link = re.search(r"/reply/[a-z]+/[\w-]{43}/", str(body.get_content()))
    assert link

    bo = visitor(width=PHONE, javascript=javascript)
    answer = bo.go(link[0])
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert bo.heading() == question
    if javascript:
        bo.look("question")
    bo.press("Yes, approve")
    assert bo.sees("You can close the page.")
    if javascript:
        bo.look("answered")
    bo.go(link[0])
    assert bo.sees("You have answered already")
    if javascript:
        bo.look("used")

    elin.go(f"{NETWORK}/courses/mine/")
    mine = elin.page.locator("main li", has_text=course).first
    assert mine.get_by_text(elin.say("You have a seat"), exact=True).count() == 1
    other = visitor(width=PHONE, javascript=javascript)
    other.be("amina")
    with other.expecting(403):
        other.go(link[0])
    assert other.sees("The question is for somebody else")


def _give_a_reference(elin: Visitor) -> None:
    elin.look("reference-asked")
    elin.fill(reference="12")
    elin.press("Enrol")
    assert "KU2104" in elin.text()
    elin.look("reference-refused")
    assert elin.page.locator('[name="reference"]').input_value() == "12"
    elin.fill(reference="KU2105")
    elin.press("Enrol")
    elin.look("waits-for-the-yes")
