"""Somebody proposes an idea on a phone, and hears what becomes of it."""

import re

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

IDEAS = "/vasternorrland/governance/ideas/"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_employee_proposes_on_a_phone_and_hears_the_answer(
    visitor: NewVisitor, house: House, language: str
) -> None:
    what = f"Byt bänkgranne ({language})"
    amina = visitor(width=PHONE, language=language)
    amina.be("amina")
    amina.go(IDEAS)
    amina.look("ideas")
    amina.press("Propose something")
    # Somebody has had a similar thought: it is shown while she writes.
    amina.page.locator("#id_what").press_sequentially("Språkvecka")
    amina.page.locator("main").get_by_text("språkvecka för receptioner").first.wait_for()
    amina.look("similar")
    amina.fill(what=what, why="Man förstår mer än man tror.", gains="Handläggare")
    amina.tick("hidden")
    amina.look("filled")
    amina.press("Propose")
    assert amina.sees("Thank you. You hear by mail what becomes of your idea.")
    assert amina.heading() == what
    amina.look("proposed")
    address = amina.page.url.removeprefix(house.url)
    assert house.letter("amina@", what)

    # Who proposed it is hidden from another authority, and they can support it.
    bo = visitor(width=PHONE, language=language)
    bo.be("bo")
    bo.go(address)
    assert "Amina" not in bo.text()
    bo.press("Support the idea")
    assert bo.control("Take my support back").is_visible()
    bo.look("supported")

    karin = visitor(language=language)
    karin.be("karin")
    karin.go(address)
    assert "Amina" in karin.text()
    karin.press("Decline")
    karin.press("Decline")
    assert re.search(r"/declination/$", karin.page.url)  # a no without its reason is no answer
    karin.look("no-reason")
    karin.fill(words="Vi provade det i fjol, och få ville byta.")
    karin.press("Decline")
    assert karin.sees("Noted. The proposer gets a letter.")
    before = len(house.letters("amina@", what))
    answer = house.letter("amina@", what, after=max(before - 1, 1))
    body = answer.get_body(preferencelist=("plain",))
    assert body is not None
    assert "få ville byta" in " ".join(body.get_content().split())
    amina.go(address)
    assert "få ville byta" in amina.text()
    amina.look("declined")
