"""Programmes: the list, one of them, making, changing, publishing, copying."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from induction.actions.programme import (
    NothingToPublish,
    ThereAlready,
    copy_to_next_year,
    keep_programme,
    publish,
)
from induction.forms import ProgrammeForm
from induction.models import Participation, Programme
from induction.proposals import proposals
from induction.words import days_of
from network.middleware import NetworkRequest
from network.permissions import policy


def found_programme(request: NetworkRequest, pk: int) -> Programme:
    """A programme that the visitor may see, else 404."""
    seen = Programme.objects.seen_by(request.seat).select_related("mentor_round")
    found: Programme = get_object_or_404(seen, pk=pk)
    return found


@policy("see_induction")
def programmes(request: NetworkRequest) -> HttpResponse:
    """One's own programmes, and those that there are."""
    seat = request.seat
    return render(
        request,
        "induction/programme_list.html",
        {
            "mine": Participation.objects.of(seat).with_all(),
            "rows": Programme.objects.seen_by(seat).with_counts()[:50],
            "keeps": seat.may("keep_induction"),
            "oversees": seat.may("see_participations"),
        },
    )


@policy("see_induction")
def programme(request: NetworkRequest, pk: int) -> HttpResponse:
    """One programme: its days, modules in order, members, and what is next to do."""
    it = found_programme(request, pk)
    keeps = request.seat.may("keep_induction")
    context: dict[str, Any] = {
        "it": it,
        "days": days_of(it),
        "modules": it.modules.select_related("course", "meeting"),
        "members": [
            row.membership.short_name for row in it.members.select_related("membership__authority")
        ],
        "keeps": keeps,
        "oversees": request.seat.may("see_participations"),
    }
    if keeps:
        today = timezone.localdate()
        context["proposed"] = len(proposals([it], today=today)[it.pk]) if it.published_at else 0
        context["invited"] = Participation.objects.filter(programme=it).count()
    return render(request, "induction/programme_detail.html", context)


@policy("keep_induction", methods="GET POST")
def programme_new(request: NetworkRequest) -> HttpResponse:
    """Make a programme."""
    return _keep(request, Programme())


@policy("keep_induction", methods="GET POST")
def programme_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a programme and the members that take part."""
    return _keep(request, found_programme(request, pk))


def _keep(request: NetworkRequest, it: Programme) -> HttpResponse:
    new = it.pk is None
    form = ProgrammeForm(request.POST or None, instance=it)
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_programme(
                form.save(commit=False), form.cleaned_data["members"], by=request.seat
            )
        except ThereAlready:
            form.add_error("title", _("Another programme has that title."))
        else:
            messages.success(request, _("The programme is saved."))
            return redirect("programme", pk=kept.pk)
    return render(request, "induction/programme_form.html", {"form": form, "it": it, "new": new})


@policy("keep_induction", methods="POST")
def programme_publication(request: NetworkRequest, pk: int) -> HttpResponse:
    """Show the programme to everybody; new managers are proposed for it from now on."""
    it = found_programme(request, pk)
    try:
        publish(it, by=request.seat)
    except NothingToPublish:
        messages.error(request, _("Add a module and a member first."))
    else:
        messages.success(request, _("The programme is published. Nobody is invited yet."))
    return redirect("programme", pk=it.pk)


@policy("keep_induction", methods="POST")
def programme_copy(request: NetworkRequest, pk: int) -> HttpResponse:
    """Copy the programme to next year, as a draft."""
    it = found_programme(request, pk)
    try:
        made = copy_to_next_year(it, by=request.seat)
    except ThereAlready:
        messages.error(request, _("The programme of the year after is there already."))
        return redirect("programmes")
    messages.success(
        request, _("This is the draft for next year. Look through the days before you publish it.")
    )
    return redirect("programme", pk=made.pk)
