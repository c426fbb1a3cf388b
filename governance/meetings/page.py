"""What a meeting's own page shows: where it stands, the next step, agenda, papers, answers."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions.agenda import STANDING
from governance.actions.answer_notice import may_answer
from governance.meetings.quorum import foreseen
from governance.meetings.words import size_words, stands, title_of, when
from governance.models import (
    ActionPoint,
    AgendaItem,
    Attendance,
    Meeting,
    NoticeAnswer,
    Paper,
    PaperVersion,
    Resolution,
    StandingItem,
)
from governance.rules import MeetingKind, MeetingState, Shows
from network.seat import Seat

BUILT = (MeetingState.PLANNED, MeetingState.CALLED, MeetingState.OPEN)


@dataclass
class PaperLine:
    """A paper in a list: its newest file, and how large it is."""

    paper: Paper
    version: PaperVersion | None
    versions: int = 1

    @property
    def about(self) -> str:
        """Kind and size of the newest file."""
        if self.version is None:
            return ""
        return f"{self.version.kind.upper()}, {size_words(self.version.size)}"


@dataclass
class Line:
    """An item of the agenda as it is read: its place, its time of the day, what hangs on it."""

    item: AgendaItem
    number: str
    at: datetime | None
    papers: list[PaperLine] = field(default_factory=list)
    actions: list[ActionPoint] = field(default_factory=list)
    resolution: Resolution | None = None


@dataclass(frozen=True)
class Step:
    """The one next step: words, button and where it leads; a POST where it changes something."""

    words: str
    button: str
    url: str
    posts: bool = False


def papers_of(rows: Any) -> list[PaperLine]:
    """Papers with their newest version, without its content; two questions."""
    papers = list(rows.select_related("body", "item").order_by("item__position", "id"))
    newest: dict[int, PaperVersion] = {}
    counts: dict[int, int] = defaultdict(int)
    for version in (
        PaperVersion.objects.filter(paper__in=papers).defer("content").order_by("number")
    ):
        newest[version.paper_id] = version
        counts[version.paper_id] += 1
    return [PaperLine(row, newest.get(row.pk), counts[row.pk]) for row in papers]


def lines_of(meeting: Meeting, papers: list[PaperLine]) -> list[Line]:
    """The agenda with a time line, its papers, and the open actions where they are looked at."""
    items = list(AgendaItem.objects.filter(meeting=meeting).order_by("position", "id"))
    by_item: dict[int | None, list[PaperLine]] = defaultdict(list)
    for one in papers:
        by_item[one.paper.item_id].append(one)
    resolved = {row.item_id: row for row in Resolution.objects.filter(meeting=meeting)}
    showing = set(
        StandingItem.objects.filter(body=meeting.body_id, shows=Shows.ACTIONS).values_list(
            "pk", flat=True
        )
    )
    at: datetime | None = meeting.starts
    found = []
    for place, item in enumerate(items, 1):
        line = Line(
            item,
            f"§ {item.paragraph}" if item.paragraph else str(place),
            at,
            by_item.get(item.pk, []),
            resolution=resolved.get(item.pk),
        )
        if meeting.state in BUILT and item.source == STANDING and item.source_id in showing:
            line.actions = open_actions(meeting)
        found.append(line)
        at = at + timedelta(minutes=item.minutes_planned or 0) if at else None
    return found


def open_actions(meeting: Meeting) -> list[ActionPoint]:
    """The body's actions that were open when the meeting was held, or are now."""
    rows = ActionPoint.objects.filter(body=meeting.body_id, done_at=None, dropped_at=None)
    return list(rows.order_by("due", "id"))


def meeting_page(meeting: Meeting, seat: Seat) -> dict[str, Any]:
    """All of it; the same number of questions however much hangs on the meeting."""
    papers = papers_of(Paper.objects.filter(meeting=meeting))
    lines = lines_of(meeting, papers)
    keeps = seat.may("keep_meeting", meeting)
    own = NoticeAnswer.objects.filter(meeting=meeting, person__in=seat.scope.people).first()
    total = sum(line.item.minutes_planned or 0 for line in lines)
    length = int((meeting.ends - meeting.starts).total_seconds() // 60)
    sees_answers = keeps or own is not None or seat.may("answer_notice", meeting)
    return {
        "meeting": meeting,
        "title": title_of(meeting),
        "when": when(meeting),
        "it": stands(meeting),
        "lines": lines,
        "papers": papers,
        "whole_papers": [one for one in papers if one.paper.item_id is None],
        "minutes_total": total,
        "minutes_over": max(0, total - length),
        "keeps": keeps,
        "may_add_paper": seat.may("add_paper", meeting)
        and meeting.state not in (MeetingState.CLOSED, MeetingState.APPROVED, "cancelled"),
        "builds": keeps and meeting.state in BUILT,
        "may_change": keeps
        and meeting.kind == MeetingKind.MEETING
        and meeting.state in (MeetingState.PLANNED, MeetingState.CALLED),
        "own": own if own and may_answer(meeting) else None,
        "foreseen": foreseen(meeting) if sees_answers and meeting.called_at else None,
        "attended": list(Attendance.objects.filter(meeting=meeting).order_by("mandate_id", "id"))
        if meeting.opened_at
        else [],
        "step": next_step(meeting, seat, own, keeps=keeps, items=len(lines)),
        "minutes_url": reverse("minutes", args=[meeting.pk]) if meeting.opened_at else "",
        "actions_from": list(ActionPoint.objects.filter(meeting=meeting).order_by("due", "id")),
    }


def next_step(
    meeting: Meeting, seat: Seat, own: NoticeAnswer | None, *, keeps: bool, items: int
) -> Step | None:
    """What the seat does next on this meeting."""
    if meeting.kind == MeetingKind.WRITTEN:
        words = _("It is decided in writing, without a meeting.")
        return Step(words, _("Show the procedure"), reverse("written", args=[meeting.pk]))
    if own is not None and not own.coming and may_answer(meeting):
        return Step(
            _("Say whether you come, so that it is known if the meeting can decide."),
            _("Answer"),
            reverse("meeting_answer", args=[meeting.pk]),
        )
    if not keeps:
        return None
    if meeting.state == MeetingState.PLANNED:
        return Step(
            _("Look over the agenda, then send the notice to those who sit in the body."),
            _("Look at the notice"),
            reverse("meeting_notice", args=[meeting.pk]),
        )
    if meeting.state == MeetingState.CALLED and timezone.now() > meeting.starts - timedelta(
        hours=12
    ):
        return Step(
            _("When you open it, the items become paragraphs and the minutes can be written."),
            _("Open the meeting"),
            reverse("meeting_opening", args=[meeting.pk]),
            posts=True,
        )
    if meeting.state == MeetingState.CALLED:
        return Step(
            _("Build the agenda from the open items of the body."),
            _("Build the agenda"),
            reverse("agenda", args=[meeting.pk]),
        )
    if meeting.state == MeetingState.OPEN:
        return Step(
            _("Write the minutes while the meeting goes on."),
            _("Write the minutes"),
            reverse("minutes", args=[meeting.pk]),
        )
    return None


def answer_context(row: NoticeAnswer) -> dict[str, Any]:
    """What somebody needs before they answer: when, where, the agenda and its papers."""
    meeting = row.meeting
    papers = papers_of(Paper.objects.filter(meeting=meeting))
    return {
        "row": row,
        "meeting": meeting,
        "title": title_of(meeting),
        "when": when(meeting),
        "lines": lines_of(meeting, papers),
        "papers": papers,
        "mandate": row.mandate,
    }
