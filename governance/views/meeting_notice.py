"""The notice of a meeting: sent, answered, and the meeting opened or called off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.actions.answer_notice import answer, may_answer
from governance.actions.call_meeting import call, open_meeting
from governance.actions.plan_meeting import call_off
from governance.meetings.forms import AnswerForm, CallOffForm
from governance.meetings.guest_letters import guests_of
from governance.meetings.page import answer_context, lines_of, papers_of
from governance.meetings.who import chairs_of
from governance.meetings.words import title_of, when
from governance.models import NoticeAnswer, Paper
from governance.rules import MeetingState
from governance.views.meeting import find
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said


@policy("keep_meeting", methods="GET POST")
def meeting_notice(request: NetworkRequest, pk: int) -> HttpResponse:
    """The notice before it is sent: to whom, with which agenda and papers."""
    found = find(request, pk, "keep_meeting")
    if request.method == "POST":
        with refusals_said(request):
            asked = call(found, by=request.seat)
            words = ngettext(
                "The notice is on its way to %(n)s person.",
                "The notice is on its way to %(n)s people.",
                asked,
            )
            messages.success(request, words % {"n": asked})
        return redirect("meeting", pk=pk)
    if found.state != MeetingState.PLANNED:
        return redirect("meeting", pk=pk)
    chairs = chairs_of(found)
    papers = papers_of(Paper.objects.filter(meeting=found))
    context = {
        "meeting": found,
        "title": title_of(found),
        "when": when(found),
        "chairs": chairs,
        "guests": guests_of(found),
        "vacant": [one for one in chairs if not one.asked],
        "asked": sum(len(one.asked) for one in chairs),
        "lines": lines_of(found, papers),
        "papers": papers,
    }
    return render(request, "governance/meeting_notice.html", context)


@policy("keep_meeting", methods="GET POST")
def meeting_calling_off(request: NetworkRequest, pk: int) -> HttpResponse:
    """Call a meeting off; its items go back to the open ones."""
    found = find(request, pk, "keep_meeting")
    if found.state not in (MeetingState.PLANNED, MeetingState.CALLED):
        return redirect("meeting", pk=pk)
    form = CallOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            call_off(found, form.cleaned_data["why"], by=request.seat)
            messages.success(request, _("The meeting is called off. Its items are open again."))
            return redirect("meeting", pk=pk)
    context = {"meeting": found, "title": title_of(found), "when": when(found), "form": form}
    context["called"] = found.state == MeetingState.CALLED
    return render(request, "governance/meeting_calling_off.html", context)


@policy("keep_meeting", methods="POST")
def meeting_opening(request: NetworkRequest, pk: int) -> HttpResponse:
    """Open the meeting: paragraphs are numbered, and attendance can be marked."""
    found = find(request, pk, "keep_meeting")
    with refusals_said(request):
        open_meeting(found, by=request.seat)
        messages.success(request, _("The meeting is open. Mark who takes part."))
        return redirect("attendance", pk=pk)
    return redirect("meeting", pk=pk)


@policy("answer_notice", methods="GET POST")
def meeting_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """Answer the notice on the page, as the link in the letter does."""
    found = find(request, pk, "read_meeting")
    row = get_object_or_404(
        NoticeAnswer.objects.filter(
            meeting=found, person__in=request.seat.scope.people
        ).select_related("meeting__body", "mandate__membership__authority")
    )
    if not may_answer(found):
        messages.info(request, _("The meeting has begun or is over."))
        return redirect("meeting", pk=pk)
    form = AnswerForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            data = form.cleaned_data
            row.refresh_from_db(fields=["coming", "words"])
            answer(row, data["coming"], data["words"])
            messages.success(request, _("Thank you. You can change your answer until it begins."))
            return redirect("meeting", pk=pk)
    row.refresh_from_db(fields=["coming", "words", "answered_at"])
    context = answer_context(row) | {
        "form": form,
        "layout": "layouts/page.html",
        "here": reverse("meeting_answer", args=[pk]),
    }
    return render(request, "governance/meeting_answer.html", context)
