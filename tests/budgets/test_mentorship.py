"""What the pages of the mentoring intake may ask the database, at a few rows and at many."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import Person
from mentorship.models import Avoided, Interest, JointMeeting, MentorRound
from network import scope
from network.kept import Kept
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.mentorship.rounds import make_interest, make_round
from tests.signing_in import sign_in

# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("karin", "", 24),
    ("karin", "rounds/{round}/", 20),
    ("karin", "rounds/{round}/interests/", 18),
    ("karin", "rounds/{round}/interests/?q=a&sort=-name&state=in_line&area=talks", 18),
    ("karin", "rounds/{round}/avoided/", 14),
    ("karin", "pool/", 16),
    ("karin", "competences/", 12),
]


def _add(cast: Cast, found: int, count: int) -> None:
    """So many people more who ask to be mentors, each with a name to avoid, and a meeting more."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        first = Person.objects.get(pk=cast.person("tove"))
        row = MentorRound.objects.get(pk=found)
        for _number in range(count):
            here = Person.objects.count()
            person = Person.objects.create(
                membership_id=first.membership_id, name=f"Nr {here}", email=f"p{here}@example.org"
            )
            asked = Interest.objects.create(
                round=row,
                person=person,
                membership_id=person.membership_id,
                role="mentor",
                areas=["talks"],
                stays=True,
            )
            Avoided.objects.create(interest=asked, person_id=person.pk, name="Bo Ek")
            JointMeeting.objects.create(
                round=row,
                title=f"Träff {here}",
                starts_at=f"{row.starts}T09:00+00:00",
                ends_at=f"{row.starts}T11:00+00:00",
            )


def test_no_page_of_the_intake_asks_more_for_many_than_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    found = make_round(cast.vn, places=2)
    make_interest(cast, found)
    counts: list[dict[str, int]] = []
    for rows in (2, 24):
        _add(cast, found, rows)
        asked = {}
        for who, path, _most in PAGES:
            client = Client()
            sign_in(client, who)
            client.get(f"/{VN}/search/?q=nothing")
            with CaptureQueriesContext(connection) as questions:
                page = client.get(f"/{VN}/mentorship/{path.format(round=found)}")
            assert page.status_code == 200
            asked[path] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    over = {path: (few[path], most) for _who, path, most in PAGES if few[path] > most}
    assert over == {}
