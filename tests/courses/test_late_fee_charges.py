"""Late fees reach the authority: charged once, waived when a reserve comes, taken back."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from courses.actions.enrol import enrol
from courses.actions.hand_over import hand_over
from courses.actions.late_fee import mark_no_shows, waive
from courses.actions.move import Told, move
from courses.actions.withdraw import withdraw
from courses.models import Enrolment, LateFee, LateFeePolicy, LateFeeTier, NoShow, Run, Withdrawal
from courses.seats import SeatRefused
from fees.models import Charge
from members.models import Person
from network import scope
from network.models import Letter
from tests.cast import VN, Cast
from tests.courses.makers import make_policy, make_run, seat
from tests.courses.outbox import do_errands
from tests.databases import acting_as


@pytest.fixture
def soon(cast: Cast) -> Run:
    """Two seats of 7 400 kr in nine days: a withdrawal costs half."""
    with scope.enter(cast.users["jonas"], cast.vn):
        make_policy()
        return make_run(capacity=2, in_days=9)


def enrol_as(cast: Cast, who: str, run: Run) -> Enrolment:
    with scope.enter(cast.users[who], cast.vn):
        return enrol(run, Person.objects.get(pk=cast.person(who)), by=seat())


def withdraw_as(cast: Cast, who: str, enrolment: Enrolment, **facts: Any) -> Withdrawal:
    with scope.enter(cast.users[who], cast.vn):
        found = Enrolment.objects.select_related("run").get(pk=enrolment.pk)
        return withdraw(found, by=seat(), **facts)


def charges(cast: Cast) -> list[Charge]:
    """Every charge, as the economist sees them."""
    with scope.enter(cast.users["erik"], cast.vn):
        return list(Charge.objects.order_by("pk"))


def fee(cast: Cast, enrolment: Enrolment) -> LateFee:
    with scope.enter(cast.users["jonas"], cast.vn):
        found: LateFee = LateFee.objects.get(enrolment=enrolment)
        return found


def an_hour_passes(cast: Cast) -> None:
    """The database's clock stands still in a test, so what happened is put back instead."""
    hour = timedelta(hours=1)
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        Withdrawal.objects.update(at=F("at") - hour)
        Enrolment.objects.exclude(moved_up_at=None).update(moved_up_at=F("moved_up_at") - hour)


def test_a_late_withdrawal_is_charged_to_the_authority_and_billed_from_the_first_day(
    cast: Cast, soon: Run
) -> None:
    amina = enrol_as(cast, "amina", soon)
    withdraw_as(cast, "amina", amina)
    do_errands(cast)
    (charge,) = charges(cast)
    assert charge.membership_id == cast.memberships[VN, "csn"]
    assert (charge.kind, charge.reference) == ("late_fee", f"late:{amina.pk}")
    assert charge.net == Decimal(3700)
    assert charge.not_before == timezone.localtime(soon.begins_at).date()
    assert "Amina" not in f"{charge.text} {charge.note}"


def test_doing_the_errands_again_charges_once(cast: Cast, soon: Run) -> None:
    amina = enrol_as(cast, "amina", soon)
    withdraw_as(cast, "amina", amina)
    do_errands(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        move(soon, "closed", by=seat())
    do_errands(cast)
    assert len(charges(cast)) == 1


def test_a_reserve_who_takes_the_seat_waives_the_fee(cast: Cast, soon: Run) -> None:
    amina, _berit, tove = (enrol_as(cast, who, soon) for who in ("amina", "berit", "tove"))
    withdraw_as(cast, "amina", amina)
    do_errands(cast)
    assert charges(cast) == []
    laid = fee(cast, amina)
    assert (laid.waived, laid.replaced_by_id, laid.amount) == ("reserve", tove.pk, Decimal(3700))


def test_only_the_seat_that_the_reserve_took_is_waived(cast: Cast, soon: Run) -> None:
    amina, berit, _tove = (enrol_as(cast, who, soon) for who in ("amina", "berit", "tove"))
    withdraw_as(cast, "amina", amina)
    an_hour_passes(cast)
    withdraw_as(cast, "berit", berit)
    do_errands(cast)
    assert [charge.reference for charge in charges(cast)] == [f"late:{berit.pk}"]


def test_where_the_policy_says_so_a_reserve_waives_nothing(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        make_policy()
        LateFeePolicy.objects.update(reserve_waives=False)
        run = make_run(capacity=1, in_days=9)
    amina, _tove = enrol_as(cast, "amina", run), enrol_as(cast, "tove", run)
    withdraw_as(cast, "amina", amina)
    do_errands(cast)
    (charge,) = charges(cast)
    assert charge.not_before == timezone.localdate()


def test_where_nobody_may_take_over_a_seat_it_is_not_handed_over(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        make_policy()
        LateFeePolicy.objects.update(substitute="none")
        run = make_run(capacity=1, in_days=9)
    amina = enrol_as(cast, "amina", run)
    with scope.enter(cast.users["lena"], cast.vn):
        found = Enrolment.objects.select_related("run").get(pk=amina.pk)
        berit = Person.objects.get(pk=cast.person("berit"))
        with pytest.raises(SeatRefused):
            hand_over(found, berit, by=seat())


def test_a_place_in_line_costs_nothing(cast: Cast, soon: Run) -> None:
    *_seated, tove = (enrol_as(cast, who, soon) for who in ("amina", "berit", "tove"))
    withdraw_as(cast, "tove", tove)
    do_errands(cast)
    assert charges(cast) == []


def test_the_sick_pay_nothing_and_their_reason_is_not_kept(cast: Cast, soon: Run) -> None:
    amina = enrol_as(cast, "amina", soon)
    laid = withdraw_as(cast, "amina", amina, sick=True, reason="influensa")
    do_errands(cast)
    assert charges(cast) == []
    assert (laid.sick, laid.reason, laid.fee) == (True, "", Decimal(0))


def test_cancelling_the_run_takes_the_charge_back(cast: Cast, soon: Run) -> None:
    amina = enrol_as(cast, "amina", soon)
    withdraw_as(cast, "amina", amina)
    do_errands(cast)
    assert len(charges(cast)) == 1
    with scope.enter(cast.users["jonas"], cast.vn):
        move(soon, "cancelled", by=seat(), told=Told("För få anmälda."))
    do_errands(cast)
    assert charges(cast) == []
    assert fee(cast, amina).waived == "cancelled"


def test_cancelling_before_the_fee_was_laid_charges_nothing_either(cast: Cast, soon: Run) -> None:
    amina = enrol_as(cast, "amina", soon)
    withdraw_as(cast, "amina", amina)
    with scope.enter(cast.users["jonas"], cast.vn):
        move(soon, "cancelled", by=seat(), told=Told("För få anmälda."))
    do_errands(cast)
    assert charges(cast) == []


def test_the_coordinator_decides_with_a_reason_that_nothing_is_owed(cast: Cast, soon: Run) -> None:
    amina = enrol_as(cast, "amina", soon)
    withdraw_as(cast, "amina", amina)
    do_errands(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        waive(LateFee.objects.get(), by=seat(), why="Tåget var inställt.")
    do_errands(cast)
    assert charges(cast) == []
    laid = fee(cast, amina)
    assert (laid.waived, laid.waived_why) == ("decision", "Tåget var inställt.")


@pytest.fixture
def held(cast: Cast) -> tuple[Run, list[Enrolment]]:
    """A run that is over, with three who had a seat."""
    with scope.enter(cast.users["jonas"], cast.vn):
        make_policy()
        run = make_run(capacity=3)
    seats = [enrol_as(cast, who, run) for who in ("amina", "berit", "tove")]
    with scope.enter(cast.users["jonas"], cast.vn):
        for state in ("confirmed", "held"):
            move(run, state, by=seat())
    return run, seats


def mark(cast: Cast, run: Run, *missing: tuple[int, bool]) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        mark_no_shows(run, missing, by=seat())
    do_errands(cast)


def test_who_did_not_come_is_charged_and_who_was_sick_is_not(
    cast: Cast, held: tuple[Run, list[Enrolment]]
) -> None:
    run, (amina, berit, _tove) = held
    mark(cast, run, (amina.pk, False), (berit.pk, True))
    assert [(c.reference, c.net) for c in charges(cast)] == [(f"late:{amina.pk}", Decimal(7400))]


def test_a_mark_that_is_taken_away_takes_the_charge_back(
    cast: Cast, held: tuple[Run, list[Enrolment]]
) -> None:
    run, (amina, *_rest) = held
    mark(cast, run, (amina.pk, False))
    mark(cast, run)
    assert charges(cast) == []
    assert fee(cast, amina).waived == "came"


def test_nobody_is_marked_who_has_no_seat_on_the_run(
    cast: Cast, held: tuple[Run, list[Enrolment]]
) -> None:
    run, _seats = held
    with scope.enter(cast.users["jonas"], cast.vn):
        other = make_run(capacity=1)
    stranger = enrol_as(cast, "miriam", other)
    mark(cast, run, (stranger.pk, False))
    with scope.enter(cast.users["jonas"], cast.vn):
        assert not NoShow.objects.exists()


def test_the_authority_and_the_person_see_the_late_fee_and_strangers_do_not(
    cast: Cast, soon: Run
) -> None:
    amina = enrol_as(cast, "amina", soon)
    withdraw_as(cast, "amina", amina)
    do_errands(cast)
    seen = {}
    for who in ("amina", "lena", "jonas", "berit", "lars", "tove", "erik"):
        with scope.enter(cast.users[who], cast.vn):
            seen[who] = LateFee.objects.count()
    assert seen == {
        "amina": 1, "lena": 1, "jonas": 1, "berit": 0, "lars": 0, "tove": 0, "erik": 0,
    }  # fmt: skip


def test_a_rule_that_has_begun_is_never_changed(cast: Cast) -> None:
    # As if it had been laid in an earlier transaction.
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        policy = make_policy()
        LateFeePolicy.objects.update(laid_at=timezone.now() - timedelta(days=9))
    changes: list[Callable[[], Any]] = [
        lambda: LateFeePolicy.objects.update(reserve_waives=False),
        lambda: LateFeeTier.objects.update(percent=1),
        lambda: LateFeeTier.objects.filter(days_before=0).delete(),
        lambda: LateFeeTier.objects.create(policy=policy, days_before=3, percent=70),
        lambda: LateFeePolicy.objects.update(until=timezone.localdate() - timedelta(days=30)),
    ]
    for change in changes:
        with (
            pytest.raises(IntegrityError),
            scope.enter(cast.users["jonas"], cast.vn),
            transaction.atomic(),
        ):
            change()
    with scope.enter(cast.users["jonas"], cast.vn):
        LateFeePolicy.objects.update(until=timezone.localdate())


def test_no_letter_tells_of_sickness(cast: Cast, soon: Run) -> None:
    amina = enrol_as(cast, "amina", soon)
    withdraw_as(cast, "amina", amina, sick=True)
    letters: list[Letter] = do_errands(cast)
    assert letters
    assert not [letter for letter in letters if "sjuk" in letter.text or "sick" in letter.text]
