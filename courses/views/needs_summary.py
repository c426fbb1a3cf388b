"""The summary of a needs assessment: its page, its making, its papers, each member's page."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.actions import needs_summary as actions
from courses.actions import needs_summary_job as jobs
from courses.models import Campaign, NeedsPage, NeedsPaper, NeedsSummary
from courses.needs import member as needs_member
from courses.needs import papers as needs_papers
from courses.needs import tables as needs_tables
from courses.needs.figures import Figures
from courses.needs.rules import CampaignState
from courses.needs.summary_forms import SummaryFilterForm
from courses.views.campaign import found_campaign
from members.models import Membership
from network.actions.job import JobRefused
from network.looks import look_of
from network.middleware import NetworkRequest
from network.permissions import policy
from network.tables import Kind, download, table_file


def _language() -> str:
    return (get_language() or "sv")[:2]


@policy("oversee_needs")
def needs_summary(request: NetworkRequest, pk: int) -> HttpResponse:
    """The figures as they are now, as charts and tables, and the papers of what was frozen."""
    campaign = found_campaign(request, pk)
    figures, mark = actions.current(campaign)
    form = SummaryFilterForm(request.GET, figures=figures)
    shown = form.narrowed(figures)
    if request.GET.get("format") in ("csv", "xlsx"):
        return _export(shown, request.GET["format"])
    made = actions.latest(campaign)
    context = needs_papers.context(
        shown, look=None, language=_language(), demo=request.network.example_data
    )
    return render(
        request,
        "courses/needs_summary.html",
        context
        | _making(request, campaign)
        | {
            "campaign": campaign,
            "filters": form,
            "area_words": form.words("area"),
            "member_words": form.words("member"),
            "charts": [
                context[name]
                for name in ("areas", "priorities", "courses", "outcome")
                if context[name]
            ],
            "whole": shown is figures,
            "closed": campaign.state == CampaignState.CLOSED,
            "made": made,
            "changed": made is not None and made.fingerprint != mark,
            "papers": NeedsPaper.objects.filter(summary=made).defer("content").order_by("kind")
            if made
            else [],
        },
    )


def _making(request: NetworkRequest, campaign: Campaign) -> dict[str, Any]:
    makes = request.seat.may("keep_campaign")
    job = jobs.running(campaign) if makes else None
    return {"makes": makes, "job": job, "under_way": job is not None and not job.over}


def _export(figures: Figures, kind: str) -> HttpResponse:
    sheet = needs_tables.by_course(figures)
    name = _("Needs %(year)s by course") % {"year": figures.year}
    return table_file(name, sheet.headers, sheet.rows, kind)


@policy("keep_campaign", methods="POST")
def needs_summary_making(request: NetworkRequest, pk: int) -> HttpResponse:
    """Have the figures frozen and the papers drawn."""
    campaign = found_campaign(request, pk)
    try:
        jobs.order(campaign, by=request.seat)
    except JobRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The summary is being made. You can leave the page."))
    return redirect("needs_summary", pk=campaign.pk)


@policy("keep_campaign")
def needs_summary_progress(request: NetworkRequest, pk: int) -> HttpResponse:
    """The fragment that shows how far the making has come; asked for every other second."""
    campaign = found_campaign(request, pk)
    job = jobs.running(campaign)
    response = render(
        request, "courses/needs_summary_progress.html", {"campaign": campaign, "job": job}
    )
    if job is None or job.over:
        response["HX-Refresh"] = "true"
    return response


@policy("keep_campaign", methods="POST")
def needs_summary_pages(request: NetworkRequest, pk: int) -> HttpResponse:
    """Have every member's page drawn, as one file; its job's page has the result."""
    seen = NeedsSummary.objects.seen_by(request.seat).select_related("campaign").defer("figures")
    summary = get_object_or_404(seen, pk=pk)
    try:
        job = jobs.order_pages(summary, by=request.seat)
    except JobRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("needs_summary", pk=summary.campaign_id)
    return redirect("job", pk=job.pk)


@policy("oversee_needs")
def needs_paper(request: NetworkRequest, pk: int) -> HttpResponse:
    """A report or workbook, as it was made."""
    seen = NeedsPaper.objects.seen_by(request.seat).select_related("summary__campaign")
    paper = get_object_or_404(seen.defer("summary__figures"), pk=pk)
    kind: Kind = "pdf" if paper.kind == NeedsPaper.Kind.PDF else "xlsx"
    name = _("Needs assessment %(year)s") % {"year": paper.summary.campaign.year}
    return download(f"{name} {paper.language}", bytes(paper.content), kind)


@policy("see_needs")
def needs_page(request: NetworkRequest, year: int, pk: int) -> HttpResponse:
    """What became of one member's needs: its own figures against the network's."""
    campaign = get_object_or_404(Campaign.objects.seen_by(request.seat), year=year)
    everybody = Membership.objects.seen_by(request.seat).select_related("authority")
    if not request.seat.may("oversee_needs"):
        everybody = everybody.filter(pk__in=request.seat.scope.memberships)
    authority = get_object_or_404(everybody, pk=pk)
    found: NeedsPage | None = (
        NeedsPage.objects.seen_by(request.seat)
        .filter(campaign=campaign, membership=authority)
        .order_by("-pk")
        .first()
    )
    facts: dict[str, Any] = {"campaign": campaign, "authority": authority, "found": found}
    if found is not None:
        page = needs_member.thaw(found.facts)
        demo = request.network.example_data
        facts |= needs_member.context(page, look=None, language=_language(), demo=demo)
    facts["oversees"] = request.seat.may("oversee_needs")
    return render(request, "courses/needs_page.html", facts)


@policy("see_needs")
def needs_page_paper(request: NetworkRequest, pk: int) -> HttpResponse:
    """A member's page as PDF; the same bytes each time."""
    found = get_object_or_404(NeedsPage.objects.seen_by(request.seat), pk=pk)
    content = actions.draw_page(
        found.facts,
        _language(),
        look=look_of(request.network),
        demo=request.network.example_data,
        made=found.made_at,
    )
    name = _("Needs %(year)s %(name)s") % {
        "year": found.facts["year"],
        "name": found.facts["name"],
    }
    return download(name, content, "pdf")
