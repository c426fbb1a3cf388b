"""The agenda of a meeting, built from the open items of its body, by mouse or by keyboard."""

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions import agenda as acts
from governance.meetings.agenda_paper import agenda_pdf
from governance.meetings.page import lines_of, papers_of
from governance.meetings.standing_forms import StandingForm
from governance.meetings.words import title_of, when
from governance.models import AgendaItem, Body, Paper, StandingItem
from governance.rules import MeetingState
from governance.views.meeting import find
from network.middleware import NetworkRequest
from network.models.journal import note
from network.permissions import policy
from network.refusals import refusals_in, refusals_said
from network.tables import download


@policy("keep_meeting", methods="GET POST")
def agenda(request: NetworkRequest, pk: int) -> HttpResponse:
    """Build the agenda: take up open items, and put all of them in order.

    A POST carries either an item and a step, or the whole order after a drag.
    """
    found = find(request, pk, "keep_meeting")
    if request.method == "POST":
        with refusals_said(request):
            if order := request.POST.get("order"):
                acts.arrange(
                    found,
                    [int(one) for one in order.split(",") if one.isdecimal()],
                    by=request.seat,
                )
            else:
                rows = AgendaItem.objects.filter(meeting=found)
                item = rows.filter(pk=_number(request.POST.get("item"))).first()
                if item is not None:
                    acts.move(item, -1 if request.POST.get("step") == "up" else 1, by=request.seat)
        if not request.headers.get("HX-Request"):
            moved = request.POST.get("item", "")
            return redirect(f"{request.path}#item-{moved}" if moved.isdecimal() else request.path)
    papers = papers_of(Paper.objects.filter(meeting=found))
    lines = lines_of(found, papers)
    total = sum(line.item.minutes_planned or 0 for line in lines)
    length = int((found.ends - found.starts).total_seconds() // 60)
    context = {
        "meeting": found,
        "title": title_of(found),
        "when": when(found),
        "lines": lines,
        "order": ",".join(str(line.item.pk) for line in lines),
        "open_items": AgendaItem.objects.open().filter(body=found.body_id).order_by("made_at"),
        "orders": found.state in (MeetingState.PLANNED, MeetingState.CALLED),
        "over": found.state in (MeetingState.CLOSED, MeetingState.APPROVED, "cancelled"),
        "total": total,
        "length": length,
        "too_long": max(0, total - length),
        "moved": request.POST.get("item", ""),
        "step": request.POST.get("step", ""),
    }
    name = (
        "governance/agenda_lines.html"
        if request.headers.get("HX-Request")
        else "governance/agenda.html"
    )
    return render(request, name, context)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


@policy("read_meeting")
def agenda_paper(request: NetworkRequest, pk: int) -> HttpResponse:
    """The agenda as a document, with its papers listed."""
    found = find(request, pk, "read_meeting")
    name = _("Agenda %(body)s %(day)s") % {
        "body": found.body.in_words,
        "day": timezone.localdate(found.starts).isoformat(),
    }
    return download(name, agenda_pdf(found), "pdf")


@policy("keep_meeting", methods="GET POST")
def standing_items(request: NetworkRequest, pk: int) -> HttpResponse:
    """The items that stand on every agenda of a body: added, changed, taken away."""
    body = get_object_or_404(Body.objects.seen_by(request.seat), pk=pk)
    request.seat.require("keep_meeting", body)
    rows = StandingItem.objects.filter(body=body)
    chosen = None
    if (asked := request.GET.get("item", "")).isdecimal():
        chosen = get_object_or_404(rows, pk=int(asked))
    form = StandingForm(request.POST or None, instance=chosen or StandingItem(body=body))
    if request.method == "POST":
        if removed := request.POST.get("removal"):
            get_object_or_404(rows, pk=_number(removed)).delete()
            note("keep_standing_items", body, body=body.name)
            return redirect(request.path)
        if moved := request.POST.get("moved"):
            row = get_object_or_404(rows, pk=_number(moved))
            acts.move_standing(row, -1 if request.POST.get("step") == "up" else 1)
            note("keep_standing_items", body, body=body.name)
            return redirect(f"{request.path}#item-{row.pk}")
        if form.is_valid():
            with refusals_in(form):
                made = form.save(commit=False)
                if made.pk is None:
                    most = rows.aggregate(most=Max("position"))["most"] or 0
                    made.position = most + 1
                acts.keep_standing(made)
                note("keep_standing_items", body, body=body.name)
                messages.success(request, _("Kept. It stands on the agendas of new meetings."))
                return redirect(request.path)
    context = {"body": body, "rows": rows, "form": form, "chosen": chosen}
    return render(request, "governance/standing_items.html", context)
