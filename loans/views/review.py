"""An extension: the borrower's new assessment of the need, and the lender's answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.actions.extend import answer, assess
from loans.models import Review
from loans.signing.forms import ReviewAnswerForm, ReviewForm
from loans.signing.standing import standing_of
from loans.views.loan import seen
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("ask_for_extension", methods="GET POST")
def loan_review_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say until when the need remains, and why; the lending authority answers."""
    found = seen(request, pk, "ask_for_extension")
    it = standing_of(found, timezone.localdate())
    if not it.may_be_assessed:
        messages.info(request, _("Only a loan that runs, and that nobody ends, is extended."))
        return redirect("loan", pk=pk)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            assess(found, form.save(commit=False), by=request.seat)
            messages.success(
                request, _("The assessment is sent. HR of the lending authority answers it.")
            )
            return redirect("loan", pk=pk)
    return render(request, "loans/review_form.html", {"form": form, "loan": found, "it": it})


@policy("answer_extension", methods="GET POST")
def loan_review_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """Answer the assessment; a yes writes the version that both sign."""
    found = seen(request, pk, "answer_extension")
    review = Review.objects.filter(loan=found, agreed=None).first()
    if review is None:
        messages.info(request, _("No assessment waits for an answer."))
        return redirect("loan", pk=pk)
    review.loan = found
    form = ReviewAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        yes = form.cleaned_data["answer"] == "yes"
        with refusals_in(form):
            answer(review, agreed=yes, why=form.cleaned_data["why"], by=request.seat)
            messages.success(
                request,
                _("The version with the later last day is written. Both sign it.")
                if yes
                else _("The loan ends on the day that it has. The borrowing authority is told."),
            )
            return redirect("loan", pk=pk)
    context = {"form": form, "loan": found, "review": review}
    return render(request, "loans/review_answer.html", context)
