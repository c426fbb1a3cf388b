"""What the register and the memberships may ask the database: the same at few and at many."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from governance.models import MembershipApplication
from members.actions.decision import enter_decision, enter_effect
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.signing_in import sign_in

# The page and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("governance/decisions/", 22),
    ("governance/decisions/?q=beslut&state=waiting&sort=title", 22),
    ("governance/membership/", 22),
    ("governance/membership/?q=myndighet&state=received", 22),
    ("open/sv/members/", 11),
]


def _add(cast: Cast, count: int) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for place in range(count):
            made = enter_decision(
                f"Beslut {place}", body="Styrgruppen", decided_on=date(2026, 2, 1)
            )
            enter_effect(made, "member", cast.memberships[VN, "csn"], "CSN", on=date(2099, 1, 1))
            MembershipApplication.objects.create(
                name=f"Myndighet {MembershipApplication.objects.count()}",
                kind="court",
                contact_name="Någon",
                contact_email="nagon@example.org",
            )


@pytest.mark.django_db
def test_no_page_of_decisions_asks_more_for_many_than_for_few(cast: Cast) -> None:
    client = Client()
    sign_in(client, "karin")
    counts = []
    for rows in (2, 8):
        _add(cast, rows)
        asked = {}
        for path, most in PAGES:
            address = f"/{VN}/{path}"
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            asked[path] = len(captured)
            assert len(captured) <= most, (path, len(captured))
        counts.append(asked)
    assert counts[0] == counts[1]
