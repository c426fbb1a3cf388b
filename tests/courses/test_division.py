"""Seats that are shared or drawn: sealed, made, looked at, placed, and repeated by anybody."""

import hashlib
from collections import Counter
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from courses.actions import divide, division_placement
from courses.drawing import drawn
from courses.models import (
    Division,
    Enrolment,
    Outcome,
    Run,
    SealedSeed,
    SeatCount,
    ShareBalance,
    SharePolicy,
    Withdrawal,
)
from members.models import Person
from network import scope
from network.actions import job
from network.models import Job
from tests.cast import VN, Cast
from tests.courses.divisions import (
    close,
    make_applicants,
    make_applications,
    make_division,
    make_shared_run,
)
from tests.courses.makers import make_course, seat
from tests.databases import acting_as


@pytest.fixture
def run(cast: Cast) -> Run:
    """Four seats to be shared; six ask at CSN, three at Timrå, Amina first of them all."""
    with scope.enter(cast.users["jonas"], cast.vn):
        made = make_shared_run(4)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        csn, timra = (cast.memberships[VN, key] for key in ("csn", "timra"))
        amina = Person.objects.get(pk=cast.person("amina"))
        make_applications([made], [amina, *make_applicants(csn, 5), *make_applicants(timra, 3)])
        close(made)
    return made


def place_as(cast: Cast, who: str, division: Division) -> None:
    with scope.enter(cast.users[who], cast.vn):
        division_placement.place_division(Division.objects.get(pk=division.pk), by=seat())


def test_a_run_that_opens_to_be_shared_has_a_sealed_seed_and_a_published_commitment(
    cast: Cast, run: Run
) -> None:
    with scope.enter(cast.users["tove"], cast.vn):
        division = Division.objects.get(run=run)
        assert division.state == "sealed"
        assert division.seed == ""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        seed = SealedSeed.objects.get(division=division.pk).seed
    assert division.commitment == hashlib.sha256(seed.encode()).hexdigest()


@pytest.mark.parametrize("who", ["karin", "jonas", "erik", "lena", "amina", "styrbjorn"])
def test_nobody_reads_a_sealed_seed(cast: Cast, run: Run, who: str) -> None:
    with scope.enter(cast.users[who], cast.vn):
        assert not SealedSeed.objects.exists()


def test_a_division_is_made_by_a_job_and_seen_only_by_those_who_divide(
    cast: Cast, run: Run
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        ordered = divide.order(run, by=seat())
    with acting_as("portal_worker"):
        assert job.run(cast.vn, ordered.pk)
        with scope.enter_system(cast.vn):
            assert Job.objects.get(pk=ordered.pk).state == "done"
    with scope.enter(cast.users["jonas"], cast.vn):
        made = Division.objects.seen_by(seat()).get(run=run)
        assert made.state == "made"
        assert Counter(row["got"] for row in made.result["authorities"]) == {3: 1, 1: 1} or (
            sum(row["got"] for row in made.result["authorities"]) == 4
        )
        assert Enrolment.objects.filter(run=run, state="applied").count() == 9
    for who in ("amina", "lena", "styrbjorn"):
        with scope.enter(cast.users[who], cast.vn):
            assert not Division.objects.filter(run=run).exists()


def test_nothing_is_divided_while_people_may_still_apply(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        still_open = make_shared_run(4)
        with pytest.raises(divide.NotDivided):
            divide.order(still_open, by=seat())


def test_only_coordinators_divide(cast: Cast, run: Run) -> None:
    made = make_division(cast, run)
    for who in ("amina", "lena"):
        with scope.enter(cast.users[who], cast.vn):
            with pytest.raises(PermissionDenied):
                divide.order(run, by=seat())
            with pytest.raises(PermissionDenied):
                division_placement.place_division(made, by=seat())


def test_a_placed_division_gives_everybody_a_seat_or_a_place_in_line_and_the_reason(
    cast: Cast, run: Run
) -> None:
    made = make_division(cast, run)
    place_as(cast, "jonas", made)
    with scope.enter(cast.users["jonas"], cast.vn):
        states = Counter(Enrolment.objects.filter(run=run).values_list("state", flat=True))
        assert states == {"enrolled": 4, "waiting": 5}
        counts = SeatCount.objects.get(run=run)
        assert (counts.taken, counts.waiting, counts.applied) == (4, 5, 0)
        line = list(
            Enrolment.objects.filter(run=run, state="waiting")
            .order_by("number")
            .values_list("pk", flat=True)
        )
        assert line == made.result["line"][str(run.pk)]
        by = set(Enrolment.objects.filter(run=run, state="enrolled").values_list("seat_by"))
        assert by == {("share",)}
        for outcome in Outcome.objects.select_related("enrolment"):
            assert outcome.seated == (outcome.enrolment.state == "enrolled")
            assert outcome.why == made.result["why"][str(outcome.enrolment_id)]


def test_everybody_sees_their_own_reason_and_the_coordinator_the_authority_s(
    cast: Cast, run: Run
) -> None:
    place_as(cast, "jonas", make_division(cast, run))
    for who, many in (("amina", 1), ("tove", 0), ("mats", 0), ("lena", 6), ("lars", 3)):
        with scope.enter(cast.users[who], cast.vn):
            assert Outcome.objects.count() == many


def test_what_was_lost_is_kept_and_comes_first_next_time(cast: Cast, run: Run) -> None:
    place_as(cast, "jonas", make_division(cast, run))
    csn, timra = (cast.memberships[VN, key] for key in ("csn", "timra"))
    with scope.enter(cast.users["jonas"], cast.vn):
        before = divide.balances()
        got = Counter(
            Enrolment.objects.filter(run=run, state="enrolled").values_list("membership", flat=True)
        )
    # 4 seats for 6 and 3 who ask: two thirds of 4 and one third of 4.
    assert before[csn] == (Decimal(8) / 3 - got[csn]).quantize(Decimal("0.01"))
    assert before[timra] == (Decimal(4) / 3 - got[timra]).quantize(Decimal("0.01"))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        inputs = divide.frozen_inputs([run], "shares")
        assert inputs["applications"] == []
        assert sum(before.values()) == 0


def test_anybody_in_the_network_can_repeat_a_placed_division(cast: Cast, run: Run) -> None:
    made = make_division(cast, run)
    place_as(cast, "jonas", made)
    for who in ("amina", "miriam", "styrbjorn"):
        with scope.enter(cast.users[who], cast.vn):
            placed = Division.objects.get(run=run)
            assert division_placement.repeated(placed)
            assert drawn(placed.inputs, placed.seed) == placed.result
            assert hashlib.sha256(placed.seed.encode()).hexdigest() == placed.commitment
            placed.result["placed"][str(run.pk)].reverse()
            placed.inputs["applications"][0]["priority"] = 1
            assert not division_placement.repeated(placed)


def test_a_made_division_cannot_be_changed_even_by_a_coordinator(cast: Cast, run: Run) -> None:
    made = make_division(cast, run)
    for column, value in (("seed", "'00'"), ("inputs", "'{}'"), ("result", "'{}'")):
        with (
            scope.enter(cast.users["karin"], cast.vn),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                f"UPDATE courses_division SET {column} = {value} WHERE id = %s", [made.pk]
            )


def test_a_seed_that_was_not_promised_is_refused(cast: Cast, run: Run) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):  # noqa: SIM117
        with pytest.raises(DatabaseError), transaction.atomic():
            Division.objects.filter(run=run).update(state="made", seed="5eed")


def test_setting_aside_says_why_and_seals_a_new_seed(cast: Cast, run: Run) -> None:
    made = make_division(cast, run)
    with scope.enter(cast.users["jonas"], cast.vn):
        division_placement.set_aside(
            Division.objects.get(pk=made.pk), by=seat(), reason="Fel kapacitet"
        )
    with scope.enter(cast.users["amina"], cast.vn):
        sealed, aside = Division.objects.filter(run=run).order_by("-pk")
        assert (sealed.state, sealed.seed) == ("sealed", "")
        assert (aside.state, aside.reason) == ("set_aside", "Fel kapacitet")
        assert sealed.commitment != aside.commitment


def test_a_division_is_placed_once(cast: Cast, run: Run) -> None:
    made = make_division(cast, run)
    place_as(cast, "jonas", made)
    with pytest.raises(divide.NotDivided):
        place_as(cast, "karin", made)
    with scope.enter(cast.users["karin"], cast.vn), pytest.raises(divide.NotDivided):
        division_placement.set_aside(made, by=seat(), reason="Ånger")


def test_who_withdrew_after_the_making_is_passed_by(cast: Cast, run: Run) -> None:
    made = make_division(cast, run)
    gone = made.result["placed"][str(run.pk)][0]
    first = made.result["line"][str(run.pk)][0]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        row = Enrolment.objects.get(pk=gone)
        Withdrawal.objects.create(
            enrolment=row, run=run, person_id=row.person_id, membership_id=row.membership_id
        )
    place_as(cast, "jonas", made)
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Enrolment.objects.get(pk=gone).state == "withdrawn"
        assert Enrolment.objects.get(pk=first).state == "enrolled"
        assert SeatCount.objects.get(run=run).taken == 4


def test_runs_that_people_ranked_are_divided_together(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        course = make_course("Ledare utan personalansvar")
        spring, summer, alone = (make_shared_run(2, course=course) for _run in range(3))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        csn, timra = (cast.memberships[VN, key] for key in ("csn", "timra"))
        both = make_applicants(csn, 3)
        make_applications([spring, summer], both)
        make_applications([summer], make_applicants(timra, 2))
        make_applications([alone], make_applicants(timra, 1))
        close(spring)
        close(summer)
    made = make_division(cast, summer)
    assert set(made.result["placed"]) == {str(spring.pk), str(summer.pk)}
    place_as(cast, "jonas", made)
    with scope.enter(cast.users["jonas"], cast.vn):
        seated = Enrolment.objects.filter(state="enrolled")
        assert seated.filter(run=spring).count() == 2
        assert seated.filter(run=summer).count() == 2
        assert seated.values("person").distinct().count() == 4
        # Who got one run is off the others; who got none waits for all that they ranked.
        assert Enrolment.objects.filter(state="waiting").values("person").distinct().count() == 1
        gone = Withdrawal.objects.filter(kind="placed_elsewhere")
        assert set(gone.values_list("person", flat=True)) <= {p.pk for p in both}
        states = dict(Division.objects.values_list("run", "state"))
        assert states == {spring.pk: "placed", summer.pk: "placed", alone.pk: "sealed"}
        assert division_placement.repeated(Division.objects.get(run=summer))


def test_the_policy_of_the_day_is_frozen_in_the_inputs(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["karin"], cast.vn):
        SharePolicy.objects.create(minimum=2, small_below=500, firm=False, most_credit=0)
    made = make_division(cast, run)
    assert made.inputs["policy"] == {"minimum": 2, "firm": False, "most_credit": 0}
    assert all(one["small"] for one in made.inputs["authorities"])


def test_a_plain_draw_moves_no_balance_when_there_is_room_for_all(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        roomy = make_shared_run(9, mode="draw")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        make_applications([roomy], make_applicants(cast.memberships[VN, "csn"], 3))
        close(roomy)
    place_as(cast, "jonas", make_division(cast, roomy))
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Enrolment.objects.filter(run=roomy, state="enrolled").count() == 3
        assert not ShareBalance.objects.exists()
        assert {o.why["why"] for o in Outcome.objects.all()} == {"room"}
