"""The settlement of a run: who pays what, to look through, approve, download."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses import words
from courses.actions import settle
from courses.exports import settlement_table
from courses.models import CostLine, Run, Settlement, SettlementShare
from courses.money_forms import SettlementForm
from courses.settlement import PriceBasis, Share, Shared
from members.models import Membership
from network.documents import render_pdf_bounded
from network.looks import look_of
from network.middleware import NetworkRequest
from network.models import Job
from network.money import ZERO
from network.permissions import policy
from network.sorting import swedish_order
from network.tables import download


@dataclass(frozen=True)
class Row:
    """An authority's line of the sheet."""

    name: str
    share: Any

    @property
    def total(self) -> Decimal:
        """Course fee and late fees together."""
        total: Decimal = self.share.final + self.share.late
        return total


def _run(request: NetworkRequest, pk: int) -> Run:
    runs = Run.objects.seen_by(request.seat).select_related("course", "network")
    found: Run = get_object_or_404(runs, pk=pk)
    return found


@policy("see_settlement", methods="GET POST")
def run_settlement(request: NetworkRequest, pk: int) -> HttpResponse:
    """The sheet as it stands: to look through and approve, or frozen when it was."""
    run = _run(request, pk)
    laid = Settlement.objects.filter(run=run).first()
    if request.method == "POST":
        return _approve(request, run)
    if laid is not None:
        return _frozen(request, run, laid)
    if not request.seat.may("settle_runs"):
        if request.seat.may("see_economy"):
            messages.info(request, _("The run is not settled yet."))
            return redirect("run_economy", pk=run.pk)
        raise Http404
    return _review(request, run, SettlementForm())


@policy("see_settlement")
def run_settlement_document(request: NetworkRequest, pk: int) -> HttpResponse:
    """The frozen sheet as PDF, with the rows that one may see."""
    run = _run(request, pk)
    laid = get_object_or_404(Settlement.objects.all(), run=run)
    rows = _rows(_shares(laid))
    content = render_pdf_bounded(
        "documents/settlement.html",
        {
            "run": run,
            "course": run.course.title,
            "when": words.when_of(run),
            "where": words.where(run),
            "laid": laid,
            "self_cost": laid.basis == PriceBasis.SELF_COST,
            "kinds": _kinds(laid.kinds),
            "rows": rows,
            "sums": _sums(rows),
            "whole": _sees_all(request),
            "demo": run.network.example_data,
        },
        language=get_language() or "sv",
        network=look_of(run.network),
        created=laid.at,
    )
    return download(_("Settlement %(run)s") % {"run": f"{run.course.title} {run.number}"},
                    content, "pdf")  # fmt: skip


def _approve(request: NetworkRequest, run: Run) -> HttpResponse:
    request.seat.require("settle_runs")
    form = SettlementForm(request.POST)
    if Settlement.objects.filter(run=run).exists():
        settle.go_on(run, by=request.seat)
        return redirect("run_settlement", pk=run.pk)
    if form.is_valid():
        try:
            settle.approve(run, form.cleaned_data["fingerprint"], by=request.seat)
        except settle.NotSettled as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The run is settled. Each authority is being charged."))
            return redirect("run_settlement", pk=run.pk)
    return _review(request, run, form)


def _review(request: NetworkRequest, run: Run, form: SettlementForm) -> HttpResponse:
    shared = settle.shared_of(run)
    seen = settle.fingerprint(shared)
    form.initial["fingerprint"] = seen
    if form.is_bound:
        # What was typed stays, but the list that is approved next is the one shown now.
        form.data = {**form.data, "fingerprint": seen}
    rows = _rows(shared.shares)
    if request.GET.get("format") == "xlsx":
        return settlement_table(run, rows)
    return render(
        request,
        "courses/run_settlement.html",
        {
            "run": run,
            "when": words.when_of(run),
            "shared": shared,
            "self_cost": run.price_basis == PriceBasis.SELF_COST,
            "rows": rows,
            "sums": _sums(rows),
            "reasons": settle.hindrances(run, shared),
            "form": form,
        },
    )


def _frozen(request: NetworkRequest, run: Run, laid: Settlement) -> HttpResponse:
    rows = _rows(_shares(laid))
    if request.GET.get("format") == "xlsx":
        return settlement_table(run, rows)
    job = Job.objects.filter(name=settle.JOB, key=f"run-{run.pk}").order_by("-pk").first()
    return render(
        request,
        "courses/run_settlement.html",
        {
            "run": run,
            "when": words.when_of(run),
            "laid": laid,
            "shared": Shared(laid.basis, laid.cost, _whole(laid)),
            "self_cost": laid.basis == PriceBasis.SELF_COST,
            "kinds": _kinds(laid.kinds),
            "rows": rows,
            "sums": _sums(rows),
            "job": job,
            "settles": request.seat.may("settle_runs"),
            "whole": _sees_all(request),
        },
    )


def _sees_all(request: NetworkRequest) -> bool:
    scope = request.seat.scope
    return scope.whole or scope.money or scope.reports


def _whole(laid: Settlement) -> list[Share]:
    """The settlement as one share, so that its sums read the same for those who see only a row."""
    return [Share(0, laid.seats, ZERO, laid.charged, laid.late)]


def _shares(laid: Settlement) -> list[SettlementShare]:
    # The database shows each authority its own row alone.
    return list(SettlementShare.objects.filter(settlement=laid))


def _rows(shares: Any) -> list[Row]:
    ids = [getattr(its, "membership_id", None) or its.membership for its in shares]
    members = Membership.objects.filter(pk__in=ids).select_related("authority")
    names = {member.pk: member.name for member in members}
    rows = [Row(names[key], its) for key, its in zip(ids, shares, strict=True)]
    return sorted(rows, key=lambda row: swedish_order(row.name))


def _sums(rows: list[Row]) -> dict[str, Any]:
    sums = {
        name: sum((getattr(row.share, name) for row in rows), ZERO)
        for name in ("preliminary", "final", "difference", "late")
    }
    return {
        **sums,
        "seats": sum(row.share.seats for row in rows),
        "total": sum((row.total for row in rows), ZERO),
    }


def _kinds(frozen: dict[str, str]) -> list[tuple[str, Decimal]]:
    """The cost by kind, in words."""
    labels = dict(CostLine.Kind.choices)
    return [(str(labels.get(kind, kind)), Decimal(amount)) for kind, amount in frozen.items()]
