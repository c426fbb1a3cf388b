"""Giving out a run's seats to authorities in one go, and telling those who name people."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from courses import emails
from courses.actions.allotment import allot, change, move
from courses.allotment_forms import Wish
from courses.models import Allotment, AllotmentMove, Run
from members.models import Membership, Person, Role
from network.actions.errand import errand, send_on
from network.seat import Seat


def give_out(run: Run, wishes: Sequence[Wish], *, by: Seat) -> int:
    """Keep, change or take back seats for several authorities: all of it or nothing.

    Raises SeatRefused when there are not so many. What becomes smaller comes first, so that its
    seats can go to the others.
    """
    told = 0
    with transaction.atomic():
        for wish in sorted(wishes, key=_growth):
            if wish.there is None:
                lot = allot(
                    run,
                    wish.membership,
                    wish.seats,
                    by=by,
                    kind=wish.kind,
                    release_on=wish.release_on,
                )
            else:
                lot = change(wish.there, seats=wish.seats, release_on=wish.release_on, by=by)
            if lot.unnamed:
                told += 1
                key = f"allotment:{lot.pk}:{lot.seats}:{lot.release_on}"
                send_on("courses.tell_allotted", key=key, allotment=lot.pk)
    return told


def _growth(wish: Wish) -> int:
    return wish.seats - (wish.there.seats if wish.there else 0)


def hand_on(
    lot: Allotment, seats: int, *, to: Membership | None, reason: str, by: Seat
) -> AllotmentMove:
    """Hand unnamed seats on, and tell the local coordinators of both authorities."""
    moved = move(lot, seats, to=to, reason=reason, by=by)
    send_on("courses.tell_seats_moved", key=f"move:{moved.pk}", move=moved.pk)
    return moved


def local_coordinators(membership_id: int, today: date) -> list[Person]:
    """Those who name people for an authority's seats."""
    roles = Role.objects.on(today).filter(
        membership=membership_id, kind=Role.Kind.LOCAL_COORDINATOR
    )
    people = Person.objects.on(today).filter(pk__in=roles.values("person"))
    return list(people.select_related("user", "membership__authority"))


@errand("courses.tell_allotted")
def tell_allotted(allotment: int) -> None:
    """Tell an authority that it has seats to put names on."""
    lot = Allotment.objects.select_related("run__course", "run__network").get(pk=allotment)
    if lot.unnamed:
        for person in local_coordinators(lot.membership_id, timezone.localdate()):
            emails.seats_allotted(person, lot)


@errand("courses.tell_seats_moved")
def tell_seats_moved(move: int) -> None:
    """Tell both authorities that seats went from the one to the other, or to all."""
    moved = AllotmentMove.objects.select_related(
        "run__course", "run__network", "membership__authority", "receiver__authority"
    ).get(pk=move)
    for membership_id in filter(None, (moved.membership_id, moved.receiver_id)):
        for person in local_coordinators(membership_id, timezone.localdate()):
            emails.seats_moved(person, moved)
