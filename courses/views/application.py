"""Applying where seats are given out later, and taking the application back."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import explanations, words
from courses.actions.apply import APPLIED_FOR, apply, may_be_ranked, withdraw_application
from courses.actions.enrol import NotPossible, why_not
from courses.division_forms import ApplicationForm
from courses.models import Enrolment, Run
from courses.rules import REASONS
from members.models import Person
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("enrol", methods="GET POST")
def run_application(request: NetworkRequest, pk: int) -> HttpResponse:
    """Apply for a run, and rank up to two others beside it."""
    run = get_object_or_404(
        Run.objects.seen_by(request.seat).select_related("course"),
        pk=pk,
        mode__in=APPLIED_FOR,
    )
    oneself = get_object_or_404(Person.objects.seen_by(request.seat), pk=request.seat.person_id)
    refusals = why_not(run, oneself.pk)
    if refusals:
        messages.info(request, str(REASONS[refusals[0]]))
        return redirect("run", pk=run.pk)
    others = may_be_ranked(run, request.seat).prefetch_related("sessions")
    form = ApplicationForm(request.POST or None, others=others)
    if request.method == "POST" and form.is_valid():
        try:
            apply(
                [run, *form.ranked()],
                oneself,
                by=request.seat,
                reference=form.cleaned_data["reference"],
            )
        except NotPossible as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request,
                _("You have applied for %(course)s. A letter tells you what you got.")
                % {"course": run.course.title},
            )
            return redirect("run", pk=run.pk)
    return render(
        request,
        "courses/application_form.html",
        {
            "run": run,
            "form": form,
            "when": words.when_of(run),
            "steps": explanations.in_short(run.mode),
            "once": uuid.uuid4(),
        },
    )


@policy("withdraw", methods="GET POST")
def run_application_withdrawal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take one's application back, with the runs ranked beside it."""
    run = get_object_or_404(Run.objects.seen_by(request.seat).select_related("course"), pk=pk)
    mine = Enrolment.objects.of(request.seat).filter(
        run__course=run.course_id, run__mode=run.mode, state=Enrolment.State.APPLIED
    )
    if not mine.filter(run=run).exists():
        messages.info(request, _("You have no application there."))
        return redirect("run", pk=run.pk)
    if request.method == "POST":
        gone = withdraw_application(run, by=request.seat)
        messages.success(
            request,
            ngettext(
                "Your application is withdrawn.",
                "Your application is withdrawn, from all %(n)s runs.",
                gone,
            )
            % {"n": gone},
        )
        return redirect("run", pk=run.pk)
    rows = mine.select_related("run").prefetch_related("run__sessions").order_by("choice")
    return render(
        request,
        "courses/application_withdrawal.html",
        {"run": run, "runs": [words.when_of(row.run) for row in rows]},
    )
