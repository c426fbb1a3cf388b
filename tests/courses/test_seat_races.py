"""Races for seats with real threads, each with a connection of its own, and real commits."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from django.db import connection

from courses.actions.enrol import enrol
from courses.actions.run import save_run
from courses.actions.withdraw import AlreadyWithdrawn, withdraw
from courses.models import Enrolment, Run, SeatCount
from members.models import Person
from network import scope
from network.actions import errand
from tests.cast import Cast, load
from tests.courses.makers import make_people, make_run, seat, states
from tests.databases import acting_as


@pytest.fixture
def committed(in_own_database: str, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The cast, in a database of the test's own; the broker is asked for nothing."""
    monkeypatch.setattr(errand, "wake", lambda network_id: None)
    return load()


def at_once(works: Sequence[Callable[[], None]]) -> list[BaseException]:
    """Run all at the same moment, each in its own thread; returns what they raised."""
    gate = threading.Barrier(len(works))
    raised: list[BaseException] = []

    def work(one: Callable[[], None]) -> None:
        try:
            gate.wait(timeout=30)
            one()
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(one,)) for one in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads), "Somebody waits for ever."
    return raised


def people_of(cast: Cast, count: int) -> list[Person]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return make_people(count, cast.memberships["vasternorrland", "csn"])


def run_of(cast: Cast, capacity: int) -> Run:
    with scope.enter(cast.users["jonas"], cast.vn):
        return make_run(capacity=capacity)


def enrolling(cast: Cast, run: Run, person: Person) -> Callable[[], None]:
    def work() -> None:
        with scope.enter(person.user_id or 0, cast.vn):
            enrol(Run.objects.get(pk=run.pk), person, by=seat())

    return work


def withdrawing(cast: Cast, run: Run, person: Person) -> Callable[[], None]:
    def work() -> None:
        with scope.enter(person.user_id or 0, cast.vn):
            mine = Enrolment.objects.active().get(run=run, person=person)
            withdraw(mine, by=seat())

    return work


def assert_true_counts(cast: Cast, run: Run) -> Counter[str]:
    """Counts equal the rows, no seat is sold twice, none is free while somebody waits."""
    with scope.enter(cast.users["jonas"], cast.vn):
        found = Counter(states(run))
        count = SeatCount.objects.get(run=run)
        assert (count.taken, count.waiting) == (found["enrolled"], found["waiting"])
        assert count.taken <= count.capacity
        assert not (count.waiting and count.taken < count.capacity)
        numbers = list(Enrolment.objects.filter(run=run).values_list("number", flat=True))
        assert len(set(numbers)) == len(numbers)
    return found


def test_64_people_at_the_last_seats_get_just_those(committed: Cast) -> None:
    run, people = run_of(committed, 12), people_of(committed, 64)
    assert at_once([enrolling(committed, run, person) for person in people]) == []
    assert assert_true_counts(committed, run) == {"enrolled": 12, "waiting": 52}


def test_the_race_for_five_seats_with_eight_at_once_is_won_every_time(committed: Cast) -> None:
    people = people_of(committed, 8)
    for _try in range(20):
        run = run_of(committed, 5)
        assert at_once([enrolling(committed, run, person) for person in people]) == []
        assert assert_true_counts(committed, run) == {"enrolled": 5, "waiting": 3}


def test_a_double_click_takes_one_seat(committed: Cast) -> None:
    run, (person,) = run_of(committed, 5), people_of(committed, 1)
    assert at_once([enrolling(committed, run, person)] * 8) == []
    assert assert_true_counts(committed, run) == {"enrolled": 1}


def test_withdrawing_and_enrolling_at_once_loses_no_seat(committed: Cast) -> None:
    run, people = run_of(committed, 6), people_of(committed, 24)
    for person in people[:12]:
        enrolling(committed, run, person)()
    works = []
    for leaving, coming in zip(people[:12], people[12:], strict=True):
        works += [withdrawing(committed, run, leaving), enrolling(committed, run, coming)]
    assert at_once(works) == []
    assert assert_true_counts(committed, run) == {"enrolled": 6, "waiting": 6, "withdrawn": 12}


def test_one_of_two_withdrawals_of_a_seat_counts(committed: Cast) -> None:
    run, people = run_of(committed, 1), people_of(committed, 3)
    for person in people:
        enrolling(committed, run, person)()
    raised = at_once([withdrawing(committed, run, people[0])] * 4)
    assert {type(error) for error in raised} <= {AlreadyWithdrawn, Enrolment.DoesNotExist}
    assert len(raised) == 3
    assert assert_true_counts(committed, run) == {"enrolled": 1, "waiting": 1, "withdrawn": 1}


def test_seats_added_while_people_enrol_go_to_those_who_wait(committed: Cast) -> None:
    run, people = run_of(committed, 2), people_of(committed, 16)

    def widen() -> None:
        with scope.enter(committed.users["jonas"], committed.vn):
            held = Run.objects.get(pk=run.pk)
            held.capacity = 9
            save_run(held, by=seat())

    works = [enrolling(committed, run, person) for person in people]
    works.insert(8, widen)
    assert at_once(works) == []
    assert assert_true_counts(committed, run) == {"enrolled": 9, "waiting": 7}
