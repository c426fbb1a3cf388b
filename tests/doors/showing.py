"""The open pages, events, and lines of the network map that their doors are tried with."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from governance.models import (
    Circle,
    CircleMember,
    Cluster,
    OpenEvent,
    OpenPage,
    PageAddress,
    PageVersion,
)
from tests.cast import Cast
from tests.doors.making import Maker, made_in

SINCE = date(2020, 1, 1)


def _version() -> PageVersion:
    slug = f"sida-{OpenPage.objects.count()}"
    page = OpenPage.objects.create(subject=slug, language="sv", slug=slug)
    PageAddress.objects.create(page=page, kind=page.kind, language="sv", slug=slug)
    made: PageVersion = PageVersion.objects.create(page=page, number=1, title="Sida")
    return made


def _of_page(choose: Callable[[PageVersion], Any]) -> Maker:
    def maker(cast: Cast, network: str, who: str, key: str) -> int:
        return made_in(cast, network, lambda: choose(_version()))

    return maker


def _event(cast: Cast, network: str, who: str, key: str) -> int:
    starts = datetime(2026, 5, 4, 9, tzinfo=UTC)
    return made_in(
        cast,
        network,
        lambda: OpenEvent.objects.create(
            title="Öppet möte", starts=starts, ends=starts + timedelta(hours=1)
        ),
    )


def _made_circle() -> Circle:
    made: Circle = Circle.objects.create(
        name=f"Nätverk {Circle.objects.count()}", kind="network", purpose="Att mötas", since=SINCE
    )
    return made


def _circle(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, _made_circle)


def _circle_member(cast: Cast, network: str, who: str, key: str) -> int:
    member = cast.memberships[network, key]
    return made_in(
        cast,
        network,
        lambda: CircleMember.objects.create(
            circle=_made_circle(), membership_id=member, since=SINCE
        ),
    )


def _cluster(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(
        cast, network, lambda: Cluster.objects.create(name=f"Kluster {Cluster.objects.count()}")
    )


SHOWING: dict[str, Maker] = {
    **dict.fromkeys(
        ("page", "page_text", "page_publishing", "page_taking_down", "page_address"),
        _of_page(lambda version: version.page),
    ),
    "version_restoring": _of_page(lambda version: version),
    "event": _event,
    **dict.fromkeys(("circle", "circle_change", "circle_joining"), _circle),
    **dict.fromkeys(("circle_member", "circle_leaving"), _circle_member),
    "cluster": _cluster,
}
MORE: Mapping[str, dict[str, str]] = {
    "part_opening": {"part": "bodies"},
    "open_page": {"code": "fi", "slug": "ingen"},
    "open_news": {"language": "sv", "slug": "ingen"},
    **{
        name: {"language": "sv"}
        for name in (
            *("open_about", "open_contact", "open_news_list", "open_news_feed", "open_bodies"),
            *("open_events", "open_events_calendar"),
        )
    },
}
