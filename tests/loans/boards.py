"""Notices, searches and sister networks for the tests of the board."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from loans.models import Approach, Notice, SavedSearch, SisterNetwork
from members.models import Role
from network import scope
from tests.cast import JL, VN, Cast
from tests.databases import acting_as

AT = f"/{VN}/loans"


def in_days(days: int) -> date:
    """A day so many days from today."""
    return timezone.localdate() + timedelta(days=days)


def hang(cast: Cast, owner: str = "spv", *, network: str = VN, **changes: Any) -> int:
    """A notice that hangs on the board of a network, of a member by its short key; gives its id."""
    facts = {
        "kind": "need",
        "title": "Utredare",
        "tasks": "Skriva förslag till strategi.",
        "competences": ["strategy"],
        "starts": in_days(14),
        "ends": in_days(150),
        "answer_by": in_days(10),
        "place": "Sundsvall",
        "published_at": timezone.now(),
    } | changes
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        made: Notice = Notice.objects.create(
            membership_id=cast.memberships[network, owner], **facts
        )
        return made.pk


def the_notice(cast: Cast, pk: int | None = None, *, network: str = VN) -> Notice:
    """A notice as it stands, or the only one there is."""
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        rows = Notice.objects.with_owner()
        found: Notice = rows.get(pk=pk) if pk else rows.get()
        return found


def keep_search(cast: Cast, who: str = "amina", **query: str) -> int:
    """A search that somebody keeps since a fortnight; gives its id."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        made: SavedSearch = SavedSearch.objects.create(
            person_id=cast.person(who),
            name=" ".join(query.values()) or "Allt",
            query=query,
            told_until=timezone.now() - timedelta(days=14),
        )
        return made.pk


def make_approach(cast: Cast, notice: int, by: str = "timra") -> int:
    """That a member would like to borrow; gives its id."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        made: Approach = Approach.objects.create(
            notice_id=notice, membership_id=cast.memberships[VN, by], words="Behövs i vår."
        )
        return made.pk


def let_in(cast: Cast, *, owner: str = JL, sister: str = VN, **days: Any) -> None:
    """Let one network see what the other shows its sisters."""
    with acting_as("portal_worker"), scope.enter_system(cast.networks[owner]):
        SisterNetwork.objects.create(
            sister_id=cast.networks[sister], **({"since": in_days(-10)} | days)
        )


def make_hr(cast: Cast, who: str, key: str, kind: str = "hr_signer") -> None:
    """Give somebody the HR signer's role at a member."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Role.objects.create(
            person_id=cast.person(who),
            membership_id=cast.memberships[VN, key],
            kind=kind,
            since=date(2020, 1, 1),
        )


def titles(client: Client, query: str = "", *, at: str = AT) -> list[str]:
    """The titles of the network's own notices on the board, in order."""
    response = client.get(f"{at}/{query}")
    assert response.status_code == 200
    return [row.it.title for row in response.context["rows"]]


FORM: dict[str, Any] = {
    "kind": "need",
    "occasion": "ordinary",
    "title": "Controller",
    "tasks": "Bokslut och avstämningar.",
    "competences": ["money"],
    "people": "1",
    "percent": "60",
    "place": "Sundsvall",
    "remote": "no",
    "secrecy": "",
    "reach": "own",
}


def written(cast: Cast, who: str, **changes: Any) -> dict[str, Any]:
    """The form of a notice as it is sent."""
    days = {"starts": in_days(20), "ends": in_days(100), "answer_by": in_days(10)}
    return FORM | days | {"contact": cast.person(who)} | changes
