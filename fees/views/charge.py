"""Charges that wait for an invoice run."""

from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.exports import ChargeResource
from fees.models import Charge
from fees.rules import FeeKind
from fees.views.invoice import PAGE, TABLES
from network.middleware import NetworkRequest
from network.money import ZERO
from network.permissions import policy

KINDS = (FeeKind.COURSE_SEAT, FeeKind.LATE_FEE)


@policy("see_fees")
def charges(request: NetworkRequest) -> HttpResponse:
    """What the rooms have charged and no invoice run has taken yet."""
    found = Charge.objects.seen_by(request.seat).unclaimed()
    kind = request.GET.get("kind", "")
    if kind in KINDS:
        found = found.filter(kind=kind)
    if words := request.GET.get("q", "").strip():
        found = found.matching(words)
    found = found.select_related("membership__authority").order_by("not_before", "pk")
    if file := TABLES.get(request.GET.get("format", "")):
        request.seat.require("export_invoices")
        return ChargeResource().respond(found, _("Charges that wait"), file)
    return render(
        request,
        "fees/charge_list.html",
        {
            "page_obj": Paginator(found, PAGE).get_page(request.GET.get("page")),
            "sum": found.aggregate(net=Sum("net"))["net"] or ZERO,
            "today": timezone.localdate(),
            "kind": kind,
            "kinds": [(name.value, name.label) for name in KINDS],
            "filtered": bool(kind or words),
            "may_run": request.seat.may("run_invoices"),
            "may_export": request.seat.may("export_invoices"),
        },
    )
