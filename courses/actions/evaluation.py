"""Evaluations: asked after the last session, counted as they come, shown when they are closed."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone

from courses import emails
from courses.actions.need import after_rule
from courses.models import (
    Attendance,
    Course,
    Enrolment,
    Evaluation,
    EvaluationAsked,
    EvaluationBlock,
    EvaluationTally,
    Question,
    QuestionSet,
    Run,
)
from courses.opinions import LEAST, Tally, block_for, pooled
from courses.rules import RunState
from network.actions.errand import errand, send_on
from network.models.journal import note

ASKED_ABOUT = (RunState.CLOSED, RunState.CONFIRMED, RunState.HELD, RunState.SETTLED)
NOT_LATER_THAN = timedelta(days=30)  # after the last session: nobody remembers more
REMIND_BEFORE = timedelta(days=3)

# The questions that a network begins with: the key, the kind, Swedish, English.
USUAL = (
    ("whole", "scale", "Hur nöjd är du med kursen som helhet?",
     "How satisfied are you with the course as a whole?"),
    ("use", "scale", "Har du nytta av kursen i ditt arbete?",
     "Is the course of use to you in your work?"),
    ("content", "scale", "Hur var innehållet?", "How was the content?"),
    ("teacher", "scale", "Hur var kursledaren?", "How was the teacher?"),
    ("practical", "scale", "Hur fungerade lokal, mat och teknik?",
     "How did premises, food and equipment work?"),
    ("others", "scale", "Hur mycket gav det att träffa kollegor från andra myndigheter?",
     "How much did it give to meet colleagues from other authorities?"),
    ("good", "text", "Vad var bra?", "What was good?"),
    ("better", "text", "Vad kan bli bättre?", "What can become better?"),
)  # fmt: skip


def questions_on(day: date) -> QuestionSet:
    """The set of questions that holds on a day; the usual one is laid where there is none."""
    found: QuestionSet | None = QuestionSet.objects.on(day).first()
    if found is None:
        found = QuestionSet.objects.create(since=None, until=None)
        Question.objects.bulk_create(
            Question(
                questions=found,
                position=place,
                key=key,
                kind=kind,
                text_sv=swedish,
                text_en=english,
            )
            for place, (key, kind, swedish, english) in enumerate(USUAL, start=1)
        )
    return found


def open_due() -> list[Evaluation]:
    """Ask about every run that ended lately and was not asked about; in the system scope.

    The items of a festival are left out: nobody answers one letter an hour for a week.
    """
    now = timezone.now()
    runs = (
        Run.objects.filter(
            state__in=ASKED_ABOUT, ends_at__lte=now, ends_at__gt=now - NOT_LATER_THAN
        )
        .exclude(course__kind=Course.Kind.FESTIVAL_ITEM)
        .exclude(pk__in=Evaluation.objects.values("run"))
    )
    return [made for run in runs if (made := open_for(run)) is not None]


def open_for(run: Run) -> Evaluation | None:
    """Ask those who were there, or all who had a seat where nobody was ticked."""
    people = list(_took_part(run))
    if not people:
        return None
    today = timezone.localdate()
    with transaction.atomic():
        made: Evaluation = Evaluation.objects.create(
            run=run,
            questions=questions_on(today),
            closes_on=today + timedelta(days=after_rule(today).evaluation_days),
            asked=len(people),
        )
        EvaluationTally.objects.bulk_create(
            EvaluationTally(evaluation=made, question=question)
            for question in made.questions.rows.all()
        )
        for row in people:
            asking = EvaluationAsked.objects.create(
                evaluation=made,
                enrolment=row,
                person_id=row.person_id,
                membership_id=row.membership_id,
            )
            send_on("courses.ask_evaluation", key=f"asking:{asking.pk}", asking=asking.pk)
        note("open_evaluation", run, asked=len(people), until=made.closes_on.isoformat())
    return made


def _took_part(run: Run) -> Iterable[Enrolment]:
    seated = Enrolment.objects.seated().filter(run=run).order_by("pk")
    came = Attendance.objects.filter(run=run, part__gt=0)
    return seated.filter(pk__in=came.values("enrolment")) if came.exists() else seated


def _asking(pk: int) -> EvaluationAsked:
    found: EvaluationAsked = EvaluationAsked.objects.select_related(
        "evaluation__run__course", "evaluation__run__network", "person__user"
    ).get(pk=pk)
    return found


@errand("courses.ask_evaluation")
def ask_evaluation(asking: int) -> None:
    """Ask somebody what a course was worth."""
    emails.evaluation_asked(_asking(asking))


@errand("courses.remind_evaluation")
def remind_evaluation(asking: int) -> None:
    """Ask once more, unless they have answered meanwhile."""
    row = _asking(asking)
    if not row.answered and row.evaluation.closed_at is None:
        emails.evaluation_asked(row, again=True)


def remind_due() -> None:
    """Remind those who have not answered, once, some days before the last one."""
    soon = timezone.localdate() + REMIND_BEFORE
    for row in Evaluation.objects.filter(closed_at=None, reminded_at=None, closes_on__lte=soon):
        with transaction.atomic():
            silent = EvaluationAsked.objects.filter(evaluation=row, answered=False)
            for pk in silent.values_list("pk", flat=True):
                send_on("courses.remind_evaluation", key=f"asking:{pk}:again", asking=pk)
            row.reminded_at = timezone.now()
            row.save(update_fields=["reminded_at"])


def answer(evaluation: Evaluation, scores: Mapping[int, int], said: Mapping[int, str]) -> str:
    """Count somebody's answer: thanks, already, closed or not_asked. No journal, no trace."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT app.answer_evaluation(%s, %s::jsonb, %s::jsonb)",
            [
                evaluation.pk,
                json.dumps({str(key): str(score) for key, score in scores.items()}),
                json.dumps({str(key): words for key, words in said.items()}),
            ],
        )
        return str(cursor.fetchone()[0])


def close_due() -> int:
    """Close what is past its last day, one after the other; in the system scope."""
    due = Evaluation.objects.filter(closed_at=None, closes_on__lt=timezone.localdate())
    rows = list(due.select_related("run__course").order_by("closes_on", "pk"))
    for row in rows:
        close(row)
    return len(rows)


def close(evaluation: Evaluation) -> None:
    """Close an evaluation, and settle for ever with which others it is shown.

    One with five answers stands alone. A smaller one joins the block of its course, teacher and
    year that is not full; nothing joins a full one, since the difference would show the new.
    """
    run = evaluation.run
    ended = timezone.localtime(run.ends_at or evaluation.opened_at)
    its = {"course_id": run.course_id, "teacher": run.teacher, "year": ended.year}
    with transaction.atomic():
        held = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
        if held.closed_at is not None:
            return
        begun = (
            EvaluationBlock.objects.select_for_update()
            .filter(**its, answers__lt=LEAST)
            .order_by("pk")
            .first()
        )
        if begun is None or not block_for(held.answers, begun.answers):
            begun = EvaluationBlock.objects.create(**its)
        begun.answers += held.answers
        begun.save(update_fields=["answers"])
        held.block = begun
        held.closed_at = timezone.now()
        held.save(update_fields=["block", "closed_at"])
        note("close_evaluation", run, answers=held.answers, asked=held.asked)


@dataclass
class Results:
    """What may be shown of some blocks: figures by question, and how much is held back."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    answers: int = 0
    runs: int = 0
    withheld: int = 0  # answers in blocks that are not full

    @property
    def shown(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.tallies)


def results(blocks: Any) -> Results:
    """The pooled figures of whole blocks; those with fewer than five answers only as a number."""
    rows = list(blocks)
    full = [row.pk for row in rows if row.answers >= LEAST]
    found = Results(
        answers=sum(row.answers for row in rows if row.answers >= LEAST),
        runs=Evaluation.objects.filter(block__in=full).count(),
        withheld=sum(row.answers for row in rows if row.answers < LEAST),
    )
    if full:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM app.evaluation_results(%s)", [full])
            told = [
                (key, Tally(list(counts), list(texts)))
                for _block, key, counts, texts in cursor.fetchall()
            ]
        found.tallies = pooled(told)
    return found


def answered_share(evaluations: Any) -> tuple[int, int]:
    """How many answered of how many asked."""
    sums = evaluations.aggregate(answers=Sum("answers"), asked=Sum("asked"))
    return sums["answers"] or 0, sums["asked"] or 0


def questions_shown(questions: QuestionSet | None) -> list[Question]:
    """The questions of a set in their order; without one, of the newest set that was asked."""
    if questions is None:
        questions = QuestionSet.objects.order_by("-since", "-pk").first()
    return list(questions.rows.all()) if questions else []
