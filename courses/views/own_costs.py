"""What courses have cost one's own authority, run by run."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import words
from courses.exports import own_costs_table
from courses.models import LateFee, SettlementShare
from network.middleware import NetworkRequest
from network.money import ZERO
from network.permissions import policy


@policy("see_own_costs")
def own_costs(request: NetworkRequest) -> HttpResponse:
    """Settled runs and late fees of the authorities that one answers for, a year at a time."""
    mine = request.seat.scope.memberships
    shares = (
        SettlementShare.objects.filter(membership__in=mine)
        .select_related("run__course", "settlement", "membership__authority")
        .prefetch_related("run__sessions")
        .order_by("-run__begins_at", "pk")
    )
    fees = (
        LateFee.objects.filter(membership__in=mine)
        .select_related("run__course", "person", "membership__authority")
        .order_by("-laid_at")
    )
    years = sorted(
        {share.run.begins_at.year for share in shares if share.run.begins_at}
        | {fee.laid_at.year for fee in fees},
        reverse=True,
    ) or [timezone.localdate().year]
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else years[0]
    its_shares = [s for s in shares if s.run.begins_at and s.run.begins_at.year == year]
    its_fees = [fee for fee in fees if fee.laid_at.year == year]
    rows = [{"share": s, "when": words.when_of(s.run)} for s in its_shares]
    if request.GET.get("format") in ("csv", "xlsx"):
        return own_costs_table(
            _("Course costs %(year)s") % {"year": year}, rows, its_fees, request.GET["format"]
        )
    return render(
        request,
        "courses/own_costs.html",
        {
            "year": year,
            "years": years,
            "rows": rows,
            "fees": its_fees,
            "sums": _sums(its_shares, its_fees),
        },
    )


def _sums(shares: list[Any], fees: list[Any]) -> dict[str, Decimal]:
    final = sum((share.final for share in shares), ZERO)
    late = sum((fee.amount for fee in fees if not fee.waived), ZERO)
    return {"final": final, "late": late, "total": final + late}
