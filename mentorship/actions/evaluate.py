"""The mid-way check and the closing evaluation: asking, answering, reminding once."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from mentorship.actions.answer_pair import membership_of
from mentorship.models import Pair, PairEvaluation
from mentorship.pairs.partner import own_person
from mentorship.pairs.rules import CLOSING, MIDWAY, REMINDER_DAYS
from mentorship.pairs.standing import checks_of, state_of
from network.actions.errand import send_each, send_on
from network.models.journal import note
from network.seat import Seat


class NotOpen(Exception):
    """The check is not asked for yet, or not any more."""


class EvaluatedAlready(Exception):
    """One has answered it."""


def evaluate(answers: PairEvaluation, *, by: Seat) -> None:
    """Keep one's answers; what they are is in no journal. Raises NotOpen, EvaluatedAlready."""
    pair = answers.pair
    today = timezone.localdate()
    if not checks_of(pair.round).is_open(answers.kind, state_of(pair), today):
        raise NotOpen
    person = own_person(pair, by)
    answers.person_id = person
    try:
        with transaction.atomic():
            answers.save(force_insert=True)
    except IntegrityError as twice:
        raise EvaluatedAlready from twice
    note(
        "evaluate_pair",
        pair,
        person_id=person,
        membership_id=membership_of(pair, by),
        round=pair.round.title,
    )
    if answers.kind == CLOSING:
        send_on("mentorship.complete_pair", key=f"{pair.pk}:{person}", pair_id=pair.pk)


def ask_due(today: date) -> int:
    """Ask the two of each running pair for the checks whose day has come, and remind once.

    In the system scope; each letter has its own key, so that a second look writes none again.
    """
    running = Pair.objects.filter(ended_at=None, started_at__isnull=False).select_related("round")
    asked: dict[str, dict[str, object]] = {}
    for pair in running:
        checks = checks_of(pair.round)
        for kind in (MIDWAY, CLOSING):
            day = checks.day_of(kind)
            # A pair that started after the day of the mid-way check has nothing to look back on.
            began = timezone.localdate(pair.started_at)
            if day is None or not checks.is_open(kind, state_of(pair), today):
                continue
            if kind == MIDWAY and began > day - timedelta(days=REMINDER_DAYS):
                continue
            late = today >= day + timedelta(days=REMINDER_DAYS)
            for again in (False, True) if late else (False,):
                key = f"{pair.pk}:{kind}{':again' if again else ''}"
                asked[key] = {"pair_id": pair.pk, "kind": kind, "again": again}
    send_each("mentorship.ask_check", asked)
    return len(asked)


def silent(pair: Pair, kind: str) -> list[int]:
    """Which of the two have not answered a check."""
    said = PairEvaluation.objects.filter(pair=pair, kind=kind).values_list("person_id", flat=True)
    return [one for one in (pair.mentee_person_id, pair.mentor_person_id) if one not in set(said)]


def over(today: date) -> list[int]:
    """The running pairs whose round has ended, in the system scope."""
    found = Pair.objects.filter(ended_at=None, started_at__isnull=False, round__ends__lt=today)
    return list(found.values_list("pk", flat=True))
