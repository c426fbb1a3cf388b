"""Adjusting a variant by hand: a run's size, week, host and teacher; one more, one less."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from courses.actions import plan as variants
from courses.actions import planned_run as actions
from courses.models import PlannedRun
from courses.plans import page as plan_page
from courses.plans.forms import NewPlannedRunForm, PlannedRunForm
from courses.views.plan import found_plan
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("keep_plans", methods="GET POST")
def planned_run_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Put a run into a variant."""
    plan = found_plan(request, pk)
    titles = plan_page.titles_of(plan.campaign_id)
    form = NewPlannedRunForm(request.POST or None, titles=titles)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        run = PlannedRun(plan=plan, candidate_id=said["candidate"], term=said["term"])
        try:
            actions.keep(form.onto(run), by=request.seat)
        except variants.PlanStands as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The run is in the plan, and its sums are new."))
        return redirect("plan", pk=plan.pk)
    return render(request, "courses/plans/run_form.html", {"form": form, "plan": plan, "run": None})


def _found(request: NetworkRequest, pk: int) -> PlannedRun:
    seen = PlannedRun.objects.seen_by(request.seat).select_related("plan__campaign", "candidate")
    run: PlannedRun = get_object_or_404(seen, pk=pk)
    return run


@policy("keep_plans", methods="GET POST")
def planned_run_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a run of a variant; its seats are shared out anew."""
    run = _found(request, pk)
    form = PlannedRunForm(request.POST or None, run=run)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep(form.onto(run), by=request.seat)
        except variants.PlanStands as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The run is changed, and the plan’s sums are new."))
        return redirect("plan", pk=run.plan_id)
    return render(
        request, "courses/plans/run_form.html", {"form": form, "plan": run.plan, "run": run}
    )


@policy("keep_plans", methods="POST")
def planned_run_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a run out of a variant."""
    run = _found(request, pk)
    try:
        actions.remove(run, by=request.seat)
    except variants.PlanStands as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The run is taken out, and the plan’s sums are new."))
    return redirect("plan", pk=run.plan_id)
