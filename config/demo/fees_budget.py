"""A made-up budget for last year, this year and the next in the demo; after all that costs."""

from decimal import Decimal

from config.demo.seeding import Demo
from fees.models import BudgetLine

INCOME, COST = BudgetLine.Side.INCOME, BudgetLine.Side.COST
# side, source, heading, this year's amount, outcome by hand, note
LINES = (
    (INCOME, "membership", "", 480_000, None, "Exempel"),
    (INCOME, "course_seat", "", 160_000, None, "Exempel"),
    (INCOME, "late_fee", "", 6_000, None, "Exempel"),
    (COST, "courses.teacher", "", 240_000, None, "Exempel"),
    (COST, "courses.premises", "", 45_000, None, "Exempel"),
    (COST, "courses.catering", "", 60_000, None, "Exempel"),
    (COST, "courses.material", "", 12_000, None, "Exempel"),
    (COST, "", "Nätverkskoordinator, 50 %", 290_000, 241_500, "Exempel: värdens lönekostnad"),
    (COST, "", "Nätverksdagar", 40_000, 36_250, "Exempel"),
)
GROWTH = Decimal("1.03")


def seed(demo: Demo) -> None:
    """The same lines each year, a little more every time."""
    for step, year in enumerate((demo.today.year - 1, demo.today.year, demo.today.year + 1)):
        for side, source, heading, amount, outcome, note in LINES:
            BudgetLine.objects.create(
                year=year,
                side=side,
                source=source,
                heading=heading,
                amount=(amount * GROWTH ** (step - 1)).quantize(Decimal(1)),
                outcome=outcome if step < 2 else None,
                note=note,
            )
