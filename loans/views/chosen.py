"""Those whose managers have agreed, for who would borrow: choosing one, and a kind no."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from loans.actions import choose as acts
from loans.consents.choosing import Choosing, leaders_for
from loans.consents.forms import ChoiceForm
from loans.consents.interested import interested_in
from loans.consents.standing import Standing, standing_of
from loans.models import Notice
from loans.views.interest import seen
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("see_interested")
def loan_interested(request: NetworkRequest, pk: int) -> HttpResponse:
    """Those interested in a notice whose managers have said yes."""
    notice = get_object_or_404(Notice.objects.seen_by(request.seat).with_rules(), pk=pk)
    request.seat.require("see_interested", notice)
    context = {"notice": notice, "interested": interested_in(notice, request.seat)}
    return render(request, "loans/interested_list.html", context)


@policy("choose_for_loan", methods="GET POST")
def loan_choice(request: NetworkRequest, pk: int) -> HttpResponse:
    """What a choice means, then the draft of the agreement."""
    found = seen(request, pk)
    request.seat.require("choose_for_loan", found)
    if standing_of(found) not in (Standing.AGREED, Standing.PASSED):
        return redirect("loan_interest", pk=pk)
    choosing = Choosing(found)
    form = ChoiceForm(request.POST if request.method == "POST" else None, people=leaders_for(found))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.begin_loan(found, leader=form.cleaned_data["leader"], by=request.seat)
            words = _("%(who)s is chosen. The agreement can be written now.")
            messages.success(request, words % {"who": choosing.who.shown})
            return redirect("loan_interest", pk=pk)
    context = {"form": form, "interest": found, "choosing": choosing}
    return render(request, "loans/choice.html", context)


@policy("choose_for_loan", methods="GET POST")
def loan_refusal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say a kind no, with the letter shown before."""
    found = seen(request, pk)
    request.seat.require("choose_for_loan", found)
    if standing_of(found) != Standing.AGREED:
        return redirect("loan_interest", pk=pk)
    if request.method == "POST":
        if acts.decline(found, by=request.seat):
            messages.success(request, _("They are told by mail, and so is their manager."))
        return redirect("loan_interested", pk=found.notice_id)
    context = {"interest": found, "choosing": Choosing(found)}
    return render(request, "loans/refusal.html", context)
