"""Who may take part in a mentoring round, without database or clock."""

from dataclasses import dataclass
from datetime import date
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
) -> Verdict:
    """Whether somebody has led staff long enough when the round starts.

    Mentees six months and mentors three years in the network's rule of 2023; both are the round's.
    """
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
