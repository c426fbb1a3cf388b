"""Search among people: within the seat's walls, whatever the words hold."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import Membership, Person
from network import scope
from tests.cast import Cast
from tests.databases import acting_as
from tests.signing_in import sign_in

PEOPLE = "/vasternorrland/members/people/"


def found(cast: Cast, who: str, words: str) -> set[str]:
    with scope.enter(cast.users[who], cast.vn):
        return set(Person.objects.named_like(words).values_list("name", flat=True))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("oberg", {"Karin Öberg"}),
        ("ÖBERG karin", {"Karin Öberg"}),
        ("amina@", {"Amina Hassan"}),
        ("timra tove", {"Tove Timrå"}),
        ("%", set()),
        ("_", set()),
        ("\\", set()),
        ("'; --", set()),
        ("frosta", set()),  # of another network
    ],
)
def test_words_find_people_by_any_part_of_what_is_known_of_them(
    cast: Cast, words: str, names: set[str]
) -> None:
    assert found(cast, "karin", words) == names


def test_nobody_finds_whom_they_may_not_see(cast: Cast) -> None:
    assert found(cast, "lena", "lokal") == {"Lena Lokal"}
    assert found(cast, "lars", "lokal") == {"Lars Lokal"}
    assert found(cast, "mats", "example.org") == {"Mats Chef", "Amina Hassan", "Berit Berg"}
    assert found(cast, "tove", "amina") == set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM app.find_people(ARRAY['a'])")
        assert cursor.fetchone() == (0,)  # outside every scope
    with scope.enter_public(cast.vn), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM app.find_people(ARRAY['a'])")
        assert cursor.fetchone() == (0,)


def test_a_search_costs_the_same_queries_for_few_and_for_many(client: Client, cast: Cast) -> None:
    sign_in(client, "karin")
    client.get(f"{PEOPLE}?q=anna")
    counts = []
    for more in (1, 300):
        with acting_as("portal_owner"), scope.enter_system(cast.vn):
            csn = Membership.objects.get(pk=cast.memberships["vasternorrland", "csn"])
            Person.objects.bulk_create(
                Person(membership=csn, name=f"Anna {more}-{n}", email=f"a{more}.{n}@example.org")
                for n in range(more)
            )
        with CaptureQueriesContext(connection) as asked:
            assert "Anna" in client.get(f"{PEOPLE}?q=anna").content.decode()
        counts.append(len(asked))
    assert counts[0] == counts[1]
