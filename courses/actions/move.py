"""A run's way through its states, with what each step brings about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Case, IntegerField, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import late_fees, life, run_emails
from courses.actions.enrol import late_terms
from courses.actions.late_fee import reckon, waive_all
from courses.life import Effect
from courses.models import Allotment, Enrolment, LateFee, Priority, Run, RunMove, Withdrawal
from courses.rules import RunState, may_move
from network.actions.errand import errand, send_on
from network.models.journal import note
from network.scope import current_network_id
from network.seat import Seat
from network.wake import wake

# How long those who come over from a cancelled run may say no without cost.
DAYS_TO_SAY_NO = 14
FIRST = 9  # priority of those who come over: before everybody, among themselves by number


class NotAllowed(Exception):
    """The run cannot go from its state to that one; the message may say why."""


@dataclass(frozen=True)
class Told:
    """What the one who moves the run says: the letters' reason, the run offered, the free day."""

    reason: str = ""
    next_run: Run | None = None
    free_until: date | None = None


def hindrance(run: Run, state: str, now: datetime) -> str:
    """Why a run cannot go there although the map has the way, in words; empty when it can."""
    if state in life.BY_SETTLEMENT:
        return _("A run is settled on its settlement's page.")
    new_days = Effect.TELL_NEW_DAYS in life.effects_of(run.state, state)
    if new_days and (run.begins_at is None or run.begins_at <= now):
        return _("Give the run its new days first.")
    back = run.state == RunState.POSTPONED and state == RunState.PLANNED
    if back and Enrolment.objects.active().filter(run=run).exists():
        return _("People have seats on the run, so it stays announced.")
    return ""


def move(run: Run, state: str, *, by: Seat, told: Told | None = None) -> Run:
    """Take a run to another state; raises NotAllowed for a way that is not on the map.

    The row is read again under lock, so that of two who press at once the second is told.
    """
    by.require("keep_courses")
    told = told or Told()
    held: Run = Run.objects.select_for_update(no_key=True).get(pk=run.pk)
    if not may_move(held.state, state):
        raise NotAllowed
    if why := hindrance(held, state, timezone.now()):
        raise NotAllowed(why)
    before, held.state = held.state, state
    effects = life.effects_of(before, state)
    if Effect.FREE_WITHDRAWAL in effects:
        held.free_until = told.free_until
    if Effect.TELL_POSTPONED in effects:
        # The days that are taken out of the calendars are older than the ones that come.
        held.revision += 1
    laid = RunMove(
        run=held,
        before=before,
        after=state,
        reason=told.reason,
        next_run=told.next_run,
        by_user_id=by.user.pk,
    )
    laid.save(force_insert=True)
    _bring_about(laid, effects)
    # Last, since from here until the commit everybody else waits for the run's seats.
    held.save(update_fields=["state", "free_until", "revision"])
    note("move_run", held, before=before, after=state)
    wake(current_network_id())
    run.state = state
    return held


def _bring_about(laid: RunMove, effects: Iterable[Effect]) -> None:
    for effect in effects:
        if effect == Effect.REVERSE_CHARGES:
            send_on("courses.reverse_charges", key=f"move:{laid.pk}", run=laid.run_id)
        elif effect == Effect.OFFER_NEXT_RUN and laid.next_run_id:
            send_on("courses.come_over", key=f"move:{laid.pk}", move=laid.pk)
        elif effect == Effect.TELL_SEATS:
            for pk in Allotment.objects.open().filter(run=laid.run_id).values_list("pk", flat=True):
                send_on("courses.tell_allotted", key=f"opened:{laid.pk}:{pk}", allotment=pk)
        elif effect == Effect.RECKON:
            send_on("courses.reckon", key=f"move:{laid.pk}", run=laid.run_id)
        elif effect in life.LETTERS and effect != Effect.TELL_CANCELLED:
            # Whom a cancelled run lets go, the seat engine tells of it one by one.
            for pk in receivers(laid.run, effect).values_list("pk", flat=True):
                send_on("courses.tell_move", key=f"{laid.pk}:{pk}", move=laid.pk, enrolment=pk)


def receivers(run: Run, effect: Effect) -> Any:
    """Whose enrolments get the letter of an effect: those with a seat, or all who want one."""
    active = Enrolment.objects.active().filter(run=run).select_related("person__user")
    if effect == Effect.TELL_CONFIRMED:
        return active.filter(state__in=Enrolment.HOLDING)
    return active


@errand("courses.tell_move")
def tell_move(move: int, enrolment: int) -> None:
    """Write the letter of a change of state to one person, if they are still on the run."""
    laid = RunMove.objects.select_related("run__course", "run__network").get(pk=move)
    row: Enrolment = Enrolment.objects.select_related("person__user").get(pk=enrolment)
    if row.is_active:
        run_emails.moved(life.letter_of(laid.before, laid.after), laid, row)


@errand("courses.tell_new_days")
def tell_new_days(enrolment: int) -> None:
    """Tell one person of new days, if they are still on the run."""
    row: Enrolment = Enrolment.objects.select_related(
        "run__course", "run__network", "person__user"
    ).get(pk=enrolment)
    if row.is_active:
        run_emails.new_days(row)


def tell_cancelled(withdrawal: Withdrawal) -> None:
    """Tell one person whom a cancelled run let go, with the reason."""
    moves = RunMove.objects.filter(run=withdrawal.run_id, after=RunState.CANCELLED)
    laid = moves.select_related("run__course", "run__network").first()
    if laid is not None:
        run_emails.cancelled(laid, withdrawal)


@errand("courses.reverse_charges")
def reverse_charges(run: int) -> None:
    """Waive what a cancelled run charged; what is not laid yet is laid first."""
    found = Run.objects.select_related("course").get(pk=run)
    reckon(found)
    waive_all(found, LateFee.Waived.CANCELLED)


@errand("courses.come_over")
def come_over(move: int) -> None:
    """Put the people of a cancelled run on another: seats while there are any, else first in line.

    Those who had a seat before those who waited, each in the order of their number. They may say
    no without cost for two weeks, and not after the last day that the run's own rule has.
    """
    laid = RunMove.objects.select_related("next_run__course").get(pk=move)
    run: Run = laid.next_run
    rank = Case(
        When(was__in=("enrolled", "pending", "offered"), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    gone = (
        Withdrawal.objects.filter(run=laid.run_id, kind=Withdrawal.Kind.RUN_CANCELLED)
        .annotate(rank=rank)
        .select_related("enrolment")
        .order_by("rank", "enrolment__number")
    )
    there = set(Enrolment.objects.active().filter(run=run).values_list("person", flat=True))
    terms = [term.as_json() for term in free_at_first(run)]
    for row in gone:
        if row.person_id not in there:
            _put_over(run, row, terms, laid)


def free_at_first(run: Run) -> list[late_fees.Term]:
    """The late fees of who is put on a run: none for two weeks, then the run's own."""
    if run.begins_at is None:
        return []
    first = timezone.localtime(run.begins_at).date()
    no_later = timezone.localdate() + timedelta(days=DAYS_TO_SAY_NO)
    free = min(no_later, first - timedelta(days=1))
    return late_fees.current(late_terms(run), first_day=None, free=free)


def _put_over(run: Run, row: Withdrawal, terms: list[Any], laid: RunMove) -> None:
    fresh = Enrolment(
        run=run,
        person_id=row.person_id,
        membership_id=row.membership_id,
        reference=row.enrolment.reference,
        terms=terms,
    )
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
    except IntegrityError:  # meanwhile they enrolled themselves
        return
    fresh.refresh_from_db()
    if fresh.state == Enrolment.State.WAITING:
        reason = _("Had a place on run %(number)s, which was cancelled.")
        Priority.objects.create(
            enrolment=fresh,
            run=run,
            person_id=row.person_id,
            membership_id=row.membership_id,
            priority=FIRST,
            reason=reason % {"number": laid.run.number},
        )
    note(
        "come_over",
        run,
        person_id=row.person_id,
        membership_id=row.membership_id,
        enrolment=fresh.pk,
    )
    send_on("courses.tell_enrolled", key=f"enrolment:{fresh.pk}", enrolment=fresh.pk)


def close_due(now: datetime) -> int:
    """Close the open runs whose last time to enrol has passed; in the system scope."""
    due = Run.objects.filter(
        state__in=(RunState.OPEN, RunState.PAUSED), closes_at__lte=now
    ).select_for_update(no_key=True, skip_locked=True)
    closed = 0
    for run in due:
        before, run.state = run.state, RunState.CLOSED
        run.save(update_fields=["state"])
        RunMove.objects.create(run=run, before=before, after=run.state)
        note("move_run", run, before=before, after=run.state)
        closed += 1
    return closed
