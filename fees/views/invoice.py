"""Invoices: the list, one invoice, its paper."""

from typing import Literal

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.exports import InvoiceResource
from fees.forms import InvoiceFilter
from fees.invoice_page import invoice_page
from fees.models import Invoice
from fees.standing import of_invoice
from network.middleware import NetworkRequest
from network.models import Document
from network.permissions import policy
from network.tables import download

PAGE = 25
TABLES: dict[str, Literal["csv", "xlsx"]] = {"csv": "csv", "xlsx": "xlsx"}


@policy("see_invoices")
def invoices(request: NetworkRequest) -> HttpResponse:
    """The invoices that one may see, to search, filter, sort and take away as a table."""
    seen = Invoice.objects.seen_by(request.seat)
    filters = InvoiceFilter(request.GET, seen=seen)
    found = filters.apply(seen)
    if kind := TABLES.get(request.GET.get("format", "")):
        request.seat.require("export_invoices")
        return InvoiceResource().respond(found.select_related("corrects"), _("Invoices"), kind)
    page = Paginator(found.select_related("membership__authority"), PAGE).get_page(
        request.GET.get("page")
    )
    today = timezone.localdate()
    return render(
        request,
        "fees/invoice_list.html",
        {
            "page_obj": page,
            "rows": [(invoice, of_invoice(invoice, today)) for invoice in page],
            "sums": found.sums(),
            "filters": filters,
            "filtered": filters.is_used,
            "may_run": request.seat.may("run_invoices"),
            "sees_all": request.seat.may("see_fees"),
            "may_export": request.seat.may("export_invoices"),
            "costs": request.seat.may("see_own_costs"),
            "contributes": request.seat.may("see_contributions"),
        },
    )


@policy("see_invoice")
def invoice(request: NetworkRequest, pk: int) -> HttpResponse:
    """One invoice: what to pay, when and why, its lines and its paper."""
    found = _found(request, pk)
    request.seat.require("see_invoice", found)
    return render(
        request,
        "fees/invoice_detail.html",
        invoice_page(found, request.seat),
    )


@policy("see_invoice")
def document(request: NetworkRequest, pk: int) -> HttpResponse:
    """The invoice as PDF."""
    found = _found(request, pk)
    request.seat.require("see_invoice", found)
    return _file(found.document_id, "pdf")


@policy("see_invoice")
def einvoice(request: NetworkRequest, pk: int) -> HttpResponse:
    """The e-invoice as XML, as it was checked."""
    found = _found(request, pk)
    request.seat.require("see_invoice", found)
    return _file(found.einvoice_id, "xml")


def _file(document_id: int | None, kind: Literal["pdf", "xml"]) -> HttpResponse:
    file = Document.objects.filter(pk=document_id).first()
    if file is None:
        raise Http404
    return download(file.name, bytes(file.content), kind)


def _found(request: NetworkRequest, pk: int) -> Invoice:
    found: Invoice = get_object_or_404(
        Invoice.objects.seen_by(request.seat)
        .select_related("membership__authority", "network", "run", "corrects")
        .prefetch_related("lines"),
        pk=pk,
    )
    return found
