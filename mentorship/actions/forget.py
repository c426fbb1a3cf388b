"""Forgetting the people of a round some months after its end; its counts stay for the report."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from mentorship.models import (
    Agreement,
    AgreementAssent,
    Avoided,
    Contact,
    HelpQuestion,
    Interest,
    InterestDraft,
    ManagerAnswer,
    Matching,
    MeetingCall,
    MentorRound,
    Pair,
    PairAnswer,
    PairCall,
    PairEnd,
    PairEvaluation,
    PairRule,
    RoundFigures,
    RuleException,
)
from mentorship.pairs.standing import kept_until
from mentorship.rules import MENTOR
from mentorship.summary.figures import facts_of
from network.models.journal import note
from network.months import months_later

# A mentor who stays in the pool is kept so long after the round, should no other round come.
POOL_MONTHS = 24

OF_PAIRS = (Contact, PairEvaluation, PairAnswer, PairEnd, PairCall)


def due(today: date) -> list[int]:
    """The rounds whose time is over and that still hold people, in the system scope."""
    found = MentorRound.objects.filter(ends__lt=today)
    holding = found.filter(
        Exists(Interest.objects.filter(round=OuterRef("pk"))) | Q(kept_figures=None)
    )
    return [one.pk for one in holding if kept_until(one) < today]


def forget(round_id: int, today: date) -> int:
    """Delete what a round knows of people, and keep its counts; gives how many requests went.

    In the system scope, and again without harm. What mentors in the pool have written stays
    until they have answered another round, leave, or POOL_MONTHS have passed.
    """
    found: MentorRound = MentorRound.objects.select_for_update().get(pk=round_id)
    with transaction.atomic():
        if not RoundFigures.objects.filter(round=found).exists():
            RoundFigures.objects.create(round=found, figures=facts_of(found))
            note("forget_round", found, round=found.title)
        _forget_pairs(found)
        return _forget_interests(found, today)


def _forget_pairs(found: MentorRound) -> None:
    AgreementAssent.objects.filter(agreement__pair__round=found).delete()
    Agreement.objects.filter(pair__round=found).delete()
    for model in OF_PAIRS:
        model.objects.filter(pair__round=found).delete()
    Pair.objects.filter(round=found).delete()
    PairRule.objects.filter(round=found).delete()
    HelpQuestion.objects.filter(round=found).delete()
    # The report tells for good which rules were excepted and why, of nobody.
    RuleException.objects.filter(round=found).update(interest=None, made_by=None)
    Matching.objects.filter(round=found).update(unmatched={}, made_by=None)
    InterestDraft.objects.filter(round=found).delete()
    MeetingCall.objects.filter(meeting__round=found).delete()


def _forget_interests(found: MentorRound, today: date) -> int:
    going = Interest.objects.filter(round=found)
    if today <= months_later(found.ends, POOL_MONTHS):
        newer = Interest.objects.filter(
            person=OuterRef("person"), role=MENTOR, round__starts__gt=found.starts
        )
        leaves = Q(person__until__lt=today)
        stays = Q(role=MENTOR, stays=True, withdrawn_at=None) & ~leaves & ~Exists(newer)
        kept = Interest.objects.filter(stays, round=found).values_list("pk", flat=True)
        going = going.exclude(pk__in=list(kept))
    ids = list(going.values_list("pk", flat=True))
    Avoided.objects.filter(interest__in=ids).delete()
    ManagerAnswer.objects.filter(interest__in=ids).delete()
    Interest.objects.filter(former__in=ids).update(former=None)
    Interest.objects.filter(pk__in=ids).delete()
    return len(ids)
