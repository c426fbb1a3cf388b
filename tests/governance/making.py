"""Bodies and meetings for the tests, in any state, in the networks of the cast.

The body of `make_seated` has three mandates: Styrbjörn of SPV (chair), Ulla of CSN (convener,
with Mats as her deputy) and Lars of Timrå. Amina of CSN sits nowhere; Karin coordinates.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from governance.models import (
    AgendaItem,
    Approver,
    Attendance,
    Body,
    BodyKind,
    Holder,
    HolderContact,
    Mandate,
    Meeting,
    Office,
    Resolution,
)
from governance.rules import ApprovalState, Duty, ItemKind, MeetingState, Outcome, Rank
from network import scope
from tests.cast import VN, Cast, email
from tests.databases import acting_as

SINCE = date(2020, 1, 1)
SEATS = {"spv": "styrbjorn", "csn": "ulla", "timra": "lars"}
NAMES = {
    "styrbjorn": "Styrbjörn Styr",
    "ulla": "Ulla Utbildningsråd",
    "lars": "Lars Lokal",
    "mats": "Mats Chef",
    "karin": "Karin Öberg",
    "jamte": "Jämte Koordinator",
}
# The states that a meeting passes on its way to another.
WAYS: Mapping[str, tuple[str, ...]] = {
    MeetingState.PLANNED: (),
    MeetingState.CALLED: ("called",),
    MeetingState.OPEN: ("called", "open"),
    MeetingState.CLOSED: ("called", "open", "closed"),
    MeetingState.APPROVED: ("called", "open", "closed", "approved"),
    MeetingState.CANCELLED: ("cancelled",),
}


@dataclass(frozen=True)
class Seated:
    """A body with its mandates by the member's short key, and their holders by who it is."""

    body: int
    mandates: dict[str, int]
    holders: dict[str, int]


def make_kind(cast: Cast, nature: str = "steering", slug: str = VN, **changes: Any) -> int:
    """A kind of body, named after what it is for; gives its id."""
    facts = {"name": f"Organ: {nature}", "nature": nature} | changes
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        made, _new = BodyKind.objects.get_or_create(name=facts.pop("name"), defaults=facts)
        return int(made.pk)


def make_body(cast: Cast, nature: str = "steering", slug: str = VN, **changes: Any) -> int:
    """A body that decides for the network and is read by itself, unless said; gives its id."""
    kind = make_kind(cast, nature, slug)
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        facts = {
            "name": f"Styrgruppen {Body.objects.count() + 1}",
            "decides": True,
            "since": SINCE,
        } | changes
        return int(Body.objects.create(kind_id=kind, **facts).pk)


def make_mandate(cast: Cast, body: int, member: str | None, slug: str = VN, **changes: Any) -> int:
    """A mandate of a member by its short key, or of nobody's authority; gives its id."""
    membership = cast.memberships[slug, member] if member else None
    facts = {"since": SINCE} | changes
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        return int(Mandate.objects.create(body_id=body, membership_id=membership, **facts).pk)


def make_holder(cast: Cast, mandate: int, who: str | None, slug: str = VN, **changes: Any) -> int:
    """Somebody of the cast, or just a name, who holds a mandate; with their mail. Gives its id."""
    facts = {
        "rank": Rank.MEMBER,
        "name": NAMES.get(who or "", (who or "Namn").title()),
        "since": SINCE,
    } | changes
    person = cast.people[slug, who] if who else None
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        made = Holder.objects.create(mandate_id=mandate, person_id=person, **facts)
        HolderContact.objects.create(holder=made, email=email(who or f"holder{made.pk}"))
        return int(made.pk)


def make_office(cast: Cast, body: int, duty: str, who: str, slug: str = VN, **changes: Any) -> int:
    """An office that somebody of the cast has in a body; gives its id."""
    facts = {"name": NAMES.get(who, who.title()), "since": SINCE} | changes
    person = cast.people[slug, who]
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        made = Office.objects.create(body_id=body, duty=duty, person_id=person, **facts)
        return int(made.pk)


def make_seated(cast: Cast, seats: Mapping[str, str] = SEATS, **changes: Any) -> Seated:
    """A body with its mandates, a chair and a convener, and a deputy for CSN."""
    body = make_body(cast, **changes)
    mandates = {member: make_mandate(cast, body, member) for member in seats}
    holders = {who: make_holder(cast, mandates[member], who) for member, who in seats.items()}
    if seats is SEATS:
        holders["mats"] = make_holder(cast, mandates["csn"], "mats", rank=Rank.DEPUTY)
        make_office(cast, body, Duty.CHAIR, "styrbjorn")
        make_office(cast, body, Duty.CONVENER, "ulla")
    return Seated(body, mandates, holders)


def make_meeting(cast: Cast, body: int, slug: str = VN, **changes: Any) -> int:
    """A meeting in a week, for two hours, planned unless another state is asked for."""
    state = changes.pop("state", MeetingState.PLANNED)
    starts: datetime = changes.pop("starts", timezone.now() + timedelta(days=7))
    facts = {
        "title": "Styrgruppsmöte",
        "starts": starts,
        "ends": starts + timedelta(hours=2),
        "place": "Länsstyrelsen, Härnösand",
    } | changes
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        made = Meeting.objects.create(body_id=body, **facts)
    go_on(cast, made.pk, state, slug)
    return int(made.pk)


def go_on(cast: Cast, meeting: int, state: str, slug: str = VN) -> None:
    """Let a meeting go on to a state, through those between."""
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        rows = Meeting.objects.filter(pk=meeting)
        now = rows.get().state
        way = WAYS[state]
        for step in way[way.index(now) + 1 if now in way else 0 :]:
            if step == MeetingState.APPROVED:
                Approver.objects.filter(meeting=meeting).update(state=ApprovalState.ASKED)
                Approver.objects.filter(meeting=meeting).update(state=ApprovalState.APPROVED)
                continue
            if step == MeetingState.CLOSED and state == MeetingState.APPROVED:
                _choose_approver(rows.get())
            rows.update(state=step)


def _choose_approver(meeting: Meeting) -> None:
    """Somebody took part, with a voice and no vote, and approves the minutes."""
    mandate = Mandate.objects.create(body_id=meeting.body_id, votes=False, since=SINCE)
    holder = Holder.objects.create(mandate=mandate, name="Justeraren", since=SINCE)
    Attendance.objects.create(meeting=meeting, mandate=mandate, holder=holder, name=holder.name)
    Approver.objects.create(meeting=meeting, holder=holder, name=holder.name)


def make_item(
    cast: Cast, body: int, meeting: int | None = None, slug: str = VN, **changes: Any
) -> int:
    """An item for decision, open or on a meeting's agenda; gives its id."""
    facts = {
        "kind": ItemKind.DECISION,
        "title": "Avgifter för nästa år",
        "proposal": "Styrgruppen beslutar avgifterna enligt förslaget.",
    } | changes
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        if meeting and "position" not in facts:
            facts["position"] = AgendaItem.objects.filter(meeting=meeting).count() + 1
        return int(AgendaItem.objects.create(body_id=body, meeting_id=meeting, **facts).pk)


def make_attendance(
    cast: Cast, meeting: int, mandate: int | None = None, slug: str = VN, **changes: Any
) -> int:
    """Somebody takes part in place, for a mandate or as a guest; gives its id."""
    facts = {"name": "Någon"} | changes
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        made = Attendance.objects.create(meeting_id=meeting, mandate_id=mandate, **facts)
        return int(made.pk)


def make_resolution(cast: Cast, item: int, slug: str = VN, **changes: Any) -> int:
    """What the item's meeting resolves on it, as proposed unless said; gives its id."""
    facts = {"outcome": Outcome.CARRIED, "text": "Styrgruppen beslutar enligt förslaget."} | changes
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        meeting = AgendaItem.objects.get(pk=item).meeting_id
        return int(Resolution.objects.create(item_id=item, meeting_id=meeting, **facts).pk)


def make_quorate(cast: Cast, seated: Seated, meeting: int) -> None:
    """Everybody of the body takes part in place."""
    for mandate in seated.mandates.values():
        make_attendance(cast, meeting, mandate)


def make_decided(cast: Cast, seated: Seated, **changes: Any) -> tuple[int, int]:
    """A meeting that is over, with one decision; gives the meeting's and the item's id."""
    state = changes.pop("state", MeetingState.CLOSED)
    meeting = make_meeting(cast, seated.body, **changes)
    item = make_item(cast, seated.body, meeting)
    go_on(cast, meeting, MeetingState.OPEN)
    make_quorate(cast, seated, meeting)
    make_resolution(cast, item)
    go_on(cast, meeting, state)
    return meeting, item


def state_of(cast: Cast, meeting: int, slug: str = VN) -> str:
    """How far a meeting has come."""
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        return str(Meeting.objects.get(pk=meeting).state)
