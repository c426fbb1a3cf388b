"""Two who answer at once about the same seat: with real threads and real commits, one counts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from courses.actions import offer as offers
from courses.actions.enrol import enrol
from courses.actions.hand_over import hand_over
from courses.actions.tell import tell_enrolled, tell_moved_up
from courses.actions.withdraw import AlreadyWithdrawn, withdraw
from courses.models import Course, Enrolment, Offer, Run, SeatCount
from courses.rules import Queue
from courses.seats import SeatRefused
from members.models import Person
from network import scope
from tests.cast import Cast
from tests.courses.makers import make_run, seat
from tests.courses.test_seat_races import (  # noqa: F401 - the fixture
    assert_true_counts,
    at_once,
    committed,
    enrolling,
    people_of,
    run_of,
    withdrawing,
)
from tests.databases import acting_as

TRIES = 5


def offered(cast: Cast, people: list[Person]) -> tuple[Run, Offer]:
    """A run of one seat that was given back: the second of the people is asked."""
    run = run_of(cast, 1)
    with scope.enter(cast.users["jonas"], cast.vn):
        Run.objects.filter(pk=run.pk).update(queue=Queue.OFFERS)
    for person in people:
        enrolling(cast, run, person)()
    withdrawing(cast, run, people[0])()
    with scope.enter(cast.users["jonas"], cast.vn):
        return run, Offer.objects.open().get(run=run)


def answering(cast: Cast, offer: Offer, person: Person, *, yes: bool) -> Callable[[], None]:
    def work() -> None:
        with scope.enter(person.user_id or 0, cast.vn):
            (offers.accept if yes else offers.decline)(offer, by=seat())

    return work


def expiring(cast: Cast, run: Run) -> Callable[[], None]:
    def work() -> None:
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            offers.expire(run.pk)

    return work


def states_of(cast: Cast, run: Run, people: list[Person]) -> list[str]:
    with scope.enter(cast.users["jonas"], cast.vn):
        count = SeatCount.objects.get(run=run)
        assert count.taken + count.held <= count.capacity
        rows = dict(Enrolment.objects.filter(run=run).order_by("pk").values_list("person", "state"))
        assert count.taken == sum(state in ("enrolled", "pending") for state in rows.values())
        assert count.held == sum(state == "offered" for state in rows.values())
        assert count.waiting == sum(state == "waiting" for state in rows.values())
        return [rows[person.pk] for person in people]


def test_of_yes_and_no_at_once_the_first_counts(committed: Cast) -> None:  # noqa: F811
    people = people_of(committed, 3)
    for _try in range(TRIES):
        run, offer = offered(committed, people)
        raised = at_once(
            [answering(committed, offer, people[1], yes=yes) for yes in (True, False, True)]
        )
        assert {type(error) for error in raised} == {SeatRefused}
        assert len(raised) == 2
        got = states_of(committed, run, people)
        assert got in (
            ["withdrawn", "enrolled", "waiting"],
            ["withdrawn", "withdrawn", "offered"],
        )


def test_a_yes_that_meets_the_end_of_time_is_one_or_the_other(
    committed: Cast,  # noqa: F811
) -> None:
    people = people_of(committed, 3)
    for place in range(TRIES):
        run, offer = offered(committed, people)
        with acting_as("portal_owner"), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE courses_offer SET reply_by = %s WHERE id = %s",
                [timezone.now() + timedelta(milliseconds=20 * place), offer.pk],
            )
        at_once([answering(committed, offer, people[1], yes=True), expiring(committed, run)])
        expiring(committed, run)()
        got = states_of(committed, run, people)
        if got[1] == "offered":  # not late yet, and the answer was refused by nobody
            pytest.fail("an answer was lost")
        assert got in (
            ["withdrawn", "enrolled", "waiting"],
            ["withdrawn", "withdrawn", "offered"],
        )


def test_withdrawing_and_saying_yes_at_once_leaves_one_state(
    committed: Cast,  # noqa: F811
) -> None:
    people = people_of(committed, 3)
    for _try in range(TRIES):
        run, offer = offered(committed, people)
        raised = at_once(
            [
                answering(committed, offer, people[1], yes=True),
                withdrawing(committed, run, people[1]),
            ]
        )
        assert {type(error) for error in raised} <= {SeatRefused}
        # Whoever came first: the seat ends with the next in line.
        assert states_of(committed, run, people) == ["withdrawn", "withdrawn", "offered"]


def test_a_seat_handed_over_and_given_back_at_once_is_not_two(
    committed: Cast,  # noqa: F811
) -> None:
    people = people_of(committed, 3)
    giver, colleague, waits = people
    for _try in range(TRIES):
        run = run_of(committed, 1)
        enrolling(committed, run, giver)()
        enrolling(committed, run, waits)()

        def giving(run: Run = run) -> None:
            with scope.enter(giver.user_id or 0, committed.vn):
                mine = Enrolment.objects.active().get(run=run, person=giver)
                hand_over(mine, colleague, by=seat())

        raised = at_once([giving, withdrawing(committed, run, giver)])
        assert {type(error) for error in raised} <= {
            SeatRefused, AlreadyWithdrawn, Enrolment.DoesNotExist
        }  # fmt: skip
        assert len(raised) == 1
        assert_true_counts(committed, run)
        with scope.enter(committed.users["jonas"], committed.vn):
            seated = Enrolment.objects.filter(run=run).seated()
            assert set(seated.values_list("person", flat=True)) in ({colleague.pk}, {waits.pk})


def test_a_person_placed_on_two_runs_at_once_keeps_one_and_nobody_waits_for_ever(
    committed: Cast,  # noqa: F811
) -> None:
    sitter_a, sitter_b, both, next_a, next_b = people = people_of(committed, 5)
    for _try in range(TRIES):
        with scope.enter(committed.users["jonas"], committed.vn):
            course = Course.objects.create(title_sv=f"Kurs {_try}", summary_sv="En mening.")
            one, two = (make_run(capacity=1, course=course, number=n) for n in (1, 2))
        for run, sitter, other in ((one, sitter_a, next_a), (two, sitter_b, next_b)):
            for person in (sitter, both, other):
                enrolling(committed, run, person)()
        assert at_once(
            [withdrawing(committed, one, sitter_a), withdrawing(committed, two, sitter_b)]
        ) == []  # fmt: skip
        with acting_as("portal_worker"), scope.enter_system(committed.vn):
            theirs = list(Enrolment.objects.filter(person=both, run__course=course).seated())
        assert len(theirs) == 2  # both seats fell on the same person

        def telling(enrolment: Enrolment) -> Callable[[], None]:
            def work() -> None:
                with acting_as("portal_worker"), scope.enter_system(committed.vn):
                    tell_moved_up(enrolment.pk)

            return work

        assert at_once([telling(row) for row in theirs]) == []
        for run, other in ((one, next_a), (two, next_b)):
            assert_true_counts(committed, run)
            with scope.enter(committed.users["jonas"], committed.vn):
                assert Enrolment.objects.filter(run=run).seated().count() == 1
                kept = Enrolment.objects.filter(run=run, person=both).seated().exists()
                assert kept != Enrolment.objects.filter(run=run, person=other).seated().exists()
        with scope.enter(committed.users["jonas"], committed.vn):
            assert Enrolment.objects.filter(run__course=course, person=both).seated().count() == 1
    assert people


def test_who_chooses_a_seat_leaves_the_lines_of_the_other_runs(
    committed: Cast,  # noqa: F811
) -> None:
    sitter, chooser = people_of(committed, 2)
    with scope.enter(committed.users["jonas"], committed.vn):
        course = Course.objects.create(title_sv="Kurs", summary_sv="En mening.")
        full, free = (make_run(capacity=1, course=course, number=n) for n in (1, 2))
    for run, person in ((full, sitter), (full, chooser), (free, chooser)):
        enrolling(committed, run, person)()
    with scope.enter(chooser.user_id or 0, committed.vn):
        taken = Enrolment.objects.get(run=free, person=chooser)
    with acting_as("portal_worker"), scope.enter_system(committed.vn):
        tell_enrolled(taken.pk)
        left = Enrolment.objects.get(run=full, person=chooser)
        assert left.state == "withdrawn"
        assert left.withdrawals.get().kind == "placed_elsewhere"
    with scope.enter(chooser.user_id or 0, committed.vn):
        assert enrol(free, chooser, by=seat()).pk == taken.pk
        withdraw(taken, by=seat())
