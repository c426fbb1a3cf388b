"""Putting the needs of a year together: what looks alike, by hand, and back again."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.actions import merge
from courses.actions.merge import NotMerged
from courses.models import Area, Campaign, Candidate, Merger, NeedLine
from courses.needs.likeness import folded_in
from courses.needs.merge_forms import NEW, MergeForm, ticked
from courses.needs.merging_page import (
    CANDIDATE,
    Proposal,
    Row,
    done,
    loose_lines,
    proposals,
    standing_candidates,
)
from courses.needs.rules import Audience
from courses.views.campaign import found_campaign
from network.middleware import NetworkRequest
from network.permissions import policy

PROPOSALS, ROWS, DONE = 10, 50, 30
BY_HAND = {"into": NEW, "audience": str(Audience.EVERYONE)}


@policy("merge_needs")
def needs_merging(request: NetworkRequest, pk: int) -> HttpResponse:
    """What looks like the same course, what is left, and what was put together."""
    campaign = found_campaign(request, pk)
    return _page(request, campaign)


def _page(
    request: NetworkRequest, campaign: Campaign, form: MergeForm | None = None
) -> HttpResponse:
    seat = request.seat
    lines, candidates = loose_lines(campaign, seat), standing_candidates(campaign, seat)
    areas = Area.objects.order_by("name_sv")
    proposed = proposals(campaign, [*candidates, *lines])
    some = Paginator(proposed, PROPOSALS).get_page(request.GET.get("proposals"))
    shown = CANDIDATE if request.GET.get("show") == CANDIDATE else "line"
    words = request.GET.get("q", "")[:100]
    rows = [
        row for row in (candidates if shown == CANDIDATE else lines) if folded_in(words, row.text)
    ]
    history = done(campaign, seat)
    chosen = set(request.POST.getlist("chosen"))
    return render(
        request,
        "courses/needs/merging.html",
        {
            "campaign": campaign,
            "proposals": [(one, _form_of(one, candidates, areas)) for one in some],
            "proposed": some,
            "lines": len(lines),
            "candidates": len(candidates),
            "page_obj": Paginator(rows, ROWS).get_page(request.GET.get("page")),
            "shown": shown,
            "chosen": chosen,
            "form": form or MergeForm(candidates=candidates, areas=areas, initial=BY_HAND),
            "done": history[:DONE],
        },
    )


def _form_of(proposal: Proposal, candidates: list[Row], areas: Any) -> MergeForm:
    first = proposal.rows[0]
    area = next((row.area_id for row in proposal.rows if row.area_id), None)
    return MergeForm(
        candidates=candidates,
        areas=areas,
        fits=proposal.candidates,
        auto_id=f"id_{first.key}_%s",
        initial={
            "into": proposal.candidates[0].key if proposal.candidates else NEW,
            "title": "" if proposal.candidates else proposal.title,
            "area": area,
            "audience": first.audience_key,
        },
    )


@policy("merge_needs", methods="POST")
def needs_merger(request: NetworkRequest, pk: int) -> HttpResponse:
    """Put the ticked needs together as one candidate."""
    campaign = found_campaign(request, pk)
    candidates = standing_candidates(campaign, request.seat)
    form = MergeForm(request.POST, candidates=candidates, areas=Area.objects.order_by("name_sv"))
    if not form.is_valid():
        return _page(request, campaign, form)
    lines, moved = ticked(request.POST.getlist("chosen"))
    try:
        made = merge.merge(campaign, lines, moved, form.target(), by=request.seat)
    except NotMerged as refusal:
        form.add_error(None, str(refusal))
        return _page(request, campaign, form)
    count = made.parts.count()
    messages.success(
        request,
        ngettext(
            "Put together: %(count)s need is part of “%(title)s” now. You can undo it below.",
            "Put together: %(count)s needs are part of “%(title)s” now. You can undo it below.",
            count,
        )
        % {"count": count, "title": made.title},
    )
    return redirect("needs_merging", pk=campaign.pk)


@policy("merge_needs", methods="POST")
def needs_apart(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say that the ticked needs are not the same; they are not proposed together again."""
    campaign = found_campaign(request, pk)
    lines, candidates = ticked(request.POST.getlist("chosen"))
    texts = [
        *NeedLine.objects.seen_by(request.seat)
        .filter(pk__in=lines, answer__campaign=campaign)
        .values_list("text", flat=True),
        *Candidate.objects.filter(pk__in=candidates, campaign=campaign).values_list(
            "title_sv", flat=True
        ),
    ]
    try:
        merge.set_apart(campaign, texts, by=request.seat)
    except NotMerged as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Remembered: they are not the same, and not proposed again."))
    return redirect("needs_merging", pk=campaign.pk)


@policy("merge_needs", methods="POST")
def merger_undoing(request: NetworkRequest, pk: int) -> HttpResponse:
    """Put everything back where it was before needs were put together."""
    found = get_object_or_404(Merger.objects.seen_by(request.seat), pk=pk)
    try:
        merge.undo(found, by=request.seat)
    except NotMerged as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Undone: everything is back where it was."))
    return redirect("needs_merging", pk=found.campaign_id)


@policy("merge_needs", methods="POST")
def need_line_leaving(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take one need in own words out of its candidate."""
    line = get_object_or_404(
        NeedLine.objects.seen_by(request.seat).select_related("answer__campaign"), pk=pk
    )
    return _taken_out(
        request, partial(merge.take_line_out, line), line.answer.campaign_id, line.candidate_id
    )


@policy("merge_needs", methods="POST")
def candidate_leaving(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a candidate out of the one that it is part of."""
    found = get_object_or_404(
        Candidate.objects.seen_by(request.seat).select_related("campaign"), pk=pk
    )
    return _taken_out(
        request, partial(merge.take_candidate_out, found), found.campaign_id, found.merged_into_id
    )


def _taken_out(
    request: NetworkRequest, take_out: Callable[..., Merger], campaign: int, home: int | None
) -> HttpResponse:
    try:
        take_out(by=request.seat)
    except NotMerged as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken out. It is listed among what is left to put together."))
    if home is None:
        return redirect("needs_merging", pk=campaign)
    return redirect("candidate", pk=home)
