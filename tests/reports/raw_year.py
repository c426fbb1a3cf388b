"""Random years as raw rows, for the independent SQL test: any state, whatever the engine allows.

Rows are written by the superuser without triggers, so that every state that the tables can hold is
tried, also those that the acts of today never lead to.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.apps import apps
from psycopg.types.json import Jsonb

from tests import databases
from tests.rows.rows import ASKED, _value

TABLES = {
    "area": "courses.Area",
    "course": "courses.Course",
    "run": "courses.Run",
    "enrolment": "courses.Enrolment",
    "withdrawal": "courses.Withdrawal",
    "no_show": "courses.NoShow",
    "block": "courses.EvaluationBlock",
    "evaluation": "courses.Evaluation",
    "question": "courses.Question",
    "tally": "courses.EvaluationTally",
    "cost": "courses.CostLine",
    "invoice": "fees.Invoice",
    "line": "fees.InvoiceLine",
    "charge": "fees.Charge",
    "budget": "fees.BudgetLine",
    "time": "fees.Contribution",
    "time_kind": "fees.ContributionKind",
    "round": "mentorship.MentorRound",
    "pair": "mentorship.Pair",
    "loan": "loans.Loan",
    "part": "loans.LoanPart",
    "body": "governance.Body",
    "mandate": "governance.Mandate",
    "meeting": "governance.Meeting",
}


class Planter:
    """Inserts rows, their other columns filled with plain values of their type."""

    def __init__(self, admin: psycopg.Connection[Any], network: int) -> None:
        self.admin, self.network, self.serial = admin, network, 10_000

    def plant(self, name: str, /, **asked: Any) -> int:
        """One row of a table by its word above; its id."""
        model: Any = apps.get_model(TABLES[name])
        table = model._meta.db_table
        self.serial += 1
        row = {
            str(field.column): _value(field, self.serial)
            for field in model._meta.fields
            if not field.primary_key and not getattr(field, "generated", False)
        }
        row |= {"network_id": self.network, **ASKED.get(table, {}), **asked}
        row = {key: Jsonb([]) if value == "{}" else value for key, value in row.items()}
        columns = ", ".join(f'"{column}"' for column in row)
        marks = ", ".join(["%s"] * len(row))
        found = self.admin.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING id",
            list(row.values()),
        ).fetchone()
        assert found
        return int(found[0])

    def clear(self) -> None:
        """Take every planted row away."""
        for label in reversed(TABLES.values()):
            self.admin.execute(f"DELETE FROM {apps.get_model(label)._meta.db_table}")


@contextmanager
def planting(database: str, network: int) -> Iterator[Planter]:
    """The superuser at work, past triggers and keys; what the checks ask for still holds."""
    with psycopg.connect(databases.admin_url(database), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        yield Planter(admin, network)


def fill(planter: Planter, year: dict[str, Any], members: list[int]) -> None:
    """Write a random year."""
    planter.clear()
    areas = [planter.plant("area", name_sv=f"Område {n}") for n in range(2)]
    kinds = ("course", "course", "course", "lunch")
    courses = [
        planter.plant(
            "course",
            title_sv=f"Kurs {n}",
            title_en="",
            kind=kind,
            area_id=areas[n % 2] if n < 2 else None,
        )
        for n, kind in enumerate(kinds)
    ]
    _runs(planter, year["runs"], courses, members)
    _blocks(planter, year["blocks"], courses)
    _money(planter, year, members)
    _people(planter, year, members)


def _runs(planter: Planter, runs: Any, courses: list[int], members: list[int]) -> None:
    for number, (course, state, begins, seats, enrolments, costs) in enumerate(runs):
        run = planter.plant(
            "run",
            course_id=courses[course],
            number=number + 1,
            state=state,
            begins_at=begins,
            capacity=seats,
            minimum=1,
            guest_seats=0,
            guests_taken=0,
        )
        for member, standing, moved, was, how, fee, missed in enrolments:
            enrolment = planter.plant(
                "enrolment",
                run_id=run,
                membership_id=members[member],
                person_id=planter.serial,
                state=standing,
                awaits=0,
                moved_up_at="2023-01-01 12:00+00" if moved else None,
            )
            if was:
                planter.plant(
                    "withdrawal",
                    enrolment_id=enrolment,
                    run_id=run,
                    membership_id=members[member],
                    kind=how,
                    was=was,
                    was_waiting=was == "waiting",
                    fee=fee,
                )
            if missed:
                planter.plant("no_show", enrolment_id=enrolment, run_id=run)
        for stage, quantity, price in costs:
            planter.plant("cost", run_id=run, stage=stage, quantity=quantity / 100, price=price)


def _blocks(planter: Planter, blocks: Any, courses: list[int]) -> None:
    whole = planter.plant("question", key="whole", kind="scale", position=1)
    other = planter.plant("question", key="use", kind="scale", position=2)
    for course, year, evaluations in blocks:
        block = planter.plant("block", course_id=courses[course], year=year)
        for counts, closed in evaluations:
            evaluation = planter.plant(
                "evaluation",
                block_id=block,
                run_id=planter.serial,
                answers=sum(counts),
                closed_at="2023-12-01 12:00+00" if closed else None,
            )
            planter.plant("tally", evaluation_id=evaluation, question_id=whole, counts=counts)
            planter.plant(
                "tally", evaluation_id=evaluation, question_id=other, counts=[9, 9, 9, 9, 9]
            )


def _money(planter: Planter, year: dict[str, Any], members: list[int]) -> None:
    for member, kind, day, net, credited in year["invoices"]:
        _invoice(planter, members[member], kind, day, net, credited=credited)
    for member, kind, day, net in year["inside"]:
        planter.plant(
            "charge", membership_id=members[member], kind=kind, net=net, settled_on=day,
            settled_in_id=1, run_id=None, invoice_id=None, basis=Jsonb({}),
        )  # fmt: skip
    kinds = {unit: planter.plant("time_kind", name_sv=f"Tid {unit}") for unit in ("hour", "day")}
    for day, unit, quantity, state in year["times"]:
        planter.plant(
            "time",
            membership_id=members[0],
            kind_id=kinds[unit],
            since=day,
            unit=unit,
            quantity=quantity,
            rate=100,
            value=quantity * 100,
            state=state,
            settled_by=None if state == "reported" else 1,
            reason="x",
        )
    for place, (of, side, amount, outcome) in enumerate(year["budgets"]):
        planter.plant(
            "budget",
            year=of,
            side=side,
            source="",
            heading=f"Rad {place}",
            amount=amount,
            outcome=outcome,
        )


def _invoice(
    planter: Planter, member: int, kind: str, day: str, net: str, *, credited: bool
) -> None:
    plain = {
        "membership_id": member,
        "kind": kind,
        "vat": 0,
        "basis": Jsonb({}),
        "vat_parts": None,
        "cancels": False,
        "outside_vat": True,
        "issuer_id": 1,
        "series_id": 1,
    }
    sums = {"net": net, "total": net, "balance": net, "number": planter.serial}
    invoice = planter.plant(
        "invoice", **plain, **sums, day=day, run_id=None, is_credit=False, corrects_id=None
    )
    lines = {"membership_id": member, "charge_id": None, "corrects_id": None, "position": 1}
    planter.plant("line", invoice_id=invoice, net=net, **lines)
    if credited:
        back = f"-{net}"
        sums = {"net": back, "total": back, "balance": back, "number": planter.serial}
        credit = planter.plant(
            "invoice", **plain, **sums, day="2024-01-20", is_credit=True, corrects_id=invoice,
            reason="x",
        )  # fmt: skip
        planter.plant("line", invoice_id=credit, net=back, **lines)


def _people(planter: Planter, year: dict[str, Any], members: list[int]) -> None:
    mentoring = planter.plant(
        "round", opens="2022-01-01", closes="2022-02-01", starts="2022-03-01", ends="2024-12-31",
        midway=None,
    )  # fmt: skip
    for mentee, mentor, started in year["pairs"]:
        if mentee != mentor:
            planter.plant(
                "pair",
                round_id=mentoring,
                mentee_id=planter.serial,
                mentee_membership_id=members[mentee],
                mentor_membership_id=members[mentor],
                started_at=started,
                asked_at="2022-01-01 12:00+00",
            )
    for place, ((since, until), mandates, meetings) in enumerate(year["bodies"]):
        body = planter.plant("body", name=f"Organ {place}", since=since, until=until)
        for day, (member, ended) in enumerate(mandates, start=1):
            planter.plant(
                "mandate",
                body_id=body,
                membership_id=members[member],
                since=f"2020-01-{day:02}",
                until="2022-06-30" if ended else None,
            )
        for starts, state in meetings:
            planter.plant(
                "meeting", body_id=body, starts=starts, ends="2025-01-01 12:00+00", state=state
            )
    for lender, borrower, starts, length, percent, started in year["loans"]:
        if lender != borrower:
            loan = planter.plant(
                "loan",
                interest_id=planter.serial,
                lender_id=members[lender],
                borrower_id=members[borrower],
                starts=starts,
                ends="2025-12-31",
                started_at="2022-01-01 12:00+00" if started else None,
            )
            ends = planter.admin.execute("SELECT %s::date + %s", [starts, length]).fetchone()
            assert ends
            planter.plant("part", loan_id=loan, starts=starts, ends=ends[0], percent=percent)
