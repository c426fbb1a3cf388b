"""What balance, pool, crisis and outside parties may ask the database, at few rows and at many."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loans.models import CanLend, Crisis, CrisisCall, OutsideParty
from members.models import Authority, Competence, LegalPerson, Membership
from network import scope
from network.kept import Kept
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.loans.boards import hang
from tests.loans.making import in_days, make_running
from tests.signing_in import sign_in

# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("karin", "balance/", 16),
    ("karin", "pool/", 15),
    ("karin", "crisis/", 18),
    ("lena", "crisis/", 18),
    ("karin", "outside/", 18),
]


def _add(cast: Cast, count: int) -> None:
    """So many members more that can lend in the crisis, parties, and needs on the board."""
    for number in range(count):
        days: dict[str, Any] = {"starts": in_days(0), "ends": in_days(60)}
        hang(cast, "timra", occasion="crisis", kind="need", title=f"Behov {number}", **days)
        hang(cast, "csn", kind="idle", title=f"Ledig {number}")
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        crisis, _new = Crisis.objects.get_or_create(
            ended_on=None, defaults={"title": "Storm", "about": "El", "since": in_days(-1)}
        )
        code = Competence.objects.order_by("pk")[0].code
        state = LegalPerson.objects.order_by("pk")[0]
        for _number in range(count):
            here = Authority.objects.count()
            authority = Authority.objects.create(
                name=f"Myndighet {here}",
                short_name=f"M{here}",
                kind="state_agency",
                legal_person=state,
            )
            member = Membership.objects.create(authority=authority, since=in_days(-90))
            CrisisCall.objects.create(crisis=crisis, membership=member)
            CanLend.objects.create(
                crisis=crisis,
                membership=member,
                competence=code,
                people=2,
                since=in_days(0),
                until=in_days(40),
            )
            OutsideParty.objects.create(
                name=f"Region {here}", kind="region", organisation_number="2321000198"
            )


def test_no_page_of_balance_and_crisis_asks_more_for_many_than_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    make_running(cast, "amina", "spv")
    counts: list[dict[tuple[str, str], int]] = []
    for rows in (2, 16):
        _add(cast, rows)
        asked = {}
        for who, path, _most in PAGES:
            client = Client()
            sign_in(client, who)
            client.get(f"/{VN}/search/?q=nothing")
            with CaptureQueriesContext(connection) as questions:
                page = client.get(f"/{VN}/loans/{path}")
            assert page.status_code == 200
            asked[who, path] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    over = {(who, path): few[who, path] for who, path, most in PAGES if few[who, path] > most}
    assert over == {}
