"""What the agreement says of money: the cost model, how often, overhead and share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Count, Q

from loans.costs.counting import Extent, Span
from loans.costs.periods import missing_of, over_before, periods_of
from loans.models import Loan, Statement, Wording
from loans.rules import CostModel, Interval
from network.money import ZERO

WHOLE = Decimal(100)
# A loan that ended longer ago is not asked about any more; its days can still be stated.
LOOKED_BACK = timedelta(days=365)


@dataclass(frozen=True)
class Agreed:
    """What the signed agreement says; per cent for overhead and share."""

    model: CostModel = CostModel.FULL
    interval: Interval = Interval.MONTHLY
    overhead: Decimal = ZERO
    share: Decimal = WHOLE
    reference: str = ""

    @property
    def is_paid(self) -> bool:
        """Whether the lender is to make statements at all."""
        return self.model != CostModel.NONE


def agreed_in(content: Mapping[str, Any]) -> Agreed:
    """The money clauses of an agreement; what it leaves open is the usual."""
    model, interval = content.get("cost_model"), content.get("interval")
    part = model == CostModel.PART
    return Agreed(
        CostModel(model) if model in CostModel.values else CostModel.FULL,
        Interval(interval) if interval in Interval.values else Interval.MONTHLY,
        _percent(content.get("overhead_percent"), ZERO),
        _percent(content.get("share_percent"), WHOLE) if part else WHOLE,
        str(content.get("reference") or "")[:80],
    )


def agreed_of(loans: Iterable[Loan]) -> dict[int, Agreed]:
    """What holds for each loan by the newest agreement that both signed, in one question."""
    standing = Count("signatures__side", filter=Q(signatures__fell_at=None), distinct=True)
    both = Wording.objects.filter(loan__in=[loan.pk for loan in loans])
    rows = both.annotate(sides=standing).filter(sides=2).order_by("number")
    return {loan: agreed_in(content) for loan, content in rows.values_list("loan_id", "content")}


def stated_of(loans: Iterable[Loan]) -> dict[int, list[Span]]:
    """The days that statements stand for, by loan; what was sent back stands for none."""
    found: dict[int, list[Span]] = defaultdict(list)
    rows = Statement.objects.stated().filter(loan__in=[loan.pk for loan in loans])
    for loan, since, until in rows.values_list("loan_id", "since", "until"):
        found[loan].append(Span(since, until))
    return found


def extents_of_loan(loan: Loan) -> list[Extent]:
    """The extents of a loan as the reckoning reads them."""
    return [Extent(Span(part.starts, part.ends), part.percent) for part in loan.parts.all()]


def span_of_loan(loan: Loan) -> Span:
    """The days of a loan, to the last one that it had or is to have."""
    return Span(loan.starts, max(loan.starts, loan.last_day))


def waiting_periods(loan: Loan, agreed: Agreed, stated: Iterable[Span], today: date) -> list[Span]:
    """The periods that are over and that no statement stands for; none where nothing is paid."""
    if not agreed.is_paid or loan.started_at is None:
        return []
    return over_before(missing_of(periods_of(span_of_loan(loan), agreed.interval), stated), today)


def _percent(said: object, usual: Decimal) -> Decimal:
    try:
        found = Decimal(str(said).replace(",", "."))
    except InvalidOperation:
        return usual
    return found if found.is_finite() and found >= 0 else usual
