"""A contract's prices, and the estimated costs of runs that they lead to."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from courses.actions.cost import unless_settled
from courses.buying import refusal_in_words
from courses.contracts import Extent, Price, estimate
from courses.models import ContractPrice, CostLine, Procurement, Run
from courses.rules import RunState
from network.models.journal import note
from network.money import ZERO, round_kr
from network.seat import Seat


class ContractRefuses(Exception):
    """The contract cannot pay for a run; the words say why."""


def extent_of(run: Run) -> Extent:
    """How much of each unit a run takes: planned seats, course days and hours."""
    sessions = list(run.sessions.all())
    day = timezone.localtime(run.begins_at).date() if run.begins_at else timezone.localdate()
    held = sum(((one.ends_at - one.starts_at).total_seconds() for one in sessions), 0.0)
    return Extent(
        day=day,
        seats=run.expected or run.capacity,
        days=len({timezone.localtime(one.starts_at).date() for one in sessions}),
        hours=(Decimal(round(held)) / 3600).quantize(Decimal("0.01")),
    )


@dataclass(frozen=True)
class Proposal:
    """What a contract would cost a run, beside what is estimated by it already."""

    run: Run
    extent: Extent
    lines: list[tuple[Price, Decimal]]
    now: Decimal
    has_lines: bool
    refused: str

    @property
    def amount(self) -> Decimal:
        """The sum of the lines, without VAT."""
        return sum((round_kr(price.amount * count) for price, count in self.lines), ZERO)

    @property
    def changes(self) -> bool:
        """Whether the estimate would become another."""
        return not self.refused and bool(self.lines) and self.amount != self.now


def propose(it: Procurement, runs: Iterable[Run]) -> list[Proposal]:
    """What the contract's prices of their day come to for runs; three questions in all."""
    runs = list(runs)
    prices = [price.rule for price in it.prices.all()]
    estimated: dict[int, Decimal] = {}
    for line in CostLine.objects.filter(
        procurement=it, run__in=runs, stage=CostLine.Stage.ESTIMATED
    ):
        estimated[line.run_id] = estimated.get(line.run_id, ZERO) + line.amount
    proposals = []
    for run in runs:
        extent = extent_of(run)
        proposals.append(
            Proposal(
                run,
                extent,
                estimate(prices, extent),
                estimated.get(run.pk, ZERO),
                run.pk in estimated,
                refusal_in_words(it, extent.day),
            )
        )
    return proposals


def lay_estimates(it: Procurement, runs: Iterable[Run], *, by: Seat) -> int:
    """Let a contract's prices be the estimated costs of runs; what it laid before is replaced.

    Raises ContractRefuses for a run that the contract does not reach, and IsSettled.
    """
    by.require("keep_procurements")
    laid = 0
    for proposal in propose(it, runs):
        run = proposal.run
        if proposal.refused:
            raise ContractRefuses(proposal.refused)
        if not proposal.lines or run.state in (RunState.CANCELLED, RunState.SETTLED):
            continue
        with unless_settled():
            CostLine.objects.filter(
                procurement=it, run=run, stage=CostLine.Stage.ESTIMATED
            ).delete()
            CostLine.objects.bulk_create(
                CostLine(
                    run=run,
                    kind=price.kind,
                    stage=CostLine.Stage.ESTIMATED,
                    supplier=it.supplier.name if it.supplier else "",
                    quantity=count,
                    price=price.amount,
                    procurement=it,
                )
                for price, count in proposal.lines
            )
        note("lay_contract_costs", run, procurement=it.pk, amount=str(proposal.amount))
        laid += 1
    if laid:
        note("lay_contract_costs", it, count=laid)
    return laid


def save_price(price: ContractPrice, *, by: Seat) -> ContractPrice:
    """Write a price of a contract down, or keep a changed one."""
    by.require("keep_procurements")
    price.save()
    note(
        "set_contract_price",
        price.procurement,
        unit=price.unit,
        amount=str(price.amount),
    )
    return price
