"""Who else comes to a run, as its participants see each other."""

from dataclasses import dataclass

from django.db import connection

from courses.models import Enrolment, Unlisted
from members.models import Membership
from network.seat import Seat
from network.sorting import swedish_order


@dataclass(frozen=True)
class Fellow:
    """Somebody with a seat, by name, title and authority; never by address."""

    name: str
    title: str
    authority: str
    oneself: bool


def fellows_of(run_id: int) -> list[Fellow]:
    """Those with a seat who stand on the list; nobody for who has no seat oneself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, title, membership_id, oneself FROM app.participants_of(%s)", [run_id]
        )
        rows = cursor.fetchall()
    members = Membership.objects.select_related("authority").in_bulk({row[2] for row in rows})
    found = [Fellow(row[0], row[1], members[row[2]].name, row[3]) for row in rows]
    return sorted(found, key=lambda fellow: swedish_order(fellow.name))


def is_listed(enrolment: Enrolment) -> bool:
    """Whether a participant stands on the list that the others see."""
    return not Unlisted.objects.filter(enrolment=enrolment).exists()


def list_oneself(enrolment: Enrolment, *, by: Seat) -> None:
    """Stand on the list again."""
    by.require("list_oneself", enrolment)
    Unlisted.objects.filter(enrolment=enrolment).delete()


def leave_list(enrolment: Enrolment, *, by: Seat) -> None:
    """Stand on the list no more; twice is the same as once."""
    by.require("list_oneself", enrolment)
    Unlisted.objects.get_or_create(
        enrolment=enrolment, run_id=enrolment.run_id, person_id=enrolment.person_id
    )
