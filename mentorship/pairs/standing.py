"""Where a pair stands: its state from its rows, in words, and the one next step."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from mentorship.models import MentorRound, Pair
from mentorship.pairs.rules import Checks, pair_state
from mentorship.rules import PairState
from network.months import months_later

WORDS = {
    PairState.PROPOSED: _("Proposed"),
    PairState.ASKED: _("Waiting for answers"),
    PairState.ACCEPTED: _("Both have said yes"),
    PairState.RUNNING: _("Running"),
    PairState.COMPLETED: _("Completed"),
    PairState.ENDED_EARLY: _("Ended early"),
    PairState.DECLINED: _("Did not become a pair"),
    PairState.UNDONE: _("Taken back"),
}
KINDS = {
    PairState.ASKED: "now",
    PairState.ACCEPTED: "notice",
    PairState.RUNNING: "good",
    PairState.COMPLETED: "good",
}


def state_of(pair: Pair) -> PairState:
    """How far a pair has come; counts the yeses unless `with_standing` brought them along."""
    end = getattr(pair, "end", None)
    known: int | None = getattr(pair, "yeses", None)
    yeses = pair.answers.filter(accepted=True).count() if known is None else known
    return pair_state(
        asked=pair.asked_at is not None,
        yeses=yeses,
        started=pair.started_at is not None,
        end_kind=None if end is None else end.kind,
    )


def words_of(state: PairState) -> str:
    """How far it has come, in words."""
    return str(WORDS[state])


def colour_of(state: PairState) -> str:
    """The kind of status that goes with it."""
    return KINDS.get(state, "off")


def kept_until(found: MentorRound) -> date:
    """The day after which a round's people are forgotten."""
    return months_later(found.ends, found.kept_months)


def checks_of(found: MentorRound) -> Checks:
    """The days of a round's two checks."""
    return Checks(found.midway, found.ends, kept_until(found))
