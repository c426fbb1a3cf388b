"""Every figure of the annual report, counted once more by hand-written SQL, on random years.

The SQL shares no code with the report: it reads the raw rows as the superuser, past every lock, so
it also shows that the locks hide nothing that should be counted. A mutant of each kind shows that
the comparison can fail.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings

from courses.rules import RunState
from network import scope
from network.small_groups import Shown
from reports.annual import figures, rooms, training
from reports.annual.facts import YearFacts
from tests.cast import VN, Cast, load
from tests.databases import acting_as
from tests.reports.random_year import FULL, YEAR
from tests.reports.raw_year import Planter, fill, planting

THE_YEAR, TODAY = 2023, date(2025, 6, 1)
COUNTED = "('open', 'paused', 'closed', 'confirmed', 'held', 'settled')"
OF_YEAR = "extract(year FROM r.begins_at AT TIME ZONE 'Europe/Stockholm') = 2023"
RUN = f"r.network_id = {{n}} AND r.state IN {COUNTED} AND {OF_YEAR}"

COURSES = f"""
SELECT c.title_sv, count(r.id), sum(r.capacity),
       sum((SELECT count(*) FROM courses_enrolment e WHERE e.run_id = r.id
             AND e.state = 'enrolled')),
       sum((SELECT count(*) FROM courses_withdrawal w WHERE w.run_id = r.id
             AND w.was = 'enrolled' AND w.kind = 'withdrawn')),
       sum((SELECT count(*) FROM courses_withdrawal w WHERE w.run_id = r.id
             AND w.was = 'enrolled' AND w.kind = 'withdrawn' AND w.fee > 0)),
       sum((SELECT count(*) FROM courses_noshow s WHERE s.run_id = r.id))
  FROM courses_course c JOIN courses_run r ON r.course_id = c.id WHERE {RUN}
 GROUP BY c.id, c.title_sv ORDER BY 1
"""
LINE = f"""
SELECT (SELECT count(*) FROM courses_run r WHERE r.network_id = {{n}} AND r.state = 'cancelled'
           AND {OF_YEAR}),
       (SELECT count(*) FROM courses_enrolment e JOIN courses_run r ON r.id = e.run_id
         WHERE {RUN} AND e.state = 'waiting')
     + (SELECT count(*) FROM courses_enrolment e JOIN courses_run r ON r.id = e.run_id
         WHERE {RUN} AND e.moved_up_at IS NOT NULL)
     + (SELECT count(*) FROM courses_withdrawal w JOIN courses_run r ON r.id = w.run_id
         WHERE {RUN} AND w.was_waiting),
       (SELECT count(*) FROM courses_enrolment e JOIN courses_run r ON r.id = e.run_id
         WHERE {RUN} AND e.moved_up_at IS NOT NULL)
"""
MEMBERS = f"""
SELECT m.id, (SELECT count(*) FROM courses_enrolment e JOIN courses_run r ON r.id = e.run_id
               WHERE {RUN} AND e.membership_id = m.id AND e.state = 'enrolled'),
       coalesce((SELECT sum(i.net) FROM fees_invoice i WHERE i.membership_id = m.id
                  AND i.kind = 'membership' AND (
                    (NOT i.is_credit AND extract(year FROM i.day) = 2023)
                    OR EXISTS (SELECT FROM fees_invoice o WHERE o.id = i.corrects_id
                                AND extract(year FROM o.day) = 2023))), 0)
     + coalesce((SELECT sum(c.net) FROM fees_charge c WHERE c.membership_id = m.id
                  AND c.kind = 'membership' AND c.settled_in_id IS NOT NULL
                  AND extract(year FROM c.settled_on) = 2023), 0)
  FROM members_membership m WHERE m.network_id = {{n}} ORDER BY 1
"""
PLACES = f"""
SELECT m.id, CASE WHEN c.kind <> 'course' THEN 'Evenemang' ELSE coalesce(a.name_sv, '-') END,
       count(*)
  FROM courses_enrolment e JOIN courses_run r ON r.id = e.run_id
  JOIN courses_course c ON c.id = r.course_id LEFT JOIN courses_area a ON a.id = c.area_id
  JOIN members_membership m ON m.id = e.membership_id
 WHERE {RUN} AND e.state = 'enrolled' GROUP BY 1, 2
"""
GRADE = """
SELECT coalesce(sum(n), 0), sum(n * s) FROM (
    SELECT s, (t.counts)[s] AS n
      FROM courses_evaluationtally t
      JOIN courses_question q ON q.id = t.question_id AND q.key = 'whole'
      JOIN courses_evaluation e ON e.id = t.evaluation_id
      JOIN courses_evaluationblock b ON b.id = e.block_id AND b.year = 2023
     CROSS JOIN generate_series(1, 5) s
     WHERE NOT EXISTS (SELECT FROM courses_evaluation o WHERE o.block_id = b.id
                        AND o.closed_at IS NULL)
       AND (SELECT sum(o.answers) FROM courses_evaluation o WHERE o.block_id = b.id) >= 5) x
"""
HISTORY = f"""
SELECT y, (SELECT count(*) FROM courses_enrolment e JOIN courses_run r ON r.id = e.run_id
            WHERE r.network_id = {{n}} AND r.state IN {COUNTED} AND e.state = 'enrolled'
              AND extract(year FROM r.begins_at AT TIME ZONE 'Europe/Stockholm') = y),
       (SELECT coalesce(sum(r.capacity), 0) FROM courses_run r
         WHERE r.network_id = {{n}} AND r.state IN {COUNTED}
           AND extract(year FROM r.begins_at AT TIME ZONE 'Europe/Stockholm') = y)
  FROM generate_series(2019, 2023) y ORDER BY 1
"""
# Income and costs of the year, and of all years before it.
MONEY = """
SELECT (SELECT coalesce(sum(l.net), 0) FROM fees_invoiceline l
          JOIN fees_invoice i ON i.id = l.invoice_id
         WHERE i.network_id = {n} AND i.kind <> 'staff_loan' AND extract(year FROM i.day) {of})
     + (SELECT coalesce(sum(net), 0) FROM fees_charge WHERE network_id = {n}
          AND settled_in_id IS NOT NULL AND extract(year FROM settled_on) {of})
     + (SELECT coalesce(sum(outcome), 0) FROM fees_budgetline
         WHERE network_id = {n} AND side = 'income' AND year {of}),
       (SELECT coalesce(sum(round(c.quantity * c.price, 2)), 0) FROM courses_costline c
          JOIN courses_run r ON r.id = c.run_id
         WHERE c.network_id = {n} AND c.stage = 'actual' AND r.state <> 'planned'
           AND extract(year FROM r.begins_at AT TIME ZONE 'Europe/Stockholm') {of})
     + (SELECT coalesce(sum(outcome), 0) FROM fees_budgetline
         WHERE network_id = {n} AND side = 'cost' AND year {of})
"""
GIVEN = """
SELECT coalesce(sum(quantity) FILTER (WHERE unit = 'hour'), 0),
       coalesce(sum(quantity) FILTER (WHERE unit = 'day'), 0), coalesce(sum(value), 0)
  FROM fees_contribution
 WHERE network_id = {n} AND state = 'accepted' AND extract(year FROM since) = 2023
"""
PAIRS = """
SELECT count(*), count(DISTINCT mentor_membership_id), count(DISTINCT mentee_membership_id)
  FROM mentorship_pair WHERE network_id = {n}
   AND extract(year FROM started_at AT TIME ZONE 'Europe/Stockholm') = 2023
"""
LOANS = """
SELECT count(DISTINCT x.id), coalesce(sum(x.percent), 0) / 100.0, count(DISTINCT x.lender_id),
       count(DISTINCT x.borrower_id)
  FROM (SELECT l.id, l.lender_id, l.borrower_id, p.percent, d
          FROM loans_loan l JOIN loans_loanpart p ON p.loan_id = l.id
         CROSS JOIN generate_series(date '2023-01-01', date '2023-12-31', '1 day') d
         WHERE l.network_id = {n} AND l.started_at IS NOT NULL AND d BETWEEN p.starts AND p.ends) x
"""
BODIES = """
SELECT b.name, (SELECT count(*) FROM governance_meeting m WHERE m.body_id = b.id
         AND m.state IN ('open', 'closed', 'approved')
         AND extract(year FROM m.starts AT TIME ZONE 'Europe/Stockholm') = 2023),
       (SELECT count(DISTINCT d.membership_id) FROM governance_mandate d WHERE d.body_id = b.id
         AND d.since <= '2023-12-31' AND (d.until IS NULL OR d.until >= '2023-12-31'))
  FROM governance_body b WHERE b.network_id = {n} AND b.since <= '2023-12-31'
   AND (b.until IS NULL OR b.until >= '2023-01-01') ORDER BY 1
"""


@dataclass
class Both:
    """A database that rows are planted in past the locks, and that the report is read from."""

    cast: Cast
    planter: Planter
    members: list[int]

    def told(self) -> YearFacts:
        """What the report says, as the worker reads it."""
        with (
            acting_as("portal_worker"),
            translation.override("sv"),
            scope.enter_system(self.cast.vn),
        ):
            return figures.gather(THE_YEAR, today=TODAY, language="sv")

    def counted(self, sql: str, of: str = "= 2023") -> list[tuple[Any, ...]]:
        """What the rows say, past every lock."""
        asked = sql.replace("{n}", str(self.cast.vn)).replace("{of}", of)
        return list(self.planter.admin.execute(asked))


@pytest.fixture
def both(in_own_database: str) -> Iterator[Both]:
    """The cast's four members, and nothing that happened."""
    cast = load()
    members = sorted(pk for (slug, _key), pk in cast.memberships.items() if slug == VN)
    with planting(in_own_database, cast.vn) as planter:
        yield Both(cast, planter, members)


def differences(both: Both) -> list[str]:
    """Every figure in which the report and the rows disagree, by name."""
    facts = both.told()
    found: list[str] = []

    def hold(name: str, told: Any, counted: Any) -> None:
        if told != counted:
            found.append(f"{name}: the report says {told}, the rows {counted}")

    hold(
        "courses",
        sorted(
            (c.name, c.runs, c.seats, c.participants, c.given_back, c.late, c.missed)
            for c in facts.courses
        ),
        [(name, *map(int, rest)) for name, *rest in both.counted(COURSES)],
    )
    hold("line", (facts.called_off, facts.waited, facts.moved_up), both.counted(LINE)[0])
    hold(
        "members",
        sorted((m.pk, m.participants, m.fee) for m in facts.members),
        both.counted(MEMBERS),
    )
    hold("places", _places(facts), _placed(both))
    answers, points = both.counted(GRADE)[0]
    grade = (
        (Decimal(points) / answers).quantize(Decimal("0.1"), "ROUND_HALF_UP") if answers else None
    )
    hold("grade", (facts.answers, facts.grade), (answers, grade))
    history = both.counted(HISTORY)
    first = next((place for place, row in enumerate(history) if row[1]), len(history))
    hold("history", list(facts.history), history[first:])
    income, costs = both.counted(MONEY)[0]
    economy = facts.economy
    hold("income", economy.incomes.outcome, income)
    hold("costs", economy.expenses.outcome, costs)
    before = both.counted(MONEY, "< 2023")[0]
    hold("carried", economy.carried, before[0] - before[1])
    hold("left", economy.left, before[0] - before[1] + income - costs)
    sums = tuple(
        sum(getattr(one, name) for one in facts.given) for name in ("hours", "days", "value")
    )
    hold("given", sums, both.counted(GIVEN)[0])
    pairs = facts.mentoring
    hold("pairs", (pairs.started, pairs.given_by, pairs.taken_by), both.counted(PAIRS)[0])
    lent = facts.lending
    hold("loans", (lent.loans, lent.days, lent.lenders, lent.borrowers), both.counted(LOANS)[0])
    hold(
        "bodies",
        sorted((one.name, one.meetings, one.members) for one in facts.bodies),
        both.counted(BODIES),
    )
    return found


def _places(facts: YearFacts) -> dict[tuple[int, str], int]:
    """The cells that the appendix shows as numbers."""
    by_name = {member.name: member.pk for member in facts.members}
    names = [
        "-" if area == "Inget område" or area == "No area" else area for area in facts.spread.areas
    ]
    names = ["Evenemang" if name == "Events" else name for name in names]
    return {
        (by_name[row], area): number
        for row, cells, _sum in facts.spread.rows
        for area, (number, how) in zip(names, cells, strict=True)
        if number and how is Shown.FIGURE
    }


def _placed(both: Both) -> dict[tuple[int, str], int]:
    """The same cells from the rows: those that the report shows."""
    shown = _places(both.told())
    counted = {(member, area): people for member, area, people in both.counted(PLACES)}
    return {place: counted.get(place, 0) for place in shown}


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(year=YEAR)
def test_every_figure_is_the_one_that_the_raw_rows_give(both: Both, year: dict[str, Any]) -> None:
    fill(both.planter, year, both.members)
    assert differences(both) == []


def test_a_year_with_everything_agrees(both: Both) -> None:
    fill(both.planter, FULL, both.members)
    assert differences(both) == []
    facts = both.told()
    assert (facts.grade, facts.answers) == (Decimal("4.3"), 6)
    assert (
        facts.lending.days == 30
    )  # sixty days at half time; the day before the year is the year before’s


def _planned_too() -> Any:
    return (training, "COUNTED", (*training.COUNTED, RunState.CANCELLED))


def _small_blocks() -> Any:
    return (training, "GRADES", training.GRADES.replace(">= 5", ">= 1"))


def _no_carry() -> Any:
    from reports.annual import economy

    return (economy, "_carried", lambda year: (Decimal(0), None))


def _refused_time() -> Any:
    return (figures, "given", lambda year: [])


def _one_loan_more() -> Any:
    from dataclasses import replace

    honest = rooms.lending
    return (figures, "lending", lambda year: replace(honest(year), loans=honest(year).loans + 1))


@pytest.mark.parametrize(
    ("mutant", "seen"),
    [
        (_planned_too, "courses"),
        (_small_blocks, "grade"),
        (_no_carry, "carried"),
        (_refused_time, "given"),
        (_one_loan_more, "loans"),
    ],
)
def test_a_report_that_counts_wrong_is_found(
    both: Both, monkeypatch: pytest.MonkeyPatch, mutant: Callable[[], Any], seen: str
) -> None:
    fill(both.planter, FULL, both.members)
    monkeypatch.setattr(*mutant())
    assert any(told.startswith(f"{seen}:") for told in differences(both))
