"""Parties outside the network: letting them in, their crisis notices, and their staff."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.actions import outside as acts
from loans.board.forms import usual_answer_by
from loans.models import Approach, Interest, Notice, OutsideParty
from loans.outside.forms import (
    OutsideInterestForm,
    OutsidePartyForm,
    PartyApproachForm,
    PartyNoticeForm,
    SisterForm,
)
from loans.outside.page import outside_page, parties_in
from loans.rules import NoticeKind
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("keep_outside_parties")
def outside_parties(request: NetworkRequest) -> HttpResponse:
    """Who outside the network may lend and borrow, and which networks may look in."""
    context = outside_page(request.seat)
    context["sister_form"] = SisterForm(networks=context["others"])
    return render(request, "loans/outside_list.html", context)


@policy("keep_outside_parties", methods="GET POST")
def outside_party_new(request: NetworkRequest) -> HttpResponse:
    """Let a party in."""
    return _party(request, OutsideParty())


@policy("keep_outside_parties", methods="GET POST")
def outside_party_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change what is said of a party, and until when it is let in."""
    return _party(request, get_object_or_404(OutsideParty.objects.all(), pk=pk))


def _party(request: NetworkRequest, party: OutsideParty) -> HttpResponse:
    name = party.name
    form = OutsidePartyForm(request.POST or None, instance=party)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.save_party(form.save(commit=False), by=request.seat)
            messages.success(request, _("%(name)s is kept.") % {"name": party.name})
            return redirect("outside_parties")
    return render(request, "loans/outside_form.html", {"form": form, "name": name})


@policy("keep_outside_parties", methods="GET POST")
def party_notice_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Enter what a party needs in a crisis."""
    party: OutsideParty = get_object_or_404(parties_in(), pk=pk)
    today = timezone.localdate()
    blank = Notice(party=party, starts=today, answer_by=usual_answer_by(today), competences=[])
    return _notice(request, blank, party)


@policy("keep_outside_parties", methods="GET POST")
def party_notice_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change what a party needs."""
    notices = Notice.objects.seen_by(request.seat).with_owner().exclude(party=None)
    found: Notice = get_object_or_404(notices, pk=pk)
    assert found.party is not None  # noqa: S101 - asked for above
    return _notice(request, found, found.party)


def _notice(request: NetworkRequest, notice: Notice, party: OutsideParty) -> HttpResponse:
    new = notice.pk is None
    form = PartyNoticeForm(request.POST or None, instance=notice)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            kept = acts.save_party_notice(form.save(commit=False), party, by=request.seat)
            messages.success(
                request, _("The notice hangs on the board.") if new else _("The notice is changed.")
            )
            return redirect("notice", pk=kept.pk)
    context = {"form": form, "party": party, "new": new, "notice": notice}
    return render(request, "loans/outside_notice.html", context)


@policy("keep_outside_parties", methods="GET POST")
def party_approach_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write down that a party outside would borrow what is on offer."""
    notices = Notice.objects.seen_by(request.seat).with_owner().filter(kind=NoticeKind.IDLE)
    found: Notice = get_object_or_404(notices, pk=pk)
    blank = Approach(notice=found, person_id=request.seat.person_id)
    form = PartyApproachForm(request.POST or None, instance=blank, parties=parties_in())
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.approach_for(form.save(commit=False), by=request.seat)
            messages.success(request, _("HR of the lending authority is told by mail."))
            return redirect("notice", pk=pk)
    return render(request, "loans/outside_approach.html", {"form": form, "notice": found})


@policy("keep_outside_parties", methods="GET POST")
def outside_interest_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Enter somebody of a party outside who would go, with who consented there."""
    notices = Notice.objects.seen_by(request.seat).with_owner().filter(party=None)
    found: Notice = get_object_or_404(notices.exclude(kind=NoticeKind.IDLE), pk=pk)
    form = OutsideInterestForm(
        request.POST or None, instance=Interest(notice=found), parties=parties_in()
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            said_by = form.cleaned_data["said_by"]
            acts.bring_in(form.save(commit=False), said_by, by=request.seat)
            messages.success(request, _("HR of the authority that would borrow is told by mail."))
            return redirect("loan_interested", pk=pk)
    return render(request, "loans/outside_interest.html", {"form": form, "notice": found})
