"""A fee simulation of 700 members under three models, and the questions that it asks.

The arithmetic is set beside a bare loop over the same counts, in turn in the same run, so that
the ratio holds on a busy machine; break-even is searched as the page does it.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.verdict import Line
from fees.actions.simulate import frozen_facts
from fees.facts import YearFacts
from fees.models import Simulation
from fees.simulations.break_even import even_at
from fees.simulations.page import reckoned
from fees.simulations.reckoning import Scheme, Subject, reckon
from fees.tariffs import Method, Step, Tariff
from members.models import Authority, HeadCount, LegalPerson, Membership
from network import scope
from tests import databases
from tests.cast import load

MEMBERS, FEW, ROUNDS, YEAR = 700, 10, 9, 2027
TARGET = 1.0
ORE = Decimal("0.01")
BANDS = tuple((1 + place * 150, Decimal(6_000 + place * 9_500)) for place in range(8))
TARIFFS = (
    Tariff(Method.BANDS, [Step(amount, lower) for lower, amount in BANDS]),
    Tariff(
        Method.BANDS,
        [Step(amount * 9 / 10, lower) for lower, amount in BANDS],
        floor=Decimal(8_000),
        ceiling=Decimal(60_000),
    ),
    Tariff(
        Method.BASE,
        [Step(Decimal(80), 1), Step(Decimal(40), 500)],
        base=Decimal(8_000),
        included=10,
    ),
)
NOW = Tariff(Method.HEADS, [Step(Decimal(95), 1)])


def run() -> list[Line]:
    """Lines of figures: seconds, the ratio to a bare loop, and questions at few and many."""
    subjects = [
        Subject(str(n), f"Myndighet {n}", YearFacts(YEAR, head_count=1 + n * 37 % 1900))
        for n in range(MEMBERS)
    ]
    schemes = [Scheme("ABC"[place], "", tariff) for place, tariff in enumerate(TARIFFS)]
    ours, bare = [], []
    for _round in range(ROUNDS):
        ours.append(_seconds(lambda: reckon(subjects, Scheme("", "", NOW), schemes)))
        bare.append(_seconds(lambda: _bare([one.facts.head_count or 0 for one in subjects])))
    total = reckon(subjects, Scheme("", "", NOW), schemes).now
    asked = total.total if total else Decimal(0)
    even = _seconds(lambda: [even_at(tariff, subjects, asked) for tariff in TARIFFS])
    took = statistics.median(ours)
    few, many = _questions()
    return [
        Line(
            f"fee simulation, {MEMBERS} members, {len(TARIFFS)} models and the present one",
            f"{took:.3f} s of a processor, {took / statistics.median(bare):.1f} × a bare loop",
            f"< {TARGET:.0f} s",
            took < TARGET,
        ),
        Line(
            "  with break-even of each model",
            f"{took + even:.3f} s of a processor",
            f"< {TARGET:.0f} s",
            took + even < TARGET,
        ),
        Line("  questions, 10 and 700 members", f"{few} and {many}", "the same", few == many),
    ]


def _seconds(act: Callable[[], Any]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def _bare(counts: list[int]) -> list[Decimal]:
    """The same fees, differences and totals, with nothing around the arithmetic."""
    totals = [Decimal(0)] * 4
    for count in counts:
        band = next(amount for lower, amount in reversed(BANDS) if lower <= count)
        later = max(count - 499, 0)
        fees = (
            (95 * Decimal(count)).quantize(ORE, ROUND_HALF_UP),
            band.quantize(ORE, ROUND_HALF_UP),
            min(max(band * 9 / 10, Decimal(8_000)), Decimal(60_000)).quantize(ORE, ROUND_HALF_UP),
            (Decimal(8_000) + max(min(count, 499) - 10, 0) * Decimal(80) + later * Decimal(40))
            .quantize(ORE, ROUND_HALF_UP),
        )  # fmt: skip
        for place, fee in enumerate(fees):
            totals[place] += fee
            if place:
                difference = fee - fees[0]
                (100 * difference / fees[0]).quantize(Decimal("0.1"))
    return totals


def _questions() -> tuple[int, int]:
    """Questions of gathering the facts and of reckoning a kept simulation; its own database."""
    databases.make_template()
    name = f"{databases.PREFIX}_bench_simulation"
    with databases.copy_of_template(name), databases.connected_to(name):
        cast = load()
        counts = []
        for members in (FEW, MEMBERS):
            with databases.acting_as("portal_owner"), scope.enter_system(cast.vn):
                _fill(members - Membership.objects.count())
            with (
                scope.enter(cast.users["karin"], cast.vn),
                CaptureQueriesContext(connection) as asked,
            ):
                kept = Simulation.objects.create(
                    name=str(members), year=YEAR, made_by=0, facts=frozen_facts(YEAR)
                )
                found = Simulation.objects.prefetch_related("schemes").get(pk=kept.pk)
                if len(reckoned(found).subjects) != members:
                    raise RuntimeError("The simulation lost members.")
            counts.append(len(asked))
    return counts[0], counts[1]


def _fill(count: int) -> None:
    owner = LegalPerson.objects.create(name=f"Exempel {count}")
    authorities = Authority.objects.bulk_create(
        Authority(name=f"Exempel {count} {n}", short_name=f"E{n}", kind="state_agency",
                  legal_person=owner)
        for n in range(count)
    )  # fmt: skip
    members = Membership.objects.bulk_create(
        Membership(authority=authority, since=date(2014, 1, 1)) for authority in authorities
    )
    HeadCount.objects.bulk_create(
        HeadCount(membership=member, day=date(2026, 10, 31), count=1 + n, source="bench")
        for n, member in enumerate(members)
    )
