"""Any order of enrolments, withdrawals and changed seats keeps the promises of the seats."""

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from courses.actions.enrol import enrol
from courses.actions.run import TooFewSeats, save_run
from courses.actions.withdraw import withdraw
from courses.models import Enrolment, Run, SeatCount
from members.models import Person
from network import scope
from tests.cast import Cast
from tests.courses.makers import make_run, seat

WHO = ("amina", "berit", "tove", "miriam", "lena", "mats")


def machine_for(cast: Cast) -> type[RuleBasedStateMachine]:  # noqa: C901 - the rules
    """A machine on the test's own connection; each run of it is rolled back."""

    class Seats(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.step = transaction.atomic()
            self.step.__enter__()
            self.capacity = 2
            self.line: list[str] = []  # the model: who wants a seat, first come first
            self.seated: list[str] = []
            with scope.enter(cast.users["jonas"], cast.vn):
                self.run = make_run(capacity=self.capacity)

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.step.__exit__(None, None, None)

        def fill(self) -> None:
            while self.line and len(self.seated) < self.capacity:
                self.seated.append(self.line.pop(0))

        @rule(who=st.sampled_from(WHO))
        def enrols(self, who: str) -> None:
            with scope.enter(cast.users[who], cast.vn):
                enrol(self.run, Person.objects.get(pk=cast.person(who)), by=seat())
            if who not in self.line + self.seated:
                self.line.append(who)
                self.fill()

        @rule(who=st.sampled_from(WHO))
        def withdraws(self, who: str) -> None:
            with scope.enter(cast.users[who], cast.vn):
                mine = Enrolment.objects.active().filter(run=self.run, person=cast.person(who))
                for enrolment in mine:
                    withdraw(enrolment, by=seat())
            self.line = [one for one in self.line if one != who]
            self.seated = [one for one in self.seated if one != who]
            self.fill()

        @rule(capacity=st.integers(1, 6))
        def gets_other_seats(self, capacity: int) -> None:
            with scope.enter(cast.users["jonas"], cast.vn):
                held = Run.objects.get(pk=self.run.pk)
                held.capacity = capacity
                try:
                    save_run(held, by=seat())
                except TooFewSeats:
                    assert capacity < len(self.seated)
                else:
                    self.capacity = capacity
            self.fill()

        @invariant()
        def seats_are_as_promised(self) -> None:
            with scope.enter(cast.users["jonas"], cast.vn):
                count = SeatCount.objects.get(run=self.run)
                rows = Enrolment.objects.active().filter(run=self.run).order_by("number")
                seated = set(rows.seated().values_list("person", flat=True))
                waiting = list(rows.in_line().values_list("person", flat=True))
            assert count.taken <= count.capacity == self.capacity
            assert not (count.waiting and count.taken < count.capacity)
            assert (count.taken, count.waiting) == (len(seated), len(waiting))
            assert seated == {cast.person(who) for who in self.seated}
            assert waiting == [cast.person(who) for who in self.line]

    return Seats


def test_no_order_of_events_breaks_the_seats(cast: Cast) -> None:
    run_state_machine_as_test(
        machine_for(cast),
        settings=settings(
            max_examples=15,
            stateful_step_count=15,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
