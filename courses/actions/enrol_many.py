"""Enrolling many at once: one statement, in the order given, all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from courses.actions.enrol import late_terms
from courses.models import Enrolment, EnrolmentGroup, Run
from members.models import Person
from network.models.journal import note
from network.scope import current_network_id
from network.seat import Seat
from network.wake import wake


class Overtaken(Exception):
    """Somebody enrolled one of them meanwhile, or the run closed; nothing was written."""


class NotOneAuthority(Exception):
    """A group that wants all seats or none is of people of one authority."""


@dataclass(frozen=True)
class Wanted:
    """Somebody to enrol, with the reference for the invoice."""

    person: Person
    reference: str = ""


def enrol_many(run: Run, wanted: Sequence[Wanted], *, by: Seat, whole: bool = False) -> list[int]:
    """Enrol people in the order given; returns the ids of their enrolments.

    `whole` makes them a group that gets all its seats or waits. The caller has asked why not;
    raises Overtaken when the answer has changed since, NotOneAuthority for a mixed group.
    """
    for one in wanted:
        tried = Enrolment(run=run, person=one.person, membership_id=one.person.membership_id)
        by.require("enrol", tried)
    if not wanted:
        return []
    with transaction.atomic():
        group = _grouped(run, wanted, by) if whole and len(wanted) > 1 else None
        terms = [term.as_json() for term in late_terms(run)]
        values: list[Any] = [
            [one.person.pk for one in wanted],
            [one.person.membership_id for one in wanted],
            [one.reference[:80] for one in wanted],
            run.pk,
            Jsonb(terms),
            group.pk if group else None,
        ]
        with connection.cursor() as cursor:
            # The function claims a seat for each row before the next is asked for.
            cursor.execute(
                "SELECT e.id, e.refusal FROM unnest(%s::bigint[], %s::bigint[], %s::text[])"
                " WITH ORDINALITY AS w (person, membership, reference, place),"
                " LATERAL app.enrol(%s, w.person, w.membership, w.reference, %s, NULL, %s) AS e"
                " ORDER BY w.place",
                values,
            )
            rows = cursor.fetchall()
        if any(refusal for _pk, refusal in rows):
            raise Overtaken
    wake(current_network_id())
    return [pk for pk, _refusal in rows]


def _grouped(run: Run, wanted: Sequence[Wanted], by: Seat) -> EnrolmentGroup:
    memberships = {one.person.membership_id for one in wanted}
    if len(memberships) != 1:
        raise NotOneAuthority
    group = EnrolmentGroup(run=run, membership_id=memberships.pop(), size=len(wanted), whole=True)
    by.require("enrol_group", group)
    group.save(force_insert=True)
    note("enrol_group", run, membership_id=group.membership_id, size=group.size, whole=True)
    return group
