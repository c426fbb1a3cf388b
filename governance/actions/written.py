"""A body decides in writing between its meetings (per capsulam): asked, answered, and counted."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions.agenda import bring_back
from governance.actions.vote import cast, close_vote
from governance.minutes.quorum import quorum_of, voting_mandates
from governance.minutes.refusing import refused_in_words
from governance.models import AgendaItem, Ballot, Body, Meeting, Resolution, Vote
from governance.rules import ItemKind, MeetingKind, MeetingState, Outcome
from network.actions.errand import send_on
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat


def ask_in_writing(
    body: Body, items: Sequence[AgendaItem], *, last_day: date, title: str, by: Seat
) -> Meeting:
    """Ask the mandates of a body to answer by a day; each item is what it proposes."""
    if not items:
        raise Refused(_("Choose at least one item to decide."))
    without = [item.title for item in items if not item.proposal]
    if without:
        raise Refused(
            _("Write what is proposed before you ask: %(items)s.") % {"items": ", ".join(without)}
        )
    ends = timezone.make_aware(datetime.combine(last_day, time(23, 59)))
    starts = timezone.now()
    if ends <= starts:
        raise Refused(_("The last day has passed. Choose a later one."))
    with refused_in_words():
        meeting: Meeting = Meeting.objects.create(
            body=body,
            kind=MeetingKind.WRITTEN,
            title=title,
            starts=starts,
            ends=ends,
            made_by=by.scope.user_id,
        )
        keys = [item.pk for item in items]
        taken = AgendaItem.objects.filter(pk__in=keys, body=body, meeting=None)
        if taken.update(meeting=meeting, kind=ItemKind.DECISION) != len(keys):
            raise Refused(_("Some of the items were taken up meanwhile. Choose anew."))
        for state in (MeetingState.CALLED, MeetingState.OPEN):
            Meeting.objects.filter(pk=meeting.pk).update(state=state)
        for item in items:
            Vote.objects.create(
                item=item,
                meeting=meeting,
                question=item.proposal,
                opened_by=by.scope.user_id,
            )
    meeting.refresh_from_db()
    note("ask_in_writing", meeting, items=len(items))
    send_on("governance.ask_in_writing", key=str(meeting.pk), meeting_id=meeting.pk)
    return meeting


def answer(
    meeting: Meeting,
    mandate_id: int,
    said: Mapping[int, tuple[str, str]],
    *,
    by: Seat,
) -> None:
    """Take a mandate's answers: by the vote's key, the choice and a comment."""
    votes = {vote.pk: vote for vote in Vote.objects.filter(meeting=meeting, closed_at=None)}
    for pk, (choice, comment) in said.items():
        if pk not in votes:
            raise Refused(_("The answers are counted already, so no more are taken."))
        cast(votes[pk], mandate_id, choice, by=by, comment=comment)
    if not unanswered(meeting):
        send_on("governance.count_in_writing", key=str(meeting.pk), meeting_id=meeting.pk)


def unanswered(meeting: Meeting) -> set[int]:
    """The mandates that have not answered on every item."""
    votes = set(Vote.objects.filter(meeting=meeting).values_list("pk", flat=True))
    there: dict[int, set[int]] = {}
    for mandate_id, vote_id in Ballot.objects.filter(meeting=meeting).values_list(
        "mandate_id", "vote_id"
    ):
        there.setdefault(mandate_id, set()).add(vote_id)
    return {row.pk for row in voting_mandates(meeting) if there.get(row.pk, set()) != votes}


def count_in_writing(meeting: Meeting, *, by: Seat | None = None) -> bool:
    """Close the votes and the procedure; False when it was closed already.

    What too few answered, and what somebody wants to discuss, is put off to a meeting.
    """
    held = Meeting.objects.select_for_update(of=("self",)).filter(
        pk=meeting.pk, state=MeetingState.OPEN
    )
    if held.first() is None:
        return False
    with refused_in_words():
        for vote in Vote.objects.filter(meeting=meeting, closed_at=None).select_related("item"):
            there = quorum_of(meeting, vote.item)
            if there.holds:
                close_vote(vote, by=by)
            else:
                _put_off(vote, there.sentence)
        Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CLOSED)
    meeting.refresh_from_db()
    bring_back(meeting)
    note("count_in_writing", meeting)
    if meeting.body.decides:
        send_on("governance.take_effects", key=f"meeting-{meeting.pk}")
    return True


def _put_off(vote: Vote, why: str) -> None:
    Vote.objects.filter(pk=vote.pk).update(closed_at=timezone.now())
    Resolution.objects.update_or_create(
        item=vote.item,
        defaults={
            "meeting_id": vote.meeting_id,
            "outcome": Outcome.DEFERRED,
            "text": why,
            "made_by": None,
        },
    )
