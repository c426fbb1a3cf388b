"""The rules for late withdrawal by date, a new one with a preview, and waiving one fee."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import late_fees, words
from courses.actions.late_fee import TooLate, waive
from courses.actions.policy import lay_policy
from courses.actions.proposed_policy import propose
from courses.late_fees import Policy
from courses.models import LateFee, LateFeePolicy, LateFeeTier
from courses.money_forms import BaseTierFormSet, PolicyForm, TierFormSet, WaiverForm
from network.middleware import NetworkRequest
from network.permissions import policy
from network.wording import clock, number

SHOWN_DAYS = (30, 14, 10, 7, 3, 1, 0)


@policy("see_late_fee_rules")
def late_fee_policies(request: NetworkRequest) -> HttpResponse:
    """Every rule for late withdrawal, the newest first, and which one holds."""
    tiers = Prefetch("tiers", LateFeeTier.objects.order_by("-days_before"))
    today = timezone.localdate()
    found = LateFeePolicy.objects.order_by("-since").prefetch_related(tiers)
    rows = [
        {
            "policy": it,
            "holds": (it.since is None or it.since <= today)
            and (it.until is None or it.until >= today),
            "coming": it.since is not None and it.since > today,
            "lines": _lines(it.rule_with(it.tiers.all())),
        }
        for it in found
    ]
    return render(
        request,
        "courses/late_fee_list.html",
        {"rows": rows, "keeps": request.seat.may("keep_late_fees")},
    )


@policy("keep_late_fees", methods="GET POST")
def late_fee_policy_new(request: NetworkRequest) -> HttpResponse:
    """A new rule from a day; what it would cost is shown before it is kept."""
    now = LateFeePolicy.objects.on(timezone.localdate()).prefetch_related("tiers").first()
    fresh = LateFeePolicy() if now is None else PolicyForm.like(now)
    initial = [] if now is None else [_as_row(tier) for tier in now.tiers.all()]
    form = PolicyForm(request.POST or None, instance=fresh, seat=request.seat)
    tiers = cast(
        BaseTierFormSet, TierFormSet(request.POST or None, initial=initial, prefix="tiers")
    )
    shown = None
    if request.method == "POST" and form.is_valid() and tiers.is_valid():
        laid = form.save(commit=False)
        if "propose" in request.POST:
            propose(laid, laid.name, tiers.tiers(), by=request.seat)
            messages.success(
                request,
                _("The rule is kept as a proposal. Put it on an agenda to have it decided."),
            )
            return redirect("late_fee_policies")
        decision = form.decided(takes_effect_on=laid.since)
        if decision is not None:
            lay_policy(laid, tiers.tiers(), decision, by=request.seat)
            messages.success(
                request, _("The rule holds for runs that begin from %s.") % laid.since.isoformat()
            )
            return redirect("late_fee_policies")
        price = form.cleaned_data["example_price"] or Decimal(0)
        shown = _preview(replace(laid.rule_with([]), tiers=tiers.tiers()), price)
    return render(
        request,
        "courses/late_fee_form.html",
        {"form": form, "tiers": tiers, "shown": shown},
    )


@policy("keep_courses", methods="GET POST")
def late_fee_waiver(request: NetworkRequest, pk: int) -> HttpResponse:
    """Decide that an authority owes nothing for one late withdrawal, with the reason."""
    seen = LateFee.objects.seen_by(request.seat).select_related(
        "run__course", "person", "membership__authority"
    )
    fee: LateFee = get_object_or_404(seen, pk=pk)
    back = redirect("run_economy", pk=fee.run_id)
    form = WaiverForm(request.POST or None)
    if fee.waived:
        messages.info(request, _("The late fee is waived already."))
        return back
    if request.method == "POST" and form.is_valid():
        try:
            waive(fee, by=request.seat, why=form.cleaned_data["why"])
        except TooLate:
            messages.info(request, _("The late fee is waived already."))
        else:
            messages.success(request, _("The late fee is taken back."))
        return back
    return render(
        request,
        "courses/late_fee_waiver.html",
        {"fee": fee, "form": form, "amount": words.fee(fee.amount)},
    )


def _as_row(tier: LateFeeTier) -> dict[str, Any]:
    return {"days_before": tier.days_before, "percent": tier.percent, "amount": tier.amount}


def _lines(rule: Policy) -> list[dict[str, str]]:
    """The tiers of a rule, in words."""
    lines = []
    hour = f" {clock(rule.cut_off)}" if rule.cut_off else ""
    ordered = sorted(rule.tiers, key=lambda tier: -tier.days_before)
    for place, tier in enumerate(ordered):
        if place == len(ordered) - 1:
            what = _("Later than that") if place else _("At any time")
        else:
            what = ngettext(
                "Until %(n)s day before%(hour)s", "Until %(n)s days before%(hour)s",
                tier.days_before,
            ) % {"n": tier.days_before, "hour": hour}  # fmt: skip
        lines.append({"what": what, "fee": _rate(tier)})
    if rule.absent is not None:
        lines.append({"what": _("Who does not come"), "fee": _rate(rule.absent)})
    if rule.free_amount is not None:
        lines.append({"what": _("On a course free of charge"), "fee": words.fee(rule.free_amount)})
    return lines


def _rate(tier: late_fees.Tier) -> str:
    parts = []
    if tier.percent:
        parts.append(_("%(n)s %% of the price") % {"n": number(tier.percent)})
    if tier.amount:
        parts.append(words.fee(tier.amount))
    return " + ".join(parts) or words.fee(Decimal(0))


def _preview(rule: Policy, price: Decimal) -> list[dict[str, Any]]:
    """What a withdrawal would cost so many days before a course that begins in two months."""
    first = timezone.localdate() + timedelta(days=60)
    terms = late_fees.agreed(rule, price=price, first_day=first)
    rows = []
    for before in SHOWN_DAYS:
        day: date = first - timedelta(days=before)
        term = late_fees.term_on(terms, day)
        rows.append({"before": before, "fee": words.fee(term.fee if term else Decimal(0))})
    missed = late_fees.due(terms, late_fees.Ending.ABSENT)
    rows.append({"before": None, "fee": words.fee(missed)})
    return rows
