"""What is resolved on an item, and who may not take part in it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.actions.resolve import disqualify, qualify, resolve, unresolve
from governance.minutes.forms import DisqualificationForm, ResolutionForm
from governance.minutes.page import find_item, mandate_names
from governance.minutes.quorum import quorum_of, voting_mandates
from governance.models import AgendaItem, Disqualification, Meeting
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said


def _to(item: AgendaItem) -> str:
    return f"{reverse('minutes_writing', args=[item.meeting_id])}#item-{item.pk}"


@policy("resolve", methods="GET POST")
def item_resolution(request: NetworkRequest, pk: int) -> HttpResponse:
    """Note what is resolved on an item; without a quorum nothing that was written is lost."""
    item = find_item(request, pk, "resolve")
    if request.method == "POST" and "remove" in request.POST:
        with refusals_said(request):
            unresolve(item, by=request.seat)
            messages.success(request, _("The decision is taken back."))
        return redirect(_to(item))
    form = ResolutionForm(
        request.POST or None, initial={"text": item.proposal, "outcome": "carried"}
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            resolve(
                item,
                said["outcome"],
                said["text"],
                takes_effect_on=said["takes_effect_on"],
                by=request.seat,
            )
            messages.success(request, _("The decision is noted."))
            return redirect(_to(item))
    context = {"item": item, "form": form, "back": _to(item)}
    return render(request, "governance/item_resolution.html", context)


@policy("write_minutes", methods="GET POST")
def item_disqualification(request: NetworkRequest, pk: int) -> HttpResponse:
    """Note that somebody may not take part in an item (jäv), and why."""
    item = find_item(request, pk, "write_minutes")
    meeting = item.meeting
    assert meeting is not None  # noqa: S101 - find_item finds items of meetings alone
    mandates = voting_mandates(meeting)
    names = mandate_names(mandates, meeting)
    form = DisqualificationForm(request.POST or None, mandates=mandates, names=names)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        mandate = next((row for row in mandates if str(row.pk) == said["mandate"]), None)
        name = said["name"] or (names[mandate.pk] if mandate else "")
        with refusals_in(form):
            disqualify(item, mandate=mandate, name=name, reason=said["reason"], by=request.seat)
            messages.success(
                request,
                _("The disqualification is noted. %(quorum)s")
                % {"quorum": quorum_of(meeting, item).sentence},
            )
            return redirect(_to(item))
    context = {"item": item, "form": form, "back": _to(item)}
    return render(request, "governance/item_disqualification.html", context)


@policy("write_minutes", methods="POST")
def item_qualification(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a disqualification back, while the meeting goes on."""
    seen = Meeting.objects.seen_by(request.seat)
    row = get_object_or_404(
        Disqualification.objects.filter(meeting__in=seen).select_related(
            "item__body", "item__meeting__body"
        ),
        pk=pk,
    )
    request.seat.require("write_minutes", row.item)
    item = row.item
    with refusals_said(request):
        qualify(row, by=request.seat)
        messages.success(request, _("The disqualification is taken back."))
    return redirect(_to(item))
