"""An activity of the operational plan: its page, how far it is, and what members give to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from governance.actions import follow_plan, operational_plan
from governance.models import (
    ActivityStatus,
    Commitment,
    OperationalPlan,
    PlanActivity,
    PlanGoal,
)
from governance.plans.forms import ActivityForm, CommitmentForm, ProgressForm
from governance.plans.rules import KINDS, Progress
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said


def _found(request: NetworkRequest, pk: int) -> PlanActivity:
    rows = PlanActivity.objects.seen_by(request.seat).with_progress()
    it: PlanActivity = get_object_or_404(rows.select_related("plan", "goal", "body"), pk=pk)
    return it


@policy("see_operational_plan")
def activity(request: NetworkRequest, pk: int) -> HttpResponse:
    """One activity: what is done, how far it has come, and who gives what."""
    it = _found(request, pk)
    seat = request.seat
    given = Commitment.objects.filter(activity=it).select_related("membership__authority")
    draft = not it.plan.is_adopted
    progress = it.progress  # type: ignore[attr-defined]
    context = {
        "it": it,
        "plan": it.plan,
        "progress": Progress(progress).label,
        "mark": KINDS[progress],
        "statuses": [(row, KINDS[row.progress]) for row in it.statuses.all()],
        "given": [(row, draft and seat.may("commit_to_activity", row)) for row in given],
        "keeps": seat.may("keep_operational_plan"),
        "commits": draft and seat.may("commit_to_activity"),
        "form": ProgressForm(initial={"progress": progress}),
    }
    return render(request, "governance/plan_activity.html", context)


@policy("keep_operational_plan", methods="GET POST")
def activity_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write an activity towards a goal of a draft."""
    plans = OperationalPlan.objects.seen_by(request.seat)
    goals = PlanGoal.objects.filter(plan__in=plans).select_related("plan")
    goal = get_object_or_404(goals, pk=pk)
    fresh = PlanActivity(goal=goal, plan=goal.plan)
    return _written(request, fresh, _("Write an activity"))


@policy("keep_operational_plan", methods="GET POST")
def activity_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change an activity of a draft."""
    return _written(request, _found(request, pk), _("Change the activity"))


def _written(request: NetworkRequest, it: PlanActivity, title: str) -> HttpResponse:
    form = ActivityForm(request.POST or None, instance=it)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            kept = operational_plan.save_activity(form.save(commit=False), by=request.seat)
            messages.success(request, _("The activity is kept."))
            return redirect("plan_activity", pk=kept.pk)
    context = {"plan": it.plan, "form": form, "title": title, "verb": _("Save"), "activity": it}
    return render(request, "governance/plan_step.html", context)


@policy("keep_operational_plan", methods="POST")
def activity_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take away an activity of a draft that nobody has given anything to."""
    it = _found(request, pk)
    with refusals_said(request):
        operational_plan.remove_activity(it, by=request.seat)
        messages.success(request, _("The activity is taken away."))
        return redirect("plan_year", pk=it.plan_id)
    return redirect("plan_activity", pk=pk)


@policy("keep_operational_plan", methods="GET POST")
def activity_status(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write how far an activity has come, on a day and in words."""
    it = _found(request, pk)
    first = {"progress": it.progress}  # type: ignore[attr-defined]
    status = ActivityStatus(activity=it)
    form = ProgressForm(request.POST or None, instance=status, initial=first)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            follow_plan.note_progress(form.save(commit=False), by=request.seat)
            messages.success(request, _("It is noted how far the activity has come."))
            return redirect("plan_activity", pk=pk)
    context = {
        "plan": it.plan, "form": form, "activity": it,
        "title": _("How far has it come?"), "verb": _("Save"),
    }  # fmt: skip
    return render(request, "governance/plan_step.html", context)


@policy("commit_to_activity", methods="GET POST")
def commitment_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Give hours or kronor to an activity of a draft, for a member that one answers for."""
    it = _found(request, pk)
    return _given(request, Commitment(activity=it), it)


def _found_commitment(request: NetworkRequest, pk: int) -> Commitment:
    seen = PlanActivity.objects.seen_by(request.seat)
    rows = Commitment.objects.filter(activity__in=seen)
    it: Commitment = get_object_or_404(
        rows.select_related("activity__plan", "activity__goal", "membership__authority"), pk=pk
    )
    request.seat.require("commit_to_activity", it)
    return it


@policy("commit_to_activity", methods="GET POST")
def commitment_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change what a member gives, while the plan is a draft."""
    row = _found_commitment(request, pk)
    return _given(request, row, row.activity)


def _given(request: NetworkRequest, row: Commitment, it: PlanActivity) -> HttpResponse:
    form = CommitmentForm(request.POST or None, instance=row, seat=request.seat)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            follow_plan.commit(form.save(commit=False), by=request.seat)
            messages.success(request, _("The commitment is kept."))
            return redirect("plan_activity", pk=it.pk)
    title = _("What %(member)s gives") % {"member": row.membership.name} if row.pk else _("Give")
    context = {"plan": it.plan, "form": form, "activity": it, "title": title, "verb": _("Save")}
    return render(request, "governance/plan_step.html", context)


@policy("commit_to_activity", methods="POST")
def commitment_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take back what a member gives, while the plan is a draft."""
    row = _found_commitment(request, pk)
    with refusals_said(request):
        follow_plan.take_back(row, by=request.seat)
        messages.success(request, _("The commitment is taken back."))
    return redirect("plan_activity", pk=row.activity_id)
