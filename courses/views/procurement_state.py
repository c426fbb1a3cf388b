"""The way through a procurement's states, and what it is for."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from courses.actions.procure import (
    Lacking,
    NotThere,
    Twice,
    move_procurement,
    set_purposes,
    set_rights,
)
from courses.models import CallOffRight, Candidate, Course, Procurement
from courses.needs.rules import Verdict
from courses.procurements.buying import standing_of
from courses.procurements.forms import PurposeForm, RightsForm, StepForm
from courses.procurements.page import VERBS
from courses.procurements.purchasing import BEFORE_CONTRACT, STEPS, BuyingState
from network.middleware import NetworkRequest
from network.permissions import policy

CAMPAIGNS = 2  # years whose candidates are offered


def _found(request: NetworkRequest, pk: int) -> Procurement:
    found: Procurement = get_object_or_404(
        Procurement.objects.seen_by(request.seat).with_facts(), pk=pk
    )
    return found


@policy("keep_procurements", methods="GET POST")
def procurement_state(request: NetworkRequest, pk: int, state: str) -> HttpResponse:
    """Say what a step means and what is missing for it, and take the procurement there."""
    it = _found(request, pk)
    if state not in BuyingState.values:
        raise Http404
    target = BuyingState(state)
    if target not in STEPS[it.state]:
        messages.error(request, _("The procurement cannot go there from where it is."))
        return redirect("procurement", pk=it.pk)
    stops = target == BuyingState.STOPPED
    form = StepForm(request.POST or None) if stops else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            move_procurement(
                it, target, by=request.seat, why=form.cleaned_data["why"] if form else ""
            )
        except NotThere:
            messages.error(request, _("The procurement cannot go there from where it is."))
        except Lacking as refusal:
            for lack in refusal.lacks:
                messages.error(request, str(lack.label))
            return redirect("procurement_change", pk=it.pk)
        else:
            messages.success(
                request,
                _("%(title)s is now: %(state)s.") % {"title": it.title, "state": target.label},
            )
        return redirect("procurement", pk=it.pk)
    standing = standing_of(it)
    signs = target == BuyingState.CONTRACTED
    missing = standing.missing if signs else []
    return render(
        request,
        "courses/procurement_state.html",
        {
            "it": it,
            "target": target.value,
            "verb": VERBS[target],
            "form": form,
            "standing": standing,
            "missing": [lack for lack in missing if lack in BEFORE_CONTRACT],
            "later": [lack for lack in missing if lack not in BEFORE_CONTRACT],
        },
    )


@policy("keep_procurements", methods="GET POST")
def procurement_purposes(request: NetworkRequest, pk: int) -> HttpResponse:
    """Tick the candidates and courses that a procurement is for."""
    it = _found(request, pk)
    there = list(it.purposes.all())
    initial = {
        "candidates": [one.candidate_id for one in there if one.candidate_id],
        "courses": [one.course_id for one in there if one.course_id],
    }
    courses = Course.objects.seen_by(request.seat).order_by("title_sv")
    form = PurposeForm(
        request.POST or None,
        initial=initial,
        candidates=_candidates(set(initial["candidates"])),
        courses=[(course.pk, course.title) for course in courses],
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            set_purposes(it, said.get("candidates", []), said.get("courses", []), by=request.seat)
        except Twice:
            messages.error(request, _("Somebody else changed it just now. Look again."))
        else:
            messages.success(request, _("What the procurement is for is saved."))
        return redirect("procurement", pk=it.pk)
    return render(request, "courses/procurement_purposes.html", {"it": it, "form": form})


def _candidates(chosen: set[int | None]) -> list[tuple[int, str]]:
    """The candidates of the latest years, those to be procured first."""
    found = (
        Candidate.objects.standing()
        .with_verdict()
        .select_related("campaign")
        .order_by("-campaign__year", "position", "pk")
    )
    years = sorted({one.campaign.year for one in found}, reverse=True)[:CAMPAIGNS]
    offered = [one for one in found if one.campaign.year in years or one.pk in chosen]
    offered.sort(key=lambda one: (-one.campaign.year, one.verdict != Verdict.PROCURE))
    return [
        (
            one.pk,
            f"{one.title} ({one.campaign.year}"
            + (f", {capfirst(str(Verdict(one.verdict).label))}" if one.verdict else "")
            + ")",
        )
        for one in offered
    ]


@policy("keep_procurements", methods="GET POST")
def procurement_rights(request: NetworkRequest, pk: int) -> HttpResponse:
    """Tick the members that may call off from a contract."""
    it = _found(request, pk)
    there = CallOffRight.objects.filter(procurement=it).values_list("membership", flat=True)
    form = RightsForm(request.POST or None, initial={"members": list(there)})
    if request.method == "POST" and form.is_valid():
        set_rights(it, form.cleaned_data["members"], by=request.seat)
        messages.success(request, _("Who may call off is saved."))
        return redirect("procurement", pk=it.pk)
    return render(request, "courses/procurement_rights.html", {"it": it, "form": form})
