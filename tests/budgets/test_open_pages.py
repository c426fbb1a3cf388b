"""What the open pages and the network map may ask the database, at few rows and at many."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.models import (
    Circle,
    CircleMember,
    Cluster,
    OpenPage,
    OpenPart,
    PageVersion,
    Publishing,
)
from network import scope
from network.kept import Kept
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.governance.making import make_seated
from tests.signing_in import sign_in

# Who comes ("" is nobody), the page, and the most questions that it may ask.
PAGES = [
    ("", "open/sv/about/", 12),
    ("", "open/sv/news/", 13),
    ("", "open/sv/bodies/", 12),
    ("", "open/sv/calendar/", 12),
    ("", "open/sv/courses/", 11),
    ("karin", "governance/pages/", 10),
    ("karin", "governance/map/", 13),
    ("amina", "governance/map/", 12),
]
SINCE = date(2020, 1, 1)


def _show(kind: str, subject: str) -> None:
    page = OpenPage.objects.create(kind=kind, subject=subject, language="sv", slug=subject)
    version = PageVersion.objects.create(page=page, number=1, title=subject)
    Publishing.objects.create(page=page, version=version, since=SINCE)


def _add(cast: Cast, count: int) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        cluster = Cluster.objects.create(name=f"Kluster {count}")
        for number in range(count):
            _show("page", f"sida-{count}-{number}")
            _show("news", f"nytt-{count}-{number}")
            circle = Circle.objects.create(
                name=f"Krets {count}-{number}", kind="group", purpose="x", cluster=cluster,
                since=SINCE,
            )  # fmt: skip
            for key in ("csn", "timra", "spv"):
                CircleMember.objects.create(
                    circle=circle, membership_id=cast.memberships[VN, key], since=SINCE
                )


@pytest.mark.django_db
def test_no_open_page_asks_more_for_many_than_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    make_seated(cast, open_to="network")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        _show("page", "about")
        for part in ("bodies", "members", "calendar"):
            OpenPart.objects.create(part=part, since=timezone.localdate())
    counts: list[dict[tuple[str, str], int]] = []
    for rows in (10, 30):
        _add(cast, rows)
        asked = {}
        for who, path, _most in PAGES:
            client = Client()
            if who:
                sign_in(client, who)
                client.get(f"/{VN}/search/?q=nothing")
            with CaptureQueriesContext(connection) as questions:
                page = client.get(f"/{VN}/{path}")
            assert page.status_code == 200, (who, path)
            asked[who, path] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    over = {(who, path): few[who, path] for who, path, most in PAGES if few[who, path] > most}
    assert over == {}
