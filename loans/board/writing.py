"""Whom one writes notices for, and whom readers may turn to."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone

from members.models import Membership, Person, Role
from network.seat import Seat
from network.sorting import swedish_key

HR = (Role.Kind.HR_SIGNER, Role.Kind.LOCAL_COORDINATOR)


def writer(seat: Seat) -> Person:
    """Who writes, with their authority."""
    people = Person.objects.filter(pk__in=seat.scope.people).select_related("membership__authority")
    found: Person = people.order_by("pk")[0]
    return found


def authorities_of(seat: Seat, person: Person) -> list[Membership]:
    """Those that one may write for: all for the coordinators, else those one answers for.

    A manager writes for the authority that they work at.
    """
    there = Membership.objects.on(timezone.localdate()).select_related("authority")
    if not seat.scope.whole:
        own = seat.scope.memberships | {person.membership_id}
        there = there.filter(pk__in=own)
    return list(there.order_by(swedish_key("authority__name"), "part"))


def contacts_of(
    person: Person, memberships: Sequence[int], also: int | None = None
) -> list[Person]:
    """The writer, and the managers and HR of the authorities as far as the writer sees them."""
    today = timezone.localdate()
    hr = Role.objects.on(today).filter(kind__in=HR, membership__in=memberships)
    fits = Q(pk=person.pk) | Q(pk__in=hr.values("person")) | Q(pk=also)
    if len(memberships) == 1:
        fits |= Q(membership__in=memberships, manager_since__isnull=False)
    found = Person.objects.on(today).filter(fits).select_related("membership__authority")
    return list(found.order_by(swedish_key("name"), "pk"))
