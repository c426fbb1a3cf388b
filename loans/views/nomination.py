"""HR names one of its people for an authority that has approached; that person's own answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.actions import interest as acts
from loans.consents.forms import AgreeForm, NominationForm
from loans.consents.nominating import named_before, why_closed
from loans.consents.page import about_notice
from loans.consents.parties import legal_of
from loans.consents.replies import said_by_named
from loans.consents.standing import Standing, standing_of
from loans.models import Approach, Interest
from loans.views.interest import seen
from members.models import Person
from network.links import Settled
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("nominate_for_loan", methods="GET POST")
def loan_nominate(request: NetworkRequest, pk: int) -> HttpResponse:
    """Name somebody of one's own authority for an approach to its offer."""
    seat = request.seat
    found: Approach = get_object_or_404(Approach.objects.answered_for_by(seat), pk=pk)
    people = (
        Person.objects.on(timezone.localdate())
        .filter(membership=found.notice.membership_id)
        .order_by("name")
    )
    blank = Interest(notice=found.notice, approach=found, membership_id=found.notice.membership_id)
    form = NominationForm(request.POST or None, instance=blank, people=people)
    closed = why_closed(found)
    if request.method == "POST" and not closed and form.is_valid():
        sent = form.save(commit=False)
        with refusals_in(form):
            acts.name_for(sent, by=seat)
            words = _("%(who)s is asked by mail, and after a yes their manager.")
            messages.success(request, words % {"who": sent.person.name})
            return redirect("loan_nominate", pk=pk)
    context = {"form": form, "approach": found, "closed": closed, "named": named_before(found)}
    return render(request, "loans/nomination_form.html", context)


@policy("agree_to_loan", methods="GET POST")
def loan_interest_yes(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say yes or no to having been named."""
    found = seen(request, pk)
    request.seat.require("agree_to_loan", found)
    if standing_of(found) != Standing.ASKED:
        return redirect("loan_interest", pk=pk)
    legal = legal_of(found)
    form = AgreeForm(request.POST or None, legal=legal)
    if request.method == "POST" and form.is_valid():
        yes = form.cleaned_data["answer"] == "yes"
        own = bool(form.cleaned_data.get("own_consent"))
        try:
            messages.success(request, said_by_named(found, yes=yes, own=own, seat=request.seat))
        except Settled as settled:
            messages.info(request, str(settled))
        return redirect("loan_interest", pk=pk)
    context = {
        "form": form,
        "interest": found,
        "about": about_notice(found.notice, found),
        "legal": legal,
    }
    return render(request, "loans/nomination_answer.html", context)
