"""From an application for ranked runs to seats given out, a reason for all, and a proof."""

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import DESK, PHONE

pytestmark = pytest.mark.journey

NETWORK = "/vasternorrland"
RANKED = "Test leader"  # two runs in the demo, drawn in a week
IN_SWEDISH = "Testledarutbildning"  # in the letters to Amina
SHARED = "The civil servant's role"  # divided in the demo, waiting for a yes
DRAWN = "Manager in the State"  # drawn yesterday in the demo, Amina among those who applied


@pytest.mark.parametrize("javascript", [True, False])
def test_amina_applies_for_two_runs_and_takes_it_back(
    visitor: NewVisitor, house: House, javascript: bool
) -> None:
    amina = visitor(width=PHONE, language="en", javascript=javascript)
    amina.be("amina")
    amina.go(f"{NETWORK}/courses/?q=Test")
    amina.page.locator("li.course", has_text=RANKED).locator(".runs a").last.click()
    amina.press("Apply for a seat")
    if javascript:
        amina.look("application")
    amina.page.locator('[name="second"]').select_option(index=1)
    amina.press("Apply for a seat")
    assert amina.sees("You have applied for %(course)s. A letter tells you what you got.",
                      course=RANKED)  # fmt: skip
    if javascript:
        amina.look("applied")
    house.letter("amina@", IN_SWEDISH)
    amina.press("Take the application back")
    if javascript:
        amina.look("withdrawal")
    amina.press("Take it back")
    assert "from all 2 runs" in amina.text()


def test_amina_reads_why_and_repeats_the_draw(visitor: NewVisitor) -> None:
    for width in (PHONE, DESK):
        amina = visitor(width=width, language="en")
        amina.be("amina")
        amina.go(f"{NETWORK}/courses/?q=Manager")
        amina.page.locator("li.course", has_text=DRAWN).locator(".runs a").first.click()
        assert "The seats were drawn by lot, and your lot was number" in amina.text()
        amina.press("Protocol: how the seats were given out")
        amina.look("protocol")
        amina.press("Repeat the draw")
        assert amina.sees("Divided once more: the same people got seats, to the last digit.")
        assert amina.faults == []


def test_jonas_looks_through_a_division_and_gives_out_the_seats(
    visitor: NewVisitor, house: House
) -> None:
    jonas = visitor(language="en")
    jonas.be("jonas")
    jonas.go_to_start(NETWORK)
    jonas.page.locator("main li", has_text=f"Give out the seats on {SHARED}").get_by_role(
        "link", name="Look through it"
    ).click()
    jonas.look("preview")
    first = jonas.page.locator("#people tbody th").first.inner_text()
    jonas.press("Give out the seats")
    assert jonas.sees("The seats are given out, and everybody gets a letter.")
    jonas.look("protocol")
    assert first not in jonas.text()
    person = first.lower().replace(" ", ".").translate(str.maketrans("åäöéü", "aaoeu"))
    told = house.letter(f"{person}.", "").get_body(("plain",))
    assert told is not None
    assert "14 p" in told.get_content()  # 14 people, 14 personer


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_council_tries_other_rules(visitor: NewVisitor, width: int) -> None:
    jonas = visitor(width=width, language="en")
    jonas.be("jonas")
    jonas.go(f"{NETWORK}/courses/")
    jonas.press("Shares between authorities")
    jonas.look("shares")
    jonas.press("Try other rules")
    jonas.look("simulator")
    jonas.fill(minimum="2", most_credit="0")
    jonas.press("Try")
    assert "minimum=2" in jonas.page.url
    jonas.look("tried")
    assert jonas.faults == []
