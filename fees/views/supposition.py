"""What a simulation supposes of its members."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fees.actions.simulate import MOST_CHANGES, suppose, take_away
from fees.simulations.forms import SupposeForm
from fees.simulations.words import change
from fees.views.simulation import found_simulation
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("simulate_fees", methods="GET POST")
def simulation_facts(request: NetworkRequest, pk: int) -> HttpResponse:
    """Suppose another head count or level of a member, that it leaves, or that one joins."""
    it = found_simulation(request, pk)
    form = SupposeForm(
        request.POST or None, simulation=it, initial={"member": request.GET.get("member", "")}
    )
    if request.method == "POST" and form.is_valid():
        if len(it.changes) >= MOST_CHANGES:
            form.add_error(None, _("So much is supposed already. Make another simulation."))
        else:
            suppose(it, form.cleaned_data["member"], form.facts())
            messages.success(request, _("It is supposed, and reckoned with."))
            return redirect("simulation_facts", pk=pk)
    known = {row["key"]: row for row in it.facts}
    return render(
        request,
        "fees/simulation_facts.html",
        {
            "it": it,
            "form": form,
            "supposed": [
                {
                    "key": key,
                    "name": row.get("name") or known.get(key, {}).get("name", ""),
                    "words": change(row, known.get(key)),
                }
                for key, row in it.changes.items()
            ],
        },
    )


@policy("simulate_fees", methods="POST")
def simulation_facts_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Reckon with a member as it is."""
    it = found_simulation(request, pk)
    if take_away(it, request.POST.get("member", "")):
        messages.success(request, _("The member is reckoned as it is."))
    return redirect("simulation_facts", pk=pk)
