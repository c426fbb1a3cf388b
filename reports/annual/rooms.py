"""Mentors and staff loans of a year, from the counts that the two rooms tell without people."""

import json
from datetime import date
from typing import Any

from django.db import connection

from loans.balance.counted import balance
from mentorship.models import MentorRound
from mentorship.summary.figures import given_and_taken_by_member
from network.money import ZERO
from reports.annual.facts import Lending, Mentoring, RoundYear

YEARS_BACK = 5
# Rounds that ran on some day of the year, each with its counts; those of forgotten people too.
ROUNDS = """
SELECT r.title, r.programme, app.round_facts(r.id)::text FROM mentorship_mentorround r
 WHERE r.starts <= %s AND r.ends >= %s ORDER BY r.starts, r.id
"""


def mentoring(year: int) -> Mentoring:
    """Pairs count in the year in which they started; rounds are told whole."""
    members = given_and_taken_by_member(year).values()
    with connection.cursor() as cursor:
        cursor.execute(ROUNDS, [date(year, 12, 31), date(year, 1, 1)])
        rounds = [
            _round(title, programme, json.loads(told))
            for title, programme, told in cursor.fetchall()
            if told
        ]
    return Mentoring(
        started=sum(one.given for one in members),
        given_by=sum(one.given > 0 for one in members),
        taken_by=sum(one.taken > 0 for one in members),
        rounds=rounds,
    )


def _round(title: str, programme: str, told: dict[str, Any]) -> RoundYear:
    asked = {"mentee": 0, "mentor": 0}
    for row in told["interests"]:
        asked[row["role"]] += row["n"]
    pairs = [row for row in told["pairs"] if row["year"] is not None]
    return RoundYear(
        title=title,
        programme=str(dict(MentorRound.Programme.choices)[programme]),
        mentees=asked["mentee"],
        mentors=asked["mentor"],
        started=sum(row["n"] for row in pairs),
        completed=sum(row["n"] for row in pairs if row["state"] == "completed"),
        early=sum(row["n"] for row in pairs if row["state"] == "early"),
    )


def lending(year: int) -> Lending:
    """Loans on some day of the year; days up to today, weighed by the extent that they had."""
    found = balance()
    standings = found.of(year)
    totals = [(one, found.total(one)) for one in range(year - YEARS_BACK + 1, year + 1)]
    first = next((place for place, (_year, days) in enumerate(totals) if days), len(totals))
    return Lending(
        loans=found.loans(year),
        days=found.total(year),
        lenders=sum(one.lent > ZERO for one in standings),
        borrowers=sum(one.borrowed > ZERO for one in standings),
        history=totals[first:],
    )
