"""What the pages of bodies may ask the database, at few rows and at many."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.models import Guest, Office, RotationPlace, RotationRule
from members.models import Authority, LegalPerson, Membership
from network import scope
from network.kept import Kept
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.governance.making import make_body, make_holder, make_mandate, make_seated
from tests.signing_in import sign_in

# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("karin", "", 14),
    ("lena", "", 14),
    ("amina", "", 14),
    ("karin", "bodies/{body}/", 26),
    ("lena", "bodies/{body}/", 24),
    ("ulla", "bodies/{body}/", 24),
    ("karin", "bodies/{body}/addresses/", 15),
    ("karin", "rotations/{rule}/", 16),
    ("karin", "?format=xlsx", 18),
]


def _add(cast: Cast, body: int, rule: int, count: int) -> None:
    """So many bodies more, and so many seats, guests and places in the rota of the first."""
    for number in range(count):
        other = make_body(cast, nature="group", name=f"Grupp {count}-{number}")
        make_holder(cast, make_mandate(cast, other, "csn"), None, name="Någon")
        with acting_as("portal_owner"), scope.enter_system(cast.vn):
            here = Authority.objects.count()
            authority = Authority.objects.create(
                name=f"Myndighet {here}",
                short_name=f"M{here}",
                kind="state_agency",
                legal_person=LegalPerson.objects.order_by("pk")[0],
            )
            member = Membership.objects.create(authority=authority, since=date(2014, 1, 1))
        cast.memberships[VN, f"m{here}"] = member.pk
        mandate = make_mandate(cast, body, f"m{here}")
        make_holder(cast, mandate, None, name="Någon Annan")
        make_holder(cast, mandate, None, name="Ersättare", rank="deputy")
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            Guest.objects.create(body_id=body, name="Gäst", since=date(2020, 1, 1))
            RotationPlace.objects.create(rule_id=rule, membership=member, position=here)
            Office.objects.create(
                body_id=body,
                duty="host",
                membership=member,
                name="Värd",
                since=timezone.localdate() - timedelta(days=here),
            )


def test_no_page_of_bodies_asks_more_for_many_than_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    body = make_seated(cast, open_to="network").body
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        starts = date(timezone.localdate().year, 1, 1)
        rule = RotationRule.objects.create(body_id=body, duty="host", months=3, starts=starts).pk
    counts: list[dict[tuple[str, str], int]] = []
    for rows in (2, 12):
        _add(cast, body, rule, rows)
        asked = {}
        for who, path, _most in PAGES:
            client = Client()
            sign_in(client, who)
            client.get(f"/{VN}/search/?q=nothing")
            with CaptureQueriesContext(connection) as questions:
                page = client.get(f"/{VN}/governance/{path.format(body=body, rule=rule)}")
            assert page.status_code == 200, (who, path)
            asked[who, path] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    over = {(who, path): few[who, path] for who, path, most in PAGES if few[who, path] > most}
    assert over == {}
