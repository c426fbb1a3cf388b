"""The meetings that their doors are tried with: whom it concerns sits in the body and calls it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from governance.models import (
    ActionPoint,
    AgendaItem,
    Attendance,
    Body,
    BodyKind,
    Holder,
    Mandate,
    Meeting,
    NoticeAnswer,
    Office,
    Paper,
    PaperVersion,
)
from tests.cast import Cast
from tests.doors.making import Maker, made_in

SINCE = date(2020, 1, 1)


def _body(cast: Cast, network: str, who: str, key: str) -> Body:
    kind, _new = BodyKind.objects.get_or_create(name="Grupp", defaults={"nature": "group"})
    body, new = Body.objects.get_or_create(
        name=f"Hemlig grupp {who}", defaults={"kind": kind, "since": SINCE}
    )
    if new:
        person = cast.people[network, who]
        mandate = Mandate.objects.create(
            body=body, membership_id=cast.memberships[network, key], since=SINCE
        )
        Holder.objects.create(mandate=mandate, person_id=person, name=who, since=SINCE)
        Office.objects.create(body=body, duty="convener", person_id=person, name=who, since=SINCE)
    made: Body = body
    return made


def _meeting(cast: Cast, network: str, who: str, key: str, state: str = "planned") -> Meeting:
    starts = timezone.now() + timedelta(days=9)
    meeting: Meeting = Meeting.objects.create(
        body=_body(cast, network, who, key), starts=starts, ends=starts + timedelta(hours=1)
    )
    rows = Meeting.objects.filter(pk=meeting.pk)
    for step in {"planned": (), "called": ("called",), "open": ("called", "open")}[state]:
        rows.update(state=step)
    if state == "called":
        holder = Holder.objects.get(mandate__body=meeting.body_id)
        NoticeAnswer.objects.create(
            meeting=meeting,
            mandate_id=holder.mandate_id,
            holder=holder,
            person_id=holder.person_id,
            name=who,
        )
    meeting.refresh_from_db()
    return meeting


def _made(make: Any) -> Maker:
    def maker(cast: Cast, network: str, who: str, key: str) -> int:
        return made_in(cast, network, lambda: make(cast, network, who, key))

    return maker


def in_state(state: str) -> Maker:
    """A meeting that has come so far."""
    return _made(lambda cast, network, who, key: _meeting(cast, network, who, key, state))


def _item(cast: Cast, network: str, who: str, key: str, *, taken: bool = False) -> AgendaItem:
    meeting = _meeting(cast, network, who, key)
    made: AgendaItem = AgendaItem.objects.create(
        body_id=meeting.body_id,
        meeting=meeting if taken else None,
        title="Hemlig punkt",
        made_by=cast.users[who],
    )
    return made


def _paper(cast: Cast, network: str, who: str, key: str) -> Paper:
    meeting = _meeting(cast, network, who, key)
    paper: Paper = Paper.objects.create(
        body_id=meeting.body_id, meeting=meeting, title="Hemlig handling", made_by=cast.users[who]
    )
    PaperVersion.objects.create(
        paper=paper, number=1, name="x.txt", kind="txt", size=1, sha256="0" * 64, content=b"x"
    )
    return paper


def _attendance(cast: Cast, network: str, who: str, key: str) -> Attendance:
    meeting = _meeting(cast, network, who, key, "open")
    made: Attendance = Attendance.objects.create(meeting=meeting, name="Gäst")
    return made


def _action(cast: Cast, network: str, who: str, key: str, *, done: bool = False) -> ActionPoint:
    made: ActionPoint = ActionPoint.objects.create(
        body=_body(cast, network, who, key),
        what="Hemlig åtgärd",
        person_id=cast.people[network, who],
        name=who,
        done_at=timezone.now() if done else None,
    )
    return made


PLANNED, CALLED, OPEN = in_state("planned"), in_state("called"), in_state("open")
RAISED, TAKEN = _made(_item), _made(lambda *about: _item(*about, taken=True))
PAPER, ACTION = _made(_paper), _made(_action)
CONVENING: Mapping[str, Maker] = {
    "action": ACTION,
    "action_change": ACTION,
    "action_dropping": ACTION,
    "action_finish": ACTION,
    "action_reopening": _made(lambda *about: _action(*about, done=True)),
    "agenda": PLANNED,
    "agenda_paper": PLANNED,
    "attendance": OPEN,
    "attendance_guest": OPEN,
    "attendance_guest_removal": _made(_attendance),
    "attendance_mark": OPEN,
    "attendance_time": _made(_attendance),
    "body_meetings": _made(_body),
    "item": RAISED,
    "item_change": RAISED,
    "item_leaving": TAKEN,
    "item_paper_new": RAISED,
    "item_removal": RAISED,
    "item_taking": PLANNED,
    "meeting": CALLED,
    "meeting_answer": CALLED,
    "meeting_calling_off": PLANNED,
    "meeting_change": CALLED,
    "meeting_notice": PLANNED,
    "meeting_opening": CALLED,
    "meeting_series": _made(_body),
    "paper": PAPER,
    "paper_file": _made(lambda *about: PaperVersion.objects.get(paper=_paper(*about))),
    "paper_new": PLANNED,
    "paper_removal": PAPER,
    "paper_version_new": PAPER,
    "papers_together": PLANNED,
    "standing_items": _made(_body),
}
