"""What a contract gives: its options, its prices, and the estimates that they lead to."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import words
from courses.actions.contract_price import (
    ContractRefuses,
    Proposal,
    lay_estimates,
    propose,
    save_price,
)
from courses.actions.cost import IsSettled
from courses.actions.procure import IsUsed, use_option
from courses.extents import PREFETCHED
from courses.models import ContractOption, ContractPrice, Procurement
from courses.procurements.drawn import runs_for, without_right
from courses.procurements.forms import EstimateForm, PriceForm
from courses.procurements.purchasing import BuyingState
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("keep_procurements", methods="POST")
def contract_option_use(request: NetworkRequest, pk: int) -> HttpResponse:
    """Prolong a contract by one of its options."""
    seen = Procurement.objects.seen_by(request.seat).with_facts()
    option = get_object_or_404(ContractOption.objects.filter(procurement__in=seen), pk=pk)
    try:
        use_option(option, timezone.localdate(), by=request.seat)
    except IsUsed:
        messages.error(request, _("The option is used already, or there is no contract."))
    else:
        messages.success(request, _("The contract now holds until %s.") % option.until.isoformat())
    return redirect("procurement", pk=option.procurement_id)


@policy("keep_procurements", methods="GET POST")
def contract_price_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write down a price of a contract."""
    seen = Procurement.objects.seen_by(request.seat).with_facts()
    it = get_object_or_404(seen, pk=pk)
    return _price(request, it, ContractPrice(procurement=it))


@policy("keep_procurements", methods="GET POST")
def contract_price_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a price, or end it; the runs whose estimates came from it are told."""
    seen = Procurement.objects.seen_by(request.seat)
    price = get_object_or_404(
        ContractPrice.objects.filter(procurement__in=seen).select_related("procurement"), pk=pk
    )
    it = seen.with_facts().get(pk=price.procurement_id)
    return _price(request, it, price)


def _price(request: NetworkRequest, it: Procurement, price: ContractPrice) -> HttpResponse:
    form = PriceForm(request.POST or None, instance=price)
    if it.state == BuyingState.ENDED or it.contract.is_over(timezone.localdate()):
        messages.error(
            request, _("The contract has ended: it gets no new prices. Use an option, or buy anew.")
        )
        return redirect("procurement", pk=it.pk)
    if request.method == "POST" and form.is_valid():
        save_price(form.save(commit=False), by=request.seat)
        affected = [one for one in _proposals(it) if one.has_lines and one.changes]
        if affected:
            messages.warning(
                request,
                ngettext(
                    "The price is saved. The estimate of %(n)s run is from before: %(runs)s.",
                    "The price is saved. The estimates of %(n)s runs are from before: %(runs)s.",
                    len(affected),
                )
                % {"n": len(affected), "runs": ", ".join(str(one.run) for one in affected)},
            )
            return redirect("procurement_estimates", pk=it.pk)
        messages.success(request, _("The price is saved."))
        return redirect("procurement", pk=it.pk)
    drawn = [one for one in _proposals(it) if one.has_lines] if price.pk else []
    return render(
        request,
        "courses/contract_price_form.html",
        {"it": it, "form": form, "price": price, "drawn": drawn},
    )


def _proposals(it: Procurement) -> list[Proposal]:
    """What the contract's prices come to for each run that it is for."""
    runs = runs_for(it).select_related("course").prefetch_related(*PREFETCHED)
    fresh = Procurement.objects.with_facts().prefetch_related("prices").get(pk=it.pk)
    return propose(fresh, runs.order_by("begins_at", "pk"))


@policy("keep_procurements", methods="GET POST")
def procurement_estimates(request: NetworkRequest, pk: int) -> HttpResponse:
    """Look at what the prices come to for each run, and let them be the estimated costs."""
    seen = Procurement.objects.seen_by(request.seat).with_facts()
    it = get_object_or_404(seen, pk=pk)
    proposals = _proposals(it)
    usable = [one for one in proposals if one.changes]
    form = EstimateForm(request.POST or None, runs=[one.run.pk for one in usable])
    if request.method == "POST":
        if not form.is_valid():
            messages.error(request, _refused(proposals, request.POST.getlist("runs")))
            return redirect("procurement_estimates", pk=it.pk)
        chosen = [one.run for one in usable if one.run.pk in form.cleaned_data["runs"]]
        try:
            instead = form.cleaned_data["instead"]
            count = lay_estimates(it, chosen, by=request.seat, instead=instead)
        except ContractRefuses as refusal:
            messages.error(request, str(refusal))
        except IsSettled:
            messages.error(request, _("The run is settled, so its costs stay as they are."))
        else:
            messages.success(
                request,
                ngettext(
                    "The prices are the estimated costs of %(n)s run.",
                    "The prices are the estimated costs of %(n)s runs.",
                    count,
                )
                % {"n": count},
            )
            return redirect("procurement", pk=it.pk)
        return redirect("procurement_estimates", pk=it.pk)
    missing = without_right(it, [one.run.pk for one in proposals])
    return render(
        request,
        "courses/procurement_estimates.html",
        {
            "it": it,
            "form": form,
            "rows": [
                {
                    "proposal": one,
                    "when": words.when_of(one.run),
                    "without_right": ", ".join(missing.get(one.run.pk, [])),
                }
                for one in proposals
            ],
            "usable": usable,
            "beside": any(one.beside for one in usable),
            "prices": ContractPrice.objects.filter(procurement=it).exists(),
        },
    )


def _refused(proposals: list[Proposal], asked: list[str]) -> str:
    """Why nothing was laid: what the contract says to a run that was ticked, else to tick one."""
    refused = [one.refused for one in proposals if str(one.run.pk) in asked and one.refused]
    return refused[0] if refused else _("Tick the runs that get the prices as estimated costs.")
