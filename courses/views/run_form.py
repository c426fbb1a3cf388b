"""Planning a run: its facts and its days on one form, which works without JavaScript."""

from typing import cast

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.actions.run import TooFewSeats, TooFewSessionSeats, save_run, save_sessions
from courses.forms import BaseSessionFormSet, RunForm, SessionForm, SessionFormSet
from courses.models import Course, Run, Session
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("keep_courses", methods="GET POST")
def run_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Plan a run of a course; nobody else sees it before it is announced."""
    course = get_object_or_404(Course.objects.seen_by(request.seat), pk=pk)
    return _page(request, Run(course=course, price=0, capacity=20, minimum=8))


@policy("keep_courses", methods="GET POST")
def run_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a run; more seats go to those who wait at once."""
    sessions = Prefetch("sessions", Session.objects.prefetch_related("links"))
    runs = Run.objects.seen_by(request.seat).select_related("course")
    return _page(request, get_object_or_404(runs.prefetch_related(sessions), pk=pk))


def _is_sound(request: NetworkRequest, form: RunForm, days: BaseSessionFormSet) -> bool:
    """Whether fields, days and rules are all right, each and together."""
    if request.method != "POST" or not (form.is_valid() and days.is_valid()):
        return False
    begins_at = min((row["starts_at"] for row in days.rows()), default=None)
    return not form.refuse_faults(begins_at)


def _too_few(least: int) -> str:
    return ngettext(
        "%(n)s seat is taken or kept, so the run needs at least that many.",
        "%(n)s seats are taken or kept, so the run needs at least that many.",
        least,
    ) % {"n": least}


def _page(request: NetworkRequest, run: Run) -> HttpResponse:
    new = run.pk is None
    initial = [] if new else [SessionForm.told(day) for day in run.sessions.all()]
    form = RunForm(request.POST or None, instance=run)
    days = cast(
        BaseSessionFormSet, SessionFormSet(request.POST or None, initial=initial, prefix="days")
    )
    if _is_sound(request, form, days):
        try:
            with transaction.atomic():
                run = save_run(form.save(commit=False), by=request.seat)
                save_sessions(run, days.changes(), by=request.seat)
        except TooFewSeats as refused:
            form.add_error("capacity", _too_few(refused.least))
        except TooFewSessionSeats:
            form.add_error(None, _("More people have chosen one of the sessions than that."))
        else:
            messages.success(
                request,
                _("The run is planned. Open enrolment when it is ready.")
                if new
                else _("The run is changed."),
            )
            return redirect("run", pk=run.pk)
    return render(
        request,
        "courses/run_form.html",
        {
            "form": form,
            "days": days,
            "run": run,
            "course": run.course,
            "new": new,
        },
    )
