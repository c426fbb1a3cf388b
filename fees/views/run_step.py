"""The steps of a run between two people: handed over, sent back, cancelled, approval taken back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fees.actions import run as actions
from fees.actions.hand_over import hand_over, send_back
from fees.models import InvoiceRun
from fees.runs.forms import ReasonForm
from fees.runs.page import run_of
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_said


@policy("run_invoices", methods="POST")
def handing_over(request: NetworkRequest, pk: int) -> HttpResponse:
    """Ask another economist to approve the run."""
    with refusals_said(request):
        hand_over(run_of(request, pk), by=request.seat)
        messages.success(request, _("The other economists have been asked to approve the run."))
    return redirect("invoice_run", pk=pk)


@policy("run_invoices", methods="GET POST")
def sending_back(request: NetworkRequest, pk: int) -> HttpResponse:
    """Give the run back to the one who prepared it, with what to correct."""

    def act(run: InvoiceRun, why: str) -> None:
        send_back(run, why, by=request.seat)

    return _with_a_reason(request, pk, "back", act, _("The run is sent back."))


@policy("run_invoices", methods="GET POST")
def cancellation(request: NetworkRequest, pk: int) -> HttpResponse:
    """Give up a run that is not approved."""

    def act(run: InvoiceRun, why: str) -> None:
        actions.cancel(run, why, by=request.seat)

    return _with_a_reason(request, pk, "cancel", act, _("The run is cancelled."))


@policy("run_invoices", methods="GET POST")
def withdrawal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take an approval back while no number is used."""

    def act(run: InvoiceRun, why: str) -> None:
        actions.withdraw(run, why, by=request.seat)

    said = _("The approval is taken back. Nothing was issued.")
    return _with_a_reason(request, pk, "withdraw", act, said)


def _with_a_reason(
    request: NetworkRequest,
    pk: int,
    step: str,
    act: Callable[[InvoiceRun, str], None],
    said: str,
) -> HttpResponse:
    """The page that asks why, and what became of it."""
    run = run_of(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_said(request):
            act(run, form.cleaned_data["why"])
            messages.success(request, said)
        return redirect("invoice_run", pk=pk)
    return render(request, "fees/run_reason.html", {"run": run, "form": form, "step": step})
