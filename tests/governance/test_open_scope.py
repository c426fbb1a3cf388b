"""What anybody may read, asked of the database itself, whatever page or fault would ask it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from governance.models import (
    Body,
    Mandate,
    OpenEvent,
    OpenPage,
    OpenPart,
    PageAddress,
    PageVersion,
    Publishing,
)
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.governance.making import make_seated

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WORDS = "SELECT title FROM governance_pageversion ORDER BY title"
SLUGS = "SELECT slug FROM governance_openpage ORDER BY slug"
ADDRESSES = "SELECT slug FROM governance_pageaddress ORDER BY slug"


@contextmanager
def inside(network: int) -> Iterator[None]:
    with acting_as("portal_worker"), scope.enter_system(network):
        yield


def made(slug: str, *plans: tuple[int, date]) -> None:
    """A page with versions 1, 2, … and their days; version 0 takes it down."""
    page = OpenPage.objects.create(subject=slug, language="sv", slug=slug)
    PageAddress.objects.create(page=page, kind=page.kind, language="sv", slug=slug)
    versions = {
        number: PageVersion.objects.create(page=page, number=number, title=f"{slug} {number}")
        for number in range(1, max([1, *(number for number, _since in plans)]) + 1)
    }
    for number, since in plans:
        Publishing.objects.create(page=page, version=versions.get(number), since=since)


def asked(cast: Cast, question: str) -> list[Any]:
    """The first column of what anybody is answered, of Västernorrland."""
    with scope.enter_public(cast.vn), connection.cursor() as cursor:
        cursor.execute(question)
        return [row[0] for row in cursor.fetchall()]


def test_nothing_is_read_of_drafts_of_days_to_come_and_of_what_is_taken_down(cast: Cast) -> None:
    today = timezone.localdate()
    with inside(cast.vn):
        made("utkast")
        made("senare", (1, today + DAY))
        made("nertagen", (1, today - DAY), (0, today))
        made("ute", (1, today))
    assert asked(cast, SLUGS) == ["ute"]
    assert asked(cast, WORDS) == ["ute 1"]
    assert asked(cast, ADDRESSES) == ["ute"]


def test_one_version_of_a_page_is_read_neither_the_former_nor_the_one_to_come(cast: Cast) -> None:
    today = timezone.localdate()
    with inside(cast.vn):
        made("sida", (1, today - DAY), (2, today), (3, today + DAY))
        made("nertagen-sen", (1, today), (0, today + DAY))
    assert asked(cast, WORDS) == ["nertagen-sen 1", "sida 2"]
    assert asked(cast, "SELECT count(*) FROM governance_publishing") == [3]


def test_a_page_that_was_taken_down_before_its_day_never_comes(cast: Cast) -> None:
    today = timezone.localdate()
    with inside(cast.vn):
        made("sida", (1, today), (0, today - DAY))
    assert asked(cast, SLUGS) == []


def test_nothing_of_another_network_is_read(cast: Cast) -> None:
    today = timezone.localdate()
    with inside(cast.jl):
        made("jamtland", (1, today))
        OpenPart.objects.create(part="bodies", since=today)
        OpenPart.objects.create(part="calendar", since=today)
    make_seated(cast)
    for question in (
        SLUGS,
        WORDS,
        ADDRESSES,
        "SELECT id FROM governance_publishing",
        "SELECT part FROM governance_openpart",
        "SELECT id FROM governance_body",
        "SELECT id FROM governance_mandate",
    ):
        assert asked(cast, question) == [], question


def test_bodies_are_read_while_they_lie_open_and_their_holders_never(cast: Cast) -> None:
    today = timezone.localdate()
    seated = make_seated(cast)
    with inside(cast.vn):
        Body.objects.create(kind_id=Body.objects.get().kind_id, name="Nedlagd", since=today - DAY,
                            until=today - DAY)  # fmt: skip
        Mandate.objects.create(body_id=seated.body, membership_id=cast.memberships[VN, "spv"],
                               since=today + DAY)  # fmt: skip
        part = OpenPart.objects.create(part="bodies", since=today + DAY)
    tables = ("bodykind", "body", "mandate")
    for table in tables:
        assert asked(cast, f"SELECT id FROM governance_{table}") == []
    with inside(cast.vn):
        OpenPart.objects.filter(pk=part.pk).update(since=today)
    assert asked(cast, "SELECT id FROM governance_body") == [seated.body]
    assert set(asked(cast, "SELECT id FROM governance_mandate")) == set(seated.mandates.values())
    for table in ("holder", "holdercontact", "office", "meeting", "agendaitem", "circlemember"):
        assert asked(cast, f"SELECT id FROM governance_{table}") == []
    assert asked(cast, "SELECT id FROM members_person") == []
    with inside(cast.vn):
        OpenPart.objects.filter(pk=part.pk).update(since=today - DAY, until=today - DAY)
    for table in tables:
        assert asked(cast, f"SELECT id FROM governance_{table}") == []


def test_events_are_read_while_the_calendar_lies_open(cast: Cast) -> None:
    starts = datetime(2026, 5, 4, 9, tzinfo=UTC)
    with inside(cast.vn):
        OpenEvent.objects.create(title="Frukost", starts=starts, ends=starts + DAY)
    question = "SELECT title FROM governance_openevent"
    assert asked(cast, question) == []
    with inside(cast.vn):
        OpenPart.objects.create(part="bodies", since=timezone.localdate())
    assert asked(cast, question) == []
    with inside(cast.vn):
        OpenPart.objects.create(part="calendar", since=timezone.localdate())
    assert asked(cast, question) == ["Frukost"]
