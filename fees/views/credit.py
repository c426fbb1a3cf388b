"""Putting an issued invoice right: credit it, cancel it before it leaves, write it off."""

from collections.abc import Callable
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from fees.actions import correct
from fees.actions.credit import lefts_of, lines_left
from fees.actions.dispatch import has_left
from fees.credits import arithmetic as crediting
from fees.credits.forms import CancelForm, CreditForm, WriteOffForm
from fees.models import Correction, Invoice
from network import wording
from network.middleware import NetworkRequest
from network.money import ZERO, VatGroup
from network.permissions import policy
from network.refusals import refusals_in


@policy("credit_invoice", methods="GET POST")
def invoice_credit(request: NetworkRequest, pk: int) -> HttpResponse:
    """Credit all or some of an invoice; what the credit note would be on is shown first."""
    found = _found(request, pk)
    lefts = lefts_of(found)
    form = CreditForm(request.POST or None, lefts=lefts)
    groups: list[VatGroup] = []
    if request.method == "POST" and form.is_valid():
        parts = crediting.whole(lefts) if form.parts is None else form.parts
        groups = crediting.given_back(lefts, parts)
        amount = sum((group.gross for group in groups), ZERO)
        if "preview" not in request.POST and form.has_seen(amount):
            said = form.cleaned_data
            answer = _try(
                request,
                form,
                lambda: correct.credit(
                    found, form.parts, reason=said["reason"], again=said["again"], by=request.seat
                ),
            )
            if answer:
                return answer
        form.show(amount)
    fields = form.lines()
    gross = sum((group.gross for group in groups), ZERO)
    return render(
        request,
        "fees/invoice_credit.html",
        {
            "invoice": found,
            "form": form,
            "lines": [(line, *fields[line.pk]) for line in lines_left(found) if line.pk in fields],
            "groups": groups,
            "gross": gross,
            "net": sum((group.net for group in groups), ZERO),
            "left": max(found.balance - gross, ZERO),
            "back": max(gross - found.balance, ZERO),
            "two_people": found.issuer.two_people,
        },
    )


@policy("credit_invoice", methods="GET POST")
def invoice_cancellation(request: NetworkRequest, pk: int) -> HttpResponse:
    """Cancel an invoice that has not left: it is credited whole, and neither paper goes out."""
    found = _found(request, pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        answer = _try(
            request,
            form,
            lambda: correct.cancel(
                found, reason=said["reason"], again=said["again"], by=request.seat
            ),
        )
        if answer:
            return answer
    return render(
        request,
        "fees/invoice_cancellation.html",
        {
            "invoice": found,
            "form": form,
            "gone": has_left(found),
            "two_people": found.issuer.two_people,
        },
    )


@policy("write_off_invoice", methods="GET POST")
def invoice_write_off(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write off what nobody will pay of an invoice."""
    found = _found(request, pk)
    form = WriteOffForm(request.POST or None, left=max(found.balance, Decimal("0.01")))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        answer = _try(
            request,
            form,
            lambda: correct.ask_write_off(
                found, said["amount"], reason=said["reason"], by=request.seat
            ),
        )
        if answer:
            return answer
    return render(
        request,
        "fees/invoice_write_off.html",
        {"invoice": found, "form": form, "two_people": found.issuer.two_people},
    )


def _try(
    request: NetworkRequest,
    form: CreditForm | CancelForm | WriteOffForm,
    ask: Callable[[], Correction],
) -> HttpResponse | None:
    """Where to go when it is asked or done; None when it was refused, with the sentence."""
    with refusals_in(form):
        asked = ask()
        messages.success(request, done_in_words(asked))
        if asked.state == Correction.State.WAITING:
            return redirect("correction", pk=asked.pk)
        return redirect("invoice", pk=asked.credit_id or asked.invoice_id)
    return None


def done_in_words(asked: Correction) -> str:
    """What came of a correction, in a sentence."""
    if asked.state == Correction.State.WAITING:
        return _("It is asked for. Another economist approves it before anything happens.")
    if asked.credit is None:
        return _("%(amount)s is written off.") % {"amount": wording.kr(asked.amount)}
    return _("Credit note %(number)s is issued.") % {"number": asked.credit.code}


def _found(request: NetworkRequest, pk: int) -> Invoice:
    seen = Invoice.objects.seen_by(request.seat).filter(is_credit=False)
    found: Invoice = get_object_or_404(seen.select_related("issuer"), pk=pk)
    return found
