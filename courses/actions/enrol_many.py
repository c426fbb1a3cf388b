"""Enrolling many at once: all rows are prepared before the first one claims a seat."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from courses.actions.enrol import late_terms
from courses.models import Enrolment, Run
from members.models import Person
from network.actions.errand import send_each
from network.models.journal import note_each
from network.seat import Seat


class Overtaken(Exception):
    """Somebody enrolled one of them meanwhile, or the run closed; nothing was written."""


@dataclass(frozen=True)
class Wanted:
    """Somebody to enrol, with the reference for the invoice."""

    person: Person
    reference: str = ""


def enrol_many(run: Run, wanted: Sequence[Wanted], *, by: Seat) -> list[Enrolment]:
    """Enrol people in the order given: seats first, then the line. All of them or none.

    The caller has asked why not. Raises Overtaken when the answer has changed since.
    """
    terms = [term.as_json() for term in late_terms(run)]
    ids = Enrolment.objects.next_ids(len(wanted))
    made = [
        Enrolment(
            pk=pk,
            run=run,
            person=one.person,
            membership_id=one.person.membership_id,
            reference=one.reference,
            terms=terms,
        )
        for pk, one in zip(ids, wanted, strict=True)
    ]
    for enrolment in made:
        by.require("enrol", enrolment)
    note_each(
        "enrol",
        run,
        [
            {"person_id": row.person_id, "membership_id": row.membership_id, "enrolment": row.pk}
            for row in made
        ],
    )
    send_each(
        "courses.tell_enrolled", {f"enrolment:{row.pk}": {"enrolment": row.pk} for row in made}
    )
    try:
        with transaction.atomic():
            # One statement each: the engine counts a row before it claims for the next.
            for enrolment in made:
                enrolment.save(force_insert=True)
    except IntegrityError as error:
        broken = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
        if broken in ("courses_enrolment_once", "courses_run_open"):
            raise Overtaken from error
        raise
    return made
