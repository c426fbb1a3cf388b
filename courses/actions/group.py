"""Enrolling several people of one authority together: all seats or none, or as they fall."""

from collections.abc import Sequence

from django.db import transaction

from courses.actions.enrol import NotPossible, enrol, why_not
from courses.models import Enrolment, EnrolmentGroup, Run
from courses.rules import Reason
from members.models import Person
from network.models.journal import note
from network.seat import Seat


class NotOneAuthority(Exception):
    """A group is of people of one authority."""


class SomebodyMayNot(Exception):
    """Somebody of the group may not enrol, so nobody was; `reasons` by person."""

    def __init__(self, reasons: dict[int, list[Reason]]) -> None:
        super().__init__(str(reasons))
        self.reasons = reasons


def enrol_group(
    run: Run, people: Sequence[Person], *, by: Seat, whole: bool = True, reference: str = ""
) -> list[Enrolment]:
    """Enrol people of one authority as a group; if it is whole, all get seats at once or wait.

    Raises NotOneAuthority, and SomebodyMayNot with nobody enrolled.
    """
    if len({person.membership_id for person in people}) != 1:
        raise NotOneAuthority
    reasons = {person.pk: why for person in people if (why := why_not(run, person.pk))}
    if reasons:
        raise SomebodyMayNot(reasons)
    group = EnrolmentGroup(
        run=run, membership_id=people[0].membership_id, size=len(people), whole=whole
    )
    by.require("enrol_group", group)
    with transaction.atomic():
        group.save(force_insert=True)
        note("enrol_group", run, membership_id=group.membership_id, size=group.size, whole=whole)
        made = []
        for person in people:
            try:
                enrolment = enrol(run, person, by=by, reference=reference, group=group)
            except NotPossible as refusal:
                raise SomebodyMayNot({person.pk: refusal.reasons}) from refusal
            made.append(enrolment)
    # The last of them may have given the others their seats.
    fresh = Enrolment.objects.in_bulk([enrolment.pk for enrolment in made])
    return [fresh[enrolment.pk] for enrolment in made]
