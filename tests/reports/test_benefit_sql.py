"""Statement and overview, counted once more by plain SQL from the rows of a random network.

The SQL shares nothing with the functions but the tables: one question a figure, each written from
what the figure is said to be. Rows are laid past triggers and keys, so that every state, side of
a year and kind stands in the way. Mutants of the functions show that the comparison can fail.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from network import scope
from reports.benefit.figures import benefits_of, meetings_of, runs_of
from reports.dashboard.counting import count_year
from reports.dashboard.figures import Year
from tests.cast import VN, load
from tests.databases import acting_as
from tests.reports.raw import Admin, lay, laying

YEAR = 2024
BASE = 2_000_000
HUNDREDTH = Decimal("0.01")
STATES = ("planned", "open", "held", "settled", "cancelled", "postponed", "confirmed")
COUNTED = "('open', 'paused', 'closed', 'confirmed', 'held', 'settled')"
IN_YEAR = "extract(year FROM r.begins_at AT TIME ZONE 'Europe/Stockholm') = %(year)s"


def moment(draw: Random) -> str:
    """About the year and its edges: some minutes on either side of a Stockholm new year."""
    edge = draw.choice((f"{YEAR}-01-01", f"{YEAR + 1}-01-01"))
    if draw.random() < 0.3:
        minutes = draw.choice((-61, -1, 0, 1, 59))
        return (
            f"(TIMESTAMP '{edge}' AT TIME ZONE 'Europe/Stockholm' + INTERVAL '{minutes} minutes')"
        )
    day = date(YEAR - 1, 10, 1) + timedelta(days=draw.randrange(560))
    return f"(TIMESTAMP '{day} 10:00' AT TIME ZONE 'Europe/Stockholm')"


def day(draw: Random) -> str:
    """A day about the year, often its first or last."""
    found = date(YEAR - 1, 11, 1) + timedelta(days=draw.randrange(480))
    if draw.random() < 0.3:
        found = draw.choice((date(YEAR, 1, 1), date(YEAR, 12, 31), date(YEAR - 1, 12, 31),
                             date(YEAR + 1, 1, 1)))  # fmt: skip
    return f"DATE '{found}'"


def money(draw: Random) -> str:
    """Kronor with öre."""
    return str(Decimal(draw.randrange(1, 900_000)) / 100)


class Laying:
    """Lays single rows with numbers of their own, a tenth of them in another network."""

    def __init__(self, admin: Admin, net: int, foreign: int, members: list[int], draw: Random):
        self.admin, self.net, self.foreign = admin, net, foreign
        self.members, self.draw = members, draw
        self.numbers = iter(range(BASE, BASE + 10_000))

    def number(self) -> str:
        return str(next(self.numbers))

    def member(self) -> str:
        return str(self.draw.choice(self.members))

    def one(self, table: str, **told: str) -> str:
        pk = self.number()
        where = self.foreign if self.draw.random() < 0.1 else self.net
        lay(self.admin, table, 1, where, **{"id": pk, **told})
        return pk


def random_courses(at: Laying, draw: Random) -> None:
    """Runs with their enrolments, shares, costs and evaluations."""
    for _run in range(40):
        run = at.one("courses_run", course_id=str(BASE + draw.randrange(3)),
                  number=str(int(at.number()) - BASE),
                  capacity=str(draw.randrange(1, 30)), state=f"'{draw.choice(STATES)}'",
                  begins_at=moment(draw))  # fmt: skip
        for _seat in range(draw.randrange(12)):
            state = draw.choice(("enrolled", "enrolled", "waiting", "withdrawn", "refused"))
            seat = at.one("courses_enrolment", run_id=run, membership_id=at.member(), awaits="0",
                       person_id=at.number(), state=f"'{state}'",
                       price=money(draw))  # fmt: skip
            if draw.random() < 0.2:
                at.one("courses_noshow", run_id=run, enrolment_id=seat)
        if draw.random() < 0.4:
            settled = at.one("courses_settlement", run_id=run)
            for member in draw.sample(at.members, 2):
                at.one("courses_settlementshare", settlement_id=settled, run_id=run,
                    membership_id=str(member), final=money(draw), late=money(draw))  # fmt: skip
        at.one("courses_costline", run_id=run, quantity=money(draw), price=money(draw),
            stage=f"'{draw.choice(('actual', 'estimated'))}'")  # fmt: skip
        at.one("courses_evaluation", run_id=run, asked=str(draw.randrange(5, 9)),
            answers=str(draw.randrange(5)))  # fmt: skip


def random_rest(at: Laying, draw: Random) -> None:
    """Invoices, hours, loans and pairs."""
    for _row in range(24):
        kind = draw.choice(("membership", "course_seat", "staff_loan", "other"))
        sum_ = money(draw)
        invoice = at.one("fees_invoice", membership_id=at.member(), number=at.number(), vat="0",
                      kind=f"'{kind}'", day=day(draw), is_credit="false", net=sum_, total=sum_,
                      balance="0", outside_vat="true", corrects_id="NULL",
                      series_id=at.number())  # fmt: skip
        for place in range(draw.randrange(1, 4)):
            charge = "NULL"
            if draw.random() < 0.5:
                own = draw.choice(("membership", "late_fee"))
                charge = (at.one("fees_charge", kind=f"'{own}'", reference=f"'{at.number()}'",
                                 vat_category="'S'"))  # fmt: skip
            at.one("fees_invoiceline", invoice_id=invoice, membership_id=at.member(),
                net=money(draw), position=str(place), charge_id=charge)  # fmt: skip
        at.one("fees_charge", kind="'membership'", reference=f"'{at.number()}'", net=money(draw),
            membership_id=at.member(), settled_in_id="1", settled_on=day(draw))  # fmt: skip
        accepted = draw.random() < 0.7
        at.one("fees_contribution", membership_id=at.member(), since=day(draw), until="NULL",
            unit=f"'{draw.choice(('hour', 'day'))}'", quantity="3", rate="7", value="21",
            state="'accepted'" if accepted else "'reported'",
            settled_by="1" if accepted else "NULL", reverses_id="NULL")  # fmt: skip
        lender, borrower = draw.sample(at.members, 2)
        loan = at.one("loans_loan", lender_id=str(lender), borrower_id=str(borrower),
                   interest_id=at.number(), stage="'running'",
                   starts=f"DATE '{YEAR - 1}-01-01'", ends=f"DATE '{YEAR + 1}-12-31'",
                   started_at=draw.choice(("now()", "NULL")),
                   ended_on=draw.choice(("NULL", day(draw))))  # fmt: skip
        first = f"DATE '{YEAR - 1}-06-01' + {draw.randrange(500)}"
        at.one("loans_loanpart", loan_id=loan, starts=first,
            ends=f"{first} + {draw.randrange(300)}",
            percent=str(draw.choice((20, 50, 100))))  # fmt: skip
        mentee, mentor = draw.sample(at.members, 2)
        at.one("mentorship_pair", mentee_membership_id=str(mentee),
            mentor_membership_id=str(mentor), mentee_id=at.number(), mentee_person_id=at.number(),
            mentor_person_id=at.number(), asked_at="now()", round_id="1",
            started_at=draw.choice((moment(draw), "NULL")))  # fmt: skip


def random_meetings(at: Laying, draw: Random) -> None:
    """Meetings of a body in every state, with mandates of members and of persons."""
    mandates = [at.one("governance_mandate", body_id=str(body), since=f"DATE '{YEAR - 1}-01-01'",
                       membership_id=str(member)) for member in at.members
                for body in range(4)]  # fmt: skip
    mandates.append(at.one("governance_mandate", body_id="1", since=f"DATE '{YEAR - 1}-01-01'",
                           membership_id="NULL"))  # fmt: skip
    for _meeting in range(60):
        starts = moment(draw)
        state = draw.choice(("open", "closed", "approved", "cancelled"))
        meeting = at.one("governance_meeting", body_id="1", starts=starts, state=f"'{state}'",
                         kind=draw.choice(("'meeting'", "'meeting'", "'written'")),
                         ends=f"{starts} + INTERVAL '{draw.randrange(20, 300)} minutes'",
                         )  # fmt: skip
        for mandate in draw.sample(mandates, draw.randrange(1, len(mandates))):
            presence = draw.choice(("in_place", "digital", "absent"))
            at.one("governance_attendance", meeting_id=meeting, mandate_id=mandate,
                   holder_id="NULL", presence=f"'{presence}'")  # fmt: skip
        at.one("governance_attendance", meeting_id=meeting, mandate_id="NULL", holder_id="NULL",
               presence="'in_place'")  # fmt: skip


def random_network(admin: Admin, net: int, foreign: int, members: list[int], draw: Random) -> None:
    """All that is counted; some of it another network's."""
    at = Laying(admin, net, foreign, members, draw)
    random_courses(at, draw)
    random_rest(at, draw)
    random_meetings(at, draw)


SEATS = f"""SELECT count(*) FROM courses_enrolment e JOIN courses_run r ON r.id = e.run_id
 AND r.network_id = e.network_id WHERE e.network_id = %(net)s AND e.membership_id = %(member)s
 AND r.state IN {COUNTED} AND {IN_YEAR}"""
SHARES = f"""SELECT coalesce(sum(h.%s), 0) FROM courses_settlementshare h JOIN courses_run r
 ON r.id = h.run_id AND r.network_id = h.network_id WHERE h.network_id = %%(net)s
 AND h.membership_id = %%(member)s AND r.state IN {COUNTED}
 AND {IN_YEAR.replace("%", "%%")}"""
GIVEN = """SELECT coalesce(sum(%s), 0) FROM fees_contribution WHERE network_id = %%(net)s
 AND membership_id = %%(member)s AND state = 'accepted' AND extract(year FROM since) = %%(year)s
 AND unit LIKE '%s'"""
LOANS = """SELECT %s FROM loans_loan l JOIN loans_loanpart p ON p.loan_id = l.id
 AND p.network_id = l.network_id CROSS JOIN LATERAL generate_series(p.starts, p.ends, '1 day') d
 WHERE l.network_id = %%(net)s AND l.%s = %%(member)s AND l.started_at IS NOT NULL
 AND extract(year FROM d) = %%(year)s AND d::date <= coalesce(l.ended_on, d::date)
 AND d::date <= (now() AT TIME ZONE 'Europe/Stockholm')::date"""
PAIRS = """SELECT count(*) FROM mentorship_pair WHERE network_id = %%(net)s
 AND %s = %%(member)s
 AND extract(year FROM started_at AT TIME ZONE 'Europe/Stockholm') = %%(year)s"""
FEES = """SELECT coalesce(sum(net), 0) FROM (
 SELECT l.net FROM fees_invoiceline l JOIN fees_invoice i ON i.id = l.invoice_id
  AND i.network_id = l.network_id LEFT JOIN fees_charge c ON c.id = l.charge_id
  AND c.network_id = l.network_id
  WHERE l.network_id = %(net)s AND l.membership_id = %(member)s AND i.kind <> 'staff_loan'
  AND extract(year FROM i.day) = %(year)s AND coalesce(c.kind, i.kind) = 'membership'
 UNION ALL SELECT net FROM fees_charge WHERE network_id = %(net)s AND membership_id = %(member)s
  AND kind = 'membership' AND settled_in_id IS NOT NULL
  AND extract(year FROM settled_on) = %(year)s) paid"""
SAT = """SELECT %s FROM governance_attendance a WHERE a.network_id = %%(net)s
 AND a.presence <> 'absent' AND a.mandate_id IN (SELECT id FROM governance_mandate
  WHERE network_id = %%(net)s AND membership_id = %%(member)s)
 AND a.meeting_id IN (SELECT id FROM governance_meeting WHERE network_id = %%(net)s
  AND kind = 'meeting' AND state IN ('closed', 'approved')
  AND extract(year FROM starts AT TIME ZONE 'Europe/Stockholm') = %%(year)s)"""
HOURS = """(SELECT extract(epoch FROM m.ends - m.starts) / 3600 FROM governance_meeting m
 WHERE m.network_id = a.network_id AND m.id = a.meeting_id)"""
BY_MEMBER = {
    "seats": SEATS + " AND e.state = 'enrolled'",
    "unmet": SEATS + " AND e.state IN ('waiting', 'refused')",
    "absent": SEATS + " AND EXISTS (SELECT FROM courses_noshow n WHERE n.enrolment_id = e.id"
    " AND n.network_id = e.network_id AND n.run_id = r.id)",
    "settled": SHARES % "final",
    "late": SHARES % "late",
    "expected": SEATS.replace("count(*)", "coalesce(sum(e.price), 0)")
    + " AND e.state = 'enrolled' AND NOT EXISTS (SELECT FROM courses_settlement s"
    " WHERE s.run_id = r.id AND s.network_id = r.network_id)",
    "fee": FEES,
    "hours": GIVEN % ("quantity", "hour"),
    "days": GIVEN % ("quantity", "day"),
    "worth": GIVEN % ("value", "%%"),
    "lent_people": LOANS % ("count(DISTINCT l.id)", "lender_id"),
    "lent_days": LOANS % ("coalesce(sum(p.percent), 0) / 100.0", "lender_id"),
    "borrowed_people": LOANS % ("count(DISTINCT l.id)", "borrower_id"),
    "borrowed_days": LOANS % ("coalesce(sum(p.percent), 0) / 100.0", "borrower_id"),
    "mentors_given": PAIRS % "mentor_membership_id",
    "mentors_taken": PAIRS % "mentee_membership_id",
    "meetings": SAT % "count(*)",
    "meeting_hours": SAT % f"coalesce(round(sum({HOURS}), 2), 0)",
}
RUNS = f"FROM courses_run r WHERE r.network_id = %(net)s AND r.state IN {COUNTED} AND {IN_YEAR}"
WHOLE: dict[str, tuple[str, Callable[[Year], Any]]] = {
    "capacity": (f"SELECT coalesce(sum(r.capacity), 0) {RUNS}", lambda year: year.capacity),
    "asked": (
        "SELECT coalesce(sum(v.asked), 0) FROM courses_evaluation v WHERE v.network_id = %(net)s"
        f" AND v.run_id IN (SELECT r.id {RUNS})",
        lambda year: year.asked,
    ),
    "answered": (
        "SELECT coalesce(sum(v.answers), 0) FROM courses_evaluation v WHERE v.network_id = %(net)s"
        f" AND v.run_id IN (SELECT r.id {RUNS})",
        lambda year: year.answered,
    ),
    "income": (
        """SELECT coalesce(sum(net), 0) FROM (
        SELECT l.net FROM fees_invoiceline l JOIN fees_invoice i ON i.id = l.invoice_id
         AND i.network_id = l.network_id WHERE l.network_id = %(net)s AND i.kind <> 'staff_loan'
         AND i.day BETWEEN make_date(%(year)s, 1, 1) AND make_date(%(year)s, 12, 31)
        UNION ALL SELECT net FROM fees_charge WHERE network_id = %(net)s
         AND settled_in_id IS NOT NULL AND extract(year FROM settled_on) = %(year)s) billed""",
        lambda year: sum(year.income.values(), Decimal(0)),
    ),
    "costs": (
        "SELECT coalesce(sum(round(c.quantity * c.price, 2)), 0) FROM courses_costline c"
        " JOIN courses_run r ON r.id = c.run_id AND r.network_id = c.network_id"
        " WHERE c.network_id = %(net)s AND c.stage = 'actual' AND r.state <> 'planned'"
        f" AND {IN_YEAR}",
        lambda year: year.costs,
    ),
}
SUMMED: dict[str, Callable[[Year], Any]] = {
    "seats": lambda year: year.taken,
    "unmet": lambda year: year.unmet,
    "absent": lambda year: year.absent,
    "fee": lambda year: year.membership_fees,
    "lent_people": lambda year: year.loans,
    "lent_days": lambda year: year.loan_days,
    "mentors_given": lambda year: year.pairs,
}


def differences(admin: Admin, net: int, members: list[int]) -> list[str]:
    """Every figure that is not what the rows say."""
    with acting_as("portal_worker"), scope.enter_system(net):
        own, network = benefits_of(YEAR)
        whole = Year(YEAR, count_year(YEAR), None)
        runs = {member: runs_of(YEAR, member) for member in members}
        sat = {member: meetings_of(YEAR, member) for member in members}
    assert network is not None
    found, sums = [], dict.fromkeys(BY_MEMBER, Decimal(0))
    for member in members:
        for name, words in BY_MEMBER.items():
            asked = {"net": net, "member": member, "year": YEAR}
            (told,) = admin.execute(words.encode(), asked).fetchone() or (0,)
            said = Decimal(told)
            sums[name] += said
            if Decimal(getattr(own[member], name)) != said:
                found.append(f"{name} of {member}: {getattr(own[member], name)}, not {said}")
        for name in ("seats", "unmet", "absent", "settled", "late", "expected"):
            rows = sum(Decimal(getattr(row, name)) for row in runs[member])
            if rows != Decimal(getattr(own[member], name)):
                found.append(f"{name} of {member} is not the sum of its rows")
        if sum(row.people for row in sat[member]) != own[member].meetings:
            found.append(f"meetings of {member} are not the sum of their rows")
        hours = sum((row.hours for row in sat[member]), Decimal(0))
        if abs(hours - own[member].meeting_hours) > HUNDREDTH * len(sat[member]):
            found.append(f"meeting_hours of {member} are not the sum of their rows")
    found += [
        f"{name} of all" for name, total in sums.items() if Decimal(getattr(network, name)) != total
    ]
    found += [f"{name}, overview" for name, read in SUMMED.items() if read(whole) != sums[name]]
    for name, (words, read) in WHOLE.items():
        (told,) = admin.execute(words.encode(), {"net": net, "year": YEAR}).fetchone() or (0,)
        if read(whole) != told:
            found.append(f"{name}, overview: {read(whole)}, not {told}")
    return found


@contextmanager
def laid(database: str, seed: int) -> Iterator[tuple[Admin, int, list[int]]]:
    """A random network by a seed, beside the cast."""
    cast = load()
    members = [pk for (slug, _key), pk in sorted(cast.memberships.items()) if slug == VN]
    with laying(database) as admin:
        random_network(admin, cast.vn, cast.jl, members, Random(seed))  # noqa: S311 - no secret
        yield admin, cast.vn, members


@pytest.mark.parametrize("seed", range(3))
def test_each_figure_is_what_plain_sql_counts_from_the_rows(
    in_own_database: str, seed: int
) -> None:
    with laid(in_own_database, seed) as (admin, net, members):
        assert differences(admin, net, members) == []


MUTANTS = {
    "a year begins in London": ("'Europe/Stockholm'", "'Europe/London'"),
    "cancelled runs count": ("'settled')", "'settled', 'cancelled')"),
    "those who wait have seats": ("e.state = 'enrolled'", "e.state IN ('enrolled', 'waiting')"),
    "hours that nobody accepted count": ("c.state = 'accepted'", "true"),
    "loans that never started count": ("l.started_at IS NOT NULL", "true"),
    "a part-time loan is whole": ("* t.percent) / 100.0", "* 100) / 100.0"),
    "loans stand among the fees": ("i.kind <> 'staff_loan'", "true"),
    "settled runs are charged twice": (
        "WHERE NOT EXISTS (SELECT FROM public.courses_settlement t", "WHERE true OR EXISTS (SELECT"
        " FROM public.courses_settlement t"),
    "those who were away took part": ("a.presence <> 'absent'", "true"),
    "meetings that were called off count": ("'approved']", "'approved', 'cancelled']"),
    "written procedures take time": ("m.kind = 'meeting'", "true"),
    "another network's mandates": ("d.network_id = a.network_id AND d.id", "d.id"),
    "another network's rows": ("e.network_id = (SELECT app.net()) AND e.run_id", "e.run_id"),
}  # fmt: skip


def test_each_fault_in_the_counting_is_seen(in_own_database: str) -> None:
    words = import_module("reports.migrations.0022_figures_of_years")
    meetings = import_module("reports.migrations.0023_meetings_attended")
    sources = words.YEAR + words.BENEFIT + words.RUNS_OF_ONE + meetings.MEETINGS
    again = sources.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    assert timezone.localdate().year > YEAR
    blind = []
    with laid(in_own_database, 7) as (admin, net, members):
        assert differences(admin, net, members) == []
        for fault, (right, wrong) in MUTANTS.items():
            assert right in again, fault
            admin.execute(again.replace(right, wrong).encode())
            if not differences(admin, net, members):
                blind.append(fault)
            admin.execute(again.encode())
    assert blind == []
