"""Letters about seats: to the right person, once, with the days for the calendar."""

import pytest
from icalendar import Calendar

from courses.actions.enrol import enrol
from courses.actions.withdraw import withdraw
from courses.models import Enrolment, Run
from members.models import Person
from network import scope
from network.actions import errand
from network.models import Errand, Letter
from tests.cast import Cast
from tests.courses.makers import make_policy, make_run, seat
from tests.databases import acting_as


@pytest.fixture
def run(cast: Cast) -> Run:
    """One seat, two days a month apart."""
    with scope.enter(cast.users["jonas"], cast.vn):
        make_policy()
        return make_run(capacity=1)


def post_office(cast: Cast) -> list[Letter]:
    """Do what waits, as the worker; returns all letters in the order they were written."""
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            waiting = list(Errand.objects.waiting().order_by("pk").values_list("pk", flat=True))
        for pk in waiting:
            assert errand.run(cast.vn, pk)
        with scope.enter_system(cast.vn):
            return list(Letter.objects.order_by("pk"))


def enrol_as(cast: Cast, who: str, run: Run) -> Enrolment:
    with scope.enter(cast.users[who], cast.vn):
        return enrol(run, Person.objects.get(pk=cast.person(who)), by=seat())


def test_a_seat_is_confirmed_with_both_days_for_the_calendar(cast: Cast, run: Run) -> None:
    enrol_as(cast, "amina", run)
    (letter,) = post_office(cast)
    assert (letter.name, letter.to) == ("courses.seat_confirmed", "amina@example.org")
    calendar = Calendar.from_ical(letter.calendar)
    days = calendar.walk("VEVENT")
    assert calendar["METHOD"] == letter.calendar_method == "REQUEST"
    assert len(days) == len({str(day["UID"]) for day in days}) == 2
    assert f"/vasternorrland/courses/runs/{run.pk}/" in letter.text


def test_a_place_in_line_is_told_with_its_number_and_without_a_calendar(
    cast: Cast, run: Run
) -> None:
    for who in ("amina", "berit", "tove"):
        enrol_as(cast, who, run)
    last = post_office(cast)[-1]
    assert (last.name, last.to, last.calendar) == (
        "courses.waiting_list",
        "tove@example.org",
        "",
    )
    assert "2" in last.subject


def test_a_withdrawal_takes_the_same_days_away_and_the_next_in_line_is_told(
    cast: Cast, run: Run
) -> None:
    amina = enrol_as(cast, "amina", run)
    enrol_as(cast, "tove", run)
    confirmed = post_office(cast)[0]
    with scope.enter(cast.users["amina"], cast.vn):
        withdraw(Enrolment.objects.get(pk=amina.pk), by=seat())
    up, withdrawn = post_office(cast)[-2:]
    assert (withdrawn.name, withdrawn.to) == ("courses.withdrawn", "amina@example.org")
    assert (up.name, up.to) == ("courses.moved_up", "tove@example.org")

    def events(letter: Letter) -> dict[str, int]:
        found = Calendar.from_ical(letter.calendar).walk("VEVENT")
        return {str(day["UID"]): int(str(day["SEQUENCE"])) for day in found}

    before, after = events(confirmed), events(withdrawn)
    assert withdrawn.calendar_method == "CANCEL"
    assert before.keys() == after.keys()
    assert all(after[uid] > before[uid] for uid in before)
    assert not before.keys() & events(up).keys()


def test_an_errand_done_twice_writes_one_letter(cast: Cast, run: Run) -> None:
    enrol_as(cast, "amina", run)
    post_office(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Errand.objects.update(done_at=None)
    assert len(post_office(cast)) == 1


def test_letters_speak_the_receivers_language(cast: Cast, run: Run) -> None:
    from network.models import User

    User.objects.filter(pk=cast.users["amina"]).update(language="en")
    enrol_as(cast, "amina", run)
    (letter,) = post_office(cast)
    assert letter.subject.startswith("You have a seat")
