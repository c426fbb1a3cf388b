"""A made division becomes real, or is set aside; and anybody can make it once more."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import lots
from courses.actions.divide import NotDivided, joint_seed
from courses.actions.placement import place
from courses.drawing import drawn
from courses.models import Division, Enrolment, Outcome, Run, ShareBalance
from courses.rules import Mode
from network.models.journal import note
from network.seat import Seat

SEAT_BY = {Mode.SHARES: "share", Mode.DRAW: "draw"}


def place_division(division: Division, *, by: Seat) -> None:
    """Say yes: everybody gets their seat or place in line, the reason, and a letter.

    Who withdrew after the division was made is passed by; the engine gives such a seat to the
    first in line. Raises NotDivided when it was placed or set aside before.
    """
    by.require("divide_seats")
    lead: Division = _held(division.lead_id or division.pk)
    group = [lead, *lead.together.select_for_update()]
    rows: dict[int, Enrolment] = {
        row.pk: row
        for row in Enrolment.objects.filter(run__in=[one.run_id for one in group], state="applied")
    }
    placed_at = {pk: int(run) for run, ids in lead.result["placed"].items() for pk in ids}
    seated = {rows[pk].person_id for pk in placed_at if pk in rows}
    _keep_outcomes(lead, rows, placed_at)
    for one in sorted(group, key=lambda its: its.run_id):
        # Run by run in rising order, as everybody takes the locks.
        here = [row for row in rows.values() if row.run_id == one.run_id]
        gone = [row.pk for row in here if row.person_id in seated and row.pk not in placed_at]
        _leave_ranked(one.run_id, gone)
        placed = [pk for pk in lead.result["placed"][str(one.run_id)] if pk in rows]
        line = [pk for pk in lead.result["line"][str(one.run_id)] if pk in rows]
        # Whom a coordinator let apply after the making comes last.
        late = sorted({row.pk for row in here} - {*gone, *placed, *line})
        place(
            Run.objects.get(pk=one.run_id),
            placed,
            [*line, *late],
            seat_by=SEAT_BY[Mode(lead.mode)],
            by=by,
        )
        one.state = Division.State.PLACED
        one.placed_at = timezone.now()
        one.by_user_id = by.user.pk
        one.save(update_fields=["state", "placed_at", "by_user_id"])
    _keep_balances(lead)
    note("place_division", lead, seats=len(placed_at))


def set_aside(division: Division, *, by: Seat, reason: str) -> None:
    """Say no, with the reason that the protocol keeps; a new seed is sealed for each run."""
    by.require("divide_seats")
    lead = _held(division.lead_id or division.pk)
    for one in [lead, *lead.together.all()]:
        one.state = Division.State.SET_ASIDE
        one.reason = reason
        one.by_user_id = by.user.pk
        one.save(update_fields=["state", "reason", "by_user_id"])
    note("set_division_aside", lead.run, division=lead.pk, reason=reason)


def repeated(division: Division) -> bool:
    """Divide once more from what was kept, and say whether the same comes out."""
    lead = division.lead or division
    others = sorted(Division.objects.filter(lead=lead), key=lambda its: its.run_id)
    seeds = [lead.seed, *(one.seed for one in others)]
    return (
        lots.fingerprint(lead.inputs) == lead.fingerprint
        and drawn(lead.inputs, joint_seed(seeds)) == lead.result
    )


def _held(pk: int) -> Division:
    held: Division = (
        Division.objects.select_for_update(of=("self",)).select_related("run__course").get(pk=pk)
    )
    if held.state != Division.State.MADE:
        raise NotDivided(_("Somebody has placed it or set it aside already."))
    return held


def _leave_ranked(run_id: int, enrolments: Sequence[int]) -> None:
    """Take those who got a seat on one run off another that they ranked."""
    if enrolments:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app.leave_ranked(%s, %s)", [run_id, list(enrolments)])


def _keep_outcomes(lead: Division, rows: dict[int, Enrolment], placed_at: dict[int, int]) -> None:
    """Why, for the run that was given; for somebody who got none, for each run they ranked."""
    told: dict[int, Any] = {}
    for one in lead.inputs["applications"]:
        ids = [pk for _run, pk in one["entries"]]
        kept = [pk for pk in ids if pk in placed_at] or ids
        told |= dict.fromkeys(kept, lead.result["why"][str(one["number"])])
    Outcome.objects.bulk_create(
        [
            Outcome(
                division=lead,
                enrolment=rows[pk],
                person_id=rows[pk].person_id,
                membership_id=rows[pk].membership_id,
                seated=pk in placed_at,
                why=why,
            )
            for pk, why in told.items()
            if pk in rows
        ]
    )


def _keep_balances(lead: Division) -> None:
    """What each authority lost or won; a division with room for all moves nothing."""
    ShareBalance.objects.bulk_create(
        [
            ShareBalance(membership_id=row["id"], division=lead, seats=Decimal(row["lost"]))
            for row in lead.result["authorities"]
            if Fraction(row["lost"])
        ]
    )
