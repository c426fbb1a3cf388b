"""Closing a meeting, choosing who approves its minutes, sending them, and answering."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.actions.approve import (
    choose_approvers,
    close_meeting,
    eligible,
    send_for_approval,
    take_back,
)
from governance.minutes.answering import approval_page, said_or_shown
from governance.minutes.forms import ApproversForm
from governance.minutes.page import find_meeting, is_out, sheets
from governance.models import Approver, Meeting, Resolution, Vote
from governance.rules import IN_THE_REGISTER, ApprovalState, MeetingState
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said


@policy("write_minutes", methods="GET POST")
def meeting_closing(request: NetworkRequest, pk: int) -> HttpResponse:
    """What closing a meeting does, and the act itself."""
    meeting = find_meeting(request, pk, "write_minutes")
    if meeting.state != MeetingState.OPEN:
        messages.info(request, _("The meeting does not go on, so it is not closed."))
        return redirect("minutes", pk=pk)
    if request.method == "POST":
        with refusals_said(request):
            close_meeting(meeting, by=request.seat)
            messages.success(request, _("The meeting is closed. Its minutes wait for approval."))
            return redirect("minutes_approval", pk=pk)
        return redirect("meeting_closing", pk=pk)
    decided = Resolution.objects.filter(meeting=meeting, outcome__in=IN_THE_REGISTER)
    every = sheets(meeting)
    context = {
        "meeting": meeting,
        "decided": list(decided.select_related("item").order_by("item__paragraph", "pk")),
        "silent": [sheet.item for sheet in every if not sheet.resolution and not sheet.text],
        "going_on": Vote.objects.filter(meeting=meeting, closed_at=None).exists(),
    }
    return render(request, "governance/meeting_closing.html", context)


@policy("write_minutes", methods="GET POST")
def minutes_approval(request: NetworkRequest, pk: int) -> HttpResponse:
    """Choose who approves the minutes, at the meeting or after, and send them when it is over."""
    meeting = find_meeting(request, pk, "write_minutes")
    if meeting.state not in (MeetingState.OPEN, MeetingState.CLOSED):
        return redirect("minutes", pk=pk)
    chosen = list(Approver.objects.filter(meeting=meeting))
    form = ApproversForm(
        request.POST or None,
        there=eligible(meeting),
        initial={"holders": [str(row.holder_id) for row in chosen]},
    )
    out = is_out(meeting)
    if request.method == "POST" and not out and form.is_valid():
        with refusals_in(form):
            holders = {int(key) for key in form.cleaned_data["holders"]}
            choose_approvers(meeting, holders, by=request.seat)
            if "send" not in request.POST:
                messages.success(request, _("It is noted who approves the minutes."))
                return redirect("minutes_writing", pk=pk)
            count = send_for_approval(meeting, by=request.seat)
            words = ngettext(
                "The minutes are sent to %(count)s person to approve.",
                "The minutes are sent to %(count)s people to approve.",
                count,
            )
            messages.success(request, words % {"count": count})
            return redirect("minutes", pk=pk)
    context = {
        "meeting": meeting,
        "form": form,
        "approvers": chosen,
        "out": out,
        "closed": meeting.state == MeetingState.CLOSED,
        "returned": [row for row in chosen if row.state == ApprovalState.RETURNED],
    }
    return render(request, "governance/minutes_approval.html", context)


@policy("write_minutes", methods="POST")
def minutes_return(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take the minutes back from those who approve them, to write in them."""
    meeting = find_meeting(request, pk, "write_minutes")
    with refusals_said(request):
        take_back(meeting, by=request.seat)
        messages.success(request, _("The minutes are taken back. Send them anew when ready."))
    return redirect("minutes_writing", pk=pk)


@policy("approve_minutes", methods="GET POST")
def minutes_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """Read the minutes and approve them, or send them back, as one who was chosen to.

    Who took part approves also when their mandate has ended, and then reads no more of the body.
    """
    rows = Approver.objects.filter(holder__person_id__in=request.seat.scope.people)
    approver = get_object_or_404(rows.select_related("meeting__body", "meeting__network"), pk=pk)
    reads = Meeting.objects.seen_by(request.seat).filter(pk=approver.meeting_id).exists()
    back = reverse("minutes", args=[approver.meeting_id]) if reads else reverse("meetings")
    if approver.state != ApprovalState.ASKED:
        messages.info(request, _("The minutes do not wait for your answer."))
        return redirect(back)
    shown = approval_page(request, approver, request.seat, layout="layouts/page.html")
    return said_or_shown(request, shown, back)
