"""The operational plan by year: its page, laying one, its goals, by quarter, and its paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.actions import operational_plan as acts
from governance.decisions.asking import DeciderForm
from governance.models import OperationalPlan, PlanGoal
from governance.plans import exports
from governance.plans.forms import GoalForm, PlanForm
from governance.plans.page import followed, newest_texts, plan_page
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said
from network.tables import download


def _found(request: NetworkRequest, pk: int) -> OperationalPlan:
    rows = OperationalPlan.objects.seen_by(request.seat).select_related("decision", "network")
    it: OperationalPlan = get_object_or_404(rows, pk=pk)
    return it


@policy("see_operational_plan")
def operational_plan(request: NetworkRequest) -> HttpResponse:
    """The plan of this year, else the newest that there is."""
    rows = OperationalPlan.objects.seen_by(request.seat).select_related("decision", "network")
    plan = rows.filter(year=timezone.localdate().year).first() or rows.first()
    if plan is None:
        keeps = request.seat.may("keep_operational_plan")
        return render(request, "governance/plan_none.html", {"keeps": keeps})
    return render(request, "governance/plan.html", plan_page(plan, request.seat))


@policy("see_operational_plan")
def plan_year(request: NetworkRequest, pk: int) -> HttpResponse:
    """One year's plan: goals with activities, how far they are, and who gives what."""
    plan = _found(request, pk)
    if (kind := request.GET.get("format", "")) in ("csv", "xlsx"):
        return exports.plan_table(plan, kind)
    return render(request, "governance/plan.html", plan_page(plan, request.seat))


@policy("see_operational_plan")
def plan_paper(request: NetworkRequest, pk: int) -> HttpResponse:
    """The plan as a paper, with its foreword, manifest and vision."""
    plan = _found(request, pk)
    return download(str(plan), exports.plan_paper(plan, (get_language() or "sv")[:2]), "pdf")


@policy("see_operational_plan")
def plan_quarters(request: NetworkRequest, pk: int) -> HttpResponse:
    """How far each activity had come at the end of each quarter."""
    plan = _found(request, pk)
    context = {"plan": plan, "rows": followed(plan), "texts": newest_texts(plan)}
    return render(request, "governance/plan_quarters.html", context)


@policy("keep_operational_plan", methods="GET POST")
def plan_new(request: NetworkRequest) -> HttpResponse:
    """Lay the plan of a year, empty or copied from another."""
    plans = list(OperationalPlan.objects.seen_by(request.seat))
    taken = {plan.year for plan in plans}
    year = timezone.localdate().year + 1
    first = {"year": year if year not in taken else max(taken) + 1}
    form = PlanForm(request.POST or None, initial=first, plans=plans)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, "year"):
            said = form.cleaned_data
            copied = form.plans.get(said["copied"])
            made = acts.lay_plan(said["year"], copied=copied, by=request.seat)
            messages.success(request, _("The plan is laid. Write its goals."))
            return redirect("plan_year", pk=made.pk)
    return render(request, "governance/plan_form.html", {"form": form})


@policy("keep_operational_plan", methods="GET POST")
def plan_agenda(request: NetworkRequest, pk: int) -> HttpResponse:
    """Ask a body to adopt the plan."""
    plan = _found(request, pk)
    form = DeciderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            body = form.bodies[form.cleaned_data["body"]]
            acts.put_before(plan, body, by=request.seat)
            messages.success(request, _("It waits for the next meeting of %s.") % body.in_words)
            return redirect("plan_year", pk=pk)
    return _asked(request, plan, form, _("Put it on an agenda"), _("Put on the agenda"))


@policy("keep_operational_plan", methods="GET POST")
def plan_goal_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write a goal of a draft."""
    plan = _found(request, pk)
    return _goal(request, PlanGoal(plan=plan), _("Write a goal"))


@policy("keep_operational_plan", methods="GET POST")
def plan_goal_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a goal of a draft."""
    return _goal(request, _found_goal(request, pk), _("Change the goal"))


def _found_goal(request: NetworkRequest, pk: int) -> PlanGoal:
    plans = OperationalPlan.objects.seen_by(request.seat)
    rows = PlanGoal.objects.filter(plan__in=plans).select_related("plan")
    it: PlanGoal = get_object_or_404(rows, pk=pk)
    return it


def _goal(request: NetworkRequest, goal: PlanGoal, title: str) -> HttpResponse:
    form = GoalForm(request.POST or None, instance=goal)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.save_goal(form.save(commit=False), by=request.seat)
            messages.success(request, _("The goal is kept."))
            return redirect("plan_year", pk=goal.plan_id)
    return _asked(request, goal.plan, form, title, _("Save"), goal)


@policy("keep_operational_plan", methods="POST")
def plan_goal_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take away a goal of a draft that has no activities."""
    goal = _found_goal(request, pk)
    with refusals_said(request):
        acts.remove_goal(goal, by=request.seat)
        messages.success(request, _("The goal is taken away."))
    return redirect("plan_year", pk=goal.plan_id)


def _asked(
    request: NetworkRequest,
    plan: OperationalPlan,
    form: object,
    title: str,
    verb: str,
    goal: PlanGoal | None = None,
) -> HttpResponse:
    context = {"plan": plan, "form": form, "title": title, "verb": verb, "goal": goal}
    return render(request, "governance/plan_step.html", context)
