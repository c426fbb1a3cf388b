"""Karin weighs the wishes and adjusts the proposal: by keyboard alone, and without any script."""

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.journey

HOME = "/vasternorrland/"


def to_the_matching(karin: Visitor) -> None:
    """From the start page to the round that has proposed pairs."""
    karin.be("karin")
    karin.go(HOME)
    karin.page.locator("main a[href$='/matching/']").first.click()
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
    karin.tab_to(choice)
    karin.page.keyboard.press("ArrowDown")
    karin.page.keyboard.press("Tab")
    karin.page.keyboard.press("Enter")
    karin.page.get_by_text("as the proposed mentor").wait_for()
    assert points(karin) != before
    undo = karin.page.get_by_role("button", name="Undo the last step")
    karin.page.wait_for_load_state("networkidle")
    karin.tab_to(undo, most=250)  # from the row that was moved, round the end of the page
    karin.page.keyboard.press("Enter")
    karin.page.get_by_text("Undone").wait_for()
    assert points(karin) == before


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
    row.get_by_role("button").click()
    assert "as the proposed mentor" in karin.text()
    karin.press("Undo the last step")
    assert points(karin) == before
