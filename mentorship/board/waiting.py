"""Who waits for a pair: mentees without one, and those who want another after one that ended."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from mentorship.models import Interest, Pair, PairEnd
from mentorship.rules import MENTEE, State

OVER = Q(end__kind=PairEnd.Kind.COMPLETED)
EARLY = Q(end__kind=PairEnd.Kind.EARLY)


def waiting_mentees() -> Any:
    """Approved mentees without a proposal or a pair; not those who had one and want no other."""
    taken = Pair.objects.standing().filter(mentee=OuterRef("pk"))
    done = Pair.objects.filter(OVER | EARLY & ~Q(end__mentee_again=True), mentee=OuterRef("pk"))
    asked = Interest.objects.in_state(State.APPROVED).filter(role=MENTEE)
    return asked.exclude(Exists(taken)).exclude(Exists(done))


def ended_and_wanting() -> Any:
    """Pairs that ended early after which the `mentee` or the `mentor` still waits for another.

    A mentor waits for as long as a mentee of the round does, and until a later pair is laid.
    """
    of_mentee = waiting_mentees().filter(pk=OuterRef("mentee"))
    mentees = waiting_mentees().filter(round=OuterRef("round"))
    later = Pair.objects.standing().filter(mentor=OuterRef("mentor"), laid_at__gt=OuterRef("at"))
    ended = Pair.objects.filter(EARLY).annotate(
        at=F("end__at"),
        mentee_waits=Q(end__mentee_again=True) & Exists(of_mentee),
    )
    return ended.annotate(
        mentor_waits=Q(end__mentor_again=True, mentor__withdrawn_at=None)
        & Exists(mentees)
        & ~Exists(later)
    ).filter(Q(mentee_waits=True) | Q(mentor_waits=True))
