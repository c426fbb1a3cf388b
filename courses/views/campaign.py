"""The needs assessments: their front page, each year's own page, and preparing one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions import campaign as actions
from courses.models import Campaign, NeedsAnswer
from courses.needs import words as needs_words
from courses.needs.campaign_forms import CampaignForm
from courses.needs.front import answer_rows, front_of
from courses.needs.rules import CampaignState
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("see_needs")
def needs(request: NetworkRequest) -> HttpResponse:
    """This year's needs assessment: who has answered, how long is left, what to do next."""
    return _page(request, None)


@policy("see_needs")
def campaign(request: NetworkRequest, pk: int) -> HttpResponse:
    """One year's needs assessment."""
    return _page(request, found_campaign(request, pk))


def found_campaign(request: NetworkRequest, pk: int) -> Campaign:
    """The needs assessment, if one may see it; 404 else."""
    found: Campaign = get_object_or_404(
        Campaign.objects.seen_by(request.seat).select_related("previous"), pk=pk
    )
    return found


def _page(request: NetworkRequest, chosen: Campaign | None) -> HttpResponse:
    seat = request.seat
    years = list(Campaign.objects.seen_by(seat).order_by("-year"))
    facts: dict[str, Any] = {
        "keeps": seat.may("keep_campaign"),
        "procures": seat.may("see_procurements"),
        "next_year": timezone.localdate().year + 1,
    }
    if not years:
        return render(request, "courses/needs/none.html", facts)
    # What is open comes first, then what is prepared, then the last one that closed.
    order = {CampaignState.OPEN: 0, CampaignState.DRAFT: 1, CampaignState.CLOSED: 2}
    current = chosen or min(years, key=lambda one: (order[CampaignState(one.state)], -one.year))
    facts |= {"campaign": current, "said": needs_words.state_of(current)}
    facts["begun_next"] = any(one.year == facts["next_year"] for one in years)
    if seat.may("oversee_needs"):
        counted = Campaign.objects.seen_by(seat).exclude(pk=current.pk).with_answers()
        facts |= {
            "front": front_of(current, seat),
            "others": list(counted.order_by("-year")),
            "time_left": needs_words.time_left(current),
        }
        return render(request, "courses/needs/front.html", facts)
    mine = NeedsAnswer.objects.seen_by(seat).select_related("campaign", "membership__authority")
    by_year: list[dict[str, Any]] = []
    for one in years:
        rows = answer_rows([row for row in mine if row.campaign_id == one.pk], one)
        by_year.append({"campaign": one, "rows": rows, "said": needs_words.state_of(one)})
    facts["years"] = by_year
    return render(request, "courses/needs/own.html", facts)


@policy("keep_campaign", methods="GET POST")
def campaign_new(request: NetworkRequest) -> HttpResponse:
    """Prepare a needs assessment, with last year's list of courses and questions."""
    latest = Campaign.objects.order_by("-year").first()
    year = max(timezone.localdate().year, latest.year if latest else 0) + 1
    fresh = Campaign(year=year)
    if latest:
        fresh.intro_sv, fresh.intro_en = latest.intro_sv, latest.intro_en
        fresh.reminder_days = latest.reminder_days
    form = CampaignForm(request.POST or None, instance=fresh)
    if request.method == "POST" and form.is_valid():
        made = actions.prepare(form.save(commit=False), by=request.seat)
        messages.success(request, _("The needs assessment is prepared. Look through the list."))
        return redirect("candidates", pk=made.pk)
    return render(request, "courses/needs/form.html", {"form": form, "previous": latest})


@policy("keep_campaign", methods="GET POST")
def campaign_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change the days, the introduction and the reminders."""
    found = get_object_or_404(Campaign.objects.seen_by(request.seat), pk=pk)
    if found.state == CampaignState.CLOSED:
        messages.info(request, _("The needs assessment is closed, so it stands as it is."))
        return redirect("campaign", pk=found.pk)
    form = CampaignForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.keep(form.save(commit=False), by=request.seat)
        messages.success(request, _("The needs assessment is changed."))
        return redirect("campaign", pk=found.pk)
    return render(request, "courses/needs/form.html", {"form": form, "campaign": found})
