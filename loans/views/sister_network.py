"""Which other networks may see what this one shows sister networks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from loans.actions import outside as acts
from loans.models import SisterNetwork
from loans.outside.forms import SisterForm
from loans.outside.page import outside_page
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("keep_sister_networks", methods="POST")
def sister_network_new(request: NetworkRequest) -> HttpResponse:
    """Let a network look in."""
    context = outside_page(request.seat)
    form = SisterForm(request.POST, networks=context["others"])
    if not form.is_valid():
        return render(request, "loans/outside_list.html", {**context, "sister_form": form})
    sister = form.cleaned_data["sister"]
    if acts.add_sister(sister, by=request.seat):
        words = _("%(name)s sees the wider notices now.")
        messages.success(request, words % {"name": sister.name})
    return redirect("outside_parties")


@policy("keep_sister_networks", methods="POST")
def sister_network_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let a network look in no more; it can be let in again at once."""
    rows = SisterNetwork.objects.select_related("sister")
    found: SisterNetwork = get_object_or_404(rows, pk=pk)
    if acts.remove_sister(found, by=request.seat):
        words = _("%(name)s sees nothing more.")
        messages.success(request, words % {"name": found.sister.name})
    return redirect("outside_parties")
