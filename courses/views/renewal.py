"""When contracts end, whether each course to be bought has one, what one's authority may use."""

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from courses.models import Campaign, Decision, Procurement
from courses.procurements.buying import Limits
from courses.procurements.purchasing import BuyingState
from courses.procurements.renewals import guard, renewals_of
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("see_procurements")
def contract_renewals(request: NetworkRequest) -> HttpResponse:
    """The contracts by their last day, month by month."""
    rows = renewals_of(request.seat, timezone.localdate())
    return render(
        request,
        "courses/contract_renewals.html",
        {"rows": rows, "due": sum(row.due for row in rows)},
    )


@policy("see_procurements")
def procurement_guard(request: NetworkRequest) -> HttpResponse:
    """For each course that is to be bought: a contract, one under way, or nothing yet."""
    decided = Decision.objects.filter(candidate__campaign=OuterRef("pk"))
    campaigns = list(Campaign.objects.annotate(decided=Exists(decided)).order_by("-year"))
    years = [one.year for one in campaigns]
    asked = [one for one in campaigns if str(one.year) == request.GET.get("year", "")]
    chosen = next(iter([*asked, *(one for one in campaigns if one.decided), *campaigns]), None)
    rows = guard(chosen) if chosen else []
    return render(
        request,
        "courses/procurement_guard.html",
        {
            "rows": rows,
            "years": years,
            "year": chosen.year if chosen else None,
            "lacking": sum(row.best is None for row in rows),
            "under_way": sum(row.best is not None and not row.has_contract for row in rows),
            "limited": bool(Limits.read().rows),
        },
    )


@policy("see_our_contracts")
def our_contracts(request: NetworkRequest) -> HttpResponse:
    """The contracts that one's authority may call off from, with their prices."""
    today = timezone.localdate()
    found = (
        Procurement.objects.called_off_by(request.seat.scope.memberships)
        .filter(state=BuyingState.CONTRACTED)
        .with_last_day()
        .with_facts()
        .prefetch_related("prices")
        .order_by("title", "pk")
    )
    rows = [
        {
            "it": it,
            "over": it.contract.is_over(today),
            "prices": [price for price in it.prices.all() if price.rule.holds(today)],
        }
        for it in found
    ]
    return render(request, "courses/our_contracts.html", {"rows": rows})
