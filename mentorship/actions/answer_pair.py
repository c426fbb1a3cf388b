"""Saying yes or no to a proposed pair; one no ends it, and nobody is asked why."""

from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from mentorship.models import Pair, PairAnswer, PairEnd
from mentorship.pairs.partner import own_person, own_role
from mentorship.pairs.standing import state_of
from mentorship.rules import MENTEE, PairState
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat


class NotAsked(Exception):
    """The pair does not wait for this person's answer: it has one, or it has ended."""


class TooLate(Exception):
    """The last day to answer has passed."""


def has_answered(pair: Pair, person_id: int) -> bool:
    """Whether one of the two has said yes or no."""
    return bool(PairAnswer.objects.filter(pair=pair, person_id=person_id).exists())


def answer(pair: Pair, *, yes: bool, by: Seat) -> None:
    """Keep one's yes or no; raises NotAsked or TooLate. What follows is done after the commit."""
    person = own_person(pair, by)
    if state_of(pair) != PairState.ASKED or has_answered(pair, person):
        raise NotAsked
    if pair.answer_by is not None and pair.answer_by < timezone.localdate():
        raise TooLate
    try:
        with transaction.atomic():
            PairAnswer.objects.create(pair=pair, person_id=person, accepted=yes)
            if not yes:
                PairEnd.objects.create(
                    pair=pair, kind=PairEnd.Kind.DECLINED, on=timezone.localdate()
                )
    except (IntegrityError, ProgrammingError) as overtaken:
        # The other ended it a moment ago, or the same person answered twice.
        raise NotAsked from overtaken
    note(
        "accept_pair" if yes else "decline_pair",
        pair,
        person_id=person,
        membership_id=membership_of(pair, by),
        round=pair.round.title,
    )
    send_on("mentorship.follow_answer", key=f"{pair.pk}:{person}", pair_id=pair.pk)


def membership_of(pair: Pair, by: Seat) -> int:
    """The authority of whichever of the two the seat is."""
    mentee = own_role(pair, by) == MENTEE
    found: int = pair.mentee_membership_id if mentee else pair.mentor_membership_id
    return found
