"""Suppliers: the list, one with what is bought from it, and writing one down."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.purchase_limit import save_supplier
from courses.models import CostLine, Procurement, Supplier
from courses.procurements.buying import standings
from courses.procurements.purchasing import BuyingState
from courses.procurements.supplier_forms import SupplierForm
from network.middleware import NetworkRequest
from network.money import ZERO
from network.permissions import policy
from network.sorting import swedish_key
from network.sought import holding
from network.tables import table_file

PAGE = 25


@policy("see_procurements")
def suppliers(request: NetworkRequest) -> HttpResponse:
    """Those who sell courses to the network, with how many contracts each has."""
    found = Supplier.objects.seen_by(request.seat)
    asked = request.GET.get("q", "")[:100]
    found = holding(found, asked, "name", "organisation_number")
    contracted = Q(procurements__state=BuyingState.CONTRACTED)
    found = found.annotate(contracts=Count("procurements", filter=contracted))
    key = swedish_key("name")
    sorts = {"name": key.asc(), "-name": key.desc()}
    orders = {"contracts": "contracts", "-contracts": "-contracts"}
    sort = request.GET.get("sort", "name")
    found = found.order_by(orders.get(sort) or sorts.get(sort, key.asc()), "pk")
    if (kind := request.GET.get("format", "")) in ("csv", "xlsx"):
        headers = [_("Supplier"), _("Organisation number"), _("Contact"), _("E-mail")]
        headers += [_("Contracts"), _("Not used since")]
        rows = [
            [one.name, one.shown_number, one.contact, one.email, one.contracts, one.ended]
            for one in found
        ]
        return table_file(_("Suppliers"), headers, rows, kind)
    return render(
        request,
        "courses/supplier_list.html",
        {
            "page_obj": Paginator(found, PAGE).get_page(request.GET.get("page")),
            "filtered": bool(asked),
            "keeps": request.seat.may("keep_procurements"),
            "today": timezone.localdate(),
        },
    )


@policy("see_procurements")
def supplier(request: NetworkRequest, pk: int) -> HttpResponse:
    """One supplier: who answers there, the contracts, and what was paid by them."""
    it = get_object_or_404(Supplier.objects.seen_by(request.seat), pk=pk)
    found = Procurement.objects.seen_by(request.seat).filter(supplier=it).with_facts()
    lines = CostLine.objects.filter(procurement__supplier=it, stage=CostLine.Stage.ACTUAL)
    return render(
        request,
        "courses/supplier_detail.html",
        {
            "it": it,
            "rows": standings(found.order_by("-starts", "pk")),
            "paid": sum((line.amount for line in lines), ZERO),
            "active": it.is_active(timezone.localdate()),
            "keeps": request.seat.may("keep_procurements"),
        },
    )


@policy("keep_procurements", methods="GET POST")
def supplier_new(request: NetworkRequest) -> HttpResponse:
    """Write down a supplier."""
    return _page(request, Supplier())


@policy("keep_procurements", methods="GET POST")
def supplier_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a supplier, or say that it is not used any more."""
    return _page(request, get_object_or_404(Supplier.objects.seen_by(request.seat), pk=pk))


def _page(request: NetworkRequest, it: Supplier) -> HttpResponse:
    form = SupplierForm(request.POST or None, instance=it)
    if request.method == "POST" and form.is_valid():
        kept = save_supplier(form.save(commit=False), by=request.seat)
        messages.success(request, _("The supplier is saved."))
        return redirect("supplier", pk=kept.pk)
    return render(request, "courses/supplier_form.html", {"form": form, "it": it})
