"""A seat that needs the manager's yes: enrolled on a phone, approved from the mail on another."""

import re

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.test_sign_in import code_for
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

NETWORK = "/vasternorrland"
COURSE = "Statstjänstemannarollen i fokus"


@pytest.mark.parametrize(("who", "javascript"), [("elin", True), ("hanna", False)])
def test_an_employee_enrols_and_the_manager_approves_by_the_link_in_the_mail(
    visitor: NewVisitor, house: House, who: str, javascript: bool
) -> None:
    elin = visitor(width=PHONE, javascript=javascript)
    elin.go("/accounts/login/")
    elin.fill(code=code_for(elin, house, who))
    elin.press("Confirm")
    elin.go(f"{NETWORK}/courses/")
    course = elin.page.locator("li.course", has_text=COURSE)
    course.locator(".runs a").first.click()
    name = elin.heading()
    elin.press("Enrol")
    if javascript:
        elin.look("reference-asked")
    elin.fill(reference="12")
    elin.press("Enrol")
    assert "KU2104" in elin.text()
    if javascript:
        elin.look("reference-refused")
    assert elin.page.locator('[name="reference"]').input_value() == "12"
    elin.fill(reference="KU2104")
    elin.press("Enrol")
    if javascript:
        elin.look("waits-for-the-yes")

    person = {"elin": "Elin Forsberg", "hanna": "Hanna Sjödin"}[who]
    question = elin.say("May %(who)s take part in %(course)s?", who=person, course=COURSE)
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
    mine = elin.page.locator("main li", has_text=name)
    assert elin.say("You have a seat") in mine.first.inner_text()
    other = visitor(width=PHONE, javascript=javascript)
    other.be("amina")
    with other.expecting(403):
        other.go(link[0])
    assert other.sees("The question is for somebody else")
