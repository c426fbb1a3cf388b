"""When a needs assessment may be answered, and when who has not is reminded; no database."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.needs.rules import AnswerState, CampaignState


class Asking(Protocol):
    """A needs assessment, as far as its days go."""

    state: Any
    opened_at: Any
    closes_at: Any


class Answering(Protocol):
    """An authority's answer, as far as its days go; `until` is a last time of its own."""

    state: Any
    until: Any


class Shut(StrEnum):
    """Why an answer may not be written in."""

    NOT_OPEN = "not_open"
    OVER = "over"
    SENT = "sent"
    APPROVED = "approved"


SHUT: dict[Shut, Any] = {
    Shut.NOT_OPEN: _("The needs assessment is not open yet."),
    Shut.OVER: _("The last time to answer has passed. Ask the education coordinator for more."),
    Shut.SENT: _("The answer is sent and waits for approval."),
    Shut.APPROVED: _("The answer is approved. Ask the education coordinator to open it again."),
}


def last_time(campaign: Asking, answer: Answering | None = None) -> datetime | None:
    """The last moment to answer: the authority's own where it has one, else everybody's."""
    if answer is not None and answer.until is not None:
        until: datetime = answer.until
        return until
    closes: datetime | None = campaign.closes_at
    return closes


def may_answer(campaign: Asking, answer: Answering | None, now: datetime) -> Shut | None:
    """Why an authority may not write in its answer now; None when it may.

    An answer with a last time of its own may be written in until then, though the rest is closed.
    """
    if campaign.state == CampaignState.DRAFT:
        return Shut.NOT_OPEN
    if answer is not None and answer.state == AnswerState.APPROVED:
        return Shut.APPROVED
    if answer is not None and answer.state == AnswerState.SENT:
        return Shut.SENT
    last = last_time(campaign, answer)
    if last is None or now > last:
        return Shut.OVER
    if campaign.state == CampaignState.CLOSED and (answer is None or answer.until is None):
        return Shut.OVER
    return None


def days_left(last: datetime, now: datetime) -> int:
    """Whole days until a last time, 0 on the day itself and after."""
    return max((_day(last) - _day(now)).days, 0)


def reminder_due(
    plan: Sequence[int], *, asked: datetime, last: datetime, now: datetime
) -> int | None:
    """Which reminder falls due: so many days before the last time; None when none does.

    Those that fell before one was asked are left out; of several at once the latest counts.
    """
    if now > last:
        return None
    due = [
        before for before in plan if _day(asked) < _day(last) - timedelta(days=before) <= _day(now)
    ]
    return min(due, default=None)


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
