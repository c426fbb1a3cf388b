"""From needs to a plan that the council can read: computed, held fast, laid beside, adjusted."""

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import DESK, PHONE, Visitor

pytestmark = pytest.mark.journey

PLANS = "/vasternorrland/courses/plans/"
PINNED, DECLINED = "Test leader", "Running meetings"
PROPOSAL = "Rådets förslag"  # in the demo, computed


def compute(jonas: Visitor, button: str) -> None:
    """Press the button and wait for the worker."""
    with jonas.page.expect_navigation():
        jonas.press(button)
    jonas.control("Compute again").wait_for(timeout=60_000)


def test_jonas_computes_a_plan_pins_a_course_and_lays_it_beside_another(
    visitor: NewVisitor,
) -> None:
    jonas = visitor(width=DESK, language="en")
    jonas.be("jonas")
    jonas.go(PLANS)
    jonas.look("plans")
    jonas.press("New variant")
    jonas.look("plan-form")
    jonas.fill(name="Så långt det räcker", budget="250000")
    jonas.tick("sent")
    jonas.press("Save the variant")
    assert jonas.sees("A variant that is not computed yet")
    compute(jonas, "Compute")
    jonas.look("plan")
    assert jonas.sees("What one more run would give")
    assert PINNED not in jonas.page.locator("#courses").inner_text()

    jonas.press("Rules")
    jonas.fill(candidate=DECLINED, least="1", reason="Rådet vill det.")
    jonas.press("Lay the rule")
    assert "The council declined it or waits with it." in jonas.text()
    jonas.fill(candidate=PINNED)
    jonas.press("Lay the rule")
    assert f"At least 1 run of {PINNED} in the year" in jonas.text()
    jonas.look("plan-rules")
    jonas.go(PLANS)
    jonas.page.get_by_role("link", name="Så långt det räcker").click()
    assert jonas.sees("Something has changed since it was computed")
    compute(jonas, "Compute again")
    assert PINNED in jonas.page.locator("#courses").inner_text()
    assert jonas.say("Something has changed since it was computed") not in jonas.text()

    jonas.page.locator("#runs a", has_text=PINNED).click()
    jonas.fill(seats="6", week="47")
    jonas.look("planned-run")
    jonas.press("Save the run")
    assert jonas.sees("A variant, adjusted by hand")
    assert jonas.sees("The plan breaks something")
    jonas.look("plan-by-hand")

    jonas.go(PLANS)
    for name in ("Så långt det räcker", PROPOSAL):
        jonas.page.locator("tr", has_text=name).get_by_role("checkbox").check()
    jonas.press("Lay those chosen side by side")
    assert jonas.sees("Courses that differ")
    jonas.look("plans-beside")
    assert jonas.faults == []


def test_two_rules_that_contradict_each_other_are_named_to_jonas(visitor: NewVisitor) -> None:
    jonas = visitor(width=DESK, language="en")
    jonas.be("jonas")
    jonas.go(PLANS)
    jonas.press("New variant")
    jonas.fill(name="Omöjlig", budget="30000")
    jonas.tick("sent")
    jonas.press("Save the variant")
    for least, most in (("1", ""), ("0", "0")):
        jonas.press("Rules")
        jonas.fill(candidate="Leading without staff", least=least, most=most, reason="Prov.")
        jonas.page.locator('[name="term"]').select_option("" if least == "1" else "spring")
        jonas.press("Lay the rule")
        jonas.go(PLANS)
        jonas.page.get_by_role("link", name="Omöjlig").click()
    compute(jonas, "Compute")
    assert jonas.sees("There is no such plan")
    assert "the rule “at least 1 run of Leading without staff in the year”" in jonas.text()
    assert "the budget of SEK 30,000" in jonas.text()
    jonas.look("conflict")
    assert jonas.faults == []


def test_helena_of_the_council_reads_the_plans_and_can_change_nothing(
    visitor: NewVisitor,
) -> None:
    helena = visitor(width=PHONE, language="en")
    helena.be("helena")
    helena.go(PLANS)
    helena.look("plans-read")
    helena.page.get_by_role("link", name=PROPOSAL).click()
    helena.look("plan-read")
    assert helena.sees("What the council holds fast")
    for words in ("Compute again", "Take away", "Put a run in"):
        assert helena.control(words).count() == 0
    assert helena.faults == []
