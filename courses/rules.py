"""Rules of courses, seats and late withdrawals, without database or clock."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from courses.late_fees import Term as Term
from courses.late_fees import Tier as Tier
from courses.late_fees import free_until as free_until
from courses.late_fees import term_on as term_on
from courses.late_fees import terms_of as terms_of


class RunState(TextChoices):
    """Where a run stands in its life."""

    PLANNED = "planned", _("planned")
    TENTATIVE = "tentative", _("announced")
    OPEN = "open", _("open for enrolment")
    PAUSED = "paused", _("enrolment paused")
    CLOSED = "closed", _("enrolment closed")
    CONFIRMED = "confirmed", _("confirmed")
    HELD = "held", _("held")
    SETTLED = "settled", _("settled")
    CANCELLED = "cancelled", pgettext_lazy("course run", "cancelled")
    POSTPONED = "postponed", _("postponed")


S = RunState
TRANSITIONS: dict[RunState, frozenset[RunState]] = {
    S.PLANNED: frozenset({S.TENTATIVE, S.OPEN, S.CANCELLED}),
    S.TENTATIVE: frozenset({S.PLANNED, S.OPEN, S.CANCELLED, S.POSTPONED}),
    S.OPEN: frozenset({S.PAUSED, S.CLOSED, S.CONFIRMED, S.CANCELLED, S.POSTPONED}),
    S.PAUSED: frozenset({S.OPEN, S.CLOSED, S.CANCELLED, S.POSTPONED}),
    S.CLOSED: frozenset({S.OPEN, S.CONFIRMED, S.CANCELLED, S.POSTPONED}),
    S.CONFIRMED: frozenset({S.OPEN, S.HELD, S.CANCELLED, S.POSTPONED}),
    S.HELD: frozenset({S.SETTLED}),
    S.POSTPONED: frozenset({S.PLANNED, S.TENTATIVE, S.OPEN, S.CANCELLED}),
    S.SETTLED: frozenset(),
    S.CANCELLED: frozenset(),
}
# Runs that everybody in the network may know of.
ANNOUNCED = frozenset(S) - {S.PLANNED}
# Runs to which a seat may still be passed on; the seat engine in the database has the same list.
ALIVE = frozenset({S.OPEN, S.PAUSED, S.CLOSED, S.CONFIRMED})


def may_move(before: str, after: str) -> bool:
    """Whether a run may go from one state to another."""
    return RunState(after) in TRANSITIONS[RunState(before)]


class Mode(TextChoices):
    """How the seats of a run are given out; one of them, declared before it opens."""

    FIRST_COME = "first_come", _("in the order of enrolment")
    SHARES = "shares", _("shares per authority")
    DRAW = "draw", _("drawn by lot on a day")
    SELECTION = "selection", _("by selection")


class Queue(TextChoices):
    """What happens with a seat that becomes free while somebody waits."""

    IN_ORDER = "in_order", _("the first in line gets it at once")
    OFFERS = "offers", _("the first in line is asked, with a last day to answer")


class Groups(TextChoices):
    """What a group that wants all its seats or none does to the line behind it."""

    STRICT = "strict", _("the line waits until the group fits")
    FILL = "fill", _("those behind it get the seats that are too few for the group")


class Reason(StrEnum):
    """Why somebody may not enrol."""

    HAS_A_SEAT = "has_a_seat"
    IS_PENDING = "is_pending"
    IS_OFFERED = "is_offered"
    IS_WAITING = "is_waiting"
    HAS_APPLIED = "has_applied"
    ELSEWHERE = "elsewhere"
    NOT_OPEN = "not_open"
    BEGUN = "begun"
    BEING_GIVEN = "being_given"
    NOT_YET = "not_yet"
    TOO_LATE = "too_late"


REASONS = {
    Reason.HAS_A_SEAT: _("You have a seat already."),
    Reason.IS_PENDING: _("You have a seat already, if it is approved."),
    Reason.IS_OFFERED: _("A seat is kept for you: answer the offer."),
    Reason.IS_WAITING: _("You are on the waiting list already."),
    Reason.HAS_APPLIED: _("You have applied already."),
    Reason.ELSEWHERE: _("You have a seat on another run of the course. Withdraw from it first."),
    Reason.NOT_OPEN: _("The run is not open for enrolment."),
    Reason.BEGUN: _("The course has begun."),
    Reason.BEING_GIVEN: _("The seats are being given out to those who applied."),
    Reason.NOT_YET: _("Enrolment has not opened yet."),
    Reason.TOO_LATE: _("The last day to enrol has passed."),
}

# What the state of an active enrolment answers to somebody who wants to enrol again.
STANDINGS = {
    "enrolled": Reason.HAS_A_SEAT,
    "pending": Reason.IS_PENDING,
    "offered": Reason.IS_OFFERED,
    "waiting": Reason.IS_WAITING,
    "applied": Reason.HAS_APPLIED,
}


@dataclass(frozen=True)
class RunFacts:
    """What the question of enrolment needs to know of a run."""

    state: str
    mode: str
    opens_at: datetime | None
    closes_at: datetime | None
    begins_at: datetime | None
    draws_at: datetime | None = None


@dataclass(frozen=True)
class PersonFacts:
    """What the question of enrolment needs to know of a person, on one run.

    `standing` is the state of their active enrolment; `elsewhere` that they have a seat on
    another run of the course; `own_seat` that their authority has a seat without a name; `placed`
    that the run's seats were given out; `approvals` whose yes their seat needs.
    """

    standing: str | None = None
    elsewhere: bool = False
    own_seat: bool = False
    placed: bool = False
    approvals: tuple[str, ...] = ()


def may_withdraw(begins_at: datetime | None, *, now: datetime) -> bool:
    """Until the first session begins; after that it is a question of attendance."""
    return begins_at is None or now < begins_at


def may_enrol(run: RunFacts, person: PersonFacts, *, now: datetime) -> list[Reason]:
    """Why a person may not enrol now, worst first; empty when they may.

    Page, action, import, JSON and mail links all ask here. The authority's own seats are named
    outside the window as well, while the run is open.
    """
    reasons = []
    if person.standing:
        reasons.append(STANDINGS[person.standing])
    if person.elsewhere:
        reasons.append(Reason.ELSEWHERE)
    if run.state != RunState.OPEN:
        reasons.append(Reason.NOT_OPEN)
    if run.begins_at and run.begins_at <= now:
        reasons.append(Reason.BEGUN)
    if person.own_seat:
        return reasons
    if gives_later(run.mode, placed=person.placed) and run.draws_at and run.draws_at <= now:
        reasons.append(Reason.BEING_GIVEN)
    if run.opens_at and now < run.opens_at:
        reasons.append(Reason.NOT_YET)
    if run.closes_at and run.closes_at <= now:
        reasons.append(Reason.TOO_LATE)
    return reasons


def gives_later(mode: str, *, placed: bool) -> bool:
    """Whether who enrols now applies, and is told when the seats are given out."""
    return mode != Mode.FIRST_COME and not placed


class Fault(StrEnum):
    """A combination of a run's rules that can never work."""

    NO_DRAW = "no_draw"
    DRAW_UNUSED = "draw_unused"
    DRAW_BEFORE_CLOSING = "draw_before_closing"
    DRAW_AFTER_START = "draw_after_start"
    WINDOW_AFTER_START = "window_after_start"
    CLOSES_AFTER_START = "closes_after_start"
    NO_TIME_FOR_OFFERS = "no_time_for_offers"


FAULTS: dict[Fault, tuple[str, Any]] = {
    Fault.NO_DRAW: ("draws_at", _("Write when the seats are given out.")),
    Fault.DRAW_UNUSED: ("draws_at", _("Seats are given as people come, so nothing is given out.")),
    Fault.DRAW_BEFORE_CLOSING: (
        "draws_at", _("The seats are given out while people may still apply.")
    ),
    Fault.DRAW_AFTER_START: ("draws_at", _("The seats are given out after the course has begun.")),
    Fault.WINDOW_AFTER_START: ("opens_at", _("Enrolment opens after the course has begun.")),
    Fault.CLOSES_AFTER_START: ("closes_at", _("Enrolment closes after the course has begun.")),
    Fault.NO_TIME_FOR_OFFERS: (
        "offer_stops_hours", _("Offers would stop before enrolment opens.")
    ),
}  # fmt: skip


def faults(
    run: RunFacts, *, queue: str, offer_stops_hours: int, begins_at: datetime | None
) -> list[Fault]:
    """The combinations of a run's rules that can never work; `begins_at` of the days to be."""
    found = []
    if run.mode != Mode.FIRST_COME and run.draws_at is None:
        found.append(Fault.NO_DRAW)
    if run.mode == Mode.FIRST_COME and run.draws_at is not None:
        found.append(Fault.DRAW_UNUSED)
    if run.draws_at and run.closes_at and run.draws_at < run.closes_at:
        found.append(Fault.DRAW_BEFORE_CLOSING)
    if begins_at is None:
        return found
    if run.draws_at and run.draws_at >= begins_at:
        found.append(Fault.DRAW_AFTER_START)
    if run.opens_at and run.opens_at >= begins_at:
        found.append(Fault.WINDOW_AFTER_START)
    if run.closes_at and run.closes_at > begins_at:
        found.append(Fault.CLOSES_AFTER_START)
    stops = begins_at - timedelta(hours=offer_stops_hours)
    if queue == Queue.OFFERS and run.opens_at and stops <= run.opens_at:
        found.append(Fault.NO_TIME_FOR_OFFERS)
    return found


def offers_have_stopped(
    queue: str, begins_at: datetime | None, stops_hours: int, *, now: datetime
) -> bool:
    """Whether a freed seat is for who takes it first, as in the last hours before a course."""
    if queue != Queue.OFFERS or begins_at is None:
        return False
    return now >= begins_at - timedelta(hours=stops_hours)


def term_name(day: date) -> str:
    """The planning unit of a day: "2027-spring" until June, "2027-autumn" from July."""
    return f"{day.year}-{'spring' if day.month < 7 else 'autumn'}"


def term_days(name: str) -> tuple[date, date] | None:
    """The first and last day of a term by its name; None for a name that is none."""
    year, _dash, half = name.partition("-")
    if not (year.isdecimal() and len(year) == 4) or half not in ("spring", "autumn"):
        return None
    if half == "spring":
        return date(int(year), 1, 1), date(int(year), 6, 30)
    return date(int(year), 7, 1), date(int(year), 12, 31)
