"""Papers of meetings: added, in versions, fetched one by one or all together."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from governance.actions.paper import add_paper, add_version, remove_paper
from governance.meetings.paper_forms import PaperForm, VersionForm
from governance.meetings.words import size_words, title_of
from governance.models import AgendaItem, Meeting, Paper, PaperVersion
from governance.views.agenda_item import find_item
from governance.views.meeting import find
from network.actions.job import start
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said
from network.tables import Kind, download


def find_paper(request: NetworkRequest, pk: int, verb: str) -> Paper:
    """A paper that the seat reads: the database says which; and may do something with."""
    rows = Paper.objects.select_related("body", "meeting__body", "item")
    found: Paper = get_object_or_404(rows, pk=pk)
    request.seat.require(verb, found)
    return found


def _require_own(request: NetworkRequest, paper: Paper) -> None:
    if paper.made_by != request.user.pk:
        request.seat.require("keep_meeting", paper)


@policy("read_paper")
def paper(request: NetworkRequest, pk: int) -> HttpResponse:
    """One paper: its versions, with sums that tell whether a file is the same."""
    found = find_paper(request, pk, "read_paper")
    keeps = request.seat.may("keep_meeting", found) or found.made_by == request.user.pk
    still = found.meeting is None or found.meeting.state in ("planned", "called", "open")
    versions = list(found.versions.defer("content").order_by("-number"))
    context = {
        "paper": found,
        "meeting_title": title_of(found.meeting) if found.meeting else "",
        "versions": [(row, size_words(row.size)) for row in versions],
        "may_change": keeps and still,
    }
    return render(request, "governance/paper.html", context)


@policy("read_paper")
def paper_file(request: NetworkRequest, pk: int) -> HttpResponse:
    """A version's file: always saved, never shown inside the portal."""
    rows = PaperVersion.objects.select_related("paper")
    found: PaperVersion = get_object_or_404(rows, pk=pk)
    request.seat.require("read_paper", found.paper)
    return download(found.name, bytes(found.content), cast(Kind, found.kind))


@policy("add_paper", methods="GET POST")
def paper_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Add a paper to a meeting, or to one of its items."""
    meeting = find(request, pk, "add_paper")
    items = AgendaItem.objects.filter(meeting=meeting).order_by("position", "id")
    return _new(request, Paper(body=meeting.body, meeting=meeting), items, meeting)


@policy("add_paper", methods="GET POST")
def item_paper_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Add a paper to an item, which it follows to the meeting."""
    item = find_item(request, pk, "add_paper")
    items = AgendaItem.objects.filter(pk=item.pk)
    return _new(request, Paper(body=item.body, meeting=item.meeting, item=item), items, None)


def _new(
    request: NetworkRequest, fresh: Paper, items: Any, meeting: Meeting | None
) -> HttpResponse:
    asked = request.GET.get("item")
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        instance=fresh,
        items=items,
        initial={"item": asked} if asked else None,
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = form.save(commit=False)
            made.title = form.cleaned_data["title"]
            add_paper(made, form.cleaned_data["file"], by=request.seat)
            messages.success(request, _("The paper is added."))
            if made.meeting_id:
                return redirect("meeting", pk=made.meeting_id)
            return redirect("item", pk=made.item_id)
    context = {"form": form, "meeting": fresh.meeting, "item": fresh.item}
    context["title"] = title_of(fresh.meeting) if fresh.meeting else ""
    return render(request, "governance/paper_form.html", context)


@policy("add_paper", methods="GET POST")
def paper_version_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Add the next version of a paper; the former ones are kept."""
    found = find_paper(request, pk, "add_paper")
    _require_own(request, found)
    form = VersionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            number = add_version(found, form.cleaned_data["file"], by=request.seat)
            messages.success(request, _("It is kept as version %(n)s.") % {"n": number})
            return redirect("paper", pk=pk)
    return render(request, "governance/paper_version_form.html", {"form": form, "paper": found})


@policy("add_paper", methods="POST")
def paper_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a paper away with all its versions, until the meeting is over."""
    found = find_paper(request, pk, "add_paper")
    _require_own(request, found)
    meeting, item = found.meeting_id, found.item_id
    with refusals_said(request):
        remove_paper(found, by=request.seat)
        messages.success(request, _("The paper is taken away."))
    if meeting:
        return redirect("meeting", pk=meeting)
    return redirect("item", pk=item) if item else redirect("open_items")


@policy("read_meeting", methods="POST")
def papers_together(request: NetworkRequest, pk: int) -> HttpResponse:
    """All papers of a meeting that one reads, as one file; made by the worker."""
    found = find(request, pk, "read_meeting")
    job = start(
        "governance.papers_together",
        key=f"{found.pk}:{request.user.pk}",
        by=request.seat,
        meeting_id=found.pk,
    )
    return redirect("job", pk=job.pk)
