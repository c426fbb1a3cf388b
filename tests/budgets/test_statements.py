"""What the pages of cost statements may ask the database: the same at few loans and at many."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import set_urlconf

from loans.costs.todos import todos
from members.models import Person
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.loans import making
from tests.loans.stating import make_statement, seat_of, send
from tests.signing_in import sign_in

LOANS = f"/{VN}/loans/"
# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("lena", "statements/", 16),
    ("lena", "statements/?state=sent&q=a&sort=-net", 16),
    ("erik", "statements/", 16),
    ("lena", "{loan}/statements/", 18),
    ("lena", "{loan}/statements/new/", 20),
    ("styrbjorn", "statements/{statement}/", 20),
]


def _lend(cast: Cast, count: int) -> None:
    """More people of CSN at SPV, with two statements each, and days that wait for one."""
    for _place in range(count):
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            name = f"csn{Person.objects.count()}"
            made = Person.objects.create(
                membership_id=cast.memberships[VN, "csn"],
                name=f"Anna {name}",
                email=f"{name}@example.org",
            )
        cast.people[VN, name] = made.pk
        loan = making.make_running(cast, name, starts=making.in_days(-80))
        for first, last in ((-80, -60), (-59, -50)):
            send(cast, _state(cast, loan, making.in_days(first), making.in_days(last)))
        _state(cast, loan, making.in_days(-49), making.in_days(-45))


def _state(cast: Cast, loan: int, since: date, until: date) -> int:
    return make_statement(cast, loan, since, until)


def _asked_todos(cast: Cast, who: str) -> int:
    set_urlconf("config.network_urls")
    try:
        with seat_of(cast, who) as seat, CaptureQueriesContext(connection) as questions:
            assert todos(seat)
            return len(questions)
    finally:
        set_urlconf(None)


@pytest.mark.django_db
def test_no_page_of_statements_asks_more_for_many_than_for_few(cast: Cast) -> None:
    loan = making.make_running(cast, starts=making.in_days(-80))
    statement = make_statement(cast, loan, making.in_days(-80), making.in_days(-60))
    send(cast, statement)
    counts = []
    for rows in (1, 6):
        _lend(cast, rows)
        asked = {}
        for who, path, _most in PAGES:
            client = Client()
            sign_in(client, who)
            client.get(LOANS)
            with CaptureQueriesContext(connection) as questions:
                address = f"{LOANS}{path.format(loan=loan, statement=statement)}"
                assert client.get(address).status_code == 200
            asked[f"{who} {path}"] = len(questions)
        for who in ("lena", "styrbjorn"):
            asked[f"{who} todos"] = _asked_todos(cast, who)
        counts.append(asked)
    few, many = counts
    assert many == few
    over = {f"{who} {path}": (few[f"{who} {path}"], most) for who, path, most in PAGES}
    assert {page: pair for page, pair in over.items() if pair[0] > pair[1]} == {}
    assert max(few["lena todos"], few["styrbjorn todos"]) <= 6
