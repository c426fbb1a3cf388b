"""What a credit note gives back: set off, repaid, undone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from fees.actions import set_off as actions
from fees.credits.forms import RepaymentForm, SetOffForm, WhyForm, payable_by
from fees.models import Allocation, Invoice
from network import wording
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("credit_invoice", methods="GET POST")
def credit_set_off(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let what is left of a credit note pay another invoice of the same payer and seller."""
    found = _found(request, pk)
    choices = payable_by(found)
    form = SetOffForm(request.POST or None, open_invoices=choices, left=-found.balance)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form, "amount"):
            actions.use_on(found, said["invoice"], said["amount"], by=request.seat)
            messages.success(
                request,
                _("%(amount)s is set off against invoice %(number)s.")
                % {"amount": wording.kr(said["amount"]), "number": said["invoice"].code},
            )
            return redirect("invoice", pk=pk)
    return render(
        request,
        "fees/credit_set_off.html",
        {"credit": found, "form": form, "open": choices, "back": -found.balance},
    )


@policy("credit_invoice", methods="GET POST")
def credit_repayment(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write down that what is left of a credit note was paid back."""
    found = _found(request, pk)
    form = RepaymentForm(request.POST or None, left=-found.balance)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form, "amount"):
            actions.repay(
                found, said["amount"], day=said["day"], reason=said["reason"], by=request.seat
            )
            messages.success(request, _("The repayment is written down."))
            return redirect("invoice", pk=pk)
    return render(request, "fees/credit_repayment.html", {"credit": found, "form": form})


@policy("credit_invoice", methods="GET POST")
def allocation_undoing(request: NetworkRequest, pk: int) -> HttpResponse:
    """Undo a set-off, a repayment or a write-off, with the reason."""
    seen = Allocation.objects.filter(invoice__in=Invoice.objects.seen_by(request.seat))
    found = get_object_or_404(seen.select_related("invoice", "other"), pk=pk)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.undo(found, reason=form.cleaned_data["reason"], by=request.seat)
            messages.success(request, _("It is undone."))
            return redirect("invoice", pk=found.invoice_id)
    return render(
        request,
        "fees/allocation_undoing.html",
        {"allocation": found, "amount": abs(found.amount), "form": form},
    )


def _found(request: NetworkRequest, pk: int) -> Invoice:
    """A credit note with something left; one that is settled has nothing more to do here."""
    seen = Invoice.objects.seen_by(request.seat).filter(is_credit=True, balance__lt=0)
    found: Invoice = get_object_or_404(seen.select_related("membership__authority"), pk=pk)
    return found
