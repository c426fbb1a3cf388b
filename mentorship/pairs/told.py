"""What one of a pair is asked and told, in sentences that say what comes next."""

from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.actions.answer_pair import has_answered
from mentorship.models import MentorRound, Pair
from mentorship.pairs.partner import Partner
from mentorship.pairs.rules import CLOSING
from mentorship.pairs.standing import state_of
from mentorship.rules import MENTEE, MENTOR, PairState
from network.wording import date_long


def facts_about(other: Partner) -> list[tuple[str, str]]:
    """Who the other is, for somebody who has not said yes."""
    facts = [
        (_("Name"), other.shown_name),
        (_("Title"), other.title),
        (_("Authority"), other.authority),
        (_("What you both named"), ", ".join(other.areas)),
        (_("In their own words"), other.words),
    ]
    return [(term, words) for term, words in facts if words]


def round_told(found: MentorRound) -> str:
    """The round and its days."""
    return f"{found.title}, {date_long(found.starts)} \N{EN DASH} {date_long(found.ends)}"


def asked_of(other: Partner) -> str:
    """The question that a proposed pair is."""
    if other.role == MENTOR:
        return _("Do you want this mentor?")
    return _("Do you want to be the mentor of this mentee?")


def told(pair: Pair, *, yes: bool) -> str:
    """What happens after one's yes or no."""
    if not yes:
        return _("You have said no. The coordinator looks for another; nobody asks you why.")
    if state_of(Pair.objects.with_standing().get(pk=pair.pk)) == PairState.ACCEPTED:
        return _("Both have said yes. You get a letter with each other's mail addresses.")
    return _("You have said yes. You get a letter when the other has answered.")


def why_settled(pair: Pair, person_id: int) -> str:
    """Why there is nothing left to answer, in a sentence; empty when there is."""
    state = state_of(pair)
    if state == PairState.ASKED:
        if has_answered(pair, person_id):
            return _("You have said yes. You get a letter when the other has answered.")
        if pair.answer_by is not None and pair.answer_by < timezone.localdate():
            return _("The last day to answer has passed. Write to the coordinator.")
        return ""
    if state in (PairState.DECLINED, PairState.UNDONE):
        return _(
            "The proposal does not stand any more. The coordinator looks for another, and you get "
            "a letter when there is one."
        )
    if pair.ended_at is not None:
        return _("The pair has ended.")
    return _("Both have said yes. You have a letter with each other's mail addresses.")


def wish_asked(role: str) -> str:
    """The question whether one wants another."""
    if role == MENTEE:
        return _("Do you want another mentor?")
    return _("Do you take another mentee?")


def wish_told(role: str, *, again: bool) -> str:
    """What happens after one has said whether one wants another."""
    if not again:
        return _("The coordinator does not propose another in this round.")
    if role == MENTEE:
        return _("The coordinator looks for another mentor, and you get a letter.")
    return _("The coordinator looks for another mentee, and you get a letter.")


def evaluated(kind: str, role: str) -> str:
    """What happens after one has answered a check."""
    if kind != CLOSING:
        return _(
            "Your answers are kept. The coordinator reads them. The last questions come when the "
            "round draws to its end."
        )
    if role == MENTOR:
        return _(
            "Your answers are kept. When both have answered, the pair is completed, and you get "
            "a letter with your certificate."
        )
    return _("Your answers are kept. When both have answered, the pair is completed.")


def ended(pair: Pair) -> str:
    """What the link to a pair says when the pair is over and nothing is left to do."""
    if state_of(pair) == PairState.COMPLETED:
        return _("The pair is completed. Thank you for taking part.")
    return _("The pair has ended. The coordinator writes to you if there is another proposal.")
