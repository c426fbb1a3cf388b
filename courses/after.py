"""What comes with and after a course, on the run's page, among one's courses and at the start."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import words
from courses.actions.attendance import attended
from courses.actions.certificate import is_earned, least_presence
from courses.attendance import LIST_OPENS, hours_attended
from courses.models import (
    Attendance,
    Certificate,
    Enrolment,
    Evaluation,
    EvaluationAsked,
    Run,
    Session,
    SpecialNeed,
)
from courses.rules import ALIVE, RunState
from network.seat import Seat
from network.start import ToDo
from network.wording import number

SHOWN = 5


def on_run_page(run: Any, seat: Seat, mine: Enrolment | None, *, leads: bool) -> dict[str, Any]:
    """The section on the run's page: two more questions for those who keep or lead it."""
    keeps = seat.may("keep_courses")
    shown: dict[str, Any] = {
        "keeps": keeps,
        "leads": keeps or leads,
        "tells": mine is not None and (run.ends_at is None or run.ends_at > timezone.now()),
        "mine": mine,
    }
    if shown["leads"]:
        came = Attendance.objects.filter(run=run).aggregate(
            ticked=Count("enrolment", distinct=True),
            came=Count("enrolment", distinct=True, filter=Q(part__gt=0)),
        )
        shown |= came
    if keeps:
        shown["evaluation"] = Evaluation.objects.filter(run=run).first()
    return shown


def of_enrolments(rows: Iterable[Enrolment], seat: Seat) -> dict[int, dict[str, Any]]:
    """Hours, certificate and evaluation of one's own enrolments, by enrolment."""
    now = timezone.now()
    mine = list(rows)
    over = [row for row in mine if row.run.ends_at and row.run.ends_at < now]
    if not mine:
        return {}
    there = attended({row.run_id for row in over}) if over else {}
    papers = {
        row.enrolment_id: row.pk
        for row in Certificate.objects.filter(person__in=seat.scope.people, revoked_at=None).only(
            "enrolment_id"
        )
    }
    asked = dict(
        EvaluationAsked.objects.filter(
            person__in=seat.scope.people,
            answered=False,
            evaluation__closed_at=None,
            evaluation__closes_on__gte=timezone.localdate(),
        ).values_list("enrolment", "evaluation")
    )
    told = set(
        SpecialNeed.objects.filter(person__in=seat.scope.people).values_list("enrolment", flat=True)
    )
    least: dict[int, int] = {}
    found: dict[int, dict[str, Any]] = {}
    for row in mine:
        sessions = there.get(row.pk, [])
        paper = papers.get(row.pk)
        earned = False
        if sessions and paper is None:
            least.setdefault(row.run_id, least_presence(row.run))
            earned = is_earned(row, sessions, least[row.run_id])
        found[row.pk] = {
            "hours": _hours(hours_attended(sessions)) if sessions else "",
            "there": not sessions or hours_attended(sessions) > 0,
            "paper": paper,
            "earned": earned,
            "evaluation": asked.get(row.pk),
            "needs": row.pk in told,
        }
    return found


def _hours(hours: Decimal) -> str:
    return ngettext("%(hours)s hour", "%(hours)s hours", 1 if hours == 1 else 2) % {
        "hours": number(hours)
    }


def todos(seat: Seat) -> list[ToDo]:
    """Evaluations to answer, and today's lists for those who lead a run."""
    found = [
        ToDo(
            _("Say what %(course)s was worth") % {"course": row.evaluation.run.course.title},
            _("A few questions, without your name."),
            _("Answer"),
            reverse("evaluation_answer", args=[row.evaluation_id]),
            row.evaluation.closes_on,
        )
        for row in EvaluationAsked.objects.filter(
            person__in=seat.scope.people,
            answered=False,
            evaluation__closed_at=None,
            evaluation__closes_on__gte=timezone.localdate(),
        )
        .select_related("evaluation__run__course")
        .order_by("evaluation__closes_on")[:SHOWN]
    ]
    now = timezone.now()
    today = (
        Session.objects.filter(
            run__in=Run.objects.led_by(seat).filter(state__in=[*ALIVE, RunState.HELD]),
            starts_at__lte=now + LIST_OPENS,
            ends_at__gt=now - timedelta(hours=12),
        )
        .annotate(ticked=Exists(Attendance.objects.filter(session=OuterRef("pk"), at_door=False)))
        .filter(ticked=False)
        .select_related("run__course")
        .order_by("starts_at")[:SHOWN]
    )
    found += [
        ToDo(
            _("Tick who is at %(course)s") % {"course": session.run.course.title},
            words.long_day(session.starts_at),
            _("Tick attendance"),
            f"{reverse('run_attendance', args=[session.run_id])}?session={session.pk}",
            timezone.localtime(session.starts_at).date(),
        )
        for session in today
    ]
    return found
