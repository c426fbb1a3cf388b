"""Joint meetings of a round, as the coordinators keep them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.actions.joint_meeting import cancel_meeting, keep_meeting, propose_series
from mentorship.intake.meeting_form import MeetingForm
from mentorship.models import JointMeeting, MeetingCall, MentorRound
from network.middleware import NetworkRequest
from network.permissions import policy


def _round(request: NetworkRequest, pk: int) -> MentorRound:
    found: MentorRound = get_object_or_404(MentorRound.objects.seen_by(request.seat), pk=pk)
    return found


def _meeting(request: NetworkRequest, pk: int) -> JointMeeting:
    seen = JointMeeting.objects.seen_by(request.seat).standing().select_related("round")
    found: JointMeeting = get_object_or_404(seen, pk=pk)
    return found


@policy("keep_joint_meetings", methods="POST")
def joint_meeting_series(request: NetworkRequest, pk: int) -> HttpResponse:
    """Propose a series of meetings, to be changed one by one."""
    made = propose_series(_round(request, pk), by=request.seat)
    if made:
        words = ngettext(
            "%(n)s meeting is proposed. Look whether the day suits, and change it.",
            "%(n)s meetings are proposed. Look whether the days suit, and change them.",
            made,
        )
        messages.success(request, words % {"n": made})
    else:
        messages.info(request, _("The round has meetings already, or has no day for one."))
    return redirect("mentor_round", pk=pk)


@policy("keep_joint_meetings", methods="GET POST")
def joint_meeting_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Make a meeting."""
    return _keep(request, JointMeeting(round=_round(request, pk)))


@policy("keep_joint_meetings", methods="GET POST")
def joint_meeting_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a meeting; those who take part get it into their calendars anew."""
    return _keep(request, _meeting(request, pk))


@policy("keep_joint_meetings", methods="GET POST")
def joint_meeting_cancellation(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say who will be told, then call the meeting off."""
    found = get_object_or_404(
        JointMeeting.objects.seen_by(request.seat).select_related("round"), pk=pk
    )
    if request.method == "POST":
        if cancel_meeting(found, by=request.seat):
            messages.success(request, _("The meeting is cancelled. Calendars are told."))
        else:
            messages.info(request, _("The meeting was cancelled already."))
        return redirect("mentor_round", pk=found.round_id)
    told = MeetingCall.objects.filter(meeting=found, stands=True).count()
    context = {"meeting": found, "told": told}
    return render(request, "mentorship/joint_meeting_cancellation.html", context)


def _keep(request: NetworkRequest, meeting: JointMeeting) -> HttpResponse:
    told = MeetingCall.objects.filter(meeting=meeting.pk, stands=True).count() if meeting.pk else 0
    form = MeetingForm(request.POST or None, instance=meeting)
    if request.method == "POST" and form.is_valid():
        keep_meeting(form.save(commit=False), by=request.seat)
        messages.success(request, _("The meeting is saved."))
        return redirect("mentor_round", pk=meeting.round_id)
    context = {"form": form, "meeting": meeting, "round": meeting.round, "told": told}
    return render(request, "mentorship/joint_meeting_form.html", context)
