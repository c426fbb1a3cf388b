"""Meetings that go on, for the tests of minutes, votes and approval.

`make_going_on` has Styrbjörn (chair), Ulla (convener) and Lars in place, on an agenda of items.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone, translation

from governance.models import AgendaItem, Attendance, Meeting, Vote
from governance.rules import MeetingState
from network import scope
from network.models import Network, User
from network.seat import Seat
from tests.cast import VN, Cast, email
from tests.databases import acting_as
from tests.governance import making
from tests.signing_in import sign_in

AT = f"/{VN}/governance/meetings"
MEMBER_OF = {"styrbjorn": "spv", "ulla": "csn", "lars": "timra"}


@dataclass(frozen=True)
class GoingOn:
    """A meeting that goes on: its body's seats, its id and its items' ids."""

    seated: making.Seated
    meeting: int
    items: list[int]


def make_going_on(
    cast: Cast, *, items: int = 2, present: tuple[str, ...] = tuple(MEMBER_OF), **body: Any
) -> GoingOn:
    """A meeting of a fresh body that goes on now."""
    seated = making.make_seated(cast, **body)
    meeting = making.make_meeting(
        cast, seated.body, starts=timezone.now(), chair_name="Styrbjörn Styr"
    )
    keys = [
        making.make_item(cast, seated.body, meeting, title=f"Ärende {place + 1}")
        for place in range(items)
    ]
    making.go_on(cast, meeting, MeetingState.OPEN)
    for who in present:
        attend(cast, seated, meeting, who)
    return GoingOn(seated, meeting, keys)


def attend(cast: Cast, seated: making.Seated, meeting: int, who: str, **changes: Any) -> None:
    """Somebody takes part for their mandate."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Attendance.objects.create(
            meeting_id=meeting,
            mandate_id=seated.mandates[MEMBER_OF.get(who, "csn")],
            holder_id=seated.holders[who],
            name=making.NAMES[who],
            **changes,
        )


@contextmanager
def acting(cast: Cast, who: str) -> Iterator[Seat]:
    """Somebody's own scope and seat, in English."""
    with translation.override("en"), scope.enter(cast.users[who], cast.vn) as granted:
        user = User.objects.get(pk=cast.users[who])
        yield Seat(user, Network.objects.get(pk=cast.vn), granted)


@contextmanager
def as_portal(cast: Cast) -> Iterator[None]:
    """The portal's own scope."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        yield


def item_of(pk: int) -> AgendaItem:
    """An item with its meeting and body, in the open scope."""
    found: AgendaItem = AgendaItem.objects.select_related("meeting__body", "body").get(pk=pk)
    return found


def meeting_of(pk: int) -> Meeting:
    """A meeting with its body, in the open scope."""
    found: Meeting = Meeting.objects.select_related("body", "network").get(pk=pk)
    return found


def vote_of(pk: int) -> Vote:
    """A vote with its item and meeting, in the open scope."""
    found: Vote = Vote.objects.select_related("item__meeting__body", "meeting__body").get(pk=pk)
    return found


def visitor(who: str) -> Client:
    """Somebody signed in, with a second factor where their role asks for one."""
    client = Client()
    if who in ("karin", "jonas", "erik"):
        sign_in(client, who)
    else:
        client.force_login(User.objects.get(email=email(who)))
    return client
