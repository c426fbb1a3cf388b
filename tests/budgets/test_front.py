"""What the start page and the overviews of mentorship may ask: the same at few rows and at many.

Counted cold, with nothing kept, for every role that has its own start page.
"""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.models import Enrolment
from members.models import Person
from mentorship.models import HelpQuestion, Interest, MentorRound, RuleException
from mentorship.rules import MENTEE, MENTOR
from network import scope
from network.kept import Kept
from tests.cast import VN, Cast
from tests.courses.makers import make_policy, make_run
from tests.databases import acting_as
from tests.induction.programmes import make_participation, make_programme
from tests.mentorship.boards import Table
from tests.mentorship.lived import Lived, ask, lived_round
from tests.mentorship.pairings import agreed_pair, running_round
from tests.signing_in import sign_in

ROWS = (2, 10)
# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("karin", "", 80),
    ("jonas", "", 80),
    ("erik", "", 60),
    ("styrbjorn", "", 60),
    ("ulla", "", 60),
    ("lena", "", 60),
    ("mats", "", 60),
    ("amina", "", 60),
    ("karin", "mentorship/", 24),
    ("amina", "mentorship/", 24),
    ("styrbjorn", "mentorship/", 24),
    ("karin", "mentorship/rounds/{round}/report/", 20),
    ("styrbjorn", "mentorship/rounds/{round}/report/", 20),
    ("karin", "mentorship/rounds/{round}/matching/?view=alone", 28),
    ("karin", "mentorship/rounds/{round}/board/", 26),
    ("karin", "mentorship/interests/{mentee}/help/", 30),
    ("karin", "mentorship/interests/{mentee}/mentor/", 26),
    ("karin", "search/?q=runda", 26),
]


def _numbers() -> Iterator[int]:
    """A number that no other row has."""
    number = 0
    while True:
        number += 1
        yield number


def _add(cast: Cast, table: Table, numbers: Iterator[int], rows: int) -> None:
    """So many more rounds, pairs of Amina's, courses of hers, programmes and people left alone."""
    for _row in range(rows):
        number = next(numbers)
        lived_round(cast, [Lived("csn", "timra")], title=f"Runda {number}")
        mentor = f"mentor{number}"
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            member = cast.memberships[VN, "timra"]
            made = Person.objects.create(
                membership_id=member, name=mentor, email=f"{mentor}@example.org"
            )
            cast.people[VN, mentor] = made.pk
        own = running_round(cast, title=f"Egen runda {number}")
        agreed_pair(cast, mentor=mentor, round_id=own)
        with scope.enter(cast.users["jonas"], cast.vn):
            run = make_run(capacity=20)
            Enrolment.objects.create(
                run=run,
                person_id=cast.person("amina"),
                membership_id=cast.memberships[VN, "csn"],
            )
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            _leave_alone(table, number)


def _leave_alone(table: Table, number: int) -> None:
    """Somebody without a mentor, one who was asked for them, and an exception."""
    found = MentorRound.objects.get(pk=table.round_id)
    alone = ask(table.cast, found, f"Ensam {number}", "csn", MENTEE, True)
    offers = ask(table.cast, found, f"Full {number}", "timra", MENTOR, True)
    Interest.objects.filter(pk__in=[alone.pk, offers.pk]).update(
        manager_since="2010-01-01", stays=True
    )
    HelpQuestion.objects.create(
        round=found,
        mentee=alone,
        asked=offers,
        person=offers.person,
        kind="place",
        answer_by=found.starts,
    )
    RuleException.objects.create(
        round=found, interest=alone, role=MENTEE, kind="months", reason="Känd sedan förut."
    )


def test_neither_start_page_nor_overview_asks_more_for_many_rows_than_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    table = Table(cast)
    make_participation(cast, make_programme(cast), "amina")
    with scope.enter(cast.users["jonas"], cast.vn):
        make_policy()
    numbers = _numbers()
    counts: list[dict[str, int]] = []
    for rows in ROWS:
        _add(cast, table, numbers, rows)
        asked = {}
        for who, path, _most in PAGES:
            client = Client()
            sign_in(client, who)
            client.get(f"/{VN}/search/?q=nothing")
            address = path.format(round=table.round_id, mentee=table.of["tove"])
            with CaptureQueriesContext(connection) as questions:
                assert client.get(f"/{VN}/{address}").status_code == 200
            asked[f"{who} {path}"] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    over = {f"{who} {path}": (few[f"{who} {path}"], most) for who, path, most in PAGES}
    assert {page: count for page, count in over.items() if count[0] > count[1]} == {}
