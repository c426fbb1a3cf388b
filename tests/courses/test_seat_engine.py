"""The seat engine: whatever writes, no seat is sold twice and no seat is free while one waits."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from courses.actions.enrol import NotPossible, enrol
from courses.actions.run import TooFewSeats, save_run
from courses.actions.withdraw import AlreadyWithdrawn, withdraw
from courses.models import Enrolment, Run, SeatCount, Withdrawal
from courses.querysets import places_in_line
from courses.rules import Reason, RunState
from members.models import Person
from network import scope
from network.models import Errand, JournalEntry
from tests.cast import Cast
from tests.courses.makers import make_policy, make_run, seat, states
from tests.databases import acting_as


def counts(run: Run) -> tuple[int, int]:
    """Taken and waiting, as the engine counted."""
    row = SeatCount.objects.get(run=run)
    return row.taken, row.waiting


@pytest.fixture
def run(cast: Cast) -> Run:
    """Two seats, open."""
    with scope.enter(cast.users["jonas"], cast.vn):
        make_policy()
        return make_run(capacity=2)


def enrol_as(cast: Cast, who: str, run: Run) -> Enrolment:
    """Somebody enrols oneself."""
    with scope.enter(cast.users[who], cast.vn):
        return enrol(run, Person.objects.get(pk=cast.person(who)), by=seat())


def withdraw_as(cast: Cast, who: str, enrolment: Enrolment) -> Withdrawal:
    """Somebody withdraws an enrolment."""
    with scope.enter(cast.users[who], cast.vn):
        return withdraw(Enrolment.objects.get(pk=enrolment.pk), by=seat())


def test_the_first_come_get_seats_and_the_next_a_place_in_line(cast: Cast, run: Run) -> None:
    got = [enrol_as(cast, who, run).state for who in ("amina", "berit", "tove", "miriam")]
    assert got == ["enrolled", "enrolled", "waiting", "waiting"]
    with scope.enter(cast.users["miriam"], cast.vn):
        mine = Enrolment.objects.get(run=run)
        assert places_in_line([mine.pk]) == {mine.pk: 2}
        assert counts(run) == (2, 2)


def test_a_withdrawn_seat_goes_to_the_first_in_line_in_the_same_transaction(
    cast: Cast, run: Run
) -> None:
    amina, _berit, tove, miriam = (
        enrol_as(cast, who, run) for who in ("amina", "berit", "tove", "miriam")
    )
    withdraw_as(cast, "amina", amina)
    with scope.enter(cast.users["jonas"], cast.vn):
        assert states(run) == ["withdrawn", "enrolled", "enrolled", "waiting"]
        assert counts(run) == (2, 1)
        assert places_in_line([tove.pk, miriam.pk]) == {miriam.pk: 1}
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        told = Errand.objects.filter(name="courses.tell_moved_up").values_list("facts", flat=True)
        assert list(told) == [{"enrolment": tove.pk}]


def test_leaving_the_line_moves_nobody_in_and_the_others_up(cast: Cast, run: Run) -> None:
    *_, tove, miriam = (enrol_as(cast, who, run) for who in ("amina", "berit", "tove", "miriam"))
    laid = withdraw_as(cast, "tove", tove)
    assert laid.was_waiting
    assert laid.fee == 0
    with scope.enter(cast.users["miriam"], cast.vn):
        assert places_in_line([miriam.pk]) == {miriam.pk: 1}
        assert counts(run) == (2, 1)


def test_who_withdraws_and_comes_back_is_last_in_line(cast: Cast, run: Run) -> None:
    amina, *_ = (enrol_as(cast, who, run) for who in ("amina", "berit", "tove"))
    withdraw_as(cast, "amina", amina)
    assert enrol_as(cast, "amina", run).state == "waiting"


def test_the_second_of_two_withdrawals_is_told(cast: Cast, run: Run) -> None:
    amina = enrol_as(cast, "amina", run)
    withdraw_as(cast, "amina", amina)
    with pytest.raises(AlreadyWithdrawn):
        withdraw_as(cast, "amina", amina)


def test_a_double_click_is_one_enrolment(cast: Cast, run: Run) -> None:
    first, second = (enrol_as(cast, "amina", run) for _click in range(2))
    assert first.pk == second.pk
    with scope.enter(cast.users["amina"], cast.vn):
        assert counts(run) == (1, 0)
        assert JournalEntry.objects.about(run).filter(verb="enrol").count() == 1


def test_a_row_refused_by_the_database_counts_nothing(cast: Cast, run: Run) -> None:
    enrol_as(cast, "amina", run)
    with scope.enter(cast.users["amina"], cast.vn):
        twin = Enrolment(run=run, person_id=cast.person("amina"))
        Enrolment.objects.bulk_create([twin], ignore_conflicts=True)
        assert counts(run) == (1, 0)


def test_more_seats_go_to_those_who_wait_and_fewer_than_taken_are_refused(
    cast: Cast, run: Run
) -> None:
    for who in ("amina", "berit", "tove", "miriam"):
        enrol_as(cast, who, run)
    with scope.enter(cast.users["jonas"], cast.vn):
        held = Run.objects.get(pk=run.pk)
        held.capacity = 3
        save_run(held, by=seat())
        assert states(run) == ["enrolled", "enrolled", "enrolled", "waiting"]
        held.capacity = 2
        with pytest.raises(TooFewSeats):
            save_run(held, by=seat())
        assert counts(run) == (3, 1)


@pytest.mark.parametrize("state", sorted(set(RunState) - {RunState.OPEN, RunState.PLANNED}))
def test_only_an_open_run_takes_enrolments(cast: Cast, run: Run, state: str) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        Run.objects.filter(pk=run.pk).update(state=state)
    with scope.enter(cast.users["amina"], cast.vn):
        there = Run.objects.get(pk=run.pk)
        with pytest.raises(NotPossible) as refused:
            enrol(there, Person.objects.get(pk=cast.person("amina")), by=seat())
        assert Reason.NOT_OPEN in refused.value.reasons


def test_a_run_closed_after_the_page_was_read_is_closed(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        Run.objects.filter(pk=run.pk).update(state=RunState.CLOSED)
    with scope.enter(cast.users["amina"], cast.vn):
        assert run.state == RunState.OPEN  # the page's stale copy
        with pytest.raises(NotPossible) as refused:
            enrol(run, Person.objects.get(pk=cast.person("amina")), by=seat())
        assert refused.value.reasons == [Reason.NOT_OPEN]


def forged(cast: Cast, run: Run, who: str, member: str) -> None:
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(
            "INSERT INTO courses_enrolment (network_id, run_id, person_id, membership_id,"
            " terms, reference, enrolled_at) VALUES (%s, %s, %s, %s, '[]', '', now())",
            [cast.vn, run.pk, cast.person(who), cast.memberships["vasternorrland", member]],
        )


def test_raw_sql_cannot_enrol_somebody_else_or_under_another_authority(
    cast: Cast, run: Run
) -> None:
    with scope.enter(cast.users["amina"], cast.vn), pytest.raises(DatabaseError):
        forged(cast, run, "berit", "csn")
    with scope.enter(cast.users["lars"], cast.vn), pytest.raises(DatabaseError):
        forged(cast, run, "amina", "timra")
    with scope.enter(cast.users["amina"], cast.vn):
        forged(cast, run, "amina", "timra")
        csn = cast.memberships["vasternorrland", "csn"]
        assert Enrolment.objects.get(run=run).membership_id == csn
        assert Enrolment.objects.get(run=run).price == run.price


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE courses_seatcount SET taken = 0",
        "DELETE FROM courses_seatcount",
        "INSERT INTO courses_seatcount (network_id, run_id, capacity, taken, waiting, last_number)"
        " SELECT network_id, id, 99, 0, 0, 0 FROM courses_run",
        "UPDATE courses_enrolment SET state = 'enrolled'",
        "UPDATE courses_enrolment SET price = 0",
        "UPDATE courses_withdrawal SET fee = 0",
        "SELECT app.pass_seat_on(1, 1)",
        "SELECT app.claim_seat(1, 1, 1, 1, 1)",
        "SELECT app.end_enrolment(1, 1, 'withdrawn', 'run_cancelled', '')",
        "SELECT app.give_seat(1, 1, 1, NULL)",
        "SELECT app.leave_errand(1, 'x', 'x', '{}')",
        "UPDATE courses_enrolment SET awaits = 0",
        "UPDATE courses_enrolment SET priority = 9",
        "UPDATE courses_allotment SET used = 0",
        "UPDATE courses_allotment SET released_at = NULL",
        "INSERT INTO courses_offer SELECT * FROM courses_offer",
        "UPDATE courses_approval SET state = 'yes'",
    ],
)
def test_nobody_but_the_engine_writes_counts_and_states(
    cast: Cast, run: Run, statement: str
) -> None:
    for role, entered in (
        ("portal_app", scope.enter(cast.users["karin"], cast.vn)),
        ("portal_worker", scope.enter_system(cast.vn)),
    ):
        with (
            acting_as(role),
            entered,
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_a_local_coordinator_enrols_and_withdraws_own_people_only(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["lena"], cast.vn):
        made = enrol(run, Person.objects.get(pk=cast.person("amina")), by=seat())
        assert made.membership_id == cast.memberships["vasternorrland", "csn"]
    with scope.enter(cast.users["lars"], cast.vn):
        assert not Enrolment.objects.filter(run=run).exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            Withdrawal.objects.bulk_create([Withdrawal(enrolment_id=made.pk)])
    withdraw_as(cast, "lena", made)


def test_another_network_has_no_way_to_a_run(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["jamte"], cast.jl):
        assert not Run.objects.filter(pk=run.pk).exists()
        with pytest.raises(IntegrityError), transaction.atomic():
            Enrolment.objects.create(run_id=run.pk, person_id=cast.person("frosta", "jamtland"))


def test_the_late_fee_is_frozen_when_one_enrols(cast: Cast, run: Run) -> None:
    amina = enrol_as(cast, "amina", run)
    assert [term["fee"] for term in amina.terms] == ["0.00", "3700.00", "7400.00", "7400.00"]
    with scope.enter(cast.users["jonas"], cast.vn):
        Run.objects.filter(pk=run.pk).update(price=1)
    assert withdraw_as(cast, "amina", amina).fee == 0
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Enrolment.objects.get(pk=amina.pk).price == run.price
