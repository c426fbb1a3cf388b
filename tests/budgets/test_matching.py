"""What the pages of a matching may ask the database: always the same, for few and for many.

Counted cold, with nothing kept.
"""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import Person
from mentorship.actions import match
from mentorship.matching.pool import pool_of
from mentorship.matching.scoring import score
from mentorship.matching.solving import solve
from mentorship.models import Interest, ManagerAnswer, MentorRound
from network import scope
from network.kept import Kept
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.mentorship.rounds import make_round
from tests.signing_in import sign_in

ROWS = (3, 12)
# The page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("matching/", 26),
    ("matching/?view=alone", 26),
    ("matching/?view=asked", 24),
    ("board/", 24),
    ("weights/", 20),
    ("weights/effect/", 20),
    ("repair/", 20),
    ("questions/", 21),
    ("matchings/", 16),
]


def _add(cast: Cast, found: int, count: int) -> None:
    """Mentees at one authority and a few less mentors at another, matched."""
    for number in range(count):
        for role, key in (("mentee", "csn"), ("mentor", "timra")):
            if role == "mentor" and not number:
                continue
            member = cast.memberships[VN, key]
            name = f"{role} {Person.objects.count()}"
            person = Person.objects.create(
                name=name,
                email=f"{name.replace(' ', '')}@example.org",
                membership_id=member,
                manager_since=date(2010, 1, 1),
            )
            asked = Interest.objects.create(
                round_id=found,
                person=person,
                membership_id=member,
                role=role,
                areas=["talks"],
                manager_since=date(2010, 1, 1),
            )
            ManagerAnswer.objects.create(
                interest=asked, person=person, approved=True, user_id=cast.users["karin"]
            )
    matched = MentorRound.objects.get(pk=found)
    pool = pool_of(matched)
    scores = score(pool)
    match.write(matched, scores, solve(pool, scores))


def test_no_page_of_a_matching_asks_more_for_many_people_than_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    found = make_round(cast.vn)
    counts: list[dict[str, int]] = []
    for rows in ROWS:
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            _add(cast, found, rows)
        asked = {}
        for path, _most in PAGES:
            client = Client()
            sign_in(client, "karin")
            client.get(f"/{VN}/search/?q=nothing")
            with CaptureQueriesContext(connection) as questions:
                address = f"/{VN}/mentorship/rounds/{found}/{path}"
                assert client.get(address).status_code == 200
            asked[path] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    assert {path: few[path] for path, most in PAGES if few[path] > most} == {}
