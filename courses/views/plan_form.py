"""Beginning, changing and taking away variants of a year's plan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from courses.actions import plan as actions
from courses.models import Plan
from courses.plans.forms import CopyForm, PlanForm
from courses.views.campaign import found_campaign
from courses.views.plan import found_plan
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("keep_plans", methods="GET POST")
def plan_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Begin a variant for a needs assessment; `like` names one whose rules are copied."""
    campaign = found_campaign(request, pk)
    asked = request.GET.get("like", "")
    like = None
    if asked.isdecimal():
        like = Plan.objects.seen_by(request.seat).filter(campaign=campaign, pk=int(asked)).first()
    form = CopyForm(request.POST or None, campaign=campaign, like=like)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        plan = actions.begin(
            campaign,
            by=request.seat,
            name=said["name"],
            budget=said["budget"],
            hours=said["hours"],
            settings=form.settings(),
            like=said["like"],
        )
        messages.success(request, _("The variant is there. Compute it when its rules are right."))
        return redirect("plan", pk=plan.pk)
    return render(
        request, "courses/plans/plan_form.html", {"form": form, "campaign": campaign, "plan": None}
    )


@policy("keep_plans", methods="GET POST")
def plan_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change what a variant is called, may use and weighs."""
    plan = found_plan(request, pk)
    form = PlanForm(request.POST or None, campaign=plan.campaign, plan=plan)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.change(
                plan,
                by=request.seat,
                name=said["name"],
                budget=said["budget"],
                hours=said["hours"],
                settings=form.settings(),
            )
        except actions.PlanStands as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The variant is changed."))
        return redirect("plan", pk=plan.pk)
    return render(
        request,
        "courses/plans/plan_form.html",
        {"form": form, "campaign": plan.campaign, "plan": plan},
    )


@policy("keep_plans", methods="GET POST")
def plan_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a variant away; asked once more first."""
    plan = found_plan(request, pk)
    if request.method == "POST":
        try:
            actions.remove(plan, by=request.seat)
        except actions.PlanStands as refusal:
            messages.error(request, str(refusal))
            return redirect("plan", pk=plan.pk)
        messages.success(request, _("The variant is taken away."))
        return redirect("plans")
    return render(
        request,
        "courses/plans/plan_removal.html",
        {"plan": plan, "runs": plan.runs.count(), "rules": plan.rules.count()},
    )
