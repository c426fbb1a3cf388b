"""The council's list of candidates, and the decisions that the coordinator writes down."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.actions.decide import decide
from courses.models import Campaign, Candidate, Decision, Plan
from courses.plans import council as reads
from courses.plans.council_exports import council_table
from courses.plans.council_forms import CouncilFilter, DecisionsForm, plan_name
from courses.views.campaign import found_campaign
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("see_plans")
def council(request: NetworkRequest, pk: int) -> HttpResponse:
    """Each candidate with what was asked for, what is proposed, and what was decided."""
    campaign = found_campaign(request, pk)
    plans = _plans(request, campaign)
    plan = reads.proposed(plans, request.GET.get("plan"))
    rows = reads.rows_of(campaign, plan, request.seat)
    shown = _shown(request, rows)
    if (kind := request.GET.get("format")) in ("csv", "xlsx"):
        return council_table(campaign, shown, kind)
    return _page(request, campaign, plans, plan, rows, shown)


@policy("decide_candidates", methods="POST")
def council_decisions(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write down what the council decided, on several candidates at once."""
    campaign = found_campaign(request, pk)
    plans = _plans(request, campaign)
    plan = reads.proposed(plans, request.GET.get("plan"))
    rows = reads.rows_of(campaign, plan, request.seat)
    shown = _shown(request, rows)
    form = DecisionsForm(request.POST, rows=shown, campaign=campaign)
    if not form.is_valid():
        return _page(request, campaign, plans, plan, rows, shown, form=form)
    made = decide(form.decided(), form.at(), by=request.seat, plan=plan)
    if made:
        told = ngettext("%(n)s decision is saved.", "%(n)s decisions are saved.", len(made))
        messages.success(request, told % {"n": len(made)})
    else:
        messages.info(request, _("It was decided so already. Nothing is written twice."))
    here = reverse("council", args=[campaign.pk])
    return redirect(f"{here}?{request.GET.urlencode()}" if request.GET else here)


def _plans(request: NetworkRequest, campaign: Campaign) -> list[Plan]:
    """The year's plans: variants and versions, the latest first."""
    return list(
        Plan.objects.seen_by(request.seat)
        .filter(campaign=campaign)
        .with_totals()
        .order_by("-created_at", "-pk")
    )


def _shown(request: NetworkRequest, rows: list[reads.Row]) -> list[reads.Row]:
    asked = request.GET
    fitting = reads.chosen(
        rows, q=asked.get("q", ""), state=asked.get("state", ""), area=asked.get("area", "")
    )
    return reads.ordered(fitting, asked.get("sort", ""))


def _page(
    request: NetworkRequest,
    campaign: Campaign,
    plans: list[Plan],
    plan: Plan | None,
    rows: list[reads.Row],
    shown: list[reads.Row],
    form: DecisionsForm | None = None,
) -> HttpResponse:
    decides = request.seat.may("decide_candidates")
    if decides and form is None:
        form = DecisionsForm(rows=shown, campaign=campaign)
    filters = CouncilFilter(request.GET, rows=rows, plans=plans)
    facts: dict[str, Any] = {
        "campaign": campaign,
        "plans": plans,
        "plan": plan,
        "latest": max((one.version or 0 for one in plans), default=0),
        "rows": shown,
        "lines": form.lines() if form else [{"row": row} for row in shown],
        "form": form,
        "decides": decides,
        "publishes": request.seat.may("publish_plan"),
        "progress": reads.progress(rows),
        "filters": filters,
        "words": filters.words(),
        "proposal": plan_name(plan) if plan else "",
        "any": bool(rows),
        "query": request.GET.urlencode(),
    }
    return render(request, "courses/council/list.html", facts)


@policy("see_needs")
def candidate_decisions(request: NetworkRequest, pk: int) -> HttpResponse:
    """Every decision on a candidate, the last first; that one holds."""
    candidate = get_object_or_404(
        Candidate.objects.seen_by(request.seat).select_related("campaign", "area"), pk=pk
    )
    decisions = Decision.objects.seen_by(request.seat).filter(candidate=candidate)
    return render(
        request,
        "courses/council/decisions.html",
        {
            "candidate": candidate,
            "campaign": candidate.campaign,
            "decisions": list(decisions.order_by("-at", "-pk")),
            "sees": request.seat.may("see_plans"),
        },
    )
