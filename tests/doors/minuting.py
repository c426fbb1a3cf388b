"""The minutes, votes and approvals that their doors are tried with.

The body has one mandate, of the record's authority, held by the one whom it is about; nobody else
of the cast sits there.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from governance.models import (
    AgendaItem,
    Approver,
    Attendance,
    Body,
    BodyKind,
    Disqualification,
    Holder,
    Mandate,
    Meeting,
    MinutesVersion,
    Vote,
)
from tests.cast import Cast
from tests.doors.making import Maker, made_in

SINCE = date(2020, 1, 1)


def _meeting(cast: Cast, network: str, who: str, key: str, kind: str = "meeting") -> Meeting:
    """A meeting that goes on, with one item, its text and who attends."""
    names, _new = BodyKind.objects.get_or_create(name="Grupp", nature="group")
    body = Body.objects.create(kind=names, name=f"Grupp {Body.objects.count()}", since=SINCE)
    mandate = Mandate.objects.create(
        body=body, membership_id=cast.memberships[network, key], since=SINCE
    )
    holder = Holder.objects.create(
        mandate=mandate, person_id=cast.people[network, who], name=who.title(), since=SINCE
    )
    now = timezone.now()
    meeting: Meeting = Meeting.objects.create(
        body=body, kind=kind, starts=now, ends=now + timedelta(days=2)
    )
    item = AgendaItem.objects.create(
        body=body, meeting=meeting, title="Ärende", proposal="Ja.", kind="decision"
    )
    for state in ("called", "open"):
        Meeting.objects.filter(pk=meeting.pk).update(state=state)
    if kind == "meeting":
        Attendance.objects.create(meeting=meeting, mandate=mandate, holder=holder, name=holder.name)
        MinutesVersion.objects.create(
            item=item, meeting=meeting, number=1, text="Så sades det.", by_name="Sekreterare"
        )
    return meeting


def meeting(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, lambda: _meeting(cast, network, who, key))


def body(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, lambda: _meeting(cast, network, who, key).body)


def item(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(
        cast, network, lambda: AgendaItem.objects.get(meeting=_meeting(cast, network, who, key))
    )


def vote(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> Any:
        there = _meeting(cast, network, who, key)
        return Vote.objects.create(
            item=AgendaItem.objects.get(meeting=there), meeting=there, question="Ja?"
        )

    return made_in(cast, network, make)


def disqualification(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> Any:
        there = _meeting(cast, network, who, key)
        return Disqualification.objects.create(
            item=AgendaItem.objects.get(meeting=there),
            meeting=there,
            name="Föredragande",
            reason="Part i saken",
        )

    return made_in(cast, network, make)


def approver(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> Any:
        there = _meeting(cast, network, who, key)
        holder = Holder.objects.get(mandate__body=there.body)
        row = Approver.objects.create(meeting=there, holder=holder, name=holder.name)
        Meeting.objects.filter(pk=there.pk).update(state="closed")
        Approver.objects.filter(pk=row.pk).update(state="asked")
        return row

    return made_in(cast, network, make)


def written(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> Any:
        there = _meeting(cast, network, who, key, kind="written")
        Vote.objects.create(
            item=AgendaItem.objects.get(meeting=there), meeting=there, question="Ja?"
        )
        return there

    return made_in(cast, network, make)


MINUTING: Mapping[str, Maker] = {
    "item_disqualification": item,
    "item_qualification": disqualification,
    "item_resolution": item,
    "meeting_closing": meeting,
    "minutes": meeting,
    "minutes_answer": approver,
    "minutes_approval": meeting,
    "minutes_extract": item,
    "minutes_paper": meeting,
    "minutes_restoration": item,
    "minutes_return": meeting,
    "minutes_settlement": item,
    "minutes_text": item,
    "minutes_versions": item,
    "minutes_writing": meeting,
    "vote": vote,
    "vote_ballot": vote,
    "vote_closing": vote,
    "vote_list": meeting,
    "vote_new": item,
    "vote_removal": vote,
    "written": written,
    "written_answer": written,
    "written_count": written,
    "written_new": body,
    "written_reminder": written,
}
MORE = {"minutes_restoration": {"number": "1"}}
