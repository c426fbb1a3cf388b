"""Days, seats and states of a run in words, the same on pages, in lists and in exports."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.late_fees import Substitute, rest_of
from courses.models import Enrolment, Run, Session, Withdrawal
from courses.rules import RunState, Term, gives_later, term_days
from courses.settlement import PriceBasis
from network.wording import clock, kr_short, week

FEW = 3  # seats


@contextmanager
def in_the_network_language() -> Iterator[None]:
    """What stays in the books is written in Swedish, whoever caused it."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


def days_of(sessions: Iterable[Session]) -> list[date]:
    """The days of the sessions, each once, in order."""
    return sorted({timezone.localtime(session.starts_at).date() for session in sessions})


def _blocks(days: Sequence[date]) -> list[list[date]]:
    """Days that follow on each other, together."""
    blocks: list[list[date]] = [[day] for day in days[:1]]
    for before, day in pairwise(days):
        if day - before == timedelta(days=1):
            blocks[-1].append(day)
        else:
            blocks.append([day])
    return blocks


def _short(day: date, *, year: bool = False) -> str:
    words = date_format(day, "j M" if get_language() == "en" else "j b")
    return f"{words} {day.year}" if year else words


def when(sessions: Iterable[Session], *, today: date | None = None) -> str:
    """The days of a run: 27–28 sep, 25–26 okt; the year when it is not this one."""
    days = days_of(sessions)
    if not days:
        return _("days not set")
    this_year = (today or timezone.localdate()).year
    parts = []
    for block in _blocks(days):
        first, last = block[0], block[-1]
        if first == last:
            parts.append(_short(first))
        elif first.month == last.month:
            parts.append(f"{first.day}–{_short(last)}")
        else:
            parts.append(f"{_short(first)}–{_short(last)}")
    years = {day.year for day in days}
    return ", ".join(parts) + (f" {max(years)}" if years != {this_year} else "")


def planned_week(monday: date | None) -> str:
    """The week that a run without days is planned for: v. 14 2027."""
    if monday is None:
        return _("week not set")
    return f"{week(monday)} {monday.isocalendar().year}"


def when_of(run: Run) -> str:
    """The days of a run, or the week that it is planned for until it has days."""
    sessions = run.sessions.all()
    if not sessions and run.week_of:
        return _("%(week)s, days not set") % {"week": planned_week(run.week_of)}
    return when(sessions)


def length(sessions: Iterable[Session]) -> str:
    """How many days: 2 days, or 2 + 2 days when they lie apart."""
    days = days_of(sessions)
    if not days:
        return ""
    parts = " + ".join(str(len(block)) for block in _blocks(days))
    return ngettext("%(days)s day", "%(days)s days", len(days)) % {"days": parts}


def long_day(moment: Any) -> str:
    """A course day in full: Mån 27 september."""
    return str(capfirst(date_format(timezone.localtime(moment), "D j F")))


def price(run: Run) -> str:
    """7 400 kr, or free; preliminary where the final price comes with the settlement."""
    if run.is_free:
        return _("free of charge")
    if run.price_basis == PriceBasis.SELF_COST:
        return _("about %(price)s") % {"price": kr_short(run.price)}
    return kr_short(run.price)


def where(run: Run) -> str:
    """The place and the town, or digital."""
    if run.form == Run.Form.DIGITAL:
        return _("Digital")
    place = run.place or _("place not set")
    return place if not run.town or run.town in place else f"{place}, {run.town}"


def seats_left(run: Any) -> str:
    """What a newcomer would get: 5 seats left, or the waiting list."""
    if run.state == RunState.TENTATIVE:
        return _("Opens later")
    if run.state != RunState.OPEN:
        return str(capfirst(run.get_state_display()))
    if gives_later(run.mode, placed=bool(run.placed_at)):
        return ngettext("%(n)s seat to apply for", "%(n)s seats to apply for", run.capacity) % {
            "n": run.capacity
        }
    if run.free > 0 and not run.waiting:
        return ngettext("%(n)s seat left", "%(n)s seats left", run.free) % {"n": run.free}
    if run.waiting:
        return _("Waiting list, %(n)s in line") % {"n": run.waiting}
    return _("Full, waiting list")


def ended(enrolment: Enrolment, kind: str | None, *, there: bool) -> str:
    """What became of an enrolment that is over; `there` is false for those who never came."""
    if enrolment.state == Enrolment.State.ENROLLED:
        return _("Done") if there else _("You were not there")
    if enrolment.state != Enrolment.State.WITHDRAWN:
        return _("You did not get a seat")
    return {
        Withdrawal.Kind.DECLINED.value: _("You said no to the seat"),
        Withdrawal.Kind.LATE_REPLY.value: _("You did not answer in time"),
        Withdrawal.Kind.PLACED_ELSEWHERE.value: _("You got a seat on another run"),
        Withdrawal.Kind.HANDED_OVER.value: _("You handed the seat to a colleague"),
        Withdrawal.Kind.REFUSED_APPROVAL.value: _("The enrolment was not approved"),
        Withdrawal.Kind.RUN_CANCELLED.value: _("The run was cancelled"),
        Withdrawal.Kind.NO_SHOW.value: _("You were not there"),
    }.get(kind or "", _("You withdrew"))


def standing(
    enrolment: Enrolment, place: int | None, waiting: int, *, reply_by: datetime | None = None
) -> str:
    """Where a person stands on a run; `reply_by` is the last time to answer an offer."""
    state = Enrolment.State
    if enrolment.state == state.WAITING:
        return _("Number %(place)s of %(waiting)s on the waiting list") % {
            "place": place,
            "waiting": waiting,
        }
    if enrolment.state == state.OFFERED and reply_by:
        return _("A seat is kept for you: answer by %(when)s") % {"when": moment(reply_by)}
    return str(
        {
            state.ENROLLED: _("You have a seat"),
            state.PENDING: _("You have a seat if it is approved"),
            state.OFFERED: _("A seat is kept for you"),
            state.APPLIED: _("You have applied"),
            state.WITHDRAWN: _("You have withdrawn"),
            state.REFUSED: _("You got no seat"),
        }[state(enrolment.state)]
    )


def moment(at: datetime) -> str:
    """A time to answer by: 3 December at 12.00."""
    local = timezone.localtime(at)
    return _("%(day)s at %(time)s") % {
        "day": date_format(local, "j F"),
        "time": date_format(local, "H.i"),
    }


def term(name: str) -> str:
    """A term by its name: autumn 2027."""
    days = term_days(name)
    if days is None:
        return name
    year = days[0].year
    if days[0].month == 1:
        return _("Spring %(year)s") % {"year": year}
    return _("Autumn %(year)s") % {"year": year}


def fee(amount: Any) -> str:
    """A late fee, or that there is none."""
    return kr_short(amount) if amount else _("no cost")


def cost_anything(terms: Sequence[Term]) -> bool:
    """Whether any of the late fees is above zero."""
    return any(one.fee for one in terms)


def terms_in_words(terms: Sequence[Term], today: date) -> list[dict[str, Any]]:
    """Late fees as lines: until when, how much, and which one holds today."""
    lines = []
    before: date | None = None
    absence = next((one for one in terms if one.absent), None)
    for one in terms:
        if one.absent:
            continue
        hour = f" {clock(one.by)}" if one.by else ""
        if one.until is None:
            same = absence is None or absence.fee == one.fee
            what = _to_the_end(before + timedelta(days=1) if before else None, same)
        elif before is None:
            until = date_format(one.until, "j F")
            what = (
                _("Until %(day)s%(hour)s") % {"day": until, "hour": hour}
                if hour
                else _("Until %(day)s, that day included") % {"day": until}
            )
        else:
            start = before + timedelta(days=1)
            what = f"{date_format(start, 'j F')} – {date_format(one.until, 'j F')}{hour}"
        holds = (before is None or today > before) and (one.until is None or today <= one.until)
        lines.append({"what": what, "fee": fee(one.fee), "now": holds})
        before = one.until or before
    if absence and not any(one.until is None and one.fee == absence.fee for one in _told(terms)):
        lines.append({"what": _("If you do not come"), "fee": fee(absence.fee), "now": False})
    return lines


def _told(terms: Sequence[Term]) -> list[Term]:
    return [one for one in terms if not one.absent]


def _to_the_end(start: date | None, and_absence: bool) -> str:
    if start is None:
        return _("When you withdraw, or do not come") if and_absence else _("When you withdraw")
    day = {"day": date_format(start, "j F")}
    if and_absence:
        return _("From %(day)s, or if you do not come") % day
    return _("From %(day)s") % day


def rest_in_words(terms: Sequence[Term]) -> list[str]:
    """What else the policy says, as sentences."""
    rest = rest_of(terms)
    sentences = []
    if rest.reserve_waives:
        sentences.append(_("It costs nothing if somebody from the waiting list takes the seat."))
    if rest.sickness_free:
        sentences.append(_("It costs nothing if you are sick."))
    if any(one.absent for one in terms) and rest.substitute != Substitute.NONE:
        sentences.append(
            _("A colleague of your authority may take the seat instead, without cost.")
        )
    return sentences
