"""Bodies in use: the coordinator sets up a working group, fills it, and lets a duty go round."""

import re

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import DESK, PHONE, Visitor

pytestmark = pytest.mark.journey

BODIES = "/vasternorrland/governance/"


def set_up(karin: Visitor, name: str) -> None:
    """From the room's front to a body whose seats are given."""
    karin.be("karin")
    karin.go(BODIES)
    karin.look("front")
    karin.press("Lay down a body")
    karin.look("form")
    karin.page.locator('[name="kind"]').select_option(label=group(karin))
    karin.fill(name=name, purpose="Delar arbetssätt kring arkiv och diarieföring.")
    karin.page.locator('label[for="id_open_to_2"]').click()
    karin.press("Lay down")
    karin.page.wait_for_url("**/mandates/")
    karin.look("mandates")
    for box in karin.page.locator('input[name="members"]').all()[3:]:
        karin.page.locator(f'label[for="{box.get_attribute("id")}"]').click()
    karin.page.locator("main form .formend button").first.click()
    karin.page.wait_for_url(re.compile(r"/bodies/\d+/$"))
    assert karin.heading() == name
    karin.look("empty-body")


def group(visitor: Visitor) -> str:
    """The kind, in the visitor's language."""
    return "Arbetsgrupp" if visitor.language == "sv" else "Working group"


def appoint(karin: Visitor, place: int) -> str:
    """The first in the list of somebody's authority gets its mandate; gives the name."""
    row = karin.page.locator("#mandates tbody tr").nth(place)
    row.locator("summary").click()
    row.get_by_role("link", name=karin.say("Appoint a member"), exact=True).click()
    karin.page.wait_for_url("**/holders/new/")
    karin.look("appoint")
    people = karin.page.locator('[name="person"]')
    people.select_option(index=1)
    chosen = people.locator("option:checked").inner_text().split(",")[0]
    karin.press("Appoint")
    karin.page.wait_for_url(re.compile(r"/bodies/\d+/$"))
    assert chosen in karin.text()
    return chosen


@pytest.mark.parametrize(("width", "language"), [(PHONE, "en"), (DESK, "sv")])
def test_the_coordinator_sets_up_a_working_group(
    visitor: NewVisitor, width: int, language: str
) -> None:
    karin = visitor(width=width, language=language)
    set_up(karin, f"Arkiv {width}")
    first = appoint(karin, 0)
    appoint(karin, 1)
    karin.look("filled")
    # The wrong one: taken back, and the seat is vacant again.
    row = karin.page.locator("#mandates tbody tr").first
    row.locator("summary").click()
    undo = karin.say("Take the appointment of %(name)s back", name=first)
    row.get_by_role("button", name=undo, exact=True).click()
    karin.page.wait_for_load_state("networkidle")
    assert karin.sees("Vacant")
    assert appoint(karin, 0) == first
    karin.press("Let an office go round")
    karin.look("rotation-form")
    karin.fill(duty="convener", months="6")
    karin.press("Save")
    karin.page.wait_for_url(re.compile(r"/rotations/\d+/$"))
    karin.look("rota")
    decide = re.compile(karin.say("Decide"))
    proposed = karin.page.get_by_role("button", name=decide).count()
    karin.page.get_by_role("button", name=decide).first.click()
    karin.page.wait_for_load_state("networkidle")
    assert karin.page.get_by_role("button", name=decide).count() == proposed - 1
    karin.go(BODIES)
    assert f"Arkiv {width}" in karin.text()


def test_an_employee_sees_who_sits_where_on_a_phone_and_nothing_of_their_mail(
    visitor: NewVisitor,
) -> None:
    amina = visitor(width=PHONE, language="en")
    amina.be("amina")
    amina.go(BODIES)
    amina.look("front")
    amina.page.get_by_role("link", name="The steering committee").click()
    amina.page.wait_for_url(re.compile(r"/bodies/\d+/$"))
    amina.look("body")
    assert "Bo Hedlund" in amina.text()
    assert "@" not in amina.text()
    assert not amina.page.get_by_role("link", name="Write to the body").count()
