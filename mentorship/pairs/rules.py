"""What holds of a pair from yes to certificate, without database or clock."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mentorship.rules import PairState

# The network wants pairs to meet about once a month; after six weeks somebody should ask.
QUIET_DAYS = 42
# So long the two have to write their agreement after both said yes, before it is asked about.
AGREEMENT_DAYS = 14
# The closing evaluation is asked for so long before the round ends.
CLOSING_DAYS = 14
# Who has not answered a check is reminded once, after so many days.
REMINDER_DAYS = 7

MIDWAY, CLOSING = "midway", "closing"

_ENDED = {
    "completed": PairState.COMPLETED,
    "early": PairState.ENDED_EARLY,
    "declined": PairState.DECLINED,
    "undone": PairState.UNDONE,
}


def pair_state(*, asked: bool, yeses: int, started: bool, end_kind: str | None) -> PairState:
    """How far a pair has come, from its rows: an end stands over all, then the start."""
    if end_kind is not None:
        return _ENDED[end_kind]
    if started:
        return PairState.RUNNING
    if not asked:
        return PairState.PROPOSED
    return PairState.ACCEPTED if yeses >= 2 else PairState.ASKED


@dataclass(frozen=True)
class Checks:
    """The days of a round's two checks: when each is asked for, and the last day to answer."""

    midway: date | None
    ends: date
    kept_until: date

    @property
    def closing(self) -> date:
        """The day on which the closing evaluation is asked for."""
        return self.ends - timedelta(days=CLOSING_DAYS)

    def day_of(self, kind: str) -> date | None:
        """The day a check is asked for; None for a round without it."""
        return self.midway if kind == MIDWAY else self.closing

    def is_open(self, kind: str, state: PairState, day: date) -> bool:
        """Whether the two may answer a check on a day.

        Mid-way while the pair runs; the closing one also after it was completed, until what the
        round knows of its people is forgotten.
        """
        asked = self.day_of(kind)
        if asked is None or day < asked:
            return False
        if kind == MIDWAY:
            return state == PairState.RUNNING and day < self.closing
        return state in (PairState.RUNNING, PairState.COMPLETED) and day < self.kept_until


class Signal(StrEnum):
    """Why a coordinator should look at a pair; dates and ticks alone tell it."""

    SAYS_NO = "says_no"
    NOT_MET = "not_met"
    NO_AGREEMENT = "no_agreement"
    UNANSWERED = "unanswered"

    @property
    def label(self) -> str:
        """The signal as the list of pairs names it."""
        return str(_SIGNALS[self])


_SIGNALS = {
    Signal.SAYS_NO: _("asks for a call"),
    Signal.NOT_MET: _("not met for six weeks"),
    Signal.NO_AGREEMENT: _("no agreement yet"),
    Signal.UNANSWERED: _("a check is not answered"),
}


@dataclass(frozen=True)
class Known:
    """What the coordinator knows of a pair: dates, ticks and how many have answered."""

    state: PairState
    accepted_on: date | None
    started_on: date | None
    last_met: date | None
    says_no: bool
    midway_answers: int = 0
    closing_answers: int = 0


def signals(known: Known, checks: Checks, today: date) -> list[Signal]:
    """Why somebody should look at a pair today, the most pressing first."""
    found = []
    if known.state == PairState.RUNNING:
        if known.says_no:
            found.append(Signal.SAYS_NO)
        since = known.last_met or known.started_on
        if since is not None and (today - since).days > QUIET_DAYS:
            found.append(Signal.NOT_MET)
    if (
        known.state == PairState.ACCEPTED
        and known.accepted_on is not None
        and (today - known.accepted_on).days > AGREEMENT_DAYS
    ):
        found.append(Signal.NO_AGREEMENT)
    answers = {MIDWAY: known.midway_answers, CLOSING: known.closing_answers}
    for kind, count in answers.items():
        asked = checks.day_of(kind)
        late = asked is not None and (today - asked).days > REMINDER_DAYS
        if late and count < 2 and checks.is_open(kind, known.state, today):
            found.append(Signal.UNANSWERED)
            break
    return found


def whole_months(since: date, until: date) -> int:
    """How many months a stretch of days is, to the nearest whole one, one at the least."""
    return max(1, round((until - since).days / 30.44))
