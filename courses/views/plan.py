"""A year's plans: the variants and decided versions, one of them, and its computation."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from courses.actions import plan as variants
from courses.actions import plan_job
from courses.models import Campaign, Plan
from courses.plans import inputs as plan_inputs
from courses.plans import page as plan_page
from courses.plans import words as plan_words
from courses.plans.account import account_of
from courses.plans.exports import plan_table
from courses.plans.problem import measures_of
from network.actions.job import JobRefused
from network.middleware import NetworkRequest
from network.permissions import policy


def found_plan(request: NetworkRequest, pk: int) -> Plan:
    """A plan that one sees; 404 otherwise."""
    seen = Plan.objects.seen_by(request.seat).select_related("campaign")
    plan: Plan = get_object_or_404(seen, pk=pk)
    return plan


@policy("see_plans")
def plans(request: NetworkRequest) -> HttpResponse:
    """The variants and decided versions of a year; the newest year if none is asked for."""
    campaigns = list(Campaign.objects.seen_by(request.seat).order_by("-year"))
    asked = request.GET.get("year", "")
    chosen = next((one for one in campaigns if str(one.year) == asked), None)
    campaign = chosen or (campaigns[0] if campaigns else None)
    context: dict[str, Any] = {
        "campaign": campaign,
        "campaigns": campaigns,
        "keeps": request.seat.may("keep_plans"),
    }
    if campaign is not None:
        seen = Plan.objects.seen_by(request.seat).filter(campaign=campaign).with_totals()
        rows = [
            {"plan": one, "measures": _measures(one)}
            for one in sorted(seen, key=lambda one: -(one.version or 0))
        ]
        context["decided"] = [row for row in rows if row["plan"].version]
        context["variants"] = [row for row in rows if not row["plan"].version]
        context["unpriced"] = _unpriced(campaign)
    return render(request, "courses/plans/plan_list.html", context)


def _measures(plan: Plan) -> dict[str, Any]:
    frozen = plan.result.get("measures")
    if not frozen:
        return {}
    found = measures_of(frozen)
    return {
        "met": found.seats,
        "asked": found.asked,
        "evenness": plan_words.between(
            plan_words.percent(found.lowest), plan_words.percent(found.highest)
        ),
    }


def _unpriced(campaign: Campaign) -> list[tuple[int, str]]:
    """The courses that somebody needs and nobody has costed, by number and title."""
    now = plan_inputs.gather(Plan(campaign=campaign, inputs={"settings": {"sent": True}}))
    wanted = {row[0] for row in now["needs"]}
    titles = plan_page.titles_of(campaign.pk)
    return [(pk, titles[pk]) for pk in titles if pk in wanted and pk in now["unpriced"]]


@policy("see_plans")
def plan(request: NetworkRequest, pk: int) -> HttpResponse:
    """What a plan holds, what each authority gets of its need, and why it looks so."""
    found = found_plan(request, pk)
    titles = plan_page.titles_of(found.campaign_id)
    runs = plan_page.runs_of(found)
    now = plan_inputs.gather(found)
    asked = plan_inputs.asked_by(found.inputs if found.made_at else now)
    rows = plan_page.rows_of(runs, asked, titles)
    kind = request.GET.get("format")
    if kind in ("csv", "xlsx"):
        return plan_table(found, runs, titles, kind)
    plan_page.say_why_left_out(found, rows)
    measures = plan_page.measures_of_plan(found)
    names = plan_page.names_of(list(measures.authorities)) if measures else {}
    keeps = request.seat.may("keep_plans")
    context: dict[str, Any] = {
        "plan": found,
        "variant": found.state == Plan.State.VARIANT,
        "keeps": keeps,
        "job": plan_job.latest(found) if keeps else None,
        "repeated": plan_job.latest(found, again=True) if keeps else None,
        "rows": [row for row in rows if row.runs],
        "left_out": [row for row in rows if not row.runs and row.all_asked],
        "runs": [{"run": run, "title": titles.get(run.candidate_id, "–")} for run in runs],
        "rules": plan_page.rule_lines(found, titles),
        "measures": measures,
        "gives": plan_words.gives(measures) if measures else "",
        "chart": plan_page.chart_of(measures, names) if measures else None,
        "authorities": plan_page.authorities(measures, names) if measures else [],
        "one_more": plan_page.one_more(found, titles),
        "conflict": plan_page.conflict_of(found, titles),
        "changed": plan_page.what_changed(found, now),
        "unsorted": now["unsorted"],
        **account_of(found, titles),
    }
    return render(request, "courses/plans/plan_detail.html", context)


@policy("keep_plans")
def plan_progress(request: NetworkRequest, pk: int) -> HttpResponse:
    """The fragment that shows how far the computation has come; asked for every other second."""
    found = found_plan(request, pk)
    job = plan_job.latest(found)
    response = render(request, "courses/plans/plan_progress.html", {"plan": found, "job": job})
    if job is None or job.over:
        response["HX-Refresh"] = "true"
    return response


@policy("keep_plans", methods="POST")
def plan_computation(request: NetworkRequest, pk: int) -> HttpResponse:
    """Have a variant computed from the needs, costings, rooms and rules of now."""
    found = found_plan(request, pk)
    try:
        plan_job.order(found, by=request.seat)
    except (variants.PlanStands, JobRefused) as refusal:
        messages.error(request, str(refusal))
    return redirect("plan", pk=found.pk)


@policy("keep_plans", methods="POST")
def plan_stop(request: NetworkRequest, pk: int) -> HttpResponse:
    """Stop a computation; the variant keeps the runs that it had."""
    found = found_plan(request, pk)
    if plan_job.stop(found, by=request.seat):
        messages.success(request, _("The computation stops. The variant keeps what it had."))
    else:
        messages.info(request, _("The computation was over already."))
    return redirect("plan", pk=found.pk)


@policy("keep_plans", methods="POST")
def plan_repetition(request: NetworkRequest, pk: int) -> HttpResponse:
    """Compute once more from what is frozen on the plan, and compare."""
    found = found_plan(request, pk)
    try:
        plan_job.order_again(found, by=request.seat)
    except JobRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("plan", pk=found.pk)
