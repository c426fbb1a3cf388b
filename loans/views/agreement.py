"""The agreement on a loan: the newest version, what differs between two, and its papers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from loans.actions.address import open_address
from loans.agreements.differing import changes
from loans.agreements.forms import CommentForm
from loans.agreements.page import agreement_page, find_loan, find_newest, find_version
from loans.agreements.paper import file_title, paper_of
from loans.models import AgreementFile, Loan
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_said
from network.tables import download


@policy("see_loan")
def loan_agreement(request: NetworkRequest, pk: int) -> HttpResponse:
    """The newest version, with comments for who drafts it, and the one next step."""
    loan = find_loan(request, pk, "see_loan")
    context = agreement_page(request, loan) | {"form": CommentForm(legal=loan.legal)}
    return render(request, "loans/agreement.html", context)


@policy("see_loan")
def loan_difference(request: NetworkRequest, pk: int) -> HttpResponse:
    """What differs between two versions; the last two unless others are asked for."""
    loan = find_loan(request, pk, "see_loan")
    newest = find_newest(loan)
    after = find_version(loan, request.GET.get("to", "")) or newest
    before = find_version(loan, request.GET.get("from", ""))
    before = before or find_version(loan, str(max(after.number - 1, 1))) or newest
    if before.number > after.number:
        before, after = after, before
    context = {
        "loan": loan,
        "before": before,
        "after": after,
        "changes": changes(before.content, after.content),
        "versions": list(loan.wordings.defer("content").order_by("number")),
    }
    return render(request, "loans/agreement_difference.html", context)


@policy("fetch_agreement")
def loan_agreement_paper(request: NetworkRequest, pk: int) -> HttpResponse:
    """The newest version as a document: a draft, or as it was kept when both had signed."""
    loan = find_loan(request, pk, "fetch_agreement")
    wording = find_newest(loan)
    return download(file_title(loan, wording), paper_of(wording), "pdf")


@policy("fetch_agreement")
def loan_agreement_file(request: NetworkRequest, pk: int) -> HttpResponse:
    """A signed paper as it was uploaded: always saved, never shown inside the portal."""
    seen = Loan.objects.seen_by(request.seat)
    found = get_object_or_404(
        AgreementFile.objects.filter(wording__loan__in=seen).select_related("wording__loan"), pk=pk
    )
    request.seat.require("fetch_agreement", found.wording.loan)
    return download(found.name, bytes(found.content), "pdf")


@policy("draft_agreement", methods="POST")
def loan_address(request: NetworkRequest, pk: int) -> HttpResponse:
    """Send the outside party an address of its own; one that it had ends."""
    loan = find_loan(request, pk, "draft_agreement")
    with refusals_said(request):
        open_address(loan, by=request.seat)
        messages.success(request, _("The letter with the address is on its way."))
    return redirect("loan_agreement", pk=pk)
