"""Breaking a loan off: with notice by either side, sooner if the other agrees, or as a draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.actions.break_off import (
    answer_early_end,
    break_off,
    drop_draft,
    earliest_end,
    notice_months,
)
from loans.models import EarlyEnd, Loan
from loans.rules import LIVE, Side, Stage
from loans.signing.forms import DropForm, EarlyEndAnswerForm, EarlyEndForm
from loans.views.loan import seen
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in
from network.seat import Seat
from network.wording import date_long


def own_sides(loan: Loan, seat: Seat) -> list[tuple[str, str]]:
    """The sides that a seat speaks for; a party outside the network through the coordinator."""
    pairs = (
        (Side.LENDER, loan.lender_id, loan.lent_by),
        (Side.BORROWER, loan.borrower_id, loan.borrowed_by),
    )
    return [
        (side.value, who.short_name)
        for side, pk, who in pairs
        if pk in seat.scope.memberships or (pk is None and seat.scope.whole)
    ]


@policy("break_off_loan", methods="GET POST")
def loan_early_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """What breaking off means, the last day that the notice gives, and who is told."""
    found = seen(request, pk, "break_off_loan")
    if found.stage not in LIVE or found.ended_on is not None:
        messages.info(request, _("Only a signed loan that nobody has ended is broken off."))
        return redirect("loan", pk=pk)
    earliest = earliest_end(found, timezone.localdate())
    sides = own_sides(found, request.seat)
    first = {"last_day": min(earliest, found.last_day)}
    form = EarlyEndForm(request.POST or None, sides=sides, initial=first)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, "last_day"):
            early = break_off(found, form.save(commit=False), by=request.seat)
            messages.success(request, _told(early))
            return redirect("loan", pk=pk)
    context: dict[str, Any] = {
        "form": form,
        "loan": found,
        "earliest": earliest,
        "months": notice_months(found),
        "ends_before": earliest >= found.last_day,
        "one_side": len(sides) == 1,
    }
    return render(request, "loans/early_end_form.html", context)


def _told(early: EarlyEnd) -> str:
    if early.shorter:
        return _("The other authority is asked. Until it agrees the loan goes on as it is.")
    words = _("The loan is broken off. Its last day is %(day)s, and all who are in it are told.")
    return words % {"day": date_long(early.last_day)}


@policy("break_off_loan", methods="GET POST")
def loan_early_end_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say whether the loan may end sooner than the notice."""
    found = seen(request, pk, "break_off_loan")
    early = EarlyEnd.objects.filter(loan=found, shorter=True, agreed=None).first()
    sides = dict(own_sides(found, request.seat))
    if early is None or not set(sides) - {early.side}:
        messages.info(request, _("No shorter notice waits for your answer."))
        return redirect("loan", pk=pk)
    form = EarlyEndAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        yes = form.cleaned_data["answer"] == "yes"
        with refusals_in(form):
            answer_early_end(early, agreed=yes, by=request.seat)
            messages.success(
                request,
                _("The loan ends on that day. All who are in it are told.")
                if yes
                else _("The loan goes on. The other authority is told."),
            )
            return redirect("loan", pk=pk)
    by = found.lent_by if early.side == Side.LENDER else found.borrowed_by
    context = {"form": form, "loan": found, "early": early, "by": by}
    return render(request, "loans/early_end_answer.html", context)


@policy("break_off_loan", methods="GET POST")
def loan_draft_drop(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let a draft fall, before both have signed."""
    found = seen(request, pk, "break_off_loan")
    if found.stage != Stage.DRAFT:
        messages.info(request, _("Both have signed. The loan is ended with notice."))
        return redirect("loan", pk=pk)
    sides = own_sides(found, request.seat)
    form = DropForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            side = sides[0][0] if sides else Side.BORROWER.value
            drop_draft(found, side, form.cleaned_data["why"], by=request.seat)
            messages.success(request, _("The draft has fallen. All who knew of it are told."))
            return redirect("loan", pk=pk)
    return render(request, "loans/draft_drop.html", {"form": form, "loan": found})
