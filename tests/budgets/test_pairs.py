"""What the pages of pairs may ask the database: the same at few pairs and at many."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import Person
from mentorship.models import Contact
from network import scope
from tests.cast import Cast
from tests.databases import acting_as
from tests.mentorship.pairings import AT, agreed_pair, in_days, running_round, the_pair
from tests.signing_in import sign_in

# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("karin", "rounds/{round}/pairs/", 18),
    ("karin", "rounds/{round}/pairs/?sort=-met&signal=not_met", 18),
    ("karin", "pairs/{pair}/", 20),
    ("amina", "pairs/{pair}/", 28),
]


def _add(cast: Cast, round_id: int, count: int) -> None:
    """More people of CSN with a mentor each at Timrå, who have met twice."""
    for place in range(count):
        people: list[str] = []
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            for key in ("csn", "timra"):
                member = cast.memberships["vasternorrland", key]
                name = f"{key}{Person.objects.count()}"
                made = Person.objects.create(
                    membership_id=member, name=name, email=f"{name}@example.org"
                )
                cast.people["vasternorrland", name] = made.pk
                people.append(name)
        pk = agreed_pair(cast, round_id=round_id, mentee=people[0], mentor=people[1])
        _meet(cast, pk, 2 + place % 2)


def _meet(cast: Cast, pk: int, days: int) -> None:
    pair = the_pair(cast, pk)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for day in range(days):
            Contact.objects.create(
                pair=pair, person_id=pair.mentee_person_id, day=in_days(-day), goes_well=True
            )


@pytest.mark.django_db
def test_no_page_of_pairs_asks_more_for_many_than_for_few(cast: Cast) -> None:
    found = running_round(cast)
    first = agreed_pair(cast, round_id=found)
    counts = []
    for rows in (2, 12):
        _add(cast, found, rows)
        asked = {}
        for who, path, _most in PAGES:
            client = Client()
            sign_in(client, who)
            client.get(f"{AT}/")
            with CaptureQueriesContext(connection) as questions:
                address = f"{AT}/{path.format(round=found, pair=first)}"
                assert client.get(address).status_code == 200
            asked[f"{who} {path}"] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    over = {f"{who} {path}": (few[f"{who} {path}"], most) for who, path, most in PAGES}
    assert {page: count for page, count in over.items() if count[0] > count[1]} == {}
