"""What becomes of a fee model: adopted from a day, a proposal again, ended, taken away."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.actions.keep_model import (
    adopt_model,
    billed_from,
    charged_until,
    end_model,
    remove_model,
    withdraw_adoption,
)
from fees.models import FeeModel
from fees.rulebook.examples import chart_of, examples
from fees.rulebook.model_forms import AdoptionForm, ModelEndForm
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said


def _found(request: NetworkRequest, pk: int) -> FeeModel:
    found = FeeModel.objects.seen_by(request.seat).prefetch_related("steps")
    it: FeeModel = get_object_or_404(found, pk=pk)
    return it


@policy("keep_fee_models", methods="GET POST")
def fee_model_adoption(request: NetworkRequest, pk: int) -> HttpResponse:
    """Adopt a proposal from a day, with the decision; the model before ends the day before."""
    it = _found(request, pk)
    form = AdoptionForm(request.POST or None, initial={"since": it.since}, seat=request.seat)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form, "since"):
            with transaction.atomic():  # a decision that is entered for nothing is not kept
                decision = form.decided(takes_effect_on=said["since"])
                assert decision is not None  # noqa: S101 - the form has asked for it
                adopted = adopt_model(it, said["since"], decision, by=request.seat)
            messages.success(
                request, _("The fee model bills from %(day)s.") % {"day": adopted.since.isoformat()}
            )
            return redirect("fee_model", pk=pk)
    since = form.cleaned_data.get("since", it.since) if form.is_bound else it.since
    present = FeeModel.objects.adopted().on(since).filter(kind=it.kind).exclude(pk=it.pk)
    tariff = it.tariff()
    return render(
        request,
        "fees/model_adoption.html",
        {
            "it": it,
            "form": form,
            "present": present.first(),
            "reach": charged_until(it.kind),
            "since": since,
            "passed": since < timezone.localdate(),
            "billed": billed_from(it.kind, since),
            "examples": examples(tariff),
            "chart": chart_of(tariff),
        },
    )


@policy("keep_fee_models", methods="POST")
def fee_model_withdrawal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Undo an adoption while nothing is charged by it."""
    with refusals_said(request):
        withdraw_adoption(_found(request, pk), by=request.seat)
        messages.success(request, _("It is a proposal again. The model before holds as it did."))
    return redirect("fee_model", pk=pk)


@policy("keep_fee_models", methods="GET POST")
def fee_model_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let an adopted model end on a day by a decision, with nothing after it."""
    it = _found(request, pk)
    form = ModelEndForm(request.POST or None, initial={"until": it.until}, seat=request.seat)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, "until"):
            with transaction.atomic():  # a decision that is entered for nothing is not kept
                decision = form.decided()
                assert decision is not None  # noqa: S101 - the form has asked for it
                end_model(it, form.cleaned_data["until"], decision, by=request.seat)
            messages.success(request, _("The fee model ends on that day."))
            return redirect("fee_model", pk=pk)
    return render(request, "fees/model_end.html", {"it": it, "form": form})


@policy("keep_fee_models", methods="GET POST")
def fee_model_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a proposal away, after asking once."""
    it = _found(request, pk)
    if request.method == "POST":
        with refusals_said(request):
            remove_model(it, by=request.seat)
            messages.success(request, _("The proposal is taken away."))
            return redirect("fee_models")
        return redirect("fee_model", pk=pk)
    return render(request, "fees/model_removal.html", {"it": it})
