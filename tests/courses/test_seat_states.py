"""Any order of all that happens to seats keeps the promises, held against a plain model."""

import copy
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from courses.actions import allotment as lots
from courses.actions import offer as offers
from courses.actions.enrol import NotPossible, enrol
from courses.actions.group import enrol_group
from courses.actions.hand_over import hand_over
from courses.actions.move import move
from courses.actions.placement import place
from courses.actions.priority import prioritise
from courses.actions.run import TooFewSeats, save_run
from courses.actions.withdraw import withdraw
from courses.models import Allotment, Approval, ApprovalRule, Enrolment, Offer, Run, SeatCount
from courses.seats import SeatRefused, ask
from members.models import Membership, Person
from network import scope
from tests.cast import Cast
from tests.courses.makers import make_run, seat
from tests.courses.seat_model import ACTIVE, Lot, Seats
from tests.databases import acting_as

MEMBERS = {
    "amina": "csn", "berit": "csn", "mats": "csn", "tove": "timra", "miriam": "miun",
    "styrbjorn": "spv",
}  # fmt: skip
WHO = st.sampled_from(sorted(MEMBERS))
# How many yeses each needs at CSN, where manager and local coordinator approve; Mats has no
# manager. What Lena enrols she has approved as the local coordinator, and what Mats hands to his
# staff he has approved as their manager.
ALONE = {"amina": 2, "berit": 2, "mats": 1}
BY_LENA = {"amina": 1, "berit": 1, "mats": 0}
BY_MATS = {"amina": 1, "berit": 1}


def machine_for(cast: Cast) -> type[RuleBasedStateMachine]:  # noqa: C901 - the rules
    """A machine on the test's own connection; each run of it is rolled back."""

    def of(who: str) -> AbstractContextManager[Any]:
        return scope.enter(cast.users[who], cast.vn)

    def member(key: str) -> Membership:
        found: Membership = Membership.objects.get(pk=cast.memberships["vasternorrland", key])
        return found

    def person(who: str) -> Person:
        found: Person = Person.objects.get(pk=cast.person(who))
        return found

    class Machine(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.step = transaction.atomic()
            self.step.__enter__()
            self.asks = False

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.step.__exit__(None, None, None)

        def some(self, data: st.DataObject, *states: str) -> str:
            there = sorted(w for w, state in self.model.states().items() if state in states)
            return str(data.draw(st.sampled_from(there)))

        def mine(self, who: str) -> Enrolment:
            found: Enrolment = Enrolment.objects.active().get(run=self.run, person=cast.person(who))
            return found

        def needed(self, who: str, table: dict[str, int] = ALONE) -> int:
            return table.get(who, 0) if self.asks else 0

        @initialize(
            capacity=st.sampled_from([1, 1, 2, 3]),
            mode=st.sampled_from(["first_come", "first_come", "draw"]),
            queue=st.sampled_from(["in_order", "offers"]),
            groups=st.sampled_from(["strict", "fill"]),
            asks=st.booleans(),
            given=st.dictionaries(st.sampled_from(["csn", "timra"]), st.integers(1, 2)),
            first=st.lists(WHO, unique=True, min_size=2, max_size=4),
        )
        def begins(
            self,
            capacity: int,
            mode: str,
            queue: str,
            groups: str,
            asks: bool,
            given: dict[str, int],
            first: list[str],
        ) -> None:
            self.asks = asks
            with of("jonas"):
                self.run = make_run(capacity=capacity, mode=mode, queue=queue, groups=groups)
                if asks:
                    ApprovalRule.objects.create(membership=member("csn"), manager=True, local=True)
            self.model = Seats(capacity, MEMBERS, mode, queue, groups)
            for key, seats in given.items():
                self.an_authority_gets_seats(key, seats)
            for who in first:
                self.enrols(who)

        @rule(who=WHO)
        def enrols(self, who: str) -> None:
            with of(who):
                try:
                    made = enrol(Run.objects.get(pk=self.run.pk), person(who), by=seat())
                except NotPossible:
                    assert self.model.cancelled
                    return
            if self.model.of(who) is None:
                self.model.enrol({who: self.needed(who)})
            assert made.state == self.model.states()[who]

        @precondition(lambda self: not self.model.cancelled)
        @rule(size=st.integers(2, 3), whole=st.booleans())
        def enrols_a_group(self, size: int, whole: bool) -> None:
            free = [who for who in ALONE if self.model.of(who) is None][:size]
            if len(free) < 2:
                return
            with of("lena"):
                run = Run.objects.get(pk=self.run.pk)
                made = enrol_group(run, [person(who) for who in free], by=seat(), whole=whole)
            if whole:
                self.model.enrol({who: self.needed(who, BY_LENA) for who in free}, whole=True)
            else:
                for who in free:
                    self.model.enrol({who: self.needed(who, BY_LENA)})
            assert [row.state for row in made] == [self.model.states()[who] for who in free]

        @precondition(lambda self: self.model.states())
        @rule(data=st.data())
        def withdraws(self, data: st.DataObject) -> None:
            who = self.some(data, *ACTIVE)
            with of(who):
                withdraw(self.mine(who), by=seat())
            self.model.end(who)

        @precondition(lambda self: "offered" in self.model.states().values())
        @rule(data=st.data(), answer=st.sampled_from(["yes", "no", "late"]))
        def answers_an_offer(self, data: st.DataObject, answer: str) -> None:
            who = self.some(data, "offered")
            with of(who):
                offer = Offer.objects.open().get(enrolment=self.mine(who))
                if answer == "yes":
                    offers.accept(offer, by=seat())
                elif answer == "no":
                    offers.decline(offer, by=seat())
            if answer == "late":
                with acting_as("portal_owner"), connection.cursor() as cursor:
                    cursor.execute(
                        "UPDATE courses_offer SET reply_by = %s WHERE id = %s",
                        [timezone.now(), offer.pk],
                    )
                with of(who), pytest.raises(SeatRefused, match="courses_offer_late"):
                    offers.accept(offer, by=seat())
                with acting_as("portal_worker"), scope.enter_system(cast.vn):
                    assert offers.runs_with_overdue_offers() == [self.run.pk]
                    assert offers.expire(self.run.pk) == 1
            if answer == "yes":
                self.model.accept(who)
            else:
                self.model.end(who)

        @precondition(lambda self: self.model.asked())
        @rule(data=st.data(), yes=st.sampled_from([True, True, False]))
        def is_approved_or_not(self, data: st.DataObject, yes: bool) -> None:
            who = data.draw(st.sampled_from(self.model.asked()))
            with acting_as("portal_worker"), scope.enter_system(cast.vn):
                asked = Approval.objects.filter(enrolment=self.mine(who), state="asked")
                ask("decide_approval", asked.order_by("kind")[0].pk, yes, "")
            if yes:
                self.model.approve(who)
            else:
                self.model.end(who, "refused")

        @precondition(lambda self: bool(set(self.model.states()) & set(ALONE)))
        @rule(data=st.data(), to=st.sampled_from(sorted(ALONE)))
        def hands_over(self, data: st.DataObject, to: str) -> None:
            there = sorted(set(self.model.states()) & set(ALONE))
            who = str(data.draw(st.sampled_from(there)))
            entry, other = self.model.of(who), self.model.of(to)
            assert entry is not None
            if who == to:
                return
            with of(who):
                colleague = Person(pk=cast.person(to), membership_id=entry.member)
                try:
                    hand_over(self.mine(who), colleague, by=seat())
                except (SeatRefused, NotPossible):
                    has_one = other is not None and other.state not in ("waiting", "applied")
                    assert has_one or entry.state not in ("pending", "enrolled")
                    return
            self.model.hand_over(who, to, self.needed(to, BY_MATS if who == "mats" else ALONE))

        @rule(capacity=st.integers(1, 5))
        def gets_other_seats(self, capacity: int) -> None:
            with of("jonas"):
                held = Run.objects.get(pk=self.run.pk)
                held.capacity = capacity
                least = self.model.held() + self.model.kept()
                if capacity < least:
                    with pytest.raises(TooFewSeats) as refused:
                        save_run(held, by=seat())
                    assert refused.value.least == least
                    return
                save_run(held, by=seat())
            self.model.capacity = capacity
            self.model.pass_on()

        @precondition(lambda self: not self.model.cancelled)
        @rule(key=st.sampled_from(["csn", "timra", "spv"]), seats=st.integers(0, 3))
        def an_authority_gets_seats(self, key: str, seats: int) -> None:
            before = self.model.lots.get(key)
            if before and before.released:
                return
            after = copy.deepcopy(self.model)
            after.lots[key] = Lot(seats)
            with of("jonas"):
                try:
                    if before is None:
                        lots.allot(self.run, member(key), seats, by=seat())
                    else:
                        there = Allotment.objects.get(run=self.run, membership=member(key))
                        lots.change(there, seats=seats, release_on=None, by=seat())
                except SeatRefused:
                    assert after.free() < 0 or after.left(key) < 0
                    return
            assert after.free() >= 0
            self.model = after
            self.model.pass_on()

        @rule(key=st.sampled_from(["csn", "timra"]), to=st.sampled_from(["spv", "timra", None]))
        def seats_move_on(self, key: str, to: str | None) -> None:
            lot, theirs = self.model.lots.get(key), self.model.lots.get(to or "")
            if lot is None or lot.released or (theirs and theirs.released) or key == to:
                return
            with of("jonas"):
                there = Allotment.objects.get(run=self.run, membership=member(key))
                receiver = member(to) if to else None
                try:
                    lots.move(there, 1, to=receiver, reason="Byte", by=seat())
                except SeatRefused:
                    assert self.model.left(key) < 1
                    return
            assert self.model.left(key) >= 1
            lot.seats -= 1
            if to:
                self.model.lots.setdefault(to, Lot(0)).seats += 1
            self.model.pass_on()

        @rule(key=st.sampled_from(["csn", "timra", "spv"]))
        def seats_are_released(self, key: str) -> None:
            if key not in self.model.lots or self.model.lots[key].released:
                return
            with acting_as("portal_worker"), scope.enter_system(cast.vn):
                there = Allotment.objects.get(run=self.run, membership=member(key))
                assert ask("release_allotment", there.pk) == self.model.left(key)
            self.model.lots[key].released = True
            self.model.pass_on()

        @precondition(lambda self: "waiting" in self.model.states().values())
        @rule(data=st.data(), priority=st.integers(-1, 2))
        def is_put_before_others(self, data: st.DataObject, priority: int) -> None:
            who = self.some(data, "waiting")
            entry = self.model.of(who)
            assert entry is not None
            with of("jonas"):
                prioritise(self.mine(who), priority, reason="Chef i ny roll", by=seat())
            entry.priority = priority
            self.model.pass_on()

        @precondition(lambda self: self.model.mode != "first_come" and not self.model.cancelled)
        @rule(placed=st.integers(0, 4), waiting=st.integers(0, 3), data=st.data())
        def seats_are_given_out(self, placed: int, waiting: int, data: st.DataObject) -> None:
            applied = sorted(w for w, state in self.model.states().items() if state == "applied")
            if not applied:
                return
            order = data.draw(st.permutations(applied))
            first, line = order[:placed], order[placed : placed + waiting]
            after = copy.deepcopy(self.model)
            fits = after.place(first, line)
            with of("jonas"):
                ids = {who: self.mine(who).pk for who in applied}
                told = [ids[who] for who in first], [ids[who] for who in line]
                if not fits:
                    with pytest.raises(SeatRefused, match="courses_never_oversold"):
                        place(self.run, *told, seat_by="draw", by=seat())
                    return
                place(self.run, *told, seat_by="draw", by=seat())
            self.model = after

        @precondition(lambda self: len(self.model.entries) > 12)
        @rule()
        def is_cancelled(self) -> None:
            if self.model.cancelled:
                return
            with of("jonas"):
                move(self.run, "cancelled", by=seat())
            self.model.cancel()

        @invariant()
        def seats_are_as_promised(self) -> None:
            if not hasattr(self, "model"):
                return
            with of("jonas"):
                count = SeatCount.objects.get(run=self.run)
                rows = list(Enrolment.objects.active().filter(run=self.run))
                line = list(Enrolment.objects.filter(run=self.run).in_line())
                offered = Offer.objects.open().filter(run=self.run).count()
            names = {cast.person(who): who for who in MEMBERS}
            states = {names[row.person_id]: row.state for row in rows}
            assert len(states) == len(rows)
            assert states == self.model.states()
            assert [names[row.person_id] for row in line] == [e.who for e in self.model.line()]
            assert {names[row.person_id]: row.awaits for row in rows} == {
                e.who: e.awaits for e in self.model.entries if e.who in states and e.state in
                ("applied", "waiting", "offered", "pending", "enrolled")
            }  # fmt: skip
            tally = [row.state for row in rows]
            assert count.capacity == self.model.capacity
            assert count.taken == tally.count("enrolled") + tally.count("pending")
            assert (count.held, offered) == (tally.count("offered"),) * 2
            assert (count.waiting, count.applied) == (
                tally.count("waiting"), tally.count("applied")
            )  # fmt: skip
            assert count.reserved == self.model.kept()
            free = count.capacity - count.taken - count.held - count.reserved
            assert free >= 0
            if free and not self.model.cancelled:
                # Whoever waits all the same waits in a group that does not fit, or behind one.
                strict = self.model.groups == "strict"
                assert all(row.group_id or strict for row in line)
                assert not line or any(row.group_id for row in line)

    return Machine


def test_no_order_of_events_breaks_the_seats(cast: Cast) -> None:
    run_state_machine_as_test(
        machine_for(cast),
        settings=settings(
            max_examples=60,
            stateful_step_count=25,
            deadline=None,
            database=None,
            phases=[Phase.generate],  # shrinking would ask PostgreSQL for minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
