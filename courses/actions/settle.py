"""Settling a held run: what it cost becomes what each authority pays.

Approving freezes the shares; a job charges them through the fees, one authority a transaction,
and takes the run to its last state when all are charged.
"""

import hashlib
import json
from decimal import Decimal

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import late_fees
from courses.actions.late_fee import terms_now
from courses.models import (
    CostLine,
    Enrolment,
    LateFee,
    NoShow,
    Run,
    RunMove,
    Settlement,
    SettlementShare,
    Withdrawal,
)
from courses.rules import RunState
from courses.settlement import PriceBasis, Shared, Taken, by_kind, share
from courses.words import in_the_network_language, when
from fees.actions.charge import charge
from fees.rules import FeeKind
from network.actions import job as jobs
from network.models import Job
from network.models.journal import note
from network.money import ZERO
from network.seat import Seat
from network.wording import kr

JOB = "courses.settle"


class NotSettled(Exception):
    """The run cannot be settled; the message is a sentence for the one who asked."""


def cost_of(run: Run) -> Decimal:
    """What the run cost: its actual cost lines."""
    lines = CostLine.objects.filter(run=run, stage=CostLine.Stage.ACTUAL)
    return sum((line.amount for line in lines), ZERO)


def taken_of(run: Run) -> list[Taken]:
    """Each authority's used seats, what they would have paid, and its late fees."""
    missing = NoShow.objects.filter(enrolment=OuterRef("pk"))
    seats = Enrolment.objects.seated().filter(run=run).exclude(Exists(missing))
    used: dict[int, list[Decimal]] = {}
    for membership, price in seats.values_list("membership", "price"):
        used.setdefault(membership, []).append(price)
    late: dict[int, Decimal] = {}
    owed = LateFee.objects.owed().filter(run=run)
    for membership, amount in owed.values_list("membership", "amount"):
        late[membership] = late.get(membership, ZERO) + amount
    return [
        Taken(key, len(used.get(key, [])), sum(used.get(key, []), ZERO), late.get(key, ZERO))
        for key in sorted({*used, *late})
    ]


def shared_of(run: Run) -> Shared:
    """Who would pay what for a run by now; for those who see its people."""
    return share(run.price_basis, cost_of(run), taken_of(run))


def fingerprint(shared: Shared) -> str:
    """Changes when anything that would be charged does, so that one approves what one saw."""
    rows = [(s.membership, s.seats, str(s.final), str(s.late)) for s in shared.shares]
    seen = [shared.basis, str(shared.cost), rows]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def hindrances(run: Run, shared: Shared) -> list[str]:
    """Why the run cannot be settled yet, as sentences; empty when it can."""
    found = []
    if run.state != RunState.HELD:
        found.append(_("The run is not marked as held."))
    if run.price_basis == "self_cost" and not shared.cost:
        found.append(_("Write down what the run cost first: there is no actual cost yet."))
    if _is_reckoning(run):
        found.append(_("Late fees are being worked out. Try again in a moment."))
    return found


def _is_reckoning(run: Run) -> bool:
    """Whether a withdrawal or a no-show has not become its late fee yet."""
    there = LateFee.objects.filter(enrolment=OuterRef("enrolment"))
    if Withdrawal.objects.filter(run=run, fee__gt=0).exclude(Exists(there)).exists():
        return True
    new = NoShow.objects.filter(run=run).exclude(Exists(there)).select_related("enrolment__run")
    if any(
        late_fees.due(terms_now(row.enrolment), late_fees.Ending.ABSENT, sick=row.sick)
        for row in new
    ):
        return True
    missing = NoShow.objects.filter(enrolment=OuterRef("enrolment"))
    came = LateFee.objects.owed().filter(run=run, kind=LateFee.Kind.NO_SHOW)
    return bool(came.exclude(Exists(missing)).exists())


def approve(run: Run, seen: str, *, by: Seat) -> Job:
    """Freeze what each authority pays, and order the job that charges it."""
    by.require("settle_runs")
    held = Run.objects.select_for_update(no_key=True).get(pk=run.pk)
    if Settlement.objects.filter(run=held).exists():
        return go_on(held, by=by)
    shared = shared_of(held)
    if reasons := hindrances(held, shared):
        raise NotSettled(reasons[0])
    if fingerprint(shared) != seen:
        raise NotSettled(_("Something changed while you looked. Look through the list again."))
    lay(held, shared, by_user_id=by.user.pk)
    note("approve_settlement", held, cost=str(shared.cost), charged=str(shared.charged))
    return go_on(held, by=by)


def lay(run: Run, shared: Shared, *, by_user_id: int | None) -> Settlement:
    """Freeze what each authority pays."""
    lines = CostLine.objects.filter(run=run, stage=CostLine.Stage.ACTUAL)
    kinds = by_kind([(line.kind, line.amount) for line in lines])
    laid: Settlement = Settlement.objects.create(
        run=run,
        basis=shared.basis,
        cost=shared.cost,
        late=shared.late,
        charged=shared.charged,
        seats=shared.seats,
        kinds={kind: str(amount) for kind, amount in kinds.items()},
        by_user_id=by_user_id,
    )
    SettlementShare.objects.bulk_create(
        SettlementShare(
            settlement=laid,
            run=run,
            membership_id=its.membership,
            seats=its.seats,
            preliminary=its.preliminary,
            final=its.final,
            late=its.late,
        )
        for its in shared.shares
    )
    return laid


def go_on(run: Run, *, by: Seat) -> Job:
    """Order the job of a settlement, or find the one at it; what is charged stays charged."""
    total = SettlementShare.objects.filter(run=run).count()
    return jobs.start(JOB, key=f"run-{run.pk}", by=by, total=total, run_id=run.pk)


@jobs.job(JOB, as_system=True)
def work(running: jobs.Run) -> None:
    """Charge every share, each in its own transaction, then close the run: resumable anywhere."""
    run_id = running.facts["run_id"]
    with running.step():
        keys = list(
            SettlementShare.objects.filter(run=run_id).order_by("pk").values_list("pk", flat=True)
        )
    for done, key in enumerate(keys):
        running.advance(done, len(keys))
        with running.step():
            charge_share(
                SettlementShare.objects.select_related("run__course", "settlement").get(pk=key)
            )
    with running.step():
        held = Run.objects.select_for_update(of=("self",), no_key=True).get(pk=run_id)
        close(held, by_user_id=running.user_id)
    running.advance(len(keys), len(keys))


def charge_share(its: SettlementShare) -> None:
    """Charge an authority its share, once."""
    run = its.run
    with in_the_network_language():
        seats = ngettext("%(n)s seat", "%(n)s seats", its.seats) % {"n": its.seats}
        charge(
            FeeKind.COURSE_SEAT,
            its.reference,
            membership_id=its.membership_id,
            net=its.final,
            text=_("Course fee: %(course)s") % {"course": run.course.title},
            note=f"{when(run.sessions.all())}, {seats}",
            unit=_("share"),
            basis={"words": _basis(its), "settlement": its.settlement_id},
        )


def _basis(its: SettlementShare) -> str:
    """Which rule the share came of, in words."""
    laid = its.settlement
    if laid.basis == PriceBasis.FIXED:
        return _("The price at the enrolment, for each seat that was used.")
    return _("Self-cost: %(cost)s in all on %(seats)s used seats, less %(late)s in late fees.") % {
        "cost": kr(laid.cost),
        "seats": laid.seats,
        "late": kr(laid.late),
    }


def close(run: Run, *, by_user_id: int | None) -> None:
    """Take a run whose shares are charged to its last state."""
    if run.state == RunState.SETTLED:
        return
    run.state = RunState.SETTLED
    run.save(update_fields=["state"])
    RunMove.objects.create(
        run=run, before=RunState.HELD, after=RunState.SETTLED, by_user_id=by_user_id
    )
    note("move_run", run, before=RunState.HELD, after=RunState.SETTLED)
