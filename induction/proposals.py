"""New managers in the register who are proposed for a programme."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from induction.models import Participation, Programme, ProgrammeMember
from induction.rules import Stage, may_be_proposed, months_before
from members.models import Person


def proposed(programme: Programme, *, today: date) -> list[Person]:
    """Managers of at most `newest_months` at a participating member who are to be invited.

    Not who is invited, said no, asked to wait, or takes part in another programme.
    """
    return proposals([programme], today=today)[programme.pk]


def proposals(programmes: Iterable[Programme], *, today: date) -> dict[int, list[Person]]:
    """As `proposed`, of several programmes at once, newest managers first."""
    them = list(programmes)
    if not them:
        return {}
    first = min(months_before(today, one.newest_months) for one in them)
    members: dict[int, set[int]] = {one.pk: set() for one in them}
    for programme, member in ProgrammeMember.objects.filter(
        programme__in=[one.pk for one in them]
    ).values_list("programme", "membership"):
        members[programme].add(member)
    people: list[Person] = list(
        Person.objects.on(today)
        .filter(
            membership__in=set().union(*members.values()),
            manager_since__gte=first,
            manager_since__lte=today,
        )
        .select_related("membership__authority", "manager")
        .order_by("-manager_since", "name", "pk")
    )
    invited = list(Participation.objects.filter(person__in=people).with_all())
    return {
        one.pk: [
            person
            for person in people
            if person.membership_id in members[one.pk]
            and person.manager_since is not None
            and person.manager_since >= months_before(today, one.newest_months)
            and all(_stands_free(row, one, today) for row in invited if row.person_id == person.pk)
        ]
        for one in them
    }


def _stands_free(row: Any, programme: Programme, today: date) -> bool:
    """Whether an earlier invitation leaves somebody to be invited to a programme."""
    if row.programme_id == programme.pk:
        return may_be_proposed(row.stage, row.asked_for, on=today)
    if row.stage == Stage.LATER:
        return bool(row.asked_for <= today)
    return row.stage in (Stage.DECLINED, Stage.LEFT, Stage.INVITED)
