"""Seats that are an authority's own: given, changed, moved on and released."""

from datetime import date

from django.db import Error, transaction
from django.utils import timezone

from courses.models import Allotment, AllotmentMove, Run
from courses.seats import ask, refusal
from members.models import Membership
from network.models.journal import note
from network.scope import current_network_id
from network.seat import Seat
from network.wake import wake


def allot(
    run: Run,
    membership: Membership,
    seats: int,
    *,
    by: Seat,
    kind: str = Allotment.Kind.FIRM,
    release_on: date | None = None,
) -> Allotment:
    """Keep seats of a run for an authority, which names people later.

    Raises SeatRefused when there are not so many free seats, or the authority has such.
    """
    by.require("keep_courses")
    allotment = Allotment(
        run=run, membership=membership, seats=seats, kind=kind, release_on=release_on
    )
    try:
        with transaction.atomic():
            allotment.save(force_insert=True)
            note("allot", run, membership_id=membership.pk, seats=seats, kind=str(kind))
    except Error as error:
        raise refusal(error) from error
    # Its own people in line may have got seats at once.
    allotment.refresh_from_db()
    wake(current_network_id())
    return allotment


def change(allotment: Allotment, *, seats: int, release_on: date | None, by: Seat) -> Allotment:
    """Another number of seats or another day; raises SeatRefused below what is named."""
    by.require("keep_courses")
    with transaction.atomic():
        ask("change_allotment", allotment.pk, seats, release_on)
        note("change_allotment", allotment.run, membership_id=allotment.membership_id, seats=seats)
    allotment.refresh_from_db()
    wake(current_network_id())
    return allotment


def move(
    allotment: Allotment, seats: int, *, to: Membership | None, reason: str, by: Seat
) -> AllotmentMove:
    """Hand unnamed seats to another authority, or back to all; raises SeatRefused if too many."""
    by.require("move_allotment", allotment)
    moved = AllotmentMove(
        run_id=allotment.run_id,
        membership_id=allotment.membership_id,
        receiver=to,
        kind=allotment.kind,
        seats=seats,
        reason=reason,
        by_user_id=by.user.pk,
    )
    try:
        with transaction.atomic():
            moved.save(force_insert=True)
            note(
                "move_allotment",
                allotment.run,
                membership_id=allotment.membership_id,
                seats=seats,
                receiver=to.pk if to else None,
            )
    except Error as error:
        raise refusal(error) from error
    allotment.refresh_from_db()
    wake(current_network_id())
    return moved


def release(allotment: Allotment, *, by: Seat) -> int:
    """Let everybody have the unnamed seats now; returns how many they were."""
    by.require("move_allotment", allotment)
    return _released(allotment)


def release_due() -> int:
    """Release what is due today, in the system scope; returns how many seats."""
    due = Allotment.objects.to_release(timezone.localdate()).select_related("run")
    # By rising run, as everybody who locks several.
    return sum(_released(allotment) for allotment in due.order_by("run", "pk"))


def _released(allotment: Allotment) -> int:
    with transaction.atomic():
        seats = int(ask("release_allotment", allotment.pk))
        note("release_allotment", allotment.run, membership_id=allotment.membership_id, seats=seats)
    wake(current_network_id())
    return seats
