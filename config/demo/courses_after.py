"""Example attendance, needs, certificates and evaluations; all answers are made up."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from courses.actions.certificate import issue
from courses.actions.evaluation import close, open_for
from courses.models import (
    AfterRule,
    Attendance,
    Enrolment,
    Evaluation,
    EvaluationAsked,
    EvaluationTally,
    Question,
    Run,
    RunLeader,
    Session,
    SpecialNeed,
)
from courses.rules import RunState
from network.models import Errand

if TYPE_CHECKING:
    from config.demo.seeding import Demo

TEACHERS = {
    "Ledare utan personalansvar": "Ledarhuset (exempel)",
    "Chef i staten": "Ledarhuset (exempel)",
    "Kravhantering grund": "Testa AB (exempel)",
    "Testledarutbildning": "Testa AB (exempel)",
}
GOOD = (
    "Att vi fick träffa folk från andra myndigheter.",
    "Bra tempo och egna exempel.",
    "Kursledaren hade svar på allt.",
    "Övningarna gick att använda redan veckan efter.",
    "Lagom stor grupp.",
    "Tydliga mål från början.",
    "Att vi fick pröva på riktiga ärenden.",
    "Bra upplägg med två dagar och en månad emellan.",
    "Roligt!",
    "Maten.",
)
BETTER = (
    "Mer tid till diskussion.",
    "Lokalen var för varm på eftermiddagen.",
    "Skicka ut materialet i förväg.",
    "Färre bilder.",
    "Fler exempel från små myndigheter.",
    "Börja klockan tio, vi är flera som åker långt.",
    "Mikrofon, tack.",
)
CERTIFIED = 3  # runs whose certificates are made; drawing takes time
OPEN = 10  # days since the run that is still being evaluated


def seed(demo: "Demo") -> None:
    """What comes with and after the runs of the demo."""
    AfterRule.objects.create(since=None, until=None)
    held = list(
        Run.objects.filter(state=RunState.HELD).select_related("course").order_by("begins_at")
    )
    for place, run in enumerate(held):
        run.teacher = TEACHERS.get(run.course.title_sv, run.teacher)
        run.save(update_fields=["teacher"])
        _tick(run, place)
        _evaluate(run, place, last=run == held[-1])
    for run in held[-CERTIFIED:]:
        for row in (
            Enrolment.objects.seated()
            .filter(run=run)
            .select_related("person__user", "run__course", "run__network")
        ):
            issue(row, tell=False)
    _need(demo)
    _lead(demo)
    # What the letters of the demo's past would have said is no news to anybody.
    Errand.objects.filter(name="courses.ask_evaluation").delete()


def _tick(run: Run, place: int) -> None:
    """Nearly all were there; somebody left at noon, somebody never came."""
    rows = list(Enrolment.objects.seated().filter(run=run).order_by("pk"))
    for session in Session.objects.filter(run=run):
        Attendance.objects.bulk_create(
            Attendance(
                run=run,
                session=session,
                enrolment=row,
                person_id=row.person_id,
                membership_id=row.membership_id,
                part=_part(number, place, session),
                at=session.starts_at + timedelta(minutes=number),
                at_door=number % 3 == 0,
            )
            for number, row in enumerate(rows)
        )


def _part(number: int, place: int, session: Session) -> int:
    if number == 4 and place % 2:
        return 0
    return 50 if (number + session.pk) % 11 == 0 else 100


def _evaluate(run: Run, place: int, *, last: bool) -> None:
    """Counted answers; one run got only three, and the last one is still open."""
    made = open_for(run)
    if made is None:
        return
    askings = list(EvaluationAsked.objects.filter(evaluation=made).order_by("pk"))
    answers = 3 if place == len(TEACHERS) else max(3, len(askings) - 2)
    ended = timezone.localtime(run.ends_at).date() if run.ends_at else timezone.localdate()
    if last:
        answers = min(4, len(askings))
    for asking in askings[:answers]:
        asking.answered = True
        asking.save(update_fields=["answered"])
    for tally in EvaluationTally.objects.filter(evaluation=made).select_related("question"):
        _count(tally, answers, place)
    made.answers = answers
    made.closes_on = timezone.localdate() + timedelta(days=OPEN) if last else ended + timedelta(14)
    made.opened_at = run.ends_at or made.opened_at
    made.save()
    if not last:
        close(Evaluation.objects.select_related("run").get(pk=made.pk))


def _count(tally: EvaluationTally, answers: int, place: int) -> None:
    question: Question = tally.question
    if question.kind == Question.Kind.TEXT:
        said = GOOD if question.key == "good" else BETTER
        tally.texts = sorted(said[(2 * place + n) % len(said)] for n in range(min(answers, 2)))
    else:
        for n in range(answers):
            low = (n * 7 + place * 3 + question.position * 5) % 10 < 2 + question.position % 4
            score = 4 - (n + question.position) % 2 if low else 5 - (n + place) % 2
            score -= place < 4 and n % 3 == 0
            tally.counts[max(1, min(5, score)) - 1] += 1
    tally.save()


def _need(demo: "Demo") -> None:
    """Needs on the runs to come: food for some, a hearing loop for one."""
    coming = Enrolment.objects.seated().filter(run__state=RunState.OPEN).order_by("run", "pk")
    told: tuple[tuple[list[str], str, str], ...] = (
        (["vegetarian"], "", ""),
        (["gluten", "lactose"], "", ""),
        (["vegan"], "", "Hörslinga"),
        ([], "Ingen koriander", ""),
    )
    for number, row in enumerate(coming):
        if number % 4 == 0:
            diets, diet_text, access_text = told[number // 4 % len(told)]
            SpecialNeed.objects.create(
                enrolment=row,
                run_id=row.run_id,
                person_id=row.person_id,
                membership_id=row.membership_id,
                diets=diets,
                diet_text=diet_text,
                access_text=access_text,
            )


def _lead(demo: "Demo") -> None:
    """A manager leads the next run on site."""
    person = demo.people.get("per")
    run = (
        Run.objects.filter(state=RunState.OPEN, form=Run.Form.ON_SITE).order_by("begins_at").first()
    )
    if person and run:
        RunLeader.objects.create(run=run, person=person, membership_id=person.membership_id)
