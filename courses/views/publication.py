"""A variant is adopted, and a decided plan is published: looked at first, then done by a job."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from courses.actions import adopt as adopting
from courses.actions import publish
from courses.actions.tell_published import concerned
from courses.models import Plan, Run
from courses.plans.council_forms import PlanAdoptionForm
from courses.plans.emails import shown_letter
from courses.plans.publication import published, steps, why_not
from courses.plans.publish_words import by_hand
from members.models import Membership
from network.actions.job import JobRefused
from network.middleware import NetworkRequest
from network.models import Job
from network.permissions import policy


def _plan(request: NetworkRequest, pk: int) -> Plan:
    plans = Plan.objects.seen_by(request.seat).with_totals().select_related("campaign", "network")
    found: Plan = get_object_or_404(plans, pk=pk)
    return found


@policy("decide_candidates", methods="GET POST")
def plan_adoption(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say what making a variant the decided plan changes, and do it."""
    plan = _plan(request, pk)
    if plan.state != Plan.State.VARIANT:
        messages.info(request, _("The plan is decided already."))
        return redirect("council", pk=plan.campaign_id)
    form = PlanAdoptionForm(request.POST or None, seat=request.seat)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():  # a decision that is entered for nothing is not kept
                decision = form.decided()
                assert decision is not None  # noqa: S101 - the form has asked for it
                made = adopting.adopt(plan, decision, by=request.seat)
        except adopting.NotAdopted:
            messages.error(
                request, _("The variant is not decided. Look at what stands in the way.")
            )
            return redirect("plan_adoption", pk=plan.pk)
        told = _("The plan is decided as version %(version)s. Publish it when it may be seen.")
        messages.success(request, told % {"version": made.version})
        return redirect("plan_publication", pk=plan.pk)
    return render(
        request,
        "courses/council/adoption.html",
        {
            "plan": plan,
            "form": form,
            "campaign": plan.campaign,
            "in_the_way": adopting.in_the_way(plan),
            "before": adopting.before(plan),
            "differences": adopting.differences(plan),
        },
    )


@policy("publish_plan", methods="GET POST")
def plan_publication(request: NetworkRequest, pk: int) -> HttpResponse:
    """Show what publishing would do run by run and whom it tells; then do it, with progress."""
    plan = _plan(request, pk)
    if request.method == "POST":
        try:
            publish.order(plan, by=request.seat)
        except (publish.NotPublished, JobRefused) as refusal:
            messages.error(request, str(refusal))
        return redirect("plan_publication", pk=plan.pk)
    job = _job(plan)
    if request.headers.get("HX-Request"):
        response = render(request, "courses/council/progress.html", {"plan": plan, "job": job})
        if job is None or job.over:
            response["HX-Refresh"] = "true"
        return response
    facts: dict[str, Any] = {
        "plan": plan,
        "campaign": plan.campaign,
        "job": job,
        "running": job is not None and not job.over,
        "why_not": why_not(plan),
        "left": _left(plan),
    }
    if plan.state == Plan.State.DECIDED:
        facts |= _preview(plan)
    return render(request, "courses/council/publication.html", facts)


def _preview(plan: Plan) -> dict[str, Any]:
    members = {
        one.pk: one.short_name for one in Membership.objects.select_related("authority").all()
    }
    earlier = published(plan.campaign_id)
    told = concerned(plan, earlier)
    found = steps(plan, members)
    kinds = ("new", "changed", "off", "hand", "same")
    return {
        "earlier": earlier,
        "groups": [
            (kind, rows) for kind in kinds if (rows := [one for one in found if one.kind == kind])
        ],
        "told": sorted(members.get(pk, "") for pk in told),
        "letter": shown_letter(plan, told),
    }


def _job(plan: Plan) -> Job | None:
    key = f"campaign:{plan.campaign_id}"
    found = Job.objects.filter(name=publish.JOB, key=key, facts__plan=plan.pk)
    latest: Job | None = found.order_by("-pk").first()
    return latest


def _left(plan: Plan) -> list[dict[str, Any]]:
    """What publishing left to a person, run by run."""
    kept = plan.result.get(publish.HAND, {})
    runs = Run.objects.filter(pk__in=[int(pk) for pk in kept]).select_related("course")
    return [{"run": run, "told": by_hand(**kept[str(run.pk)])} for run in runs.order_by("pk")]
