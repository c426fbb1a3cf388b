"""What a run costs: lines estimated before and actual after, and the price they lead to."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from django.db import IntegrityError, transaction

from courses.models import CostLine, Run, Settlement
from courses.settlement import preliminary_price
from network.models.journal import note
from network.money import ZERO
from network.refusals import constraint_of
from network.seat import Seat


class IsSettled(Exception):
    """The run is settled: its costs stay as they are."""


@contextmanager
def unless_settled() -> Iterator[None]:
    """The database refuses changes to what was settled; say so in the room's own words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        broken = constraint_of(error)
        if broken == "courses_run_settled":
            raise IsSettled from error
        raise


def save_cost(line: CostLine, *, by: Seat) -> CostLine:
    """Add a cost line or keep a changed one; raises IsSettled when it is too late."""
    by.require("keep_costs")
    new = line.pk is None
    with unless_settled():
        line.save()
    verb = "add_cost" if new else "change_cost"
    note(verb, line.run, kind=line.kind, amount=str(line.amount))
    return line


def remove_cost(line: CostLine, *, by: Seat) -> None:
    """Take a cost line away; raises IsSettled when it is too late."""
    by.require("keep_costs")
    run = line.run
    with unless_settled():
        line.delete()
    note("remove_cost", run, kind=line.kind, amount=str(line.amount))


def copy_estimate(run: Run, *, by: Seat) -> int:
    """Begin the actual costs as the estimated ones, to be changed one by one."""
    by.require("keep_costs")
    if CostLine.objects.filter(run=run, stage=CostLine.Stage.ACTUAL).exists():
        return 0
    lines = list(CostLine.objects.filter(run=run, stage=CostLine.Stage.ESTIMATED))
    for line in lines:
        line.pk, line.stage = None, CostLine.Stage.ACTUAL
    with unless_settled():
        CostLine.objects.bulk_create(lines)
    note("copy_costs", run, count=len(lines))
    return len(lines)


def estimated(run: Run) -> Decimal:
    """The sum of the estimated lines."""
    lines = CostLine.objects.filter(run=run, stage=CostLine.Stage.ESTIMATED)
    return sum((line.amount for line in lines), ZERO)


def price_by_estimate(run: Run, cost: Decimal) -> Decimal | None:
    """The preliminary price of a seat: the estimate by those expected, else the least number."""
    return preliminary_price(cost, run.expected or run.minimum)


class NoEstimate(Exception):
    """There is nothing to compute a price from."""


def take_price(run: Run, *, by: Seat) -> Decimal:
    """Let the estimate be the preliminary price of those who enrol from now on."""
    by.require("keep_courses")
    held: Run = Run.objects.select_for_update(no_key=True).get(pk=run.pk)
    if Settlement.objects.filter(run=held).exists():
        raise IsSettled
    price = price_by_estimate(held, estimated(held))
    if price is None:
        raise NoEstimate
    held.price = price
    held.save(update_fields=["price"])
    note("take_price", held, price=str(price))
    return price
