"""VAT by kind of fee and relation: what holds, whom it covers, and the assessment behind it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.actions.keep_vat_rule import end_vat_rule, lay_vat_rule, used_until
from fees.models import VatRule
from fees.rulebook.coverage import billing_of
from fees.rulebook.forms import VatRuleForm
from fees.rulebook.history import told_of
from fees.rulebook.model_forms import EndForm
from fees.rulebook.standing import standing_of
from fees.rules import FeeKind, Relation
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("see_fee_rules")
def vat_rules(request: NetworkRequest) -> HttpResponse:
    """The rules as a matrix of today, the gaps in words, and every rule that has held."""
    today = timezone.localdate()
    billings = billing_of(today)
    rules = VatRule.objects.seen_by(request.seat).order_by("kind", "relation", "-since")
    cells = [cell for billing in billings for cell in billing.cells]
    return render(
        request,
        "fees/vat_list.html",
        {
            "billings": billings,
            "relations": Relation.choices,
            "gaps": [cell for cell in cells if cell.is_gap],
            "idle": [cell for cell in cells if cell.covers_nobody],
            "rows": [{"rule": rule, **standing_of(rule, today)} for rule in rules],
            "keeps": request.seat.may("keep_vat_rules"),
        },
    )


@policy("see_fee_rules")
def vat_rule(request: NetworkRequest, pk: int) -> HttpResponse:
    """One rule: its assessment, who made it, and what happened to it."""
    it = _found(request, pk)
    return render(
        request,
        "fees/vat_detail.html",
        {
            "it": it,
            **standing_of(it, timezone.localdate()),
            "reach": used_until([it]),
            "history": told_of(it),
            "keeps": request.seat.may("keep_vat_rules"),
        },
    )


@policy("keep_vat_rules", methods="GET POST")
def vat_rule_new(request: NetworkRequest) -> HttpResponse:
    """Write an assessment down, from a day; the rule before ends the day before."""
    kind, relation = request.GET.get("kind", ""), request.GET.get("relation", "")
    initial: dict[str, Any] = {"since": timezone.localdate()}
    if kind in FeeKind.values:
        initial["kinds"] = [kind]
    if relation in Relation.values:
        initial["relation"] = relation
    return _form(request, VatRule(), initial)


@policy("keep_vat_rules", methods="GET POST")
def vat_rule_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """A new version of a rule from a day."""
    it = _found(request, pk)
    today = timezone.localdate()
    initial = {"kinds": [it.kind], "since": max(it.since, today), "rate": f"{it.rate:.0f}"}
    return _form(request, it, initial)


@policy("keep_vat_rules", methods="GET POST")
def vat_rule_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let a rule end with nothing after it."""
    it = _found(request, pk)
    form = EndForm(request.POST or None, initial={"until": it.until})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, "until"):
            end_vat_rule(it, form.cleaned_data["until"], by=request.seat)
            messages.success(request, _("The rule ends on that day."))
            return redirect("vat_rule", pk=pk)
    return render(request, "fees/vat_end.html", {"it": it, "form": form})


def _found(request: NetworkRequest, pk: int) -> VatRule:
    it: VatRule = get_object_or_404(VatRule.objects.seen_by(request.seat), pk=pk)
    return it


def _form(request: NetworkRequest, it: VatRule, initial: dict[str, Any]) -> HttpResponse:
    former = it.pk
    form = VatRuleForm(request.POST or None, instance=it, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form, "since"):
            laid = lay_vat_rule(
                form.save(commit=False), said["kinds"], said["since"], by=request.seat
            )
            messages.success(
                request,
                _("The assessment holds from %(day)s.") % {"day": said["since"].isoformat()},
            )
            return redirect("vat_rule", pk=laid[0].pk)
    return render(request, "fees/vat_form.html", {"form": form, "former": former})
