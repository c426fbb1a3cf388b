"""Table layouts: how a file for the host's accounting system looks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from fees.actions.account_rule import remove_layout, save_layout
from fees.ledger.forms import LayoutForm
from fees.models import LedgerLayout
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("see_ledger")
def ledger_layouts(request: NetworkRequest) -> HttpResponse:
    """The layouts of the network."""
    found = LedgerLayout.objects.seen_by(request.seat)
    return render(
        request,
        "fees/ledger_layout_list.html",
        {"layouts": found, "keeps": request.seat.may("keep_ledger")},
    )


@policy("keep_ledger", methods="GET POST")
def ledger_layout_new(request: NetworkRequest) -> HttpResponse:
    """Make a layout."""
    return _page(request, LedgerLayout())


@policy("keep_ledger", methods="GET POST")
def ledger_layout_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a layout; files that are made stay as they are."""
    return _page(request, _layout(request, pk))


@policy("keep_ledger", methods="POST")
def ledger_layout_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a layout away."""
    remove_layout(_layout(request, pk))
    messages.success(request, _("The layout is removed."))
    return redirect("ledger_layouts")


def _layout(request: NetworkRequest, pk: int) -> LedgerLayout:
    found: LedgerLayout = get_object_or_404(LedgerLayout.objects.seen_by(request.seat), pk=pk)
    return found


def _page(request: NetworkRequest, it: LedgerLayout) -> HttpResponse:
    form = LayoutForm(request.POST or None, instance=it)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, "name"):
            save_layout(form.instance)
            messages.success(request, _("The layout is saved."))
            return redirect("ledger_layouts")
    return render(request, "fees/ledger_layout_form.html", {"form": form, "it": it})
