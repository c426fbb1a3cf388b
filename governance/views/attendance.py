"""Who takes part in a meeting: one tap each, and whether the meeting can decide."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from governance.actions.attend import add_guest, mark, remove_guest, set_paragraphs
from governance.meetings.forms import GuestForm, ParagraphForm
from governance.meetings.quorum import present
from governance.meetings.words import stands, title_of, when
from governance.models import Attendance, Holder, Mandate, Meeting
from governance.rules import MeetingState, Presence
from governance.views.meeting import find
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said


@policy("read_meeting")
def attendance(request: NetworkRequest, pk: int) -> HttpResponse:
    """The mandates with who takes part; the body's officers mark it while the meeting goes on."""
    found = find(request, pk, "read_meeting")
    return _page(request, found, GuestForm())


def _page(request: NetworkRequest, meeting: Meeting, guest: GuestForm) -> HttpResponse:
    keeps = request.seat.may("keep_meeting", meeting)
    context = {
        "meeting": meeting,
        "title": title_of(meeting),
        "when": when(meeting),
        "it": stands(meeting),
        "now": present(meeting),
        "guest": guest,
        "marks": keeps and meeting.state == MeetingState.OPEN,
    }
    name = (
        "governance/attendance_rows.html"
        if request.headers.get("HX-Request")
        else "governance/attendance.html"
    )
    return render(request, name, context)


@policy("keep_meeting", methods="POST")
def attendance_mark(request: NetworkRequest, pk: int) -> HttpResponse:
    """One tap: a mandate, who holds it, and how they take part."""
    found = find(request, pk, "keep_meeting")
    mandates = Mandate.objects.filter(body=found.body_id).select_related("membership__authority")
    mandate = mandates.filter(pk=_number(request.POST.get("mandate"))).first()
    holders = Holder.objects.on(timezone.localdate(found.starts)).filter(mandate=mandate)
    holder = holders.filter(pk=_number(request.POST.get("holder"))).first()
    presence = request.POST.get("presence", "")
    if mandate is not None and presence in Presence.values:
        with refusals_said(request):
            mark(
                found, mandate, holder or holders.order_by("rank").last(), presence, by=request.seat
            )
    if request.headers.get("HX-Request"):
        return _page(request, found, GuestForm())
    return redirect("attendance", pk=pk)


@policy("keep_meeting", methods="GET POST")
def attendance_time(request: NetworkRequest, pk: int) -> HttpResponse:
    """Somebody came late or left early: from and to which paragraph they took part."""
    row = get_object_or_404(
        Attendance.objects.filter(meeting__in=Meeting.objects.seen_by(request.seat)).select_related(
            "meeting__body"
        ),
        pk=pk,
    )
    request.seat.require("keep_meeting", row.meeting)
    first = {"first": row.from_paragraph, "last": row.to_paragraph}
    form = ParagraphForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            data = form.cleaned_data
            set_paragraphs(row, data["first"], data["last"], by=request.seat)
            return redirect("attendance", pk=row.meeting_id)
    context = {"row": row, "form": form, "title": title_of(row.meeting)}
    return render(request, "governance/attendance_time.html", context)


@policy("keep_meeting", methods="POST")
def attendance_guest(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write a guest down."""
    found = find(request, pk, "keep_meeting")
    form = GuestForm(request.POST, instance=Attendance(meeting=found))
    if form.is_valid():
        with refusals_in(form):
            add_guest(form.save(commit=False), by=request.seat)
            return redirect("attendance", pk=pk)
    return _page(request, found, form)


@policy("keep_meeting", methods="POST")
def attendance_guest_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a guest away who was not there."""
    row = get_object_or_404(
        Attendance.objects.filter(
            meeting__in=Meeting.objects.seen_by(request.seat), mandate=None
        ).select_related("meeting__body"),
        pk=pk,
    )
    request.seat.require("keep_meeting", row.meeting)
    with refusals_said(request):
        remove_guest(row, by=request.seat)
    return redirect("attendance", pk=row.meeting_id)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
