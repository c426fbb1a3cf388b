"""What the pages of loans may ask the database: the same at few loans and at many."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import Person
from network import scope
from network.models import User
from tests.cast import VN, Cast, email
from tests.databases import acting_as
from tests.loans import making
from tests.signing_in import sign_in

# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("karin", "loans/all/", 18),
    ("karin", "loans/all/?sort=name&stage=running&q=csn", 18),
    ("lena", "loans/all/", 18),
    ("lena", "", 90),
    ("amina", "loans/{loan}/", 40),
]


def _add(cast: Cast, count: int) -> None:
    """More people of CSN, each on a loan that both have signed."""
    for _place in range(count):
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            name = f"lent{Person.objects.count()}"
            made = Person.objects.create(
                membership_id=cast.memberships[VN, "csn"],
                name=name,
                email=f"{name}@example.org",
                manager_id=cast.person("mats"),
            )
        cast.people[VN, name] = made.pk
        making.make_running(cast, name)


@pytest.mark.django_db
def test_no_page_of_loans_asks_more_for_many_than_for_few(cast: Cast) -> None:
    first = making.make_running(cast)
    counts = []
    for rows in (2, 8):
        _add(cast, rows)
        asked = {}
        for who, path, most in PAGES:
            client = Client()
            if who == "karin":
                sign_in(client, who)
            else:
                client.force_login(User.objects.get(email=email(who)))
            address = f"/{VN}/{path.format(loan=first)}"
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as captured:
                assert client.get(address).status_code == 200
            asked[who, path] = len(captured)
            assert len(captured) <= most, (who, path, len(captured))
        counts.append(asked)
    assert counts[0] == counts[1]
