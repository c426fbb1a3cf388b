"""Late fees: what a withdrawal would cost, what it came to cost, and the charge to the authority.

A late fee is charged at once and may be billed when it is certain: on the run's first day where
a reserve may still take the seat, the same day else. Whoever takes the seat before takes the
charge back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from courses import late_fees
from courses.late_fees import Ending, GivenUp
from courses.models import Enrolment, LateFee, NoShow, Run, Withdrawal
from courses.words import in_the_network_language, when
from fees.actions.charge import charge, reverse
from fees.rules import FeeKind
from network.actions.errand import errand, send_on
from network.models.journal import note
from network.money import ZERO
from network.seat import Seat
from network.wording import date_iso

SEATED = (Enrolment.State.PENDING, Enrolment.State.ENROLLED)


@dataclass(frozen=True)
class Consequence:
    """What a withdrawal now would cost the authority, and until when it costs that."""

    fee: Decimal
    until: date | None
    by: time | None = None
    waivable: bool = False
    sickness_free: bool = False


def terms_now(enrolment: Enrolment, run: Run | None = None) -> list[late_fees.Term]:
    """The terms frozen on the enrolment, as they hold after the run got new days."""
    run = run or enrolment.run
    first = timezone.localtime(run.begins_at).date() if run.begins_at else None
    return late_fees.current(enrolment.late_terms, first_day=first, free=run.free_until)


def consequence(enrolment: Enrolment, *, sick: bool = False) -> Consequence:
    """The late fee of this moment; a place in line is free."""
    if enrolment.state != Enrolment.State.ENROLLED:
        return Consequence(ZERO, None)
    terms, now = terms_now(enrolment), timezone.localtime()
    holds = late_fees.term_on(terms, now.date(), now.time())
    rest = late_fees.rest_of(terms)
    return Consequence(
        late_fees.due(terms, Ending.WITHDRAWN, at=now, sick=sick),
        holds.until if holds else None,
        holds.by if holds else None,
        rest.reserve_waives,
        rest.sickness_free,
    )


def owe_late_fee(withdrawal: Withdrawal) -> None:
    """Let the portal lay the fee of a withdrawal after the commit, when it knows who came up."""
    if withdrawal.fee and not withdrawal.was_waiting:
        send_on("courses.reckon", key=f"withdrawal:{withdrawal.pk}", run=withdrawal.run_id)


@errand("courses.reckon")
def reckon_run(run: int) -> None:
    """Lay and waive the late fees of a run."""
    reckon(Run.objects.select_related("course").get(pk=run))


def reckon(run: Run) -> None:
    """Make a run's late fees what its withdrawals and no-shows say; again changes nothing.

    In the system scope, with the run's row held, so that of two errands the second sees what
    the first laid.
    """
    Run.objects.select_for_update(no_key=True).get(pk=run.pk)
    there = {fee.enrolment_id: fee for fee in LateFee.objects.filter(run=run)}
    gone = Withdrawal.objects.filter(run=run, was__in=SEATED)
    given_up = list(gone.filter(kind=Withdrawal.Kind.WITHDRAWN).select_related("enrolment"))
    # Who was only offered the seat has not taken it.
    took = Q(state__in=SEATED) | Exists(gone.filter(enrolment=OuterRef("pk")))
    reserves = Enrolment.objects.filter(took, run=run).exclude(moved_up_at=None)
    taken = late_fees.replaced(
        [GivenUp(row.enrolment_id, row.at) for row in given_up],
        [GivenUp(row.pk, row.moved_up_at) for row in reserves],
    )
    for row in given_up:
        fee = there.get(row.enrolment_id) or _laid(run, row)
        if fee is None or fee.waived or fee.kind != LateFee.Kind.WITHDRAWAL:
            continue
        rest = late_fees.rest_of(row.enrolment.late_terms)
        if rest.reserve_waives and row.enrolment_id in taken:
            _waive(fee, LateFee.Waived.RESERVE, replaced_by=taken[row.enrolment_id])
        else:
            _charge(run, fee, row.enrolment)
    _reckon_no_shows(run, there)


def _laid(run: Run, row: Withdrawal) -> LateFee | None:
    if not row.fee:
        return None
    waits = late_fees.rest_of(row.enrolment.late_terms).reserve_waives and run.begins_at
    certain = timezone.localtime(run.begins_at if waits else row.at).date()
    fee: LateFee = LateFee.objects.create(
        run=run,
        enrolment_id=row.enrolment_id,
        person_id=row.person_id,
        membership_id=row.membership_id,
        kind=LateFee.Kind.WITHDRAWAL,
        amount=row.fee,
        certain_on=certain,
    )
    return fee


def _reckon_no_shows(run: Run, there: dict[int, LateFee]) -> None:
    missing = NoShow.objects.filter(run=run).select_related("enrolment__run")
    missed = {row.enrolment_id: row for row in missing}
    for key, row in missed.items():
        terms = terms_now(row.enrolment)
        amount = late_fees.due(terms, Ending.ABSENT, sick=row.sick)
        if key not in there and amount:
            fee = LateFee.objects.create(
                run=run,
                enrolment=row.enrolment,
                person_id=row.enrolment.person_id,
                membership_id=row.enrolment.membership_id,
                kind=LateFee.Kind.NO_SHOW,
                amount=amount,
                certain_on=timezone.localdate(),
            )
            _charge(run, fee, row.enrolment)
    for key, fee in there.items():
        if fee.kind == LateFee.Kind.NO_SHOW and not fee.waived and key not in missed:
            _waive(fee, LateFee.Waived.CAME)


def _kind(fee: LateFee) -> FeeKind:
    return FeeKind.NO_SHOW if fee.kind == LateFee.Kind.NO_SHOW else FeeKind.LATE_FEE


def _charge(run: Run, fee: LateFee, enrolment: Enrolment) -> None:
    with in_the_network_language():
        laid = charge(
            _kind(fee),
            fee.reference,
            membership_id=fee.membership_id,
            net=fee.amount,
            text=f"{capfirst(fee.get_kind_display())}: {run.course.title}",
            note=_("Run of %(days)s, written down %(day)s")
            % {
                "days": when(run.sessions.all()),
                "day": date_iso(fee.laid_at),
            },
            not_before=fee.certain_on,
            basis={
                "words": _("By the withdrawal rules as they were when the person enrolled."),
                "terms": enrolment.terms,
            },
        )
    if laid:
        note(
            "charge_late_fee",
            run,
            person_id=fee.person_id,
            membership_id=fee.membership_id,
            enrolment=fee.enrolment_id,
            amount=str(fee.amount),
        )


def _waive(fee: LateFee, reason: str, *, replaced_by: int | None = None, why: str = "") -> None:
    fee.waived, fee.waived_at = reason, timezone.now()
    fee.replaced_by_id, fee.waived_why = replaced_by, why
    fee.save(update_fields=["waived", "waived_at", "replaced_by", "waived_why"])
    with in_the_network_language():
        why = str(fee.get_waived_display())
        # No-shows were charged as late fees once; the reference is the same, and never both.
        if not reverse(_kind(fee), fee.reference, why=why):
            reverse(FeeKind.LATE_FEE, fee.reference, why=why)
    note(
        "waive_late_fee",
        fee.run,
        person_id=fee.person_id,
        membership_id=fee.membership_id,
        enrolment=fee.enrolment_id,
        amount=str(fee.amount),
        why=reason,
    )


def waive_all(run: Run, reason: str) -> int:
    """Waive what is owed for a run; in the system scope. Returns how many."""
    owed = list(LateFee.objects.owed().filter(run=run).select_related("run"))
    for fee in owed:
        _waive(fee, reason)
    return len(owed)


class TooLate(Exception):
    """The late fee is waived already."""


def waive(fee: LateFee, *, by: Seat, why: str) -> None:
    """Decide that nothing is owed, with the reason in writing; the charge is taken back."""
    by.require("keep_courses")
    if fee.waived:
        raise TooLate
    send_on("courses.waive", key=f"late_fee:{fee.pk}", fee=fee.pk, why=why)
    note(
        "decide_late_fee",
        fee.run,
        person_id=fee.person_id,
        membership_id=fee.membership_id,
        enrolment=fee.enrolment_id,
    )


@errand("courses.waive")
def waive_by_decision(fee: int, why: str) -> None:
    """Waive a late fee as the coordinator decided."""
    found = LateFee.objects.select_for_update(of=("self",)).select_related("run").get(pk=fee)
    if not found.waived:
        _waive(found, LateFee.Waived.DECISION, why=why)


def mark_no_shows(run: Run, missing: Iterable[tuple[int, bool]], *, by: Seat) -> int:
    """Keep who had a seat and did not come, with whether they were sick; returns how many.

    `missing` names enrolments of the run; those that are no longer named came after all.
    """
    by.require("keep_courses")
    asked = dict(missing)
    seated = seats_of(run).filter(pk__in=asked).values_list("pk", flat=True)
    NoShow.objects.filter(run=run).exclude(enrolment__in=seated).delete()
    for pk in seated:
        NoShow.objects.update_or_create(
            enrolment_id=pk,
            defaults={"run": run, "sick": asked[pk], "by_user_id": by.user.pk},
        )
    note("mark_no_shows", run, count=len(seated))
    send_on("courses.reckon", key=f"no_shows:{run.pk}:{timezone.now().isoformat()}", run=run.pk)
    return len(seated)


def seats_of(run: Run) -> QuerySet[Enrolment]:
    """Those who have a seat on a run."""
    found: QuerySet[Enrolment] = Enrolment.objects.seated().filter(run=run)
    return found
