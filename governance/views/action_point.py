"""Actions across the bodies: the list, what is written down, and that it is done."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions.action_point import drop, finish, reopen, save_action
from governance.meetings.action_forms import ActionForm, DoneForm, people_of
from governance.meetings.listing import (
    ActionFilter,
    actions_table,
    bodies_of,
    seen_actions,
    state_of,
)
from governance.meetings.of_body import bodies_kept, must_choose
from governance.models import ActionPoint, AgendaItem
from governance.views.meeting import find
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said

PAGE = 25


def find_action(request: NetworkRequest, pk: int, verb: str) -> ActionPoint:
    """An action that the seat reads and may do something with."""
    found: ActionPoint = get_object_or_404(seen_actions(request.seat), pk=pk)
    request.seat.require(verb, found)
    return found


@policy("see_actions")
def actions(request: NetworkRequest) -> HttpResponse:
    """The actions of the bodies that one sits in, and one's own."""
    seen = seen_actions(request.seat)
    mine = request.GET.get("whose") == "mine"
    rows = seen.filter(person__in=request.seat.scope.people) if mine else seen
    filters = ActionFilter(request.GET, bodies=bodies_of(request.seat))
    found = filters.apply(rows)
    if (kind := request.GET.get("format", "")) in ("csv", "xlsx"):
        return actions_table(found, kind)
    today = timezone.localdate()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.state_words, row.late = state_of(row, today), row.is_overdue(today)
    overdue = seen.filter(Q(done_at=None, dropped_at=None), due__lt=today).count()
    context = {
        "page_obj": page,
        "filters": filters,
        "filtered": filters.is_used,
        "mine": mine,
        "overdue": overdue,
        "writes": bodies_kept(request.seat).exists(),
    }
    return render(request, "governance/action_list.html", context)


@policy("see_actions")
def action(request: NetworkRequest, pk: int) -> HttpResponse:
    """One action: who, until when, where it comes from, and the button that it is done."""
    found: ActionPoint = get_object_or_404(seen_actions(request.seat), pk=pk)
    context = {
        "row": found,
        "state": state_of(found, timezone.localdate()),
        "late": found.is_overdue(timezone.localdate()),
        "may_finish": found.is_open and request.seat.may("do_action", found),
        "keeps": request.seat.may("keep_actions", found),
        "form": DoneForm(),
    }
    return render(request, "governance/action.html", context)


@policy("keep_actions", methods="GET POST")
def action_new(request: NetworkRequest) -> HttpResponse:
    """Write an action down, from a meeting or an item where that is asked for."""
    fresh = ActionPoint()
    if (asked := request.GET.get("meeting", "")).isdecimal():
        fresh.meeting = find(request, int(asked), "keep_meeting")
        fresh.body = fresh.meeting.body
        if (item := request.GET.get("item", "")).isdecimal():
            fresh.item = get_object_or_404(
                AgendaItem.objects.filter(meeting=fresh.meeting), pk=int(item)
            )
    bodies = bodies_kept(request.seat)
    if not fresh.body_id:
        must_choose(bodies, request.seat)
    known = [fresh.body] if fresh.body_id else bodies
    form = ActionForm(request.POST or None, instance=fresh, bodies=bodies, people=people_of(known))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = save_action(form.save(commit=False), by=request.seat)
            messages.success(request, _("The action is written down."))
            if made.meeting_id:
                return redirect("meeting", pk=made.meeting_id)
            return redirect("actions")
    return render(request, "governance/action_form.html", {"form": form, "meeting": fresh.meeting})


@policy("keep_actions", methods="GET POST")
def action_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change what an action is, who does it, or until when."""
    found = find_action(request, pk, "keep_actions")
    form = ActionForm(
        request.POST or None,
        instance=found,
        bodies=bodies_kept(request.seat),
        people=people_of([found.body]),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            save_action(form.save(commit=False), by=request.seat)
            messages.success(request, _("Changed."))
            return redirect("action", pk=pk)
    return render(request, "governance/action_form.html", {"form": form, "row": found})


@policy("do_action", methods="POST")
def action_finish(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say that an action is done."""
    found = find_action(request, pk, "do_action")
    form = DoneForm(request.POST)
    with refusals_said(request):
        finish(found, form.cleaned_data["done_words"] if form.is_valid() else "")
        messages.success(request, _("The action is noted as done."))
    return redirect("action", pk=pk)


@policy("keep_actions", methods="POST")
def action_reopening(request: NetworkRequest, pk: int) -> HttpResponse:
    """Open an action anew."""
    found = find_action(request, pk, "keep_actions")
    with refusals_said(request):
        reopen(found, by=request.seat)
        messages.success(request, _("The action is open again."))
    return redirect("action", pk=pk)


@policy("keep_actions", methods="POST")
def action_dropping(request: NetworkRequest, pk: int) -> HttpResponse:
    """Drop an action that is not needed any more."""
    found = find_action(request, pk, "keep_actions")
    with refusals_said(request):
        drop(found, by=request.seat)
        messages.success(request, _("The action is dropped."))
    return redirect("action", pk=pk)
