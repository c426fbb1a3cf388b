"""The rules of loans: longest time, warning, notice, each from a day and with its source."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.actions.terms import lay_terms
from loans.agreements.lasting import terms_on
from loans.models import LoanTerms
from loans.rules import Legal
from loans.signing.forms import TermsForm
from loans.terms import USUAL
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("see_loans")
def loan_terms(request: NetworkRequest) -> HttpResponse:
    """What holds today for both kinds of loans, what comes and what held before."""
    today = timezone.localdate()
    context = {
        "holding": [(legal.label, terms_on(legal, today)) for legal in Legal],
        "rows": LoanTerms.objects.order_by("-since", "legal"),
        "usual": [(Legal(one.legal).label, one) for one in USUAL],
        "today": today,
        "keeps": request.seat.may("keep_loan_rules"),
    }
    return render(request, "loans/terms.html", context)


@policy("keep_loan_rules", methods="GET POST")
def loan_terms_new(request: NetworkRequest) -> HttpResponse:
    """Write down rules that hold from a day."""
    first = {
        "legal": Legal.STATE,
        "since": timezone.localdate(),
        "max_months": 6,
        "warn_months": 5,
        "notice_months": 1,
    }
    form = TermsForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, "since"):
            lay_terms(form.save(commit=False), by=request.seat)
            messages.success(request, _("The rules are written down. They hold from that day."))
            return redirect("loan_terms")
    return render(request, "loans/terms_form.html", {"form": form})
