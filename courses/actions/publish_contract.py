"""What a published run costs where a contract pays: the contract's prices, not the plan's."""

from django.db.models import Q

from courses.actions.contract_price import Proposal, lay_estimates, propose
from courses.actions.cost import take_price, unless_settled
from courses.actions.publish_run import mark
from courses.extents import PREFETCHED
from courses.models import CostLine, PlannedRun, Procurement, Run
from network.seat import Seat


def contract_for(row: PlannedRun, run: Run) -> tuple[Procurement, Proposal] | None:
    """The contract whose prices hold for a run that a supplier teaches; its own before others.

    Nothing where no contract of the candidate, or of its course, is in force in the run's week.
    """
    if row.teaching != PlannedRun.Teaching.SUPPLIER:
        return None
    for_it = Procurement.objects.for_candidate(row.candidate).values("pk")
    found = (
        Procurement.objects.contracted()
        .filter(Q(pk=row.procurement_id) | Q(pk__in=for_it))
        .with_facts()
        .prefetch_related("prices")
        .order_by("-starts", "-pk")
    )
    for it in sorted(found, key=lambda one: one.pk != row.procurement_id):
        for proposal in propose(it, [run]):
            if proposal.lines and not proposal.refused:
                return it, proposal
    return None


def pay_by_contract(run: Run, row: PlannedRun, *, by: Seat, reprice: bool) -> bool:
    """Let the contract's prices take the place of the plan's estimate; False without a contract.

    Lines that somebody has written stay. `reprice` lets the preliminary price follow: for runs on
    which nobody has a seat yet.
    """
    fresh: Run = Run.objects.prefetch_related(*PREFETCHED).get(pk=run.pk)
    found = contract_for(row, fresh)
    if found is None:
        return False
    it, proposal = found
    with unless_settled():
        CostLine.objects.filter(
            run=fresh,
            stage=CostLine.Stage.ESTIMATED,
            procurement=None,
            kind__in={price.kind for price, _count in proposal.lines},
            note__startswith=mark(row, ""),
        ).delete()
    lay_estimates(it, [fresh], by=by)
    PlannedRun.objects.filter(pk=row.pk).update(procurement=it)
    if reprice:
        take_price(fresh, by=by)
    return True
