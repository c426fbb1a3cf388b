"""The notices, approaches and saved searches that their doors are tried with."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from loans.models import Approach, Notice, SavedSearch
from tests.cast import Cast
from tests.doors.making import Maker, made_in


def _hang(
    cast: Cast, network: str, who: str, key: str, kind: str = "need", *, up: bool = True
) -> int:
    today = timezone.localdate()
    return made_in(
        cast,
        network,
        lambda: Notice.objects.create(
            membership_id=cast.memberships[network, key],
            kind=kind,
            title="Utredare",
            tasks="Utreda",
            competences=["talks"],
            starts=today,
            ends=today + timedelta(days=90),
            answer_by=today + timedelta(days=9),
            contact_id=cast.people[network, who],
            written_by_id=cast.people[network, who],
            published_at=timezone.now() if up else None,
        ),
    )


def notice(cast: Cast, network: str, who: str, key: str) -> int:
    """One on the board."""
    return _hang(cast, network, who, key)


def offer(cast: Cast, network: str, who: str, key: str) -> int:
    """Staff to lend."""
    return _hang(cast, network, who, key, "idle")


def draft(cast: Cast, network: str, who: str, key: str) -> int:
    """One that waits to be published."""
    return _hang(cast, network, who, key, up=False)


def approach(cast: Cast, network: str, who: str, key: str) -> int:
    """That another authority would borrow what the own one offers."""
    asked = offer(cast, network, who, key)
    other = next(pk for (where, _key), pk in cast.memberships.items() if where == network)
    return made_in(
        cast,
        network,
        lambda: Approach.objects.create(notice_id=asked, membership_id=other, words="I vår"),
    )


def saved_search(cast: Cast, network: str, who: str, key: str) -> int:
    """One's own."""
    return made_in(
        cast,
        network,
        lambda: SavedSearch.objects.create(person_id=cast.people[network, who], name="Min"),
    )


BOARDING: Mapping[str, Maker] = {
    "approach_declination": approach,
    "approach_new": offer,
    "notice": notice,
    "notice_change": notice,
    "notice_closing": notice,
    "notice_draft": draft,
    "notice_draft_removal": draft,
    "notice_opening": notice,
    "notice_publication": draft,
    "notice_removal": draft,
    "notice_request": draft,
    "saved_search_change": saved_search,
    "saved_search_removal": saved_search,
    "sister_notice": notice,
}
