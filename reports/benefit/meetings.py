"""The meetings behind a member's hours in the network's bodies: whose they were, and no person."""

from dataclasses import dataclass

from governance.models import Body, Meeting
from network.seat import Seat
from reports.benefit.figures import MeetingRow, meetings_of


@dataclass(frozen=True)
class MeetingShown:
    """One meeting by the name of its body; `opens` where the reader may open its page."""

    row: MeetingRow
    body: str
    opens: bool = False


def meetings_shown(year: int, membership_id: int, seat: Seat) -> list[MeetingShown]:
    """A member's meetings of a year, first to last; three questions however many there are."""
    rows = meetings_of(year, membership_id)
    bodies = Body.objects.seen_by(seat).in_bulk({row.body for row in rows})
    seen = Meeting.objects.seen_by(seat).filter(pk__in=[row.meeting for row in rows])
    open_to = set(seen.values_list("pk", flat=True))
    return [
        MeetingShown(row, str(bodies.get(row.body, "–")), row.meeting in open_to) for row in rows
    ]
