"""What a body resolves on an item, and who may not take part in it."""

from datetime import date

from django.utils import timezone

from governance.minutes.quorum import quorum_of
from governance.minutes.refusing import WHY, refused_in_words
from governance.models import AgendaItem, Disqualification, Mandate, Resolution
from governance.rules import IN_THE_REGISTER
from network.models.journal import note
from network.refusals import Refused, constraints_in_words
from network.seat import Seat


def resolve(
    item: AgendaItem, outcome: str, text: str, *, takes_effect_on: date | None, by: Seat
) -> Resolution:
    """Keep what is resolved, or mend it while the meeting goes on.

    Refused, with how many mandates are missing, when the meeting is not quorate on the item.
    """
    sentences = dict(WHY)
    if outcome in IN_THE_REGISTER and item.meeting is not None:
        there = quorum_of(item.meeting, item)
        if not there.holds:
            sentences["governance_quorum"] = there.sentence
    row = Resolution.objects.filter(item=item).first() or Resolution(
        item=item, meeting=item.meeting
    )
    row.outcome, row.text, row.takes_effect_on = outcome, text.strip(), takes_effect_on
    row.made_by, row.made_at = by.scope.user_id, timezone.now()
    with constraints_in_words(sentences):
        row.save()
    note("resolve_item", item, outcome=outcome)
    return row


def unresolve(item: AgendaItem, *, by: Seat) -> None:
    """Take back what was resolved, while the meeting goes on."""
    with refused_in_words():
        gone, _rows = Resolution.objects.filter(item=item).delete()
    if gone:
        note("unresolve_item", item)


def disqualify(
    item: AgendaItem, *, mandate: Mandate | None, name: str, reason: str, by: Seat
) -> Disqualification:
    """Note that somebody may not take part in an item; a mandate leaves its quorum and votes."""
    with refused_in_words():
        row: Disqualification = Disqualification.objects.create(
            item=item,
            meeting_id=item.meeting_id,
            mandate=mandate,
            name=name.strip(),
            reason=reason.strip(),
            made_by=by.scope.user_id,
        )
        _hold_quorum(item)
    note("disqualify", item, mandate=mandate.pk if mandate else None)
    return row


def qualify(row: Disqualification, *, by: Seat) -> None:
    """Take a disqualification back, while the meeting goes on."""
    item = row.item
    with refused_in_words():
        row.delete()
        _hold_quorum(item)
    note("qualify", item)


def _hold_quorum(item: AgendaItem) -> None:
    """What is decided on the item already must still have been decided by enough."""
    decided = Resolution.objects.filter(item=item, outcome__in=IN_THE_REGISTER).exists()
    if decided and item.meeting is not None:
        there = quorum_of(item.meeting, item)
        if not there.holds:
            raise Refused(there.sentence)
