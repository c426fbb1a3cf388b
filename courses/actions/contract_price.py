"""A contract's prices, and the estimated costs of runs that they lead to."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from courses.actions.cost import unless_settled
from courses.extents import extent_of
from courses.models import ContractPrice, CostLine, Procurement, Run
from courses.procurements.buying import refusal_in_words
from courses.procurements.contracts import Extent, Price, estimate
from courses.rules import RunState
from network.models.journal import note
from network.money import ZERO, round_kr
from network.seat import Seat


class ContractRefuses(Exception):
    """The contract cannot pay for a run; the words say why."""


@dataclass(frozen=True)
class Proposal:
    """What a contract would cost a run, beside what is estimated by it already."""

    run: Run
    extent: Extent
    lines: list[tuple[Price, Decimal]]
    now: Decimal
    beside: Decimal  # other estimated costs of the same kinds, such as the plan's
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
    """What the contract's prices of their day come to for runs that are read with PREFETCHED."""
    runs = list(runs)
    prices = [price.rule for price in it.prices.all()]
    lines: dict[int, list[CostLine]] = {}
    for line in CostLine.objects.filter(run__in=runs, stage=CostLine.Stage.ESTIMATED):
        lines.setdefault(line.run_id, []).append(line)
    return [_proposal(it, prices, run, lines.get(run.pk, [])) for run in runs]


def _proposal(it: Procurement, prices: list[Price], run: Run, there: list[CostLine]) -> Proposal:
    extent = extent_of(run)
    found = estimate(prices, extent)
    kinds = {price.kind for price, _count in found}
    ours = [line.amount for line in there if line.procurement_id == it.pk]
    beside = [line.amount for line in there if not line.procurement_id and line.kind in kinds]
    return Proposal(
        run,
        extent,
        found,
        now=sum(ours, ZERO),
        beside=sum(beside, ZERO),
        has_lines=bool(ours),
        refused=refusal_in_words(it, extent.day),
    )


def lay_estimates(it: Procurement, runs: Iterable[Run], *, by: Seat, instead: bool = False) -> int:
    """Let a contract's prices be the estimated costs of runs; what it laid before is replaced.

    `instead` takes away other estimates of the same kinds that come from no contract. Raises
    ContractRefuses for a run that the contract does not reach, and IsSettled.
    """
    by.require("keep_procurements")
    laid = 0
    for proposal in propose(it, runs):
        run = proposal.run
        if proposal.refused:
            raise ContractRefuses(proposal.refused)
        if not proposal.lines or run.state in (RunState.CANCELLED, RunState.SETTLED):
            continue
        gone = Q(procurement=it)
        if instead:
            kinds = {price.kind for price, _count in proposal.lines}
            gone |= Q(procurement=None, kind__in=kinds)
        with unless_settled():
            CostLine.objects.filter(gone, run=run, stage=CostLine.Stage.ESTIMATED).delete()
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
