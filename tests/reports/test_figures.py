"""The year's figures, counted once more by plain SQL that shares no code with them."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from network import scope
from reports.annual.facts import YearFacts
from reports.annual.figures import gather
from tests.cast import Cast
from tests.courses.makers import make_people
from tests.databases import acting_as
from tests.reports.year import YEAR, at, fill, hold

COURSES = """
SELECT c.title_sv, count(DISTINCT r.id), (
         SELECT sum(x.capacity) FROM courses_run x
          WHERE x.course_id = c.id AND x.state = 'held'
            AND extract(year FROM x.begins_at AT TIME ZONE 'Europe/Stockholm') = %(year)s),
       count(e.id) FILTER (WHERE e.state = 'enrolled')
  FROM courses_course c JOIN courses_run r ON r.course_id = c.id
  LEFT JOIN courses_enrolment e ON e.run_id = r.id
 WHERE c.network_id = %(network)s AND r.state = 'held'
   AND extract(year FROM r.begins_at AT TIME ZONE 'Europe/Stockholm') = %(year)s
 GROUP BY c.id, c.title_sv
"""
MOST = 30  # questions for a whole report: seven for courses, the rest for the other rooms
MEMBERS = """
SELECT a.name,
       (SELECT h.count FROM members_headcount h WHERE h.membership_id = m.id
         AND h.day <= %(day)s ORDER BY h.day DESC LIMIT 1),
       (SELECT coalesce(sum(i.net), 0) FROM fees_invoice i WHERE i.membership_id = m.id
         AND i.kind = 'membership' AND i.day BETWEEN %(first)s AND %(last)s),
       (SELECT count(*) FROM courses_enrolment e JOIN courses_run r ON r.id = e.run_id
         WHERE e.membership_id = m.id AND e.state = 'enrolled' AND r.state = 'held'
           AND extract(year FROM r.begins_at AT TIME ZONE 'Europe/Stockholm') = %(year)s)
  FROM members_membership m JOIN members_authority a ON a.id = m.authority_id
 WHERE m.network_id = %(network)s
   AND %(day)s BETWEEN coalesce(m.since, '-infinity') AND coalesce(m.until, 'infinity')
"""


@pytest.fixture
def filled(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """The year that is known by heart; runs as the worker, in Swedish."""
    fill(cast, monkeypatch)
    with acting_as("portal_worker"), translation.override("sv"):
        yield cast


def facts_of(cast: Cast) -> YearFacts:
    with scope.enter_system(cast.vn):
        return gather(YEAR, today=timezone.localdate(), language="sv")


def by_sql(cast: Cast, sql: str) -> list[tuple[Any, ...]]:
    values: dict[str, Any] = {
        "network": cast.vn,
        "year": YEAR,
        "day": timezone.localdate(),
        "first": f"{YEAR}-01-01",
        "last": f"{YEAR}-12-31",
    }
    with scope.enter_system(cast.vn), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return sorted(cursor.fetchall())


def test_courses_runs_seats_and_participants_are_those_of_the_database(filled: Cast) -> None:
    courses = facts_of(filled).courses
    counted = sorted((c.name, c.runs, c.seats, c.participants) for c in courses)
    assert counted == by_sql(filled, COURSES)
    assert counted == [
        ("Full och kö", 1, 6, 6),
        ("Halvtom", 1, 20, 1),
        ("Nyår i Sundsvall", 1, 10, 3),
    ]


def test_members_employees_fees_and_participants_are_those_of_the_database(filled: Cast) -> None:
    members = facts_of(filled).members
    counted = sorted((m.name, m.head_count, m.fee, m.participants) for m in members)
    assert counted == by_sql(filled, MEMBERS)
    csn = next(m for m in members if m.name.startswith("Centrala"))
    assert (csn.head_count, csn.participants, csn.fee) == (910, 7, Decimal(25_000))


def test_the_fees_groups_add_up_to_every_invoice(filled: Cast) -> None:
    groups = facts_of(filled).fees
    assert sum(group.members for group in groups) == 4
    assert sum(group.amount for group in groups) == Decimal(100_000)


def test_small_groups_are_marked_and_none_alone(filled: Cast) -> None:
    members = {m.name: (m.few, m.withheld) for m in facts_of(filled).members}
    assert members["Timrå kommun"] == (True, False)
    assert members["Centrala studiestödsnämnden"] == (False, False)


def test_history_counts_participants_year_by_year(filled: Cast) -> None:
    told = facts_of(filled).history
    assert [(year, people) for year, people, _seats in told] == [(YEAR - 1, 4), (YEAR, 10)]
    assert told[-1][2] == 36


def test_nothing_of_another_network_is_counted(filled: Cast) -> None:
    assert "kanariefågel" not in repr(facts_of(filled))


def test_the_figures_take_as_many_questions_however_large_the_network_is(filled: Cast) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            gather(YEAR, today=timezone.localdate(), language="sv")
        return len(asked)

    with scope.enter_system(filled.vn):
        few = questions()
        assert few <= MOST
        for key in ("spv", "miun"):
            people = make_people(5, filled.memberships["vasternorrland", key])
            hold(f"Mer {key}", at(YEAR, 6, 1), 30, people)
        assert questions() == few
