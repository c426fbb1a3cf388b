"""Votes: opened and closed by who keeps the meeting, cast by the members on their phones."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.actions.vote import cast, choices_at, close_vote, drop_vote, open_vote, own_mandates
from governance.minutes.forms import VoteForm
from governance.minutes.page import find_item, find_meeting, find_vote, mandate_names
from governance.minutes.quorum import Quorum, present_at, reckon, voting_mandates
from governance.minutes.receivers import who_answers
from governance.models import Ballot, Disqualification, Mandate, Vote
from governance.rules import MeetingKind
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said


@dataclass(frozen=True)
class Row:
    """A mandate at a vote: what it is called, who holds it there, and its ballot."""

    mandate: Mandate
    name: str
    holder: str
    ballot: Ballot | None
    own: bool
    disqualified: bool

    @property
    def may(self) -> bool:
        """Whether it votes."""
        return bool(self.holder) and not self.disqualified


@policy("write_minutes", methods="GET POST")
def vote_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Begin a vote on an item."""
    item = find_item(request, pk, "write_minutes")
    form = VoteForm(request.POST or None, initial={"question": item.proposal})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = open_vote(item, form.cleaned_data["question"], by=request.seat)
            messages.success(request, _("The vote is open. Those who take part vote now."))
            return redirect("vote", pk=made.pk)
    back = f"{reverse('minutes_writing', args=[item.meeting_id])}#item-{item.pk}"
    return render(request, "governance/vote_form.html", {"item": item, "form": form, "back": back})


@policy("read_meeting")
def vote(request: NetworkRequest, pk: int) -> HttpResponse:
    """A vote: each mandate and its answer, for who keeps it to cast and for members to follow."""
    found = find_vote(request, pk, "read_meeting")
    rows, quorum = _rows(found)
    context = {
        "vote": found,
        "rows": rows,
        "keeps": request.seat.may("write_minutes", found.meeting),
        "choices": choices_at(found.meeting.kind),
        "cast": sum(row.ballot is not None for row in rows),
        "voting": sum(row.may for row in rows),
        "quorum": quorum,
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "governance/vote_rows.html", context)
    return render(request, "governance/vote.html", context)


def _rows(found: Vote) -> tuple[list[Row], Quorum]:
    """Each mandate and its answer, and whether enough take part."""
    meeting = found.meeting
    mandates = voting_mandates(meeting)
    names = mandate_names(mandates, meeting)
    present = present_at(meeting, found.item.paragraph)
    if meeting.kind == MeetingKind.WRITTEN:  # whoever answers takes part
        there = {row.mandate_id: row.name for row in who_answers(mandates)}
    else:
        there = {key: row.name for key, row in present.items()}
    ballots = {row.mandate_id: row for row in Ballot.objects.filter(vote=found)}
    out = set(
        Disqualification.objects.filter(item=found.item, mandate__isnull=False).values_list(
            "mandate_id", flat=True
        )
    )
    own = own_mandates(meeting.pk)
    keys = {row.pk for row in mandates}
    quorum = reckon(keys, set(present), out & keys, meeting.body.quorum_percent)
    rows = [
        Row(
            row,
            names[row.pk],
            there.get(row.pk, ""),
            ballots.get(row.pk),
            row.pk in own,
            row.pk in out,
        )
        for row in mandates
    ]
    return rows, quorum


@policy("read_meeting", methods="POST")
def vote_ballot(request: NetworkRequest, pk: int) -> HttpResponse:
    """Cast the ballot of a mandate: one's own, or any for who keeps the meeting."""
    found = find_vote(request, pk, "read_meeting")
    mandate, choice = request.POST.get("mandate", ""), request.POST.get("choice", "")
    keeps = request.seat.may("write_minutes", found.meeting)
    own = own_mandates(found.meeting_id)
    allowed = {row.pk for row in voting_mandates(found.meeting)} if keeps else own
    choices = {value for value, _label in choices_at(found.meeting.kind)}
    if not mandate.isdecimal() or int(mandate) not in allowed or choice not in choices:
        messages.error(request, _("You do not vote for that mandate in this vote."))
        return redirect("vote", pk=pk)
    with refusals_said(request):
        cast(found, int(mandate), choice, by=request.seat)
        messages.success(request, _("The ballot is cast. It can be changed until the vote closes."))
    return redirect("vote", pk=pk)


@policy("write_minutes", methods="POST")
def vote_closing(request: NetworkRequest, pk: int) -> HttpResponse:
    """Close a vote; its result becomes what is resolved."""
    found = find_vote(request, pk, "write_minutes")
    with refusals_said(request):
        closed = close_vote(found, by=request.seat)
        words = _("The vote is closed: %(for)s for, %(against)s against, %(abstained)s abstained.")
        sums = {
            "for": closed.votes_for,
            "against": closed.votes_against,
            "abstained": closed.abstained,
        }
        messages.success(request, words % sums)
    return redirect("vote", pk=pk)


@policy("write_minutes", methods="POST")
def vote_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take back a vote that has not closed."""
    found = find_vote(request, pk, "write_minutes")
    item = found.item
    with refusals_said(request):
        drop_vote(found, by=request.seat)
        messages.success(request, _("The vote is taken back."))
        return redirect(f"{reverse('minutes_writing', args=[item.meeting_id])}#item-{item.pk}")
    return redirect("vote", pk=pk)


@policy("read_meeting")
def vote_list(request: NetworkRequest, pk: int) -> HttpResponse:
    """The votes of a meeting, those that go on first; a member's way in on the phone."""
    meeting = find_meeting(request, pk, "read_meeting")
    rows = list(Vote.objects.filter(meeting=meeting).select_related("item").order_by("pk"))
    rows.sort(key=lambda row: row.closed_at is not None)
    going_on = any(row.closed_at is None for row in rows)
    context = {"meeting": meeting, "votes": rows, "going_on": going_on}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "governance/vote_list_rows.html", context)
    return render(request, "governance/vote_list.html", context)
