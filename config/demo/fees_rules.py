"""Fee models before, now and perhaps next in the demo; after the fees.

The amounts of 2014 are the network's own; every other amount is example data.
"""

from datetime import date
from decimal import Decimal

from config.demo.cast import VN
from config.demo.deciding import decided
from config.demo.seeding import Demo
from fees.models import FeeModel, FeeStep, VatRule
from fees.rules import Category, FeeKind
from fees.tariffs import Method, PartYear

# The levels that were decided when the network began in 2014.
LEVELS = (("1", 200_000), ("2", 25_000))
LEVELS_NAME = "Nivåavgift 2014 (exempel: 200 000 / 25 000 kr)"
PROPOSED = (
    (1, 12_000),
    (50, 27_500),
    (200, 52_500),
    (500, 92_500),
    (1000, 132_500),
    (2500, 180_000),
)


def seed(demo: Demo) -> None:
    """The model of the first years, ended; a proposal; and one kind of fee without its VAT rule."""
    if demo.slug == VN:
        _levels(demo)
    _proposal(demo)
    # Somebody must have forgotten something, or the page would have nothing to warn of.
    VatRule.objects.filter(kind=FeeKind.STAFF_LOAN).exclude(category=Category.OUTSIDE).delete()


def _levels(demo: Demo) -> None:
    before, new = FeeModel.objects.get_or_create(
        name=LEVELS_NAME,
        defaults={
            "method": Method.LEVELS,
            "decision": "Exempel: beslutad när nätverket bildades 2014",
            "basis": "Avgiften bestäms av den nivå som medlemmen har valt.",
            "since": date(2014, 1, 1),
            "until": date(demo.today.year - 1, 12, 31),
            "by_decision": decided(
                "Nätverket bildas (exempel)", date(2014, 1, 1), body="Medlemmarna"
            ),
            "ended_by": FeeModel.objects.get(
                kind=FeeKind.MEMBERSHIP, adopted=True, since=date(demo.today.year, 1, 1)
            ).by_decision,
            "adopted": False,
        },
    )
    if new:
        FeeStep.objects.bulk_create(
            FeeStep(model=before, level=level, amount=Decimal(amount)) for level, amount in LEVELS
        )
        FeeModel.objects.filter(pk=before.pk).update(adopted=True)


def _proposal(demo: Demo) -> None:
    year = demo.today.year + 1
    proposal = FeeModel.objects.create(
        name=f"Förslag {year}: sex nivåer (exempel)",
        method=Method.BANDS,
        basis="Avgiften bestäms av antalet anställda i länet den 31 december året före.",
        since=date(year, 1, 1),
        part_year=PartYear.MONTHS,
        host_reduction=Decimal(20),
        in_kind_share=Decimal(50),
        in_kind_ceiling=Decimal(25),
        adopted=False,
    )
    FeeStep.objects.bulk_create(
        FeeStep(model=proposal, lower=lower, amount=Decimal(amount)) for lower, amount in PROPOSED
    )
