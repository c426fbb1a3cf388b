"""What a run costs and brings in: cost lines, price, late fees and who did not come."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses import words
from courses.actions.attendance import absentees
from courses.actions.cost import (
    IsSettled,
    NoEstimate,
    copy_estimate,
    price_by_estimate,
    remove_cost,
    save_cost,
    take_price,
)
from courses.actions.late_fee import mark_no_shows, seats_of
from courses.hiding import shown_name
from courses.models import CostLine, LateFee, NoShow, Procurement, Run, Settlement
from courses.money_forms import CostLineForm
from courses.procurements.drawn import warnings_of
from courses.procurements.purchasing import BuyingState
from courses.rules import RunState
from courses.settlement import PriceBasis, by_kind
from network import charts
from network.charts import Chart
from network.middleware import NetworkRequest
from network.money import ZERO
from network.permissions import policy
from network.sorting import swedish_order


def _run(request: NetworkRequest, pk: int) -> Any:
    runs = Run.objects.seen_by(request.seat).with_seats().select_related("course")
    return get_object_or_404(runs, pk=pk)


@policy("see_economy")
def run_economy(request: NetworkRequest, pk: int) -> HttpResponse:
    """The economy of a run: estimate and outcome, price, late fees, the way to the settlement."""
    run = _run(request, pk)
    lines = list(CostLine.objects.filter(run=run).select_related("procurement"))
    sums = {
        stage: sum((line.amount for line in lines if line.stage == stage), ZERO)
        for stage in CostLine.Stage.values
    }
    settlement = Settlement.objects.filter(run=run).first()
    keeps = request.seat.may("keep_courses")
    fees = LateFee.objects.filter(run=run).select_related("person", "membership__authority")
    income = run.price * run.taken
    cost = sums["actual"] or sums["estimated"]
    return render(
        request,
        "courses/run_economy.html",
        {
            "run": run,
            "when": words.when_of(run),
            "price": words.price(run),
            "self_cost": run.price_basis == PriceBasis.SELF_COST,
            "stages": [
                {
                    "name": label,
                    "value": value,
                    "lines": [line for line in lines if line.stage == value],
                    "sum": sums[value],
                }
                for value, label in CostLine.Stage.choices
            ],
            "sums": sums,
            "proposed": price_by_estimate(run, sums["estimated"]),
            "expected": run.expected or run.minimum,
            "income": income,
            "above": cost > 0 and income > cost and run.price_basis == PriceBasis.FIXED,
            "cost": cost,
            "chart": _chart(lines),
            "contracts": warnings_of(run, lines),
            "fees": list(fees) if keeps else [],
            "no_shows": NoShow.objects.filter(run=run).count() if keeps else 0,
            "settlement": settlement,
            "keeps": keeps,
            "keeps_costs": request.seat.may("keep_costs") and settlement is None,
            "over": run.state in (RunState.HELD, RunState.SETTLED),
        },
    )


def _chart(lines: list[CostLine]) -> Chart | None:
    """What each kind of cost came to, beside what was estimated."""
    sums = {
        stage: by_kind([(line.kind, line.amount) for line in lines if line.stage == stage])
        for stage in CostLine.Stage.values
    }
    kinds = [kind for kind in CostLine.Kind if any(kind in sums[stage] for stage in sums)]
    if not kinds or not sums["actual"] or not sums["estimated"]:
        return None
    actual, planned = (sum(sums[stage].values(), ZERO) for stage in ("actual", "estimated"))
    if actual > planned:
        title = _("It cost more than estimated")
    elif actual < planned:
        title = _("It cost less than estimated")
    else:
        title = _("It cost as much as estimated")
    rows = [
        (
            str(kind.label).capitalize(),
            sums["actual"].get(kind, ZERO),
            sums["estimated"].get(kind, ZERO),
        )
        for kind in kinds
    ]
    return charts.bars_and_ticks(
        title,
        rows,
        head=_("Cost"),
        heads=(_("actual"), _("estimated")),
        unit=_("Actual (bar) and estimated (tick), kronor"),
        alt=_("Bar chart: actual and estimated cost of each kind. %(title)s.") % {"title": title},
        language=get_language() or "sv",
    )


@policy("keep_costs", methods="GET POST")
def cost_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Add a cost to a run."""
    run = _run(request, pk)
    over = run.state in (RunState.HELD, RunState.CANCELLED)
    stage = CostLine.Stage.ACTUAL if over else CostLine.Stage.ESTIMATED
    return _cost(request, run, CostLine(run=run, stage=stage))


@policy("keep_costs", methods="GET POST")
def cost_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a cost of a run."""
    line = get_object_or_404(CostLine.objects.select_related("run__course"), pk=pk)
    return _cost(request, _run(request, line.run_id), line)


def _cost(request: NetworkRequest, run: Run, line: CostLine) -> HttpResponse:
    contracts = Procurement.objects.seen_by(request.seat)
    alive = [BuyingState.CONTRACTED, BuyingState.ENDED]
    contracts = contracts.filter(state__in=alive) | contracts.filter(pk=line.procurement_id)
    form = CostLineForm(
        request.POST or None, instance=line, contracts=contracts.with_facts().order_by("title")
    )
    if request.method == "POST" and form.is_valid():
        try:
            save_cost(form.save(commit=False), by=request.seat)
        except IsSettled:
            messages.error(request, _("The run is settled, so its costs stay as they are."))
        else:
            messages.success(request, _("The cost is saved."))
        return redirect("run_economy", pk=run.pk)
    return render(request, "courses/cost_form.html", {"form": form, "run": run, "line": line})


@policy("keep_costs", methods="POST")
def cost_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a cost away."""
    line: CostLine = get_object_or_404(CostLine.objects.all(), pk=pk)
    run = _run(request, line.run_id)
    try:
        remove_cost(line, by=request.seat)
    except IsSettled:
        messages.error(request, _("The run is settled, so its costs stay as they are."))
    else:
        messages.success(request, _("The cost is taken away."))
    return redirect("run_economy", pk=run.pk)


@policy("keep_costs", methods="POST")
def cost_copy(request: NetworkRequest, pk: int) -> HttpResponse:
    """Begin the actual costs as the estimated ones."""
    run = _run(request, pk)
    try:
        count = copy_estimate(run, by=request.seat)
    except IsSettled:
        messages.error(request, _("The run is settled, so its costs stay as they are."))
    else:
        if count:
            messages.success(request, _("The estimate is copied. Change what became different."))
        else:
            messages.info(request, _("There are actual costs already, or nothing to copy."))
    return redirect("run_economy", pk=run.pk)


@policy("keep_courses", methods="POST")
def run_price(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take the price by the estimate for those who enrol from now on."""
    run = _run(request, pk)
    try:
        price = take_price(run, by=request.seat)
    except IsSettled:
        messages.error(request, _("The run is settled, so its costs stay as they are."))
    except NoEstimate:
        messages.error(request, _("There is no estimate to compute a price from."))
    else:
        messages.success(
            request,
            _("Who enrols from now on pays %(price)s. Those with a seat keep their price.")
            % {"price": words.fee(price)},
        )
    return redirect("run_economy", pk=run.pk)


@policy("keep_courses", methods="GET POST")
def run_no_shows(request: NetworkRequest, pk: int) -> HttpResponse:
    """Tick who had a seat and did not come, and who of them was sick."""
    run = _run(request, pk)
    if run.state not in (RunState.CONFIRMED, RunState.HELD):
        messages.info(request, _("Tick who did not come when the run has been held."))
        return redirect("run_economy", pk=run.pk)
    if Settlement.objects.filter(run=run).exists():
        messages.error(request, _("The run is settled, so its costs stay as they are."))
        return redirect("run_economy", pk=run.pk)
    seats = list(seats_of(run).select_related("person", "membership__authority"))
    if request.method == "POST":
        asked, sick = (set(request.POST.getlist(name)) for name in ("missing", "sick"))
        missing = [(s.pk, str(s.pk) in sick) for s in seats if str(s.pk) in asked]
        count = mark_no_shows(run, missing, by=request.seat)
        messages.success(request, _("Kept: %(count)s did not come.") % {"count": count})
        return redirect("run_economy", pk=run.pk)
    marked = dict(NoShow.objects.filter(run=run).values_list("enrolment", "sick"))
    # Proposed from the ticks at the door, until somebody has kept the list.
    away = set() if marked else set(absentees(run).values_list("pk", flat=True))
    rows = [
        {
            "pk": seat.pk,
            "name": shown_name(seat.person, request.seat),
            "authority": seat.membership.short_name,
            "missing": seat.pk in marked or seat.pk in away,
            "sick": marked.get(seat.pk, False),
            "fee": words.fee(_absence(seat)),
        }
        for seat in sorted(seats, key=lambda seat: swedish_order(seat.person.name))
    ]
    return render(request, "courses/run_no_shows.html", {"run": run, "rows": rows})


def _absence(seat: Any) -> Decimal:
    return next((term.fee for term in seat.late_terms if term.absent), ZERO)
