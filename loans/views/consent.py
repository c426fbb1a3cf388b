"""The manager's answer for those who are signed in, and taking a yes back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from loans.actions import consent as acts
from loans.consents.forms import ConsentForm
from loans.consents.replies import answered, consent_page
from loans.consents.standing import Standing, standing_of
from loans.models import Consent
from loans.views.interest import asked, done, seen
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("answer_loan_interest", methods="GET POST")
def loan_interest_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """What the employee asks, and yes with its limits or no with words."""
    found = seen(request, pk)
    request.seat.require("answer_loan_interest", found)
    if standing_of(found) != Standing.WAITING:
        messages.info(request, str(acts.SETTLED))
        return redirect("loan_interest", pk=pk)
    form = ConsentForm(request.POST or None, instance=Consent(interest=found))
    if request.method == "POST" and form.is_valid():
        said = form.consent()
        with refusals_in(form):
            acts.answer(said, by=request.seat)
            messages.success(request, answered(found, yes=said.given))
            return redirect("loan_interest", pk=pk)
    context = {"form": form, **consent_page(found)}
    return render(request, "loans/consent_form.html", context)


@policy("withdraw_consent", methods="GET POST")
def loan_consent_back(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say what taking the consent back means, then do it."""
    found = seen(request, pk)
    request.seat.require("withdraw_consent", found)
    if request.method == "POST":
        return done(request, found, acts.take_back, _("Your consent is taken back."))
    still = (Standing.AGREED, Standing.CHOSEN)
    return asked(request, found, "loans/consent_withdrawal.html", still=still)
