"""Written procedures: asked, followed, answered, reminded of and counted."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions.vote import own_mandates
from governance.actions.written import ask_in_writing, count_in_writing, unanswered
from governance.minutes.answering import answer_page, said_or_shown
from governance.minutes.forms import WrittenForm
from governance.minutes.page import find_meeting, mandate_names
from governance.minutes.quorum import quorum_of, voting_mandates
from governance.models import AgendaItem, Ballot, Body, Meeting, Vote
from governance.rules import MeetingKind, MeetingState
from network.actions.errand import send_on
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said


@policy("write_minutes", methods="GET POST")
def written_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Ask a body to decide open items in writing."""
    body = get_object_or_404(Body.objects.seen_by(request.seat), pk=pk)
    request.seat.require("write_minutes", body)
    items = list(
        AgendaItem.objects.open().filter(body=body).exclude(proposal="").order_by("position", "pk")
    )
    form = WrittenForm(
        request.POST or None, body=body, open_items=items, today=timezone.localdate()
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        chosen = [row for row in items if str(row.pk) in said["items"]]
        with refusals_in(form):
            made = ask_in_writing(
                body, chosen, last_day=said["last_day"], title=said["title"], by=request.seat
            )
            messages.success(request, _("The body is asked. Each mandate gets a letter."))
            return redirect("written", pk=made.pk)
    context = {"body": body, "form": form, "items": items}
    return render(request, "governance/written_form.html", context)


def _find(request: NetworkRequest, pk: int, verb: str) -> Meeting:
    meeting = find_meeting(request, pk, verb)
    if meeting.kind != MeetingKind.WRITTEN:
        raise Http404
    return meeting


@policy("read_meeting")
def written(request: NetworkRequest, pk: int) -> HttpResponse:
    """How far a written procedure has come: who has answered what, and what it led to."""
    meeting = _find(request, pk, "read_meeting")
    mandates = voting_mandates(meeting)
    names = mandate_names(mandates, meeting)
    votes = list(
        Vote.objects.filter(meeting=meeting)
        .select_related("item")
        .prefetch_related("item__resolutions")
        .order_by("item__position", "pk")
    )
    said = {(row.vote_id, row.mandate_id): row for row in Ballot.objects.filter(meeting=meeting)}
    left = unanswered(meeting)
    context = {
        "meeting": meeting,
        "votes": [
            (vote, [(names[row.pk], said.get((vote.pk, row.pk))) for row in mandates])
            for vote in votes
        ],
        "answered": len(mandates) - len(left),
        "mandates": len(mandates),
        "left": [names[row.pk] for row in mandates if row.pk in left],
        "quorum": quorum_of(meeting),
        "open": meeting.state == MeetingState.OPEN,
        "keeps": request.seat.may("write_minutes", meeting),
        "own": bool(own_mandates(meeting.pk)),
    }
    return render(request, "governance/written.html", context)


@policy("vote", methods="GET POST")
def written_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """Answer for one's own mandate, or answer otherwise until the last day."""
    meeting = _find(request, pk, "vote")
    if not own_mandates(meeting.pk):
        messages.info(request, _("You answer for no mandate here."))
        return redirect("written", pk=pk)
    if meeting.state != MeetingState.OPEN:
        messages.info(request, _("The answers are counted already, so no more are taken."))
        return redirect("written", pk=pk)
    shown = answer_page(request, meeting, request.seat, layout="layouts/page.html")
    return said_or_shown(request, shown, reverse("written", args=[pk]))


@policy("write_minutes", methods="POST")
def written_reminder(request: NetworkRequest, pk: int) -> HttpResponse:
    """Remind those who have not answered; once."""
    meeting = _find(request, pk, "write_minutes")
    if meeting.state == MeetingState.OPEN:
        send_on("governance.remind_in_writing", key=str(pk), meeting_id=pk)
        messages.success(request, _("Those who have not answered are reminded."))
    return redirect("written", pk=pk)


@policy("write_minutes", methods="POST")
def written_count(request: NetworkRequest, pk: int) -> HttpResponse:
    """Count the answers before the last day."""
    meeting = _find(request, pk, "write_minutes")
    with refusals_said(request):
        if count_in_writing(meeting, by=request.seat):
            messages.success(request, _("The answers are counted, and the procedure is closed."))
        else:
            messages.info(request, _("The answers were counted already."))
    return redirect("written", pk=pk)
