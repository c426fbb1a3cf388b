"""Payments: the list, the work list, one payment, and what is done with it by hand."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fees.actions import match, place
from fees.models import Allocation, Invoice, Payment
from fees.payments import page
from fees.payments.exports import PaymentResource
from fees.payments.forms import AsideForm, PaymentFilter, PlacingForm, RepaymentForm
from fees.views.invoice import TABLES
from network import wording
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said

PAGE = 25


@policy("see_payments")
def payments(request: NetworkRequest) -> HttpResponse:
    """Every payment, to search, filter, sort and take away; paid in beside invoiced below."""
    seen = Payment.objects.seen_by(request.seat)
    filters = PaymentFilter(request.GET, seen=seen)
    found = filters.apply(seen)
    if kind := TABLES.get(request.GET.get("format", "")):
        return PaymentResource().respond(found.select_related("file"), _("Payments"), kind)
    shown = Paginator(found.select_related("membership__authority"), PAGE).get_page(
        request.GET.get("page")
    )
    invoices = Invoice.objects.seen_by(request.seat)
    return render(
        request,
        "fees/payment_list.html",
        {
            "page_obj": shown,
            "rows": page.rows_of(shown),
            "sums": found.sums(),
            "filters": filters,
            "filtered": filters.is_used,
            "waiting": seen.unplaced().count(),
            "chart": page.chart(seen, invoices, timezone.localdate()),
            "keeps": request.seat.may("keep_payments"),
        },
    )


@policy("see_payments")
def work(request: NetworkRequest) -> HttpResponse:
    """The payments that wait for somebody, oldest first, each with why and the best suggestion."""
    waiting = Payment.objects.seen_by(request.seat).unplaced()
    shown = Paginator(waiting.order_by("day", "pk"), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "fees/payment_work.html",
        {
            "page_obj": shown,
            "rows": page.work_rows(list(shown)),
            "sums": waiting.sums(),
            "keeps": request.seat.may("keep_payments"),
        },
    )


@policy("see_payments")
def payment(request: NetworkRequest, pk: int) -> HttpResponse:
    """One payment: what the bank tells, where it went, and where the rest may go."""
    return _page(request, _found(request, pk))


@policy("keep_payments", methods="POST")
def placement(request: NetworkRequest, pk: int) -> HttpResponse:
    """Place the payment on invoices, with an amount for each."""
    found = _found(request, pk)
    form = _placing_form(request, found)
    if form.is_valid():
        with refusals_in(form):
            left = place.place_by_hand(found, form.amounts(), by=request.seat)
            if left:
                words = _("The money is placed. %(left)s is left.")
                messages.success(request, words % {"left": wording.kr(left)})
            else:
                messages.success(request, _("The whole payment is placed."))
            return redirect("payment", pk=pk)
    return _page(request, found, placing=form)


@policy("see_payments")
def rest(request: NetworkRequest, pk: int) -> HttpResponse:
    """What would be left of the payment with the amounts that stand in the form."""
    found = _found(request, pk)
    asked = PlacingForm.asked(request.GET)
    owed = _owed(request).filter(pk__in=asked)
    form = PlacingForm(request.GET, rows=[(invoice, None) for invoice in owed])
    form.is_valid()
    left = found.left - sum(form.amounts().values())
    return render(request, "fees/payment_rest.html", {"left": left})


@policy("keep_payments", methods="POST")
def aside(request: NetworkRequest, pk: int) -> HttpResponse:
    """Set aside what is for none of the network's invoices."""
    found = _found(request, pk)
    form = AsideForm(request.POST, prefix="aside")
    done = _("The payment is set aside. You can take it up again.")
    return _said(request, found, form, done, aside=form)


@policy("keep_payments", methods="POST")
def repayment(request: NetworkRequest, pk: int) -> HttpResponse:
    """Note that what is left was paid back."""
    found = _found(request, pk)
    form = RepaymentForm(request.POST, prefix="repay")
    done = _("Noted: what was left is paid back.")
    return _said(request, found, form, done, repay=form)


@policy("keep_payments", methods="POST")
def resumption(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a payment that was set aside up again."""
    place.take_up(_found(request, pk))
    messages.success(request, _("The payment waits in the work list again."))
    return redirect("payment", pk=pk)


@policy("keep_payments", methods="POST")
def placing_undone(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a payment off an invoice that it was placed on."""
    rows = Allocation.objects.filter(
        payment__in=Payment.objects.seen_by(request.seat), undoes=None
    ).select_related("invoice")
    row = get_object_or_404(rows, pk=pk)
    with refusals_said(request):
        done = place.undo(row, by=request.seat)
        words = _("%(amount)s is taken off %(invoice)s again.") if done else _("It is undone.")
        facts = {"amount": wording.kr(row.amount), "invoice": row.invoice.code}
        messages.success(request, words % facts)
    return redirect("payment", pk=row.payment_id)


@policy("keep_payments", methods="POST")
def matching(request: NetworkRequest) -> HttpResponse:
    """Try the payments that wait once more, with the invoices that there are now."""
    placed = match.match_again(by=request.seat)
    if placed:
        words = ngettext("%(count)s payment is placed.", "%(count)s payments are placed.", placed)
        messages.success(request, words % {"count": placed})
    else:
        messages.info(request, _("No more payments could be placed."))
    return redirect("payment_work")


def _found(request: NetworkRequest, pk: int) -> Payment:
    seen = Payment.objects.seen_by(request.seat)
    found: Payment = get_object_or_404(
        seen.select_related("membership__authority", "file").defer("file__content"), pk=pk
    )
    return found


def _owed(request: NetworkRequest) -> Any:
    return Invoice.objects.seen_by(request.seat).filter(is_credit=False, balance__gt=0)


def _placing_form(request: NetworkRequest, found: Payment) -> PlacingForm:
    rows = _candidates(request, found)
    data = request.POST if request.method == "POST" else None
    return PlacingForm(data, rows=[(one.invoice, one.amount) for one in rows])


def _candidates(request: NetworkRequest, found: Payment) -> list[page.Candidate]:
    words = request.GET.get("q", "").replace("\0", "")[:100]
    asked = PlacingForm.asked(request.POST) if request.method == "POST" else []
    return page.candidates(found, _owed(request), words, asked)


def _said(
    request: NetworkRequest,
    found: Payment,
    form: AsideForm | RepaymentForm,
    done: str,
    **forms: Any,
) -> HttpResponse:
    """Set aside with the form's reason, and its day where it was paid back."""
    if form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            place.set_aside(found, said["why"], repaid_on=said.get("day"))
            messages.success(request, done)
            return redirect("payment", pk=found.pk)
    return _page(request, found, **forms)


def _page(
    request: NetworkRequest,
    found: Payment,
    *,
    placing: PlacingForm | None = None,
    aside: AsideForm | None = None,
    repay: RepaymentForm | None = None,
) -> HttpResponse:
    keeps = request.seat.may("keep_payments")
    waits = bool(found.left) and not found.set_aside
    rows = _candidates(request, found) if waits else []
    form = placing or PlacingForm(rows=[(one.invoice, one.amount) for one in rows])
    filled = (
        form.amounts()
        if form.is_bound
        else {one.invoice.pk: one.amount for one in rows if one.amount}
    )
    kind, state = page.state_of(found)
    return render(
        request,
        "fees/payment_detail.html",
        {
            "payment": found,
            "account": page.account_in_words(found.account),
            "kind": kind,
            "state": state,
            "why": page.why_it_waits(found) if waits else "",
            "named": page.named_by(found, Invoice.objects.seen_by(request.seat)),
            "placings": page.placings(found),
            "history": page.history_of(found),
            "keeps": keeps,
            "waits": waits,
            "lines": [(one, form[f"amount-{one.invoice.pk}"]) for one in rows],
            "form": form,
            "left": found.left - sum(filled.values()),
            "aside": aside or AsideForm(prefix="aside"),
            "repay": repay or RepaymentForm(prefix="repay"),
            "next": _next(request, found) if keeps else None,
            "back": reverse("payment_work"),
        },
    )


def _next(request: NetworkRequest, found: Payment) -> Payment | None:
    """The payment that waits after this one in the work list; from its end, the first."""
    waiting = Payment.objects.seen_by(request.seat).unplaced().exclude(pk=found.pk)
    before = Case(When(day__lt=found.day, then=1), default=0)
    following: Payment | None = waiting.order_by(before, "day", "pk").first()
    return following
