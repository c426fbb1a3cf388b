"""Cost statements: the list, a loan's periods, one of them; the lender writes and sends."""

from typing import Any, Literal

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.actions import state_costs
from loans.costs.agreed import extents_of_loan
from loans.costs.exports import statement_table, statements_table
from loans.costs.forms import AnswerForm, StatementFilter, StatementForm
from loans.costs.page import (
    KINDS,
    costed,
    periods_page,
    rows_reckoned,
    statement_page,
    sums_of,
)
from loans.costs.said import reckon
from loans.costs.starting import change_initial, new_initial
from loans.costs.vat import vat_of_loan
from loans.costs.words import days_in_words
from loans.models import Loan, Statement
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said

PAGE = 25
TABLES: dict[str, Literal["csv", "xlsx"]] = {"csv": "csv", "xlsx": "xlsx"}


@policy("see_statements")
def statements(request: NetworkRequest) -> HttpResponse:
    """The cost statements that one's authority has made or got; all that were sent, for money."""
    seen = Statement.objects.seen_by(request.seat).with_parties()
    filters = StatementFilter(request.GET)
    found = filters.apply(seen)
    if kind := TABLES.get(request.GET.get("format", "")):
        return statements_table(found, kind)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "loans/statement_list.html",
        {
            "page_obj": page,
            "rows": [
                {
                    "it": it,
                    "days": days_in_words(it.since, it.until),
                    "kind": KINDS[it.state],
                }
                for it in page
            ],
            "filters": filters,
            "filtered": filters.is_used,
        },
    )


def found_loan(request: NetworkRequest, pk: int, verb: str) -> Loan:
    """A loan whose costs the seat reads, and of which it may do something."""
    loan: Loan = get_object_or_404(costed(request.seat), pk=pk)
    request.seat.require(verb, loan)
    return loan


def found_statement(request: NetworkRequest, pk: int) -> Statement:
    """A statement that the seat sees."""
    seen = Statement.objects.seen_by(request.seat).with_parties().prefetch_related("lines")
    it: Statement = get_object_or_404(
        seen.select_related(
            "loan__lender__authority__legal_person", "loan__borrower__authority__legal_person"
        ),
        pk=pk,
    )
    request.seat.require("see_statements", it.loan)
    return it


@policy("see_statements")
def loan_statements(request: NetworkRequest, pk: int) -> HttpResponse:
    """The periods of a loan by its agreement: which are stated, and which are missing."""
    loan = found_loan(request, pk, "see_statements")
    seen = Statement.objects.seen_by(request.seat).filter(loan=loan).order_by("since", "pk")
    agreed, periods = periods_page(loan, list(seen), timezone.localdate())
    return render(
        request,
        "loans/statement_periods.html",
        {
            "loan": loan,
            "loan_days": days_in_words(loan.starts, loan.last_day),
            "agreed": agreed,
            "periods": periods,
            "approved": sum((one.net for one in seen if one.approved_at), 0),
            "makes": loan.started_at is not None
            and (agreed is None or agreed.is_paid)
            and request.seat.may("make_statement", loan),
            "outside_lender": loan.lender_id is None,
        },
    )


@policy("make_statement", methods="GET POST")
def loan_statement_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """State the cost of some days; the next period and the figures before stand there already."""
    loan = found_loan(request, pk, "make_statement")
    initial = new_initial(loan, request.GET.get("since", ""))
    return _form(request, loan, None, initial)


@policy("make_statement", methods="GET POST")
def loan_statement_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    it = found_statement(request, pk)
    loan = found_loan(request, it.loan_id, "make_statement")
    if it.sent_at is not None:
        messages.info(request, _("The statement is sent already, and stands."))
        return redirect("loan_statement", pk=pk)
    return _form(request, loan, it, change_initial(it))


@policy("make_statement", methods="POST")
def loan_statement_reckoning(request: NetworkRequest, pk: int) -> HttpResponse:
    """The lines and the sum of what stands in the form now; nothing is saved."""
    loan = found_loan(request, pk, "make_statement")
    form = StatementForm(request.POST)
    return render(request, "loans/statement_reckoning.html", _reckoned(form, loan))


@policy("make_statement", methods="POST")
def loan_statement_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a draft away."""
    it = found_statement(request, pk)
    with refusals_said(request):
        state_costs.remove(it, by=request.seat)
        messages.success(request, _("The draft is removed."))
    return redirect("loan_statements", pk=it.loan_id)


@policy("make_statement", methods="POST")
def loan_statement_sending(request: NetworkRequest, pk: int) -> HttpResponse:
    """Send a draft to the borrower."""
    it = found_statement(request, pk)
    with refusals_said(request):
        state_costs.send(it, by=request.seat)
        messages.success(request, _("The statement is sent. It stands as it is now."))
    return redirect("loan_statement", pk=pk)


@policy("see_statements")
def loan_statement(request: NetworkRequest, pk: int) -> HttpResponse:
    """One statement, line by line, with what happens next."""
    it = found_statement(request, pk)
    shown = statement_page(it, request.seat)
    if kind := TABLES.get(request.GET.get("format", "")):
        return statement_table(it, shown["rows"], kind)
    form = AnswerForm(loan=it.loan) if shown["may_answer"] else None
    return render(request, "loans/statement_detail.html", {**shown, "form": form})


def _form(
    request: NetworkRequest, loan: Loan, it: Statement | None, initial: dict[str, Any]
) -> HttpResponse:
    form = StatementForm(request.POST or None, initial=initial)
    if request.method == "POST" and "preview" not in request.POST and form.is_valid():
        with refusals_in(form):
            if it is None:
                kept = state_costs.make(loan, form.said, by=request.seat)
            else:
                kept = state_costs.change(it, form.said, by=request.seat)
            messages.success(request, _("The draft is saved. Look it through, and send it."))
            return redirect("loan_statement", pk=kept.pk)
    return render(
        request,
        "loans/statement_form.html",
        {
            "form": form,
            "loan": loan,
            "loan_days": days_in_words(loan.starts, loan.last_day),
            "it": it,
            **_reckoned(form, loan),
        },
    )


def _reckoned(form: StatementForm, loan: Loan) -> dict[str, Any]:
    """What the form comes to; nothing while something in it cannot be read."""
    if not form.is_bound or not form.is_valid():
        return {"rows": [], "sums": None}
    said = form.said
    found = reckon(said, extents_of_loan(loan))
    shown = Statement(
        salary=said.price.salary,
        overhead_percent=said.price.overhead,
        share_percent=said.price.share,
    )
    return {
        "rows": rows_reckoned(found, shown),
        "sums": sums_of(found.net, vat_of_loan(loan)),
    }
