"""A storm comes: the coordinator turns crisis mode on, and HR answers by the link on a phone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.journey

LOANS = "/vasternorrland/loans/"
STORM = "Stormen vid kusten"


def link_of(house: House, to: str) -> str:
    """The way to the page from the letter."""
    body = house.letter(to, STORM).get_body(preferencelist=("plain",))
    assert body is not None
    link = re.search(r"/reply/[a-z]+/[\w-]{43}/", str(body.get_content()))
    assert link
    return link[0]


def turn_on(karin: Visitor) -> None:
    """From the board to crisis mode."""
    karin.be("karin")
    karin.go(LOANS)
    karin.press("Crisis mode")
    karin.press("Turn crisis mode on")
    karin.look("new")
    karin.fill(title=STORM, about="Elen är borta i tre kommuner. Stabschefer behöver avlösning.")
    karin.press("Turn crisis mode on")


def answer_without_script(lotta: Visitor, link: str) -> None:
    """The form says what is missing, and takes the answer, in a browser that runs no script."""
    lotta.go(link)
    lotta.press("Say so")
    assert lotta.sees("Choose a competence.")
    lotta.fill(competence="kris", people="2", percent="50", words="Van vid stab")
    lotta.press("Say so")
    assert lotta.sees("You have answered, and can change it")


def test_hr_says_on_a_phone_what_can_be_lent_and_the_coordinator_sees_the_gap(
    visitor: NewVisitor, house: House
) -> None:
    karin = visitor(language="en")
    turn_on(karin)
    assert karin.sees("Crisis mode is on. HR of every authority is asked by mail.")
    karin.look("on")
    link = link_of(house, "lotta@")
    lotta = visitor(width=PHONE, language="en")
    lotta.go(link)
    lotta.look("asked")
    answer_without_script(visitor(width=PHONE, language="en", javascript=False), link)
    lotta.page.reload()
    assert "Van vid stab" in lotta.text()
    lotta.look("answered")
    # The demo's crisis need begins in three days, and what HR can lend on the next Monday.
    karin.go(f"{LOANS}crisis/?day={timezone.localdate() + timedelta(days=7)}")
    assert "Van vid stab" in karin.text()
    assert " missing" in karin.text()
    karin.look("counted")
    karin.press("Remind them by mail")
    karin.press("End crisis mode")
    karin.look("ending")
    karin.press("End crisis mode")
    assert karin.sees("Crisis mode is off. Those who answered are thanked.")
