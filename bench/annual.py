"""The annual report of a large network: 40 members, ten years, 400 000 enrolments.

The history is written by SQL past the triggers, since nobody has ten years to enrol; the report is
then made as a worker makes it: figures, paper and workbook. The verdict is by seconds of
processor, those of the database with them: one worker works on one core at a time.
"""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import psycopg
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from psycopg.types.json import Jsonb

from bench import stand
from bench.verdict import Line
from network import scope
from network.documents import NetworkLook
from reports import editions, tasks
from reports.annual.facts import YearFacts
from reports.annual.figures import gather
from tests import databases
from tests.cast import load
from tests.rows.rows import ASKED, _value

MEMBERS, COURSES, AREAS, RUNS_A_YEAR, IN_A_RUN = 40, 60, 8, 2_000, 20
FIRST, LAST = 2016, 2025
TODAY = date(2026, 2, 1)
MOST = 15  # seconds
LOOK = NetworkLook("Myndighetsnätverket Västernorrland")
BASE = 1_000_000  # ids that the cast does not have


def run() -> list[Line]:
    """Lines of figures; makes and drops a database of its own."""
    with stand.database("annual") as name, _admin(name) as admin:
        network = load().vn
        history = History(admin, network)
        history.ground()
        history.year(LAST)
        admin.execute("ANALYZE")
        few, _facts, _used = _gathered(network)
        for year in range(FIRST, LAST):
            history.year(year)
        admin.execute("ANALYZE")
        counted = admin.execute("SELECT count(*) FROM courses_enrolment").fetchone()
        begun, before = time.monotonic(), _cpu(name)
        many, facts, seconds = _gathered(network)
        with translation.override("sv"):
            made = editions.stamp(LAST, TODAY, None)
            paper, table = editions.render(
                tasks.ANNUAL, facts, look=LOOK, language="sv", demo=False, made=made
            )
        whole, used = time.monotonic() - begun, _cpu(name) - before
    people = sum(course.participants for course in facts.courses)
    return [
        Line(
            f"annual report: {len(facts.members)} members, {LAST - FIRST + 1} years,"
            f" {counted[0] if counted else 0:,} enrolments",
            f"{used:.1f} s of processor ({whole:.1f} s by the clock now), of it figures"
            f" {seconds:.1f} s; {people:,} participants, {len(paper) // 1024} + "
            f"{len(table) // 1024} kB",
            f"< {MOST} s",
            used < MOST,
        ),
        Line(
            "  questions for its figures, after one year and after ten",
            f"{few} and {many}",
            "the same",
            few == many,
        ),
    ]


def _gathered(network: int) -> tuple[int, YearFacts, float]:
    """How many questions the figures took, the figures, and their seconds."""
    with (
        databases.acting_as("portal_worker"),
        translation.override("sv"),
        scope.enter_system(network),
        CaptureQueriesContext(connection) as asked,
    ):
        begun = time.monotonic()
        facts = gather(LAST, today=TODAY, language="sv")
        seconds = time.monotonic() - begun
    return len(asked), facts, seconds


def _cpu(database: str) -> float:
    """Processor seconds of this process, of the children that drew, and of the database."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = own.ru_utime + own.ru_stime + theirs.ru_utime + theirs.ru_stime
    return used + stand.postgres_cpu(database)


@contextmanager
def _admin(name: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(databases.admin_url(name), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        yield admin


class History:
    """Ten years of a network, a statement for each table and year."""

    def __init__(self, admin: psycopg.Connection[Any], network: int) -> None:
        self.admin, self.network = admin, network

    def insert(self, label: str, rows: str, /, *, tenant: bool = True, **asked: str) -> None:
        """Rows of a model, their columns as SQL over `rows`; the others plain values."""
        model: Any = apps.get_model(label)
        table = model._meta.db_table
        plain = {
            str(field.column): _value(field, 1)
            for field in model._meta.fields
            if not field.primary_key and not getattr(field, "generated", False)
        }
        plain |= ASKED.get(table, {})
        if tenant:
            plain["network_id"] = self.network
        plain = {name: value for name, value in plain.items() if name not in asked}
        values = [Jsonb([]) if value == "{}" else value for value in plain.values()]
        columns = ", ".join(f'"{name}"' for name in [*asked, *plain])
        told = [expression.replace("%", "%%") for expression in asked.values()]
        marks = ", ".join([*told, *["%s"] * len(plain)])
        rows = rows.replace("%", "%%")
        sql = f"INSERT INTO {table} ({columns}) SELECT {marks} FROM {rows}"  # noqa: S608 - our own
        self.admin.execute(
            sql,
            values,
        )

    def ground(self) -> None:
        """Members with head counts, areas, courses, questions, a kind of contribution."""
        members = f"generate_series(1, {MEMBERS - 4}) g"
        self.insert(
            "members.Authority", members, tenant=False,
            id=f"{BASE} + g", name="'Myndigheten ' || g", short_name="'M' || g",
            organisation_number="''", legal_person_id="(SELECT min(id) FROM members_legalperson)",
            kind="CASE WHEN g % 5 = 0 THEN 'municipality' ELSE 'state_agency' END",
        )  # fmt: skip
        self.insert("members.Membership", members, id=f"{BASE} + g", authority_id=f"{BASE} + g",
                    since="'2014-01-01'::date", until="NULL::date")  # fmt: skip
        self.insert("members.Standing", members, membership_id=f"{BASE} + g", kind="'member'",
                    since="NULL::date", until="NULL::date")  # fmt: skip
        self.insert(
            "members.HeadCount",
            f"generate_series(1, {MEMBERS - 4}) g, generate_series({FIRST}, {LAST}) y",
            membership_id=f"{BASE} + g", day="make_date(y, 12, 1)", count="20 + g * g * 3",
        )  # fmt: skip
        self.insert("courses.Area", f"generate_series(1, {AREAS}) g", id=f"{BASE} + g",
                    name_sv="'Område ' || g", name_en="''")  # fmt: skip
        self.insert(
            "courses.Course", f"generate_series(1, {COURSES}) g", id=f"{BASE} + g",
            title_sv="'Kurs nummer ' || g", title_en="''",
            area_id=f"{BASE} + 1 + g % {AREAS}",
            kind="CASE WHEN g % 12 = 0 THEN 'seminar' ELSE 'course' END",
        )  # fmt: skip
        self.insert("courses.Question", "generate_series(1, 6) g", id=f"{BASE} + g",
                    key="CASE g WHEN 1 THEN 'whole' ELSE 'q' || g END", kind="'scale'",
                    position="g")  # fmt: skip
        self.insert("fees.ContributionKind", "generate_series(1, 3) g", id=f"{BASE} + g",
                    name_sv="'Tid ' || g")  # fmt: skip

    def year(self, year: int) -> None:
        """Runs with everything that hangs on them, invoices, time, pairs and loans of a year."""
        first = BASE + (year - FIRST) * RUNS_A_YEAR
        runs = f"generate_series(1, {RUNS_A_YEAR}) g"
        begins = f"make_timestamptz({year}, 1, 4, 9, 0, 0) + (g % 350) * interval '1 day'"
        self.insert(
            "courses.Run", runs, id=f"{first} + g", course_id=f"{BASE} + 1 + g % {COURSES}",
            number=f"{year - FIRST} * 100 + g / {COURSES} + 1", begins_at=begins, ends_at=begins,
            state="CASE WHEN g % 20 = 0 THEN 'cancelled' ELSE 'settled' END",
            capacity=f"{IN_A_RUN} + 2", minimum="1", guest_seats="0", guests_taken="0",
        )  # fmt: skip
        people = f"generate_series(1, {RUNS_A_YEAR}) g, generate_series(1, {IN_A_RUN}) k"
        member = f"{BASE} + 1 + (g + k * k) % {MEMBERS - 4}"
        self.insert(
            "courses.Enrolment", people, id=f"({first}::bigint + g) * 100 + k",
            run_id=f"{first} + g", person_id=f"{BASE} + (g * 7 + k) % 4000", membership_id=member,
            state="CASE WHEN (g + k) % 15 = 0 THEN 'withdrawn' WHEN (g + k) % 31 = 0"
                  " THEN 'waiting' ELSE 'enrolled' END",
            awaits="0", number="k", terms="'[]'::jsonb",
            moved_up_at="CASE WHEN (g + k) % 29 = 0 THEN now() END",
        )  # fmt: skip
        self.insert(
            "courses.Withdrawal", f"{people} WHERE (g + k) % 15 = 0",
            enrolment_id=f"({first}::bigint + g) * 100 + k", run_id=f"{first} + g",
            person_id=f"{BASE} + (g * 7 + k) % 4000", membership_id=member, was="'enrolled'",
            kind="'withdrawn'", fee="CASE WHEN g % 3 = 0 THEN 1500 ELSE 0 END",
        )  # fmt: skip
        self.insert("courses.NoShow", f"{people} WHERE (g + k) % 97 = 0", run_id=f"{first} + g",
                    enrolment_id=f"({first}::bigint + g) * 100 + k")  # fmt: skip
        self.insert("courses.EvaluationBlock", runs, id=f"{first} + g",
                    course_id=f"{BASE} + 1 + g % {COURSES}", year=str(year),
                    answers="12")  # fmt: skip
        self.insert("courses.Evaluation", runs, id=f"{first} + g", run_id=f"{first} + g",
                    block_id=f"{first} + g", answers="12", closed_at="now()")  # fmt: skip
        self.insert(
            "courses.EvaluationTally",
            f"generate_series(1, {RUNS_A_YEAR}) g, generate_series(1, 6) q",
            evaluation_id=f"{first} + g", question_id=f"{BASE} + q",
            counts="ARRAY[0, 1, 2, 5, 4]", texts="'{}'::text[]",
        )  # fmt: skip
        self.insert("courses.CostLine",
                    f"generate_series(1, {RUNS_A_YEAR}) g, generate_series(1, 3) k",
                    run_id=f"{first} + g", stage="'actual'", quantity="1", price="4321.50",
                    kind="(ARRAY['teacher', 'premises', 'catering'])[k]")  # fmt: skip
        self._money(year, first)

    def _money(self, year: int, first: int) -> None:
        bills = f"generate_series(1, {MEMBERS - 4}) g, generate_series(1, 12) k"
        kind = "CASE k WHEN 1 THEN 'membership' ELSE 'course_seat' END"
        self.insert(
            "fees.Invoice", bills, id=f"{first} + g * 20 + k", membership_id=f"{BASE} + g",
            kind=kind, day=f"make_date({year}, k, 15)", issuer_id="1", series_id="1",
            number=f"({first} + g * 20 + k)", net="12500", vat="0", total="12500",
            balance="12500", is_credit="false", cancels="false", outside_vat="true",
            basis="'{\"lower\": 50, \"upper\": 199}'::jsonb",
        )  # fmt: skip
        self.insert(
            "fees.InvoiceLine",
            f"generate_series(1, {MEMBERS - 4}) g, generate_series(1, 12) k,"
            " generate_series(1, 10) l",
            invoice_id=f"{first} + g * 20 + k", membership_id=f"{BASE} + g", position="l",
            net="1250",
        )  # fmt: skip
        self.insert(
            "fees.Contribution", "generate_series(1, 200) g", kind_id=f"{BASE} + 1 + g % 3",
            membership_id=f"{BASE} + 1 + g % {MEMBERS - 4}", since=f"make_date({year}, 3, 1)",
            until="NULL::date", unit="'hour'", quantity="8", rate="500", value="4000",
            state="'accepted'", settled_by="1",
        )  # fmt: skip
        self.insert(
            "fees.BudgetLine", "generate_series(1, 6) g", year=str(year), side="'cost'",
            source="''", heading="'Post ' || g", amount="100000", outcome="90000",
        )  # fmt: skip
        self.insert("mentorship.MentorRound", "generate_series(1, 1) g", id=f"{first}",
                    title=f"'Omgång {year}'", opens=f"make_date({year}, 1, 1)",
                    closes=f"make_date({year}, 1, 20)", starts=f"make_date({year}, 2, 1)",
                    ends=f"make_date({year}, 12, 1)", midway="NULL::date")  # fmt: skip
        self.insert(
            "mentorship.Pair", "generate_series(1, 30) g", round_id=f"{first}",
            mentee_id=f"{first} + g", mentor_id=f"{first} + 50 + g",
            mentee_membership_id=f"{BASE} + g", mentor_membership_id=f"{BASE} + g + 1",
            mentee_person_id=f"{first} + g", mentor_person_id=f"{first} + 50 + g",
            asked_at="now()", started_at=f"make_timestamptz({year}, 2, 1, 9, 0, 0)",
        )  # fmt: skip
        self.insert(
            "loans.Loan", "generate_series(1, 30) g", id=f"{first} + g",
            interest_id=f"{first} + g", lender_id=f"{BASE} + g", borrower_id=f"{BASE} + g + 1",
            starts=f"make_date({year}, 3, 1)", ends=f"make_date({year}, 8, 30)",
            started_at=f"make_timestamptz({year}, 3, 1, 9, 0, 0)",
        )  # fmt: skip
        self.insert("loans.LoanPart", "generate_series(1, 30) g", loan_id=f"{first} + g",
                    starts=f"make_date({year}, 3, 1)", ends=f"make_date({year}, 8, 30)",
                    percent="50")  # fmt: skip
