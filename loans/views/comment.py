"""Comments on an agreement, from both sides."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from loans.actions.comment import comment, settle
from loans.agreements.forms import CommentForm
from loans.agreements.page import agreement_page, find_loan, find_newest
from loans.models import Comment, Loan
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("comment_on_agreement", methods="POST")
def loan_comment_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say something about a clause of the newest version."""
    loan = find_loan(request, pk, "comment_on_agreement")
    form = CommentForm(request.POST, legal=loan.legal)
    if not form.is_valid():
        context = agreement_page(request, loan) | {"form": form}
        return render(request, "loans/agreement.html", context)
    said = form.cleaned_data
    comment(find_newest(loan), said["clause"], said["text"], by=request.seat)
    messages.success(
        request, _("Both sides read the comment now, and get a letter within an hour.")
    )
    return redirect("loan_agreement", pk=pk)


@policy("comment_on_agreement", methods="POST")
def loan_comment_settlement(request: NetworkRequest, pk: int) -> HttpResponse:
    """Mark a comment as settled."""
    seen = Loan.objects.seen_by(request.seat)
    found = get_object_or_404(
        Comment.objects.filter(wording__loan__in=seen).select_related("wording__loan"), pk=pk
    )
    request.seat.require("comment_on_agreement", found.wording.loan)
    settle(found, by=request.seat)
    messages.success(request, _("The comment is settled."))
    return redirect("loan_agreement", pk=found.wording.loan_id)
