"""Charges: the list of them all, and one with its rule and where it stands."""

from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.credits.charge_forms import ChargeFilter
from fees.exports import ChargeResource
from fees.history import told
from fees.models import Charge
from fees.standing import is_by_hand, of_charge
from fees.views.invoice import PAGE, TABLES
from network.middleware import NetworkRequest
from network.models import JournalEntry
from network.permissions import policy


@policy("see_fees")
def charges(request: NetworkRequest) -> HttpResponse:
    """What members owe: from every room and by hand, at first what no run has taken yet."""
    seen = Charge.objects.seen_by(request.seat)
    filters = ChargeFilter(request.GET, seen=seen)
    chosen = filters.apply(seen)
    found = chosen.with_credited().select_related("membership__authority", "invoice")
    if file := TABLES.get(request.GET.get("format", "")):
        request.seat.require("export_invoices")
        return ChargeResource().respond(found, _("Charges"), file)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    return render(
        request,
        "fees/charge_list.html",
        {
            "page_obj": page,
            "rows": [(charge, of_charge(charge, today)) for charge in page],
            "sums": chosen.aggregate(count=Count("pk"), net=Sum("net")),
            "filters": filters,
            "filtered": filters.is_used,
            "waits": filters.state == "waiting",
            "may_charge": request.seat.may("charge_by_hand"),
            "may_run": request.seat.may("run_invoices"),
            "may_export": request.seat.may("export_invoices"),
        },
    )


@policy("see_fees")
def charge(request: NetworkRequest, pk: int) -> HttpResponse:
    """One charge: what, who, why, by which rule and price, and where it stands."""
    seen = Charge.objects.seen_by(request.seat).with_credited()
    found = get_object_or_404(
        seen.select_related(
            "membership__authority",
            "invoice",
            "run",
            "settled_in",
            "vat_rule",
            "reverses",
            "replaces",
        ),
        pk=pk,
    )
    return render(
        request,
        "fees/charge_detail.html",
        {
            "charge": found,
            "standing": of_charge(found, timezone.localdate()),
            "words": found.basis.get("words", ""),
            "back": -(found.credited or 0),
            "reversed_by": Charge.objects.filter(reverses=found).first(),
            "replaced_by": Charge.objects.filter(replaces=found).select_related("invoice"),
            "history": told(JournalEntry.objects.about(found)),
            "may_change": request.seat.may("charge_by_hand") and is_by_hand(found),
        },
    )
