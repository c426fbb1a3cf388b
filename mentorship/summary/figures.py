"""Counts of mentorship that may be read without the people behind them."""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Sum

from fees.models import Charge
from fees.rules import FeeKind
from members.models import Membership
from mentorship.models import MentorRound
from network.money import ZERO


@dataclass(frozen=True)
class GivenTaken:
    """Mentors that an authority lent to others, and mentors that its own managers were given."""

    given: int = 0
    taken: int = 0


def facts_of(found: MentorRound) -> dict[str, Any] | None:
    """A round in counts, as `app.round_facts` tells them; None for who may not read reports.

    interests: {membership, role, state, paired, started, n} · pairs: {mentee, mentor (memberships),
    state, year (of the start, or null), n} · answers: {kind, role, membership, n, satisfaction,
    effect, goals, again, told}: sums, null below five; with neither role nor membership, all
    · months: days on which pairs met, by month · met: pairs that have met. A round whose people
    are forgotten answers with what was kept of it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.round_facts(%s)::text", [found.pk])
        row = cursor.fetchone()
    told: dict[str, Any] | None = json.loads(row[0]) if row and row[0] else None
    return told


def charged_for(found: MentorRound) -> Decimal:
    """What members were charged for a round, less what was taken back; kronor without VAT."""
    charges = Charge.objects.filter(
        kind=FeeKind.OTHER, reference__startswith=f"mentorship/{found.pk}/"
    )
    net: Decimal | None = charges.aggregate(net=Sum("net"))["net"]
    return net or ZERO


def given_and_taken(membership: Membership, year: int) -> GivenTaken:
    """Mentors that a member gave and was given in pairs that started in a year.

    One's own authority's for anybody who acts for it, everybody's for those who read reports.
    """
    return given_and_taken_by_member(year).get(membership.pk, GivenTaken())


def given_and_taken_by_member(year: int) -> dict[int, GivenTaken]:
    """The same for every member that one may read of, by membership, in one question."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.mentors_given(%s)", [year])
        return {pk: GivenTaken(given, taken) for pk, given, taken in cursor.fetchall()}
