"""The coordination moves to the next while both are signed in, and comes back."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import PATIENCE
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.journey

HAND_OVERS = "/vasternorrland/governance/hand-over/"


def carried_out(visitor: Visitor) -> None:
    """Wait until the portal has moved everything."""
    report = visitor.page.locator("main").get_by_role("link", name=visitor.say("The report (PDF)"))
    for _second in range(int(PATIENCE)):
        visitor.page.reload()
        if report.count():
            break
        visitor.page.wait_for_timeout(1000)
    expect(report).to_be_visible()


def back_with_karin(eva: Visitor) -> None:
    """Karin coordinates again, whatever went wrong: other journeys share the house."""
    with eva.expecting(403):
        if eva.go(f"{HAND_OVERS}new/?to=karin@example.org").status == 200:
            eva.press("Hand over")
            carried_out(eva)


def test_the_next_coordinator_takes_over_and_the_former_keeps_nothing(
    visitor: NewVisitor,
) -> None:
    karin, eva = visitor(), visitor(width=PHONE)
    karin.be("karin")
    eva.be("eva")
    with eva.expecting(403):
        assert eva.go(f"{HAND_OVERS}new/").status == 403
    karin.go(HAND_OVERS)
    karin.look("hand-overs")
    karin.press("Plan a hand-over")
    karin.look("everything-that-moves")
    assert karin.page.locator("#part-1").count() == 1
    karin.fill(receiver="ingen@example.org", words="Nyckeln till skåpet ligger hos Bo.")
    karin.press("Hand over")
    karin.look("nobody-there")
    karin.fill(receiver="eva@example.org")
    karin.press("Hand over")
    assert karin.sees("It is carried out within a minute. You both get a letter.")
    report = karin.page.url
    try:
        carried_out(karin)
        karin.look("handed-over")
        assert "Nyckeln till skåpet ligger hos Bo." in karin.text()

        # The second after: the former's doors are closed, the next one's are open.
        with karin.expecting(403):
            for path in (f"{HAND_OVERS}new/", "/vasternorrland/governance/wheel/steps/new/"):
                assert karin.go(path).status == 403
        assert eva.go(f"{HAND_OVERS}new/").status == 200
        assert eva.go("/vasternorrland/governance/wheel/tasks/").status == 200
        eva.look("tasks-of-the-wheel")

        # Undone by handing back.
        eva.go(report.removeprefix(eva.house.url))
        eva.press("Hand back")
        assert eva.page.locator('[name="receiver"]').input_value() == "karin@example.org"
        eva.press("Hand over")
        carried_out(eva)
        assert karin.go(f"{HAND_OVERS}new/").status == 200
        with eva.expecting(403):
            assert eva.go(f"{HAND_OVERS}new/").status == 403
    finally:
        back_with_karin(eva)
