"""The register of decisions: its list, each one's page, its extract, and entering one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.actions.record_decision import record_decision
from governance.decisions.extract import extract_of
from governance.decisions.forms import DecisionForm
from governance.decisions.listing import DecisionFilter, decisions_table
from governance.decisions.page import decision_page, state_of
from members.models import Decision
from network.middleware import NetworkRequest
from network.permissions import policy
from network.tables import download

PAGE = 25


@policy("see_decisions")
def decisions(request: NetworkRequest) -> HttpResponse:
    """Every decision of the network, to search, filter, sort and take away."""
    seat = request.seat
    filters = DecisionFilter(request.GET, seat=seat)
    found = filters.apply(Decision.objects.seen_by(seat)).prefetch_related("effects")
    if (kind := request.GET.get("format", "")) in ("csv", "xlsx"):
        return decisions_table(found, kind)
    context = {
        "page_obj": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "filtered": filters.is_used,
        "records": seat.may("record_decision"),
        "proposes": seat.may("propose_standing"),
    }
    return render(request, "governance/decision_list.html", context)


def _seen(request: NetworkRequest, pk: int) -> Decision:
    rows = Decision.objects.seen_by(request.seat).select_related("replaces", "network")
    found: Decision = get_object_or_404(rows.prefetch_related("effects", "replaced_by"), pk=pk)
    return found


@policy("see_decisions")
def decision(request: NetworkRequest, pk: int) -> HttpResponse:
    """One decision: its text, its minutes and votes, what it changes and how far that has come."""
    page = decision_page(_seen(request, pk), request.seat)
    mark, words = state_of(page["rows"])
    return render(request, "governance/decision.html", page | {"mark": mark, "state": words})


@policy("see_decisions")
def decision_extract(request: NetworkRequest, pk: int) -> HttpResponse:
    """The decision as a paper of its own."""
    it = _seen(request, pk)
    content = extract_of(it, get_language() or "sv")
    name = _("Decision %(number)s") % {"number": it.designation.replace(":", "-")}
    return download(name, content, "pdf")


@policy("record_decision", methods="GET POST")
def decision_new(request: NetworkRequest) -> HttpResponse:
    """Enter a decision that was taken outside the portal."""
    first = {"replaces": request.GET.get("replaces", "")}
    form = DecisionForm(request.POST or None, initial=first, seat=request.seat)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        earlier = form.replaceable.get(said["replaces"])
        made = record_decision(said, form.changed(), earlier, by=request.seat)
        messages.success(
            request, _("The decision is number %(number)s.") % {"number": made.designation}
        )
        return redirect("decision", pk=made.pk)
    return render(request, "governance/decision_form.html", {"form": form})
