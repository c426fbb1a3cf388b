"""Fee simulations: the list, one of them, making, copying, comparing and taking it away."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fees.actions import simulate
from fees.actions.simulation_paper import order_paper
from fees.models import Simulation
from fees.simulations.beside import MOST, beside
from fees.simulations.data import tariff_to_data
from fees.simulations.exports import simulation_table
from fees.simulations.forms import SimulationForm
from fees.simulations.page import (
    difference_chart,
    lines_of,
    matching,
    reckoned,
    totals_chart,
)
from fees.simulations.summary import summary_of
from network.middleware import NetworkRequest
from network.naming import names_of_users
from network.permissions import policy
from network.refusals import refusals_in
from network.sorting import swedish_key

PAGE = 25
ORDERS: dict[str, Any] = {"name": swedish_key("name"), "year": "year", "made": "made_at"}


@policy("see_simulations")
def simulations(request: NetworkRequest) -> HttpResponse:
    """The simulations that were kept, to search, sort and lay side by side."""
    found = Simulation.objects.seen_by(request.seat).defer("facts")
    asked = request.GET.get("q", "").replace("\0", "").strip()[:100]
    if asked:
        found = found.matching(asked)
    sort = request.GET.get("sort", "-made")
    order = ORDERS.get(sort.removeprefix("-"), ORDERS["made"])
    found = found.order_by(order, "pk").prefetch_related("schemes")
    if sort.startswith("-"):
        found = found.reverse()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    names = names_of_users(it.made_by for it in page)
    return render(
        request,
        "fees/simulation_list.html",
        {
            "page_obj": page,
            "rows": [{"it": it, "maker": names.get(it.made_by, "")} for it in page],
            "filtered": bool(asked),
            "simulates": request.seat.may("simulate_fees"),
            "sees_fees": request.seat.may("see_budget"),
        },
    )


@policy("simulate_fees", methods="GET POST")
def simulation_new(request: NetworkRequest) -> HttpResponse:
    """Choose the year and the models, and freeze what the fees are computed from."""
    return _form(request, Simulation())


def found_simulation(request: NetworkRequest, pk: int) -> Simulation:
    """A simulation that the seat may see."""
    seen = Simulation.objects.seen_by(request.seat).prefetch_related("schemes__model__steps")
    it: Simulation = get_object_or_404(seen, pk=pk)
    return it


@policy("see_simulations")
def simulation(request: NetworkRequest, pk: int) -> HttpResponse:
    """Every member under every model: who gains, who loses, what it comes to."""
    it = found_simulation(request, pk)
    kind = request.GET.get("format", "")
    found = reckoned(it, deep=kind not in ("csv", "xlsx"))
    schemes = [one.scheme for one in found.result.sums]
    asked = request.GET.get("q", "").replace("\0", "").strip()[:100]
    who, sort = request.GET.get("who", ""), request.GET.get("sort", "A")
    rows = matching(found.result.rows, asked=asked, who=who, sort=sort, schemes=schemes)
    if kind in ("csv", "xlsx"):
        return simulation_table(it.name, rows, found.result.now is not None, schemes, kind)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "fees/simulation_detail.html",
        {
            **summary_of(found),
            "totals_chart": totals_chart(found),
            "charts": [
                chart for place in range(len(schemes)) if (chart := difference_chart(found, place))
            ],
            "page_obj": page,
            "lines": lines_of(list(page), schemes),
            "schemes": schemes,
            "who": who,
            "groups": [
                ("gain", _("Pay less")),
                ("lose", _("Pay more")),
                ("same", _("The same")),
                ("missing", _("Something is missing")),
                *([("changed", _("Supposed"))] if it.changes else []),
            ],
            "filtered": bool(asked or who),
            "simulates": request.seat.may("simulate_fees"),
            "maker": names_of_users([it.made_by]).get(it.made_by, ""),
            "stale": _stale(it),
        },
    )


def _stale(it: Simulation) -> list[str]:
    """The models that are not as they were when the simulation was reckoned."""
    return [
        one.name
        for one in it.schemes.all()
        if one.model is None or tariff_to_data(one.model.tariff()) != one.tariff
    ]


@policy("simulate_fees", methods="GET POST")
def simulation_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Rename a simulation, choose other models, another total, or merge the levels."""
    return _form(request, found_simulation(request, pk))


def _form(request: NetworkRequest, it: Simulation) -> HttpResponse:
    new = it.pk is None
    form = SimulationForm(request.POST or None, instance=it, year=timezone.localdate().year + 1)
    if request.method == "POST" and form.is_valid():
        kept, chosen = form.save(commit=False), form.cleaned_data["models"]
        with refusals_in(form, "name"):
            if new:
                simulate.make(kept, chosen, by=request.seat)
            else:
                simulate.change(kept, chosen if "models" in form.changed_data else None)
            messages.success(request, _("The simulation is saved."))
            return redirect("simulation", pk=kept.pk)
    return render(request, "fees/simulation_form.html", {"form": form, "it": it, "new": new})


@policy("simulate_fees", methods="POST")
def simulation_copy(request: NetworkRequest, pk: int) -> HttpResponse:
    """Copy a simulation, to suppose something else beside it."""
    twin = simulate.copy(found_simulation(request, pk), by=request.seat)
    messages.success(request, _("This is the copy. Name it as you like."))
    return redirect("simulation_change", pk=twin.pk)


@policy("simulate_fees", methods="POST")
def simulation_renewal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Reckon a simulation anew, with today's facts and models."""
    simulate.reckon_anew(found_simulation(request, pk))
    messages.success(request, _("It is reckoned with today’s facts and models."))
    return redirect("simulation", pk=pk)


@policy("simulate_fees", methods="GET POST")
def simulation_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say what goes, and remove a simulation."""
    it = found_simulation(request, pk)
    if request.method == "POST":
        simulate.remove(it)
        messages.success(request, _("The simulation is removed."))
        return redirect("simulations")
    return render(request, "fees/simulation_removal.html", {"it": it})


@policy("see_simulations", methods="POST")
def simulation_paper(request: NetworkRequest, pk: int) -> HttpResponse:
    """Order the simulation as a document for the steering committee."""
    it = found_simulation(request, pk)
    job = order_paper(it, get_language() or "sv", by=request.seat)
    return redirect("job", pk=job.pk)


@policy("see_simulations")
def simulations_beside(request: NetworkRequest) -> HttpResponse:
    """Two to four simulations by the same measures; the address may be sent to others."""
    asked = [int(pk) for pk in request.GET.getlist("s") if pk.isdecimal() and len(pk) < 18]
    seen = Simulation.objects.seen_by(request.seat).filter(pk__in=asked[:20])
    chosen = list(seen.prefetch_related("schemes").order_by("pk"))
    why = ""
    if len(chosen) < 2:
        why = _("Choose at least two simulations")
    elif len(chosen) > MOST:
        why = _("Choose at most four simulations")
    table = {} if why else beside(chosen)
    return render(request, "fees/simulations_beside.html", {"why": why, "chosen": chosen, **table})
