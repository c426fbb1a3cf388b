"""Karin weighs the wishes and adjusts the proposal: by keyboard alone, and without any script."""

import re

import pytest
from django.utils import timezone

from config.demo.mentorship import OPEN_STARTS, title_of
from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.journey

ON_WHAT_IS_SAID = "() => document.activeElement?.matches('[data-said]')"


def to_the_matching(karin: Visitor) -> None:
    """From the start page to the open round of the demo, which has proposed pairs.

    Other journeys may have proposed pairs in rounds of their own.
    """
    title = title_of(timezone.localdate() + OPEN_STARTS)
    karin.be("karin")
    karin.go_to_start("/vasternorrland")
    waits = karin.page.locator("main li", has_text=title)
    waits.locator("a[href$='/matching/']").first.click()
    karin.page.wait_for_url("**/matching/")


def points(karin: Visitor) -> str:
    """The live total of the board."""
    return karin.page.locator("main .room__figure").nth(1).inner_text()


def test_karin_adjusts_the_proposal_by_keyboard_alone(visitor: NewVisitor) -> None:
    karin = visitor(language="en")
    to_the_matching(karin)
    karin.look("matching")
    karin.tab_to(karin.page.get_by_role("link", name="Adjust on the board"))
    karin.page.keyboard.press("Enter")
    karin.page.wait_for_url("**/board/")
    karin.look("board")
    before = points(karin)
    choice = karin.page.locator("main select[name=to]").first
    row = choice.evaluate("one => one.closest('[data-row]').id")
    karin.tab_to(choice)
    karin.page.keyboard.press("ArrowDown")
    karin.page.keyboard.press("Tab")
    karin.page.keyboard.press("Enter")
    said = karin.page.locator("[data-said]")
    said.get_by_text("as the proposed mentor").wait_for()
    karin.page.wait_for_function(ON_WHAT_IS_SAID)
    assert points(karin) != before
    karin.tab_to(said.get_by_role("button", name="Undo"), most=1)
    karin.tab_to(said.get_by_role("link", name="Back to the row"), most=1)
    karin.page.keyboard.press("Enter")
    karin.tab_to(karin.page.locator(f"#{row} a").first, most=1)
    karin.look("moved")
    karin.page.keyboard.press("Control+z")
    said.get_by_text("Undone").wait_for()
    karin.page.wait_for_function(ON_WHAT_IS_SAID)
    assert points(karin) == before


def test_karin_pins_two_who_are_not_proposed_and_repairs_by_keyboard_alone(
    visitor: NewVisitor,
) -> None:
    karin = visitor(language="en")
    to_the_matching(karin)
    karin.press("Adjust on the board")
    karin.page.wait_for_url("**/board/")
    pin = karin.page.get_by_role("button", name=re.compile(r"^Pin\b")).first
    karin.tab_to(pin)
    karin.page.keyboard.press("Enter")
    said = karin.page.locator("[data-said]")
    said.get_by_text("are pinned").wait_for()
    karin.page.wait_for_function(ON_WHAT_IS_SAID)
    karin.tab_to(karin.page.get_by_role("link", name="Repair with few changes"), most=30)
    karin.page.keyboard.press("Control+z")
    said.get_by_text("Undone").wait_for()


def test_karin_asks_a_mentor_for_one_place_more_and_it_is_one_pair_more(
    visitor: NewVisitor,
) -> None:
    karin = visitor(language="en")
    to_the_matching(karin)
    karin.page.get_by_role("link", name=re.compile("^Without a mentor")).click()
    waits = karin.page.locator("#alone li").filter(has_text="as many mentees as they take")
    waits.get_by_role("link", name=re.compile("^See what would help")).first.click()
    karin.look("help")
    name = karin.page.locator("#places li b").first.inner_text()
    karin.page.locator("#places a").first.click()
    karin.page.get_by_text("A repair would then give").wait_for()
    karin.look("question")
    karin.press("Send the letter")
    karin.page.get_by_text("A letter is on its way").wait_for()
    karin.page.locator("#done").get_by_role("button", name=f"Take back {name}").click()
    karin.page.get_by_text("The question is taken back").wait_for()


def test_karin_sees_what_a_weight_would_change_before_she_keeps_it(visitor: NewVisitor) -> None:
    karin = visitor(language="en")
    to_the_matching(karin)
    karin.press("What the wishes weigh")
    karin.look("weights")
    effect = karin.page.locator("#effect")
    before = effect.inner_text()
    slider = karin.page.get_by_role("slider").first
    karin.tab_to(slider)
    with karin.page.expect_response("**/weights/effect/**"):
        karin.page.keyboard.press("Home")
    karin.page.wait_for_function(
        "before => document.querySelector('#effect').innerText !== before", arg=before
    )
    assert karin.page.locator("output").first.inner_text() == "0"
    karin.page.reload()
    assert slider.input_value() == "10"


def test_karin_moves_a_mentee_on_a_phone_without_script(visitor: NewVisitor) -> None:
    karin = visitor(width=PHONE, language="en", javascript=False)
    to_the_matching(karin)
    karin.press("Adjust on the board")
    before = points(karin)
    row = karin.page.locator("main form").filter(has=karin.page.locator("select[name=to]")).first
    row.get_by_role("button", name=re.compile("^Move")).click()
    assert "as the proposed mentor" in karin.text()
    karin.press("Undo the last step")
    assert points(karin) == before
