"""Who may take part in a mentoring round, without database or clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

MENTEE, MENTOR = "mentee", "mentor"


class State(StrEnum):
    """How far an expression of interest has come."""

    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


def state_of(*, withdrawn: bool, approved: bool | None) -> State:
    """The state from its rows: a withdrawal ends it, else the manager's answer rules."""
    if withdrawn:
        return State.WITHDRAWN
    if approved is None:
        return State.WAITING
    return State.APPROVED if approved else State.DECLINED


class Objective(models.TextChoices):
    """What a matching seeks before all else; fairness and stability come after either."""

    MOST = "most", gettext_lazy("as many pairs as possible, then the best")
    BEST = "best", gettext_lazy("the best sum of points, even if fewer get a pair")


class PairState(StrEnum):
    """How far a pair has come, as its rows say."""

    PROPOSED = "proposed"
    ASKED = "asked"
    ACCEPTED = "accepted"
    RUNNING = "running"
    COMPLETED = "completed"
    ENDED_EARLY = "ended_early"
    DECLINED = "declined"
    UNDONE = "undone"


@dataclass(frozen=True)
class Verdict:
    """Whether somebody may ask, and why, in a sentence."""

    may: bool
    why: str


def months_between(since: date, day: date) -> int:
    """Whole months from a day to another, 0 before it: 31 January to 28 February is none."""
    months = (day.year - since.year) * 12 + day.month - since.month
    return max(0, months - (day.day < since.day))


def may_ask(
    role: str,
    *,
    manager_since: date | None,
    starts: date,
    mentee_months: int,
    mentor_years: int,
    leads: bool = True,
) -> Verdict:
    """Whether somebody has led staff long enough when the round starts.

    Mentees six months and mentors three years in the network's rule of 2023; both are the round's.
    Without `leads` the role is open to those who lead no staff, as for a mentor in reverse.
    """
    if not leads:
        return Verdict(
            True,
            _("You need not lead staff to have a mentor in this round.")
            if role == MENTEE
            else _("You need not lead staff to be a mentor in this round."),
        )
    if manager_since is None or manager_since > starts:
        return Verdict(False, _("The programme is for managers who lead staff."))
    led = months_between(manager_since, starts)
    needed = mentee_months if role == MENTEE else mentor_years * 12
    if led >= needed:
        words = _(
            "You will have led staff for %(led)s when the round starts; it asks for %(need)s."
        )
        return Verdict(True, words % {"led": span(led), "need": span(needed)})
    words = _(
        "You will have led staff for only %(led)s when the round starts; it asks for %(need)s."
    )
    return Verdict(False, words % {"led": span(led), "need": span(needed)})


def may_come_from(
    kind: str, standing: str, *, kinds: Mapping[str, str], standings: Mapping[str, str]
) -> Verdict | None:
    """Why somebody's authority takes no part in a round, or None where it does.

    `kinds` and `standings` are those that take part, each with its words; empty ones take all in.
    """
    if kinds and kind not in kinds:
        words = _("The round is for people at: %(kinds)s. Your authority is of another kind.")
        return Verdict(False, words % {"kinds": ", ".join(kinds.values())})
    if standings and standing not in standings:
        words = _("The round is for authorities that take part as: %(standings)s.")
        return Verdict(False, words % {"standings": ", ".join(standings.values())})
    return None


def unusual_length(starts: date, ends: date) -> str:
    """What to say of a round that is shorter than 10 months or longer than 12; empty else.

    Mentoring programmes in the State go on for 10 to 12 months, a year at the most.
    """
    months = months_between(starts, ends + timedelta(days=1))
    if 10 <= months <= 12 and (months < 12 or ends <= starts + timedelta(days=366)):
        return ""
    words = _("The round goes on for %(span)s. Most go on for 10 to 12 months.")
    return words % {"span": span(months)}


def place_in_line(before: int, places: int | None) -> int:
    """Which place somebody has in line when so many asked before; 0 for a place of one's own."""
    return 0 if places is None else max(0, before - places + 1)


def span(months: int) -> str:
    """A stretch of time in words: 5 months, 2 years, 3 years and 1 month."""
    years, rest = divmod(months, 12)
    year_words = ngettext("%(n)s year", "%(n)s years", years) % {"n": years}
    month_words = ngettext("%(n)s month", "%(n)s months", rest) % {"n": rest}
    if not years:
        return month_words
    if not rest:
        return year_words
    return _("%(years)s and %(months)s") % {"years": year_words, "months": month_words}
