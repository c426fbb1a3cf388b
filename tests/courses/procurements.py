"""Plain functions that make procurements for the tests; inside the scope of a coordinator."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from courses.actions.procure import set_purposes, set_rights
from courses.actions.purchase_limit import lay_known_limits
from courses.models import (
    Campaign,
    Candidate,
    ContractOption,
    ContractPrice,
    Course,
    Decision,
    Plan,
    PlannedRun,
    Procurement,
    PurchaseLimit,
    Run,
    SameKind,
    Supplier,
)
from courses.needs.rules import Verdict
from courses.procurements.contracts import PriceUnit
from courses.procurements.purchasing import BuyingForm, BuyingState
from tests.courses.makers import seat
from tests.deciding import a_decision


def make_kind(name: str = "Ledarutbildning") -> SameKind:
    """A kind of purchase; the one of that name if it is there."""
    found: SameKind = SameKind.objects.get_or_create(name_sv=name)[0]
    return found


def make_supplier(name: str = "Exempelutbildning AB") -> Supplier:
    """A supplier; the one of that name if it is there."""
    found: Supplier = Supplier.objects.get_or_create(name=name)[0]
    return found


def make_limits() -> None:
    """The known limits: direct awards 700 000 kr, documentation from 100 000 kr."""
    if not PurchaseLimit.objects.exists():
        lay_known_limits(by=seat())


def make_procurement(buyer: int, value: int = 50_000, **facts: Any) -> Procurement:
    """A direct award of this year with a supplier and a registry number, under way."""
    today = timezone.localdate()
    given = {
        "title": "Kursledare",
        "form": BuyingForm.DIRECT,
        "state": BuyingState.UNDER_WAY,
        "same_kind": facts.pop("same_kind", None) or make_kind(),
        "supplier": make_supplier(),
        "registry_number": "Dnr 1",
        "framework_covers": False,
        "starts": date(today.year, 1, 1),
        "ends": today + timedelta(days=400),
        "estimated": Decimal(value),
    }
    made: Procurement = Procurement.objects.create(buyer_id=buyer, **given | facts)
    return made


def make_contract(buyer: int, course: Course, **facts: Any) -> Procurement:
    """A signed contract for a course, with a price for each day and one for each seat."""
    made = make_procurement(buyer, state=BuyingState.CONTRACTED, **facts)
    make_price(made, 15_000, PriceUnit.DAY)
    make_price(made, 200, PriceUnit.SEAT, kind="material")
    set_purposes(made, [], [course.pk], by=seat())
    return made


def make_price(it: Procurement, amount: int, unit: str, **facts: Any) -> ContractPrice:
    """A price of a contract."""
    made: ContractPrice = ContractPrice.objects.create(
        procurement=it, amount=Decimal(amount), unit=unit, **facts
    )
    return made


def make_option(it: Procurement, days: int, value: int = 10_000) -> ContractOption:
    """An option so many days after today."""
    made: ContractOption = ContractOption.objects.create(
        procurement=it,
        until=timezone.localdate() + timedelta(days=days),
        value=Decimal(value),
    )
    return made


def allow_only(it: Procurement, *members: int) -> None:
    """Let these members call off, and nobody else."""
    set_rights(it, members, by=seat())


def make_decided(verdict: str = Verdict.PROCURE, title: str = "Svåra samtal") -> Candidate:
    """A candidate of next year's needs assessment that the council decided on."""
    year = timezone.localdate().year + 1
    now = timezone.now()
    campaign = Campaign.objects.get_or_create(
        year=year,
        defaults={"state": "closed", "opens_on": now.date(), "closes_at": now, "closed_at": now},
    )[0]
    made: Candidate = Candidate.objects.create(campaign=campaign, title_sv=title, source="other")
    Decision.objects.create(
        candidate=made, verdict=verdict, reason="Behövs.", meeting="Rådet", met_on=now.date()
    )
    return made


def make_planned_run(candidate: Candidate, run: Run | None = None, **facts: Any) -> PlannedRun:
    """A run of a plan, taught by a supplier."""
    plan = Plan.objects.get_or_create(campaign=candidate.campaign, name="Plan")[0]
    given = {"term": "spring", "number": 1, "seats": 12, "run": run}
    made: PlannedRun = PlannedRun.objects.create(plan=plan, candidate=candidate, **given | facts)
    return made


def decide(candidate: Candidate) -> None:
    """Let the plan stand as the council decided it."""
    Plan.objects.filter(campaign=candidate.campaign_id).update(
        state=Plan.State.DECIDED, version=1, decided_at=timezone.now(), by_decision=a_decision()
    )
