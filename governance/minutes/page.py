"""What the pages of minutes show: a meeting's items with their text, decision, votes and jäv."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone

from governance.minutes.forms import DisqualificationForm, ResolutionForm, TextForm, VoteForm
from governance.minutes.quorum import Quorum, reckon, voting_mandates
from governance.models import (
    AgendaItem,
    Approver,
    Attendance,
    Disqualification,
    Holder,
    Mandate,
    Meeting,
    MinutesVersion,
    Resolution,
    Vote,
)
from governance.rules import ApprovalState, MeetingState, Outcome, Presence, Rank
from members.querysets import covering
from network.middleware import NetworkRequest

WRITTEN_IN = (MeetingState.OPEN, MeetingState.CLOSED)
OUT = (ApprovalState.ASKED, ApprovalState.APPROVED)


@dataclass
class Sheet:
    """An item as it is written: its text and version, and all that hangs on it."""

    item: AgendaItem
    quorum: Quorum
    number: int = 0
    text: str = ""
    waiting: int = 0
    resolution: Resolution | None = None
    votes: list[Vote] = field(default_factory=list)
    disqualified: list[Disqualification] = field(default_factory=list)
    forms: dict[str, Any] = field(default_factory=dict)

    @property
    def going_on(self) -> Vote | None:
        """The vote that has not closed."""
        return next((vote for vote in self.votes if vote.closed_at is None), None)


def find_meeting(request: NetworkRequest, pk: int, verb: str) -> Meeting:
    """A meeting that the seat sees and may do something with."""
    rows = Meeting.objects.seen_by(request.seat).select_related("body", "network")
    found: Meeting = get_object_or_404(rows, pk=pk)
    request.seat.require(verb, found)
    return found


def find_item(request: NetworkRequest, pk: int, verb: str) -> AgendaItem:
    """An item of a meeting's agenda that the seat sees and may do something with."""
    rows = AgendaItem.objects.seen_by(request.seat).filter(meeting__isnull=False)
    found: AgendaItem = get_object_or_404(
        rows.select_related("body", "meeting__body", "meeting__network"), pk=pk
    )
    request.seat.require(verb, found)
    return found


def find_vote(request: NetworkRequest, pk: int, verb: str) -> Vote:
    """A vote of a meeting that the seat sees and may do something with."""
    seen = Meeting.objects.seen_by(request.seat)
    found: Vote = get_object_or_404(
        Vote.objects.filter(meeting__in=seen).select_related(
            "item", "meeting__body", "meeting__network"
        ),
        pk=pk,
    )
    request.seat.require(verb, found.meeting)
    return found


def is_out(meeting: Meeting) -> bool:
    """Whether the minutes are with those who approve them."""
    return Approver.objects.filter(meeting=meeting, state__in=OUT).exists()


def may_write(meeting: Meeting) -> bool:
    """Whether the minutes are written now."""
    return meeting.state in WRITTEN_IN and not is_out(meeting)


def mandate_names(mandates: Sequence[Mandate], meeting: Meeting) -> dict[int, str]:
    """What each mandate is called: its authority, or else who holds it that day."""
    day = timezone.localdate(meeting.starts)
    bare = [row.pk for row in mandates if row.membership is None]
    holders: dict[int, str] = {}
    if bare:
        rows = Holder.objects.filter(covering(day), mandate__in=bare, rank=Rank.MEMBER)
        holders = dict(rows.values_list("mandate_id", "name"))
    return {
        row.pk: row.membership.authority.name
        if row.membership is not None
        else holders.get(row.pk) or row.post or str(row.pk)
        for row in mandates
    }


def sheets(meeting: Meeting) -> list[Sheet]:
    """Every item of the agenda with what is written on it; the same questions for many as few."""
    items = list(AgendaItem.objects.filter(meeting=meeting).order_by("paragraph", "position", "pk"))
    mandates = voting_mandates(meeting)
    names = mandate_names(mandates, meeting)
    keys = {row.pk for row in mandates}
    present = list(
        Attendance.objects.filter(meeting=meeting, mandate__isnull=False).exclude(
            presence=Presence.ABSENT
        )
    )
    out: dict[int, list[Disqualification]] = defaultdict(list)
    for row in Disqualification.objects.filter(meeting=meeting):
        out[row.item_id].append(row)
    found = []
    for item in items:
        here = {row.mandate_id for row in present if covers(row, item.paragraph)}
        gone = {row.mandate_id for row in out[item.pk] if row.mandate_id in keys}
        quorum = reckon(keys, here, gone, meeting.body.quorum_percent)
        found.append(Sheet(item, quorum, disqualified=out[item.pk]))
    _add_texts(found, meeting)
    _add_decisions(found, meeting)
    for sheet in found:
        sheet.forms = _forms(sheet, mandates, names)
    return found


def covers(row: Attendance, paragraph: int | None) -> bool:
    """Whether somebody took part in a paragraph."""
    if paragraph is None:
        return True
    return (row.from_paragraph or 0) <= paragraph <= (row.to_paragraph or 32767)


def _add_texts(found: Sequence[Sheet], meeting: Meeting) -> None:
    by_item = {sheet.item.pk: sheet for sheet in found}
    for version in MinutesVersion.objects.heads().filter(meeting=meeting):
        sheet = by_item[version.item_id]
        sheet.number, sheet.text = version.number, version.text
    beside = MinutesVersion.objects.filter(meeting=meeting, aside=True)
    settled = MinutesVersion.objects.filter(meeting=meeting, settles__isnull=False)
    done = set(settled.values_list("item_id", "settles"))
    for item_id, number in beside.values_list("item_id", "number"):
        if (item_id, number) not in done:
            by_item[item_id].waiting += 1


def _add_decisions(found: Sequence[Sheet], meeting: Meeting) -> None:
    by_item = {sheet.item.pk: sheet for sheet in found}
    for row in Resolution.objects.filter(meeting=meeting):
        by_item[row.item_id].resolution = row
    for vote in Vote.objects.filter(meeting=meeting).order_by("pk"):
        by_item[vote.item_id].votes.append(vote)


def _forms(sheet: Sheet, mandates: Sequence[Mandate], names: dict[int, str]) -> dict[str, Any]:
    auto = f"id_{sheet.item.pk}_%s"
    row = sheet.resolution
    return {
        "text": TextForm(initial={"base": sheet.number, "text": sheet.text}, auto_id=auto),
        "resolution": ResolutionForm(
            initial={
                "outcome": row.outcome if row else Outcome.CARRIED,
                "text": row.text if row else sheet.item.proposal,
                "takes_effect_on": row.takes_effect_on if row else sheet.item.takes_effect_on,
            },
            auto_id=f"id_{sheet.item.pk}_resolved_%s",
        ),
        "jav": DisqualificationForm(
            mandates=mandates, names=names, auto_id=f"id_{sheet.item.pk}_jav_%s"
        ),
        "vote": VoteForm(
            initial={"question": sheet.item.proposal}, auto_id=f"id_{sheet.item.pk}_vote_%s"
        ),
    }
