"""A seat goes to a colleague of the same authority, at its price and on its terms."""

from django.db import transaction
from django.utils import timezone

from courses import rules
from courses.actions.enrol import NotPossible, why_not
from courses.actions.withdraw import CourseBegun
from courses.late_fees import Substitute, rest_of
from courses.models import Enrolment
from courses.seats import SeatRefused, ask
from members.models import Person
from network.models.journal import note
from network.scope import current_network_id
from network.seat import Seat
from network.wake import wake

# What keeps a colleague from a new seat does not keep them from one that exists.
NO_HINDRANCE = frozenset(
    {
        rules.Reason.NOT_OPEN,
        rules.Reason.BEING_GIVEN,
        rules.Reason.NOT_YET,
        rules.Reason.TOO_LATE,
        rules.Reason.IS_WAITING,
        rules.Reason.HAS_APPLIED,
    }
)


def why_not_to(enrolment: Enrolment, person_id: int) -> list[rules.Reason]:
    """Why a colleague may not take over a seat; empty when they may."""
    return [why for why in why_not(enrolment.run, person_id) if why not in NO_HINDRANCE]


def colleague_of(enrolment: Enrolment, email: str) -> Person | None:
    """A colleague by mail address, known by id alone, since one need not see who it is."""
    found = ask("colleague", enrolment.pk, email)
    return Person(pk=found, membership_id=enrolment.membership_id) if found else None


def hand_over(enrolment: Enrolment, to_person: Person, *, by: Seat, reason: str = "") -> int:
    """Give the seat to a colleague, who leaves the line for it; no late fee arises.

    Returns the id of the colleague's enrolment, which the giver need not be allowed to see.
    Raises NotPossible with the colleague's reasons, CourseBegun, and SeatRefused when the seat
    is gone or the colleague is of another authority.
    """
    by.require("withdraw", enrolment)
    if not rules.may_withdraw(enrolment.run.begins_at, now=timezone.now()):
        raise CourseBegun
    if rest_of(enrolment.late_terms).substitute == Substitute.NONE:
        raise SeatRefused("courses_no_substitute")
    if reasons := why_not_to(enrolment, to_person.pk):
        raise NotPossible(reasons)
    with transaction.atomic():
        made = int(ask("hand_over", enrolment.pk, to_person.pk, reason))
        note(
            "hand_over",
            enrolment.run,
            person_id=enrolment.person_id,
            membership_id=enrolment.membership_id,
            enrolment=enrolment.pk,
            to=to_person.pk,
        )
    wake(current_network_id())
    return made
