"""Loans: the list of those one may see, and one of them."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from loans.agreements.page import PARTIES
from loans.models import Loan
from loans.signing.listing import WITH, LoanFilter, loans_table
from loans.signing.page import loan_page
from network.middleware import NetworkRequest
from network.permissions import policy

PAGE = 25


def seen(request: NetworkRequest, pk: int, verb: str) -> Loan:
    """A loan that the seat sees and may do something with.

    Who leads the work sees the loan and not the interest that it came of: nothing joins that.
    """
    rows = Loan.objects.seen_by(request.seat).select_related(
        *PARTIES, "notice__membership__authority", "person", "leader"
    )
    found: Loan = get_object_or_404(rows, pk=pk)
    request.seat.require(verb, found)
    return found


@policy("see_loan")
def loan_list(request: NetworkRequest) -> HttpResponse:
    """Every loan that one may see, to search, filter, sort and take away."""
    rows = Loan.objects.seen_by(request.seat)
    filters = LoanFilter(request.GET, seen=rows)
    found = filters.apply(rows).select_related(*WITH)
    exports = request.seat.may("export_loans")
    if exports and (kind := request.GET.get("format", "")) in ("csv", "xlsx"):
        return loans_table(found, kind)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "filters": filters,
        "filtered": filters.is_used,
        "exports": exports,
        "keeps_rules": request.seat.may("keep_loan_rules"),
    }
    return render(request, "loans/loan_list.html", context)


@policy("see_loan")
def loan(request: NetworkRequest, pk: int) -> HttpResponse:
    """One loan: where it stands, the next step, its agreement, and what has happened."""
    found = seen(request, pk, "see_loan")
    context = loan_page(found, request.seat, timezone.localdate())
    return render(request, "loans/loan.html", context)
