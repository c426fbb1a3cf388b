"""Example procurements: suppliers that do not exist, a sum near its limit, a contract that ends."""

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from config.demo.courses import AREAS
from courses.models import (
    Area,
    CallOffRight,
    Candidate,
    ContractOption,
    ContractPrice,
    CostLine,
    Course,
    Procurement,
    ProcurementCandidate,
    PurchaseLimit,
    Run,
    SameKind,
    Supplier,
)
from courses.procurements.contracts import PriceUnit
from courses.procurements.purchasing import BuyingForm, BuyingState, LimitKind
from courses.rules import ALIVE
from network.models.journal import note
from network.months import months_later

if TYPE_CHECKING:
    from config.demo.seeding import Demo

SOURCE = "LOU (2016:1145) enligt 2022 års regler, ur andra hand. Kontrollera med värdmyndigheten."
LIMITS = (
    (LimitKind.DIRECT_AWARD, 600_000, date(2018, 1, 1), date(2022, 1, 31),
     "Påhittat belopp: visar bara att en äldre gräns står kvar."),
    (LimitKind.DIRECT_AWARD, 700_000, date(2022, 2, 1), None, SOURCE),
    (LimitKind.DOCUMENTATION, 100_000, date(2022, 2, 1), None, SOURCE),
)  # fmt: skip
KINDS = {
    "lead": ("Ledarutbildning", "Leadership training"),
    "it": ("It- och kravutbildning", "IT and requirements training"),
    "staff": ("Utbildning i personal och arbetsmiljö", "Staff and work environment training"),
    "state": ("Utbildning i statstjänstemannaskap", "Civil servant training"),
}
SUPPLIERS = {
    "utbildning": ("Exempelutbildning AB", "Klara Exempel", "klara@example.com"),
    "ledarskap": ("Ledarskapsexemplet i Norr AB", "Nils Norrexempel", "nils@example.com"),
    "krav": ("Kravexperterna Exempel AB", "Kim Kravexempel", "kim@example.com"),
    "gamla": ("Gamla Exempelkurser HB", "", ""),
}
# CSN and the municipality are not part of the framework agreement.
MAY_CALL_OFF = ("bolagsverket", "spv", "lansstyrelsen", "fk-it", "miun", "skatteverket")


def seed(demo: "Demo") -> None:
    """What the procurement pages of Västernorrland show; the other network buys nothing yet."""
    if demo.slug != "vasternorrland":
        return
    for kind, amount, since, until, source in LIMITS:
        PurchaseLimit.objects.create(
            kind=kind, amount=amount, since=since, until=until, source=source
        )
    areas = {area.name_sv: area for area in Area.objects.all()}
    kinds = {
        key: SameKind.objects.create(name_sv=sv, name_en=en, area=areas.get(AREAS[key][0]))
        for key, (sv, en) in KINDS.items()
    }
    suppliers = {
        key: Supplier.objects.create(name=name, contact=contact, email=email, note="Påhittat.")
        for key, (name, contact, email) in SUPPLIERS.items()
    }
    Supplier.objects.filter(pk=suppliers["gamla"].pk).update(ended=demo.today - timedelta(days=200))
    _leadership(demo, kinds["lead"], suppliers)
    _others(demo, kinds, suppliers)


def _add(demo: "Demo", buyer: str, **facts: Any) -> Procurement:
    by = demo.person("jonas").user_id
    made: Procurement = Procurement.objects.create(
        buyer=demo.membership(buyer), by_user_id=by, **facts
    )
    note("add_procurement", made, form=made.form, value=str(made.value or ""))
    if made.state not in (BuyingState.PLANNED, BuyingState.STOPPED):
        note("move_procurement", made, before=BuyingState.PLANNED, after=made.state)
    return made


def _for(it: Procurement, *titles: str) -> None:
    for course in Course.objects.filter(title_sv__in=titles):
        ProcurementCandidate.objects.create(procurement=it, course=course)
    for candidate in Candidate.objects.filter(title_sv__in=titles, course=None):
        ProcurementCandidate.objects.create(procurement=it, candidate=candidate)


def _price(it: Procurement, amount: int, unit: str, kind: str = CostLine.Kind.TEACHER) -> None:
    ContractPrice.objects.create(procurement=it, amount=Decimal(amount), unit=unit, kind=kind)


def _leadership(demo: "Demo", kind: SameKind, suppliers: dict[str, Supplier]) -> None:
    """Direct awards of leadership training that are near the limit, and one more in sight."""
    year = demo.today.year
    signed = _add(
        demo,
        "bolagsverket",
        title="Ledare utan personalansvar, kursledare",
        form=BuyingForm.DIRECT,
        state=BuyingState.CONTRACTED,
        registry_number=f"AD {year}/1234 (exempel)",
        same_kind=kind,
        supplier=suppliers["ledarskap"],
        framework_covers=False,
        starts=date(year, 2, 1),
        ends=months_later(demo.today, 4),
        estimated=Decimal(380_000),
        actual=Decimal(372_000),
        documentation="Exempel: tre leverantörer tillfrågades, två svarade. Priset jämfördes med"
        " förra årets avtal.",
    )
    ContractOption.objects.create(
        procurement=signed, until=months_later(demo.today, 16), value=Decimal(90_000)
    )
    _price(signed, 15_500, PriceUnit.DAY)
    _price(signed, 150, PriceUnit.SEAT, CostLine.Kind.MATERIAL)
    _for(signed, "Ledare utan personalansvar")
    _rights(demo, signed, (*MAY_CALL_OFF, "harnosand"))
    small = _add(
        demo,
        "bolagsverket",
        title="Svåra samtal, föreläsare",
        form=BuyingForm.DIRECT,
        state=BuyingState.UNDER_WAY,
        same_kind=kind,
        supplier=suppliers["utbildning"],
        framework_covers=False,
        starts=date(year, 9, 1),
        ends=date(year + 1, 6, 30),
        estimated=Decimal(118_000),
    )
    _for(small, "Svåra samtal")


def _rights(demo: "Demo", it: Procurement, members: tuple[str, ...]) -> None:
    CallOffRight.objects.bulk_create(
        CallOffRight(procurement=it, membership=demo.membership(key)) for key in members
    )


def _others(demo: "Demo", kinds: dict[str, SameKind], suppliers: dict[str, Supplier]) -> None:
    year = demo.today.year
    framework = _add(
        demo,
        "spv",
        title="Kravhantering och test, avrop",
        form=BuyingForm.CALL_OFF,
        state=BuyingState.CONTRACTED,
        registry_number=f"SPV {year}-0456 (exempel)",
        same_kind=kinds["it"],
        supplier=suppliers["krav"],
        framework_name="Exempelramavtal it-utbildning",
        framework_number="23.3-0000-00",
        framework_until=date(year + 2, 12, 31),
        starts=date(year, 1, 1),
        ends=date(year + 1, 12, 31),
        estimated=Decimal(900_000),
        actual=Decimal(840_000),
        distribution_key="Särskild fördelningsnyckel: två leverantörer, 70 och 30 procent.",
    )
    _price(framework, 27_500, PriceUnit.RUN)
    _price(framework, 240, PriceUnit.SEAT, CostLine.Kind.MATERIAL)
    _for(framework, "Kravhantering grund", "Testledarutbildning", "AI i handläggningen")
    _rights(demo, framework, MAY_CALL_OFF)
    _draw(framework, "Testledarutbildning")
    deviates = _add(
        demo,
        "skatteverket",
        title="Arbetsmiljöutbildning",
        form=BuyingForm.DIRECT,
        state=BuyingState.CONTRACTED,
        registry_number=f"8-{year}-777 (exempel)",
        same_kind=kinds["staff"],
        supplier=suppliers["utbildning"],
        starts=date(year, 1, 15),
        ends=date(year + 1, 1, 14),
        estimated=Decimal(96_000),
        actual=Decimal(94_500),
        deviation_reason="Exempel: ramavtalet har ingen kursort i länet.",
    )
    _price(deviates, 47_250, PriceUnit.RUN)
    _for(deviates, "Arbetsmiljöutbildning")
    ended = _add(
        demo,
        "csn",
        title="Rekryteringskurser",
        form=BuyingForm.MINI,
        state=BuyingState.CONTRACTED,
        registry_number=f"CSN {year - 2}-11-090 (exempel)",
        same_kind=kinds["staff"],
        supplier=suppliers["gamla"],
        framework_name="Exempelramavtal HR-tjänster",
        starts=date(year - 2, 3, 1),
        ends=demo.today - timedelta(days=52),
        actual=Decimal(260_000),
    )
    _price(ended, 26_000, PriceUnit.RUN)
    _for(ended, "Kompetensbaserad rekrytering")
    own = _add(
        demo,
        "bolagsverket",
        title="Att arbeta i staten, egna föreläsare",
        form=BuyingForm.OWN,
        state=BuyingState.CONTRACTED,
        same_kind=kinds["state"],
        starts=date(year, 1, 1),
    )
    _for(own, "Att arbeta i staten", "Statstjänstemannarollen i fokus")
    coming = _add(
        demo,
        "lansstyrelsen",
        title="Chefsutbildningar, upphandling",
        form=BuyingForm.TENDER,
        state=BuyingState.PLANNED,
        same_kind=kinds["lead"],
        framework_covers=False,
        starts=date(year + 1, 3, 1),
        estimated=Decimal(1_900_000),
    )
    _for(coming, "Chef i staten", "Beredskap för chefer")


def _draw(it: Procurement, title: str) -> None:
    """One run's estimate came from the contract already."""
    run = (
        Run.objects.filter(course__title_sv=title, state__in=ALIVE, begins_at__gt=timezone.now())
        .order_by("begins_at")
        .first()
    )
    if run is None:
        return
    with transaction.atomic():
        for kind, quantity, price in (
            (CostLine.Kind.TEACHER, 1, 27_500),
            (CostLine.Kind.MATERIAL, run.expected or run.capacity, 240),
        ):
            CostLine.objects.create(
                run=run,
                kind=kind,
                supplier=it.supplier.name if it.supplier else "",
                quantity=quantity,
                price=Decimal(price),
                procurement=it,
            )
