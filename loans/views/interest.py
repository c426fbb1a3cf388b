"""Being interested in a loan, following it on one's own page, and withdrawing it."""

from collections.abc import Callable, Collection

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.actions import interest as acts
from loans.consents.desk import Desk
from loans.consents.forms import InterestForm
from loans.consents.interest_page import interest_page
from loans.consents.mine import mine_of, waiting_of
from loans.consents.standing import OVER, Standing, standing_of
from loans.models import Interest, Notice
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said


@policy("see_loans")
def my_loans(request: NetworkRequest) -> HttpResponse:
    """One's own interests and loans, and as a manager what waits for one's answer."""
    context = {"mine": mine_of(request.seat), "waiting": waiting_of(request.seat)}
    return render(request, "loans/interest_list.html", context)


@policy("show_loan_interest", methods="GET POST")
def loan_interest_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Show interest in a notice; who reads it and when stands beside."""
    notice = get_object_or_404(Notice.objects.seen_by(request.seat).with_rules(), pk=pk)
    desk = Desk(request.seat, notice, timezone.localdate())
    if desk.sent:
        return redirect("loan_interest", pk=desk.sent.pk)
    if desk.why_not:
        return render(request, "loans/interest_closed.html", {"notice": notice, "desk": desk})
    form = InterestForm(request.POST or None, instance=desk.blank(), legal=desk.legal)
    if request.method == "POST" and form.is_valid():
        sent = form.save(commit=False)
        with refusals_in(form):
            acts.show(sent, by=request.seat)
            messages.success(request, _("Your manager is asked. Nobody else sees it before a yes."))
            return redirect("loan_interest", pk=sent.pk)
    context = {"form": form, "notice": notice, "desk": desk}
    return render(request, "loans/interest_form.html", context)


@policy("see_loan_interest")
def loan_interest(request: NetworkRequest, pk: int) -> HttpResponse:
    """An interest, what it waits for, and the one next action."""
    found = seen(request, pk)
    return render(request, "loans/interest.html", interest_page(found, request.seat))


@policy("withdraw_loan_interest", methods="GET POST")
def loan_interest_withdrawal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say what a withdrawal means, then do it."""
    found = seen(request, pk)
    request.seat.require("withdraw_loan_interest", found)
    if request.method == "POST":
        return done(request, found, acts.withdraw, _("Your interest is withdrawn."))
    return asked(request, found, "loans/interest_withdrawal.html", still=set(Standing) - OVER)


def done(
    request: NetworkRequest, found: Interest, act: Callable[..., bool], words: str
) -> HttpResponse:
    """Take something back, say so, and go to the interest's page."""
    with refusals_said(request):
        if act(found, by=request.seat):
            messages.success(request, words)
    return redirect("loan_interest", pk=found.pk)


def asked(
    request: NetworkRequest, found: Interest, template: str, *, still: Collection[Standing]
) -> HttpResponse:
    """What taking it back means, while it still can be."""
    standing = standing_of(found)
    if standing not in still:
        return redirect("loan_interest", pk=found.pk)
    return render(request, template, {"interest": found, "standing": standing})


def seen(request: NetworkRequest, pk: int) -> Interest:
    """The interest that the seat may see, or 404."""
    rows = Interest.objects.seen_by(request.seat).with_standing()
    found: Interest = get_object_or_404(rows, pk=pk)
    return found
