"""Items of a body: raised, changed, put on an agenda, taken off, thrown away."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.actions import agenda as acts
from governance.meetings.effects import effect_now
from governance.meetings.item_forms import ItemForm
from governance.meetings.listing import ItemFilter, bodies_of, items_table, seen_items
from governance.meetings.of_body import bodies_raised_in, must_choose
from governance.meetings.page import papers_of
from governance.meetings.who import name_of
from governance.meetings.words import title_of
from governance.models import AgendaItem, Meeting, Paper, Resolution
from governance.places import sat_in
from governance.rules import MeetingState
from governance.views.meeting import find
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said

PAGE = 25


def find_item(request: NetworkRequest, pk: int, verb: str) -> AgendaItem:
    """An item that the seat reads and may do something with."""
    found: AgendaItem = get_object_or_404(seen_items(request.seat), pk=pk)
    request.seat.require(verb, found)
    return found


@policy("see_meetings")
def open_items(request: NetworkRequest) -> HttpResponse:
    """The open items of the bodies that one sits in, to be taken up by a meeting."""
    rows = seen_items(request.seat).filter(meeting=None)
    filters = ItemFilter(request.GET, bodies=bodies_of(request.seat))
    found = filters.apply(rows)
    if (kind := request.GET.get("format", "")) in ("csv", "xlsx"):
        return items_table(found, kind)
    context = {
        "page_obj": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "filtered": filters.is_used,
        "raises": bodies_raised_in(request.seat, sat_in()).exists(),
    }
    return render(request, "governance/item_list.html", context)


@policy("see_meetings")
def item(request: NetworkRequest, pk: int) -> HttpResponse:
    """One item: its background, the proposed decision and what it changes, and where it stands."""
    found: AgendaItem = get_object_or_404(seen_items(request.seat), pk=pk)
    keeps = request.seat.may("keep_meeting", found)
    own = found.made_by == request.user.pk and request.seat.may("raise_item", found)
    still = found.meeting is None or found.meeting.state in (
        MeetingState.PLANNED,
        MeetingState.CALLED,
        MeetingState.OPEN,
    )
    context = {
        "item": found,
        "meeting_title": title_of(found.meeting) if found.meeting else "",
        "papers": papers_of(Paper.objects.filter(item=found)),
        "effect": effect_now(found),
        "resolution": Resolution.objects.filter(item=found).first(),
        "before": found.follows,
        "keeps": keeps and found.meeting is None,
        "may_change": still and (keeps or (own and found.meeting is None)),
        "may_add_paper": still and request.seat.may("add_paper", found),
        "meetings": [
            (row, title_of(row))
            for row in Meeting.objects.to_come().filter(body=found.body_id).order_by("starts")[:6]
        ]
        if keeps and found.meeting is None
        else [],
    }
    return render(request, "governance/item.html", context)


@policy("raise_item", methods="GET POST")
def item_new(request: NetworkRequest) -> HttpResponse:
    """Raise an item in a body that one sits in, or put it straight on an agenda one keeps."""
    meeting = None
    if (asked := request.GET.get("meeting", "")).isdecimal():
        meeting = find(request, int(asked), "keep_meeting")
    bodies = bodies_raised_in(request.seat, sat_in())
    fresh = AgendaItem(raised_by=name_of(request.seat), meeting=meeting)
    if meeting:
        fresh.body = meeting.body
    else:
        must_choose(bodies, request.seat)
    form = ItemForm(
        request.POST or None,
        instance=fresh,
        bodies=bodies,
        seat=request.seat,
        initial={"body": request.GET.get("body")},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = acts.save_item(form.save(commit=False), by=request.seat)
            if meeting:
                messages.success(request, _("The item stands on the agenda."))
                return redirect("agenda", pk=meeting.pk)
            messages.success(request, _("The item is raised. A meeting can take it up."))
            return redirect("item", pk=made.pk)
    context = {"form": form, "meeting": meeting, "title": title_of(meeting) if meeting else ""}
    return render(request, "governance/item_form.html", context)


@policy("raise_item", methods="GET POST")
def item_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change an item: who raised it while it is open, the officers until the meeting ends."""
    found = find_item(request, pk, "raise_item")
    if found.made_by != request.user.pk or found.meeting_id is not None:
        request.seat.require("keep_meeting", found)
    form = ItemForm(
        request.POST or None,
        instance=found,
        bodies=bodies_raised_in(request.seat, sat_in()),
        seat=request.seat,
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.save_item(form.save(commit=False), by=request.seat)
            messages.success(request, _("Changed."))
            if found.meeting_id:
                return redirect("agenda", pk=found.meeting_id)
            return redirect("item", pk=pk)
    context = {"form": form, "item": found, "meeting": found.meeting}
    context["title"] = title_of(found.meeting) if found.meeting else ""
    return render(request, "governance/item_form.html", context)


@policy("keep_meeting", methods="POST")
def item_taking(request: NetworkRequest, pk: int) -> HttpResponse:
    """Put open items on a meeting's agenda."""
    meeting = find(request, pk, "keep_meeting")
    chosen = [int(one) for one in request.POST.getlist("item") if one.isdecimal()]
    rows = AgendaItem.objects.open().filter(body=meeting.body_id, pk__in=chosen)
    with refusals_said(request):
        taken = acts.take_up(rows.order_by("made_at", "pk"), meeting, by=request.seat)
        if taken:
            words = ngettext(
                "%(n)s item stands on the agenda.", "%(n)s items stand on the agenda.", taken
            )
            messages.success(request, words % {"n": taken})
        else:
            messages.error(request, _("Choose at least one item."))
    return redirect(f"{reverse('agenda', args=[pk])}#lines")


@policy("keep_meeting", methods="POST")
def item_leaving(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take an item off its agenda, back to the open ones."""
    found = find_item(request, pk, "keep_meeting")
    meeting = found.meeting_id
    with refusals_said(request):
        acts.leave(found, by=request.seat)
        messages.success(request, _("Taken off the agenda."))
    return redirect("agenda", pk=meeting) if meeting else redirect("open_items")


@policy("raise_item", methods="POST")
def item_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Throw an open item away: one's own, or any of a body that one keeps."""
    found = find_item(request, pk, "raise_item")
    if found.made_by != request.user.pk:
        request.seat.require("keep_meeting", found)
    with refusals_said(request):
        acts.remove(found, by=request.seat)
        messages.success(request, _("The item is thrown away."))
        return redirect("open_items")
    return redirect("item", pk=pk)
