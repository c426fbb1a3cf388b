"""Votes on an item: opened, cast for each mandate, and closed; the result stands in what is
resolved.
"""

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.minutes.refusing import refused_in_words
from governance.models import AgendaItem, Ballot, Resolution, Vote
from governance.rules import Choice, MeetingKind, Outcome
from network.models.journal import note
from network.seat import Seat

OWN = "SELECT app.mandates_to_vote(%s)"


def own_mandates(meeting_id: int) -> frozenset[int]:
    """The mandates that the seat whose scope is open votes for at a meeting."""
    with connection.cursor() as cursor:
        cursor.execute(OWN, [meeting_id])
        return frozenset(cursor.fetchone()[0] or ())


def open_vote(item: AgendaItem, question: str, *, by: Seat) -> Vote:
    """Begin a vote; Refused when one goes on, or the meeting does not."""
    with refused_in_words():
        made: Vote = Vote.objects.create(
            item=item,
            meeting_id=item.meeting_id,
            question=question.strip(),
            opened_by=by.scope.user_id,
        )
    note("open_vote", made, item=item.title)
    return made


def cast(vote: Vote, mandate_id: int, choice: str, *, by: Seat, comment: str = "") -> Ballot:
    """Take the ballot of a mandate, or another answer than before; Refused after the vote."""
    with refused_in_words():
        rows = Ballot.objects.filter(vote=vote, mandate_id=mandate_id)
        ballot = rows.first() or Ballot(
            vote=vote, meeting_id=vote.meeting_id, mandate_id=mandate_id
        )
        ballot.choice, ballot.comment, ballot.cast_at = choice, comment, timezone.now()
        ballot.save()
    note("cast_ballot", vote, mandate=mandate_id, choice=choice)
    return ballot


def close_vote(vote: Vote, *, by: Seat | None = None) -> Vote:
    """Close a vote and let its result be what is resolved on the item.

    Refused when it has closed, or the meeting is not quorate on the item: then nothing is closed.
    """
    with refused_in_words():
        Vote.objects.filter(pk=vote.pk).update(closed_at=timezone.now())
        vote.refresh_from_db()
        _resolve(vote, by)
    note("close_vote", vote, votes_for=vote.votes_for, votes_against=vote.votes_against)
    return vote


def _resolve(vote: Vote, by: Seat | None) -> None:
    item = vote.item
    outcome, text = Outcome.CARRIED, vote.question
    if vote.carried is None:
        outcome, text = Outcome.DEFERRED, _("Somebody wants to discuss it at a meeting.")
    elif not vote.carried:
        outcome = Outcome.REJECTED
        text = _("The proposal is rejected: %(question)s") % {"question": vote.question}
    row = Resolution.objects.filter(item=item).first() or Resolution(
        item=item, meeting_id=vote.meeting_id, takes_effect_on=item.takes_effect_on
    )
    row.outcome, row.text = outcome, text[:4000]
    row.made_by, row.made_at = (by.scope.user_id if by else None), timezone.now()
    row.save()


def drop_vote(vote: Vote, *, by: Seat) -> None:
    """Take back a vote that has not closed; its ballots with it."""
    item = vote.item
    with refused_in_words():
        Ballot.objects.filter(vote=vote).delete()
        vote.delete()
    note("drop_vote", item)


def choices_at(kind: str) -> list[tuple[str, str]]:
    """The answers that one may give: at a meeting one has discussed before."""
    return [
        (choice.value, str(choice.label).capitalize())
        for choice in Choice
        if kind == MeetingKind.WRITTEN or choice != Choice.DISCUSS
    ]
