"""Proposals of other fees, contributed hours, and a simulation of both, in the demo.

The levels of 2014 are those of the network's own minutes; who would be at which level today, the
proposals, rates and hours are example data.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from config.demo.cast import VN
from config.demo.deciding import decided
from config.demo.seeding import Demo
from fees.actions.contribute import lay_rate, save_kind
from fees.actions.simulate import frozen_facts, present_model
from fees.models import (
    Contribution,
    ContributionKind,
    ContributionRate,
    FeeModel,
    FeeStep,
    Simulation,
    SimulationModel,
)
from fees.rules import ContributionState, Unit
from fees.simulations.data import tariff_to_data
from fees.tariffs import Method, PartYear
from members.models import Standing
from network.money import round_kr

LEVELS_2014 = "Nivåavgift 2014 (exempel: 200 000 / 25 000 kr)"
LEVELS = (("1", 200_000), ("2", 25_000))
FIRST_LEVEL = 1000  # employees from which the example puts a member at level 1
KINDS = (
    ("Lärare", "Teaching", Unit.HOUR, 650),
    ("Lokaler", "Premises", Unit.DAY, 2_500),
    ("Samordning", "Coordination", Unit.HOUR, 550),
    ("Projekt", "Projects", Unit.HOUR, 550),
)
GIVEN: tuple[tuple[str, int, str, str, str, int, ContributionState], ...] = (
    ("csn", 0, "Föreläste om klarspråk", "Språkvårdare", "03-12", 6, ContributionState.ACCEPTED),
    ("lansstyrelsen", 1, "Lokal för chefsdagarna", "", "05-21", 2, ContributionState.ACCEPTED),
    ("spv", 2, "Höll ihop utbildningsrådet", "Samordnare", "02-01", 60, ContributionState.ACCEPTED),
    ("miun", 0, "Ledde projektledarkursen", "Lärare", "04-08", 16, ContributionState.ACCEPTED),
    ("skatteverket", 3, "Prövade ny enkät", "Verksamhetsutvecklare", "06-03", 24,
     ContributionState.REPORTED),
    ("csn", 3, "Rekryterade till det egna kontoret", "", "09-02", 40, ContributionState.DECLINED),
)  # fmt: skip
WITHOUT_LEVEL = "skatteverket"
REASON = "Gäller den egna myndigheten, inte nätverket."


def seed(demo: Demo) -> None:
    """Two proposals, the levels of 2014, hours of two years and a saved simulation."""
    kinds = _kinds(demo)
    _contributions(demo, kinds)
    if demo.slug != VN:
        return
    _put_at_levels(demo)
    models = [_levels(), *_proposals(demo)]
    year = demo.today.year + 1
    simulation = Simulation.objects.create(
        name=f"Avgifter {year}: band, per anställd eller nivåer (exempel)",
        year=year,
        note="Exempel inför styrgruppens möte. Frågan är om små myndigheter betalar för mycket.",
        facts=frozen_facts(year),
        made_by=demo.person("karin").user_id,
    )
    placed = [(0, present_model(year)), *enumerate([*models[1:], models[0]], start=1)]
    SimulationModel.objects.bulk_create(
        SimulationModel(
            simulation=simulation,
            model=model,
            position=position,
            name=model.name,
            adopted=model.adopted,
            tariff=tariff_to_data(model.tariff()),
        )
        for position, model in placed
        if model
    )


def _kinds(demo: Demo) -> list[ContributionRate]:
    rates = []
    for swedish, english, unit, amount in KINDS:
        kind = save_kind(ContributionKind(name_sv=swedish, name_en=english))
        rates.append(
            lay_rate(
                ContributionRate(
                    kind=kind,
                    unit=unit,
                    amount=Decimal(amount),
                    since=date(demo.today.year - 2, 1, 1),
                    source="Exempel: utbildningsrådet, anteckning § 4",
                )
            )
        )
    return rates


def _contributions(demo: Demo, rates: list[ContributionRate]) -> None:
    for key, place, what, person, day, many, state in GIVEN:
        if key not in demo.members:
            continue
        rate = rates[place]
        since = date.fromisoformat(f"{demo.today.year}-{day}")
        if since > demo.today:
            since = since.replace(year=since.year - 1)
        settled: dict[str, Any] = {}
        if state != ContributionState.REPORTED:
            settled = {
                "settled_by": demo.person("karin").user_id if demo.slug == VN else 0,
                "settled_at": timezone.now() - timedelta(days=3),
            }
        Contribution.objects.create(
            membership=demo.membership(key),
            kind=rate.kind,
            person=person,
            what=what,
            since=since,
            quantity=many,
            unit=rate.unit,
            rate=rate.amount,
            value=round_kr(many * rate.amount),
            state=state,
            reason=REASON if state == ContributionState.DECLINED else "",
            reported_by=0,
            **settled,
        )


def _put_at_levels(demo: Demo) -> None:
    """The example's levels: by size, but for one member that nobody has placed."""
    for key, member in demo.members.items():
        newest = member.head_counts.order_by("-day").first()
        large = newest is not None and newest.count >= FIRST_LEVEL
        if key != WITHOUT_LEVEL:
            Standing.objects.filter(membership=member).update(
                level="1" if large else "2",
                by_decision=decided("Två nivåer (exempel)", date(2014, 3, 20)),
            )


def _levels() -> FeeModel:
    model: FeeModel
    model, new = FeeModel.objects.get_or_create(
        name=LEVELS_2014,
        defaults={
            "method": Method.LEVELS,
            "decision": "Enligt nätverkets egna anteckningar 2014",
            "basis": "Avgiften bestäms av myndighetens nivå.",
            "since": date(2014, 1, 1),
            "until": date(2019, 12, 31),
            "by_decision": decided(
                "Nätverket bildas (exempel)", date(2014, 1, 1), body="Medlemmarna"
            ),
            "ended_by": decided("Nivåavgiften upphör (exempel)", date(2019, 11, 14)),
            "adopted": False,
        },
    )
    if new:
        FeeStep.objects.bulk_create(
            FeeStep(model=model, level=level, amount=Decimal(amount)) for level, amount in LEVELS
        )
        FeeModel.objects.filter(pk=model.pk).update(adopted=True)
    return model


def _proposals(demo: Demo) -> list[FeeModel]:
    since = date(demo.today.year + 1, 1, 1)
    bands = FeeModel.objects.create(
        name="Förslag: fler band (exempel)",
        method=Method.BANDS,
        since=since,
        adopted=False,
        part_year=PartYear.MONTHS,
        host_reduction=20,
        basis="Exempel: fler steg, så att små myndigheter betalar mindre.",
    )
    FeeStep.objects.bulk_create(
        FeeStep(model=bands, lower=lower, amount=Decimal(amount))
        for lower, amount in (
            (1, 6_000), (25, 12_000), (100, 28_000), (200, 44_000), (500, 88_000),
            (1000, 128_000), (2500, 170_000),
        )
    )  # fmt: skip
    heads = FeeModel.objects.create(
        name="Förslag: grundavgift och per anställd (exempel)",
        method=Method.BASE,
        since=since,
        adopted=False,
        base=8_000,
        included=10,
        floor=8_000,
        ceiling=150_000,
        part_year=PartYear.DAYS,
        in_kind_share=50,
        in_kind_ceiling=30,
        basis="Exempel: hälften av värdet av insatser räknas av, högst 30 % av avgiften.",
    )
    FeeStep.objects.bulk_create(
        FeeStep(model=heads, lower=lower, amount=Decimal(amount))
        for lower, amount in ((1, 80), (1000, 40))
    )
    return [bands, heads]
