"""The seat engine's functions in the database, and what it refuses in words."""

from typing import Any

from django.db import Error, connection, transaction
from django.utils.translation import gettext_lazy as _

from network.refusals import constraint_of

# What the engine's constraints say to people.
REFUSALS: dict[str, Any] = {
    "courses_allotment_once": _("The authority has such seats on the run already."),
    "courses_allotment_too_few": _("The authority has not so many seats without names."),
    "courses_allotment_used": _("More of the seats are named than that."),
    "courses_approval_decided_once": _("Somebody has answered already."),
    "courses_enrolment_group": _("The group is of another run or authority."),
    "courses_enrolment_once": _("The person has a seat on the run, or is on its list."),
    "courses_hand_over_colleague": _("A seat goes only to a colleague of the same authority."),
    "courses_hand_over_seat": _("There is no seat to hand over any more."),
    "courses_never_oversold": _("There are not so many seats."),
    "courses_no_free_seat": _("Somebody else took the seat, or no seat is free to take now."),
    "courses_no_substitute": _("The rule for late withdrawal lets nobody take over the seat."),
    "courses_not_applied": _("Somebody among them has not applied, or stands there twice."),
    "courses_offer_answered_once": _("The offer is answered already."),
    "courses_offer_late": _("The last time to answer has passed, so the seat goes to the next."),
    "courses_run_open": _("The run is not open for enrolment."),
    "courses_session_needs_seat": _("You choose sessions when you have a seat."),
    "courses_session_never_oversold": _("The session is full."),
    "courses_session_no_limit": _("That session is for all who take part."),
    "courses_session_seat_once": _("The session is chosen already."),
}


class SeatRefused(Exception):
    """The engine refused, by the constraint that it names; nothing was changed."""

    def __init__(self, constraint: str) -> None:
        super().__init__(constraint)
        self.constraint = constraint

    @property
    def sentence(self) -> str:
        """Why, in words."""
        return str(REFUSALS[self.constraint])


def refusal(error: Error) -> SeatRefused:
    """The refusal behind a database error; an error that is none of the engine's is raised."""
    broken = constraint_of(error)
    if broken in REFUSALS:
        return SeatRefused(broken)
    raise error


def ask(function: str, *values: Any) -> Any:
    """Call a function of the engine; raises SeatRefused for what it names."""
    marks = ", ".join(["%s"] * len(values))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT app.{function}({marks})", list(values))
            return cursor.fetchone()[0]
    except Error as error:
        raise refusal(error) from error
