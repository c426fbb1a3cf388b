"""The borrower's answer to a cost statement, and the statement as a document."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loans.actions import settle_costs
from loans.costs.forms import AnswerForm, ReturnForm
from loans.costs.page import statement_page
from loans.costs.papers import TEMPLATE, drawn_at, paper_of
from loans.models import Statement
from loans.views.statement import found_statement
from network.documents import DocumentProblem, render_pdf_bounded
from network.looks import look_of
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in
from network.tables import download


def _answerable(request: NetworkRequest, pk: int) -> Statement:
    """A statement that the seat may answer."""
    it = found_statement(request, pk)
    request.seat.require("approve_statement", it.loan)
    return it


@policy("approve_statement", methods="POST")
def loan_statement_approval(request: NetworkRequest, pk: int) -> HttpResponse:
    """Approve what the lender has stated."""
    it = _answerable(request, pk)
    form = AnswerForm(request.POST, loan=it.loan)
    if form.is_valid():
        with refusals_in(form):
            said_by = form.cleaned_data.get("said_by", "")
            settle_costs.approve(it, by=request.seat, said_by=said_by)
            messages.success(request, _("The statement is approved, and stands."))
            return redirect("loan_statement", pk=pk)
    shown = statement_page(it, request.seat)
    return render(request, "loans/statement_detail.html", {**shown, "form": form})


@policy("approve_statement", methods="GET POST")
def loan_statement_return(request: NetworkRequest, pk: int) -> HttpResponse:
    """Send a statement back, with what is wrong."""
    it = _answerable(request, pk)
    form = ReturnForm(request.POST or None, loan=it.loan)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            settle_costs.send_back(
                it, said["why"], by=request.seat, said_by=said.get("said_by", "")
            )
            messages.success(request, _("The statement is sent back."))
            return redirect("loan_statement", pk=pk)
    shown = statement_page(it, request.seat)
    return render(request, "loans/statement_return.html", {**shown, "form": form})


@policy("see_statements")
def loan_statement_paper(request: NetworkRequest, pk: int) -> HttpResponse:
    """The statement as PDF; a draft says that it is one."""
    it = found_statement(request, pk)
    try:
        content = render_pdf_bounded(
            TEMPLATE,
            paper_of(it, demo=request.network.example_data),
            language=get_language() or "sv",
            network=look_of(request.network),
            created=drawn_at(it),
        )
    except DocumentProblem as problem:
        messages.error(request, str(problem.sentence))
        return redirect("loan_statement", pk=pk)
    name = _("Cost statement %(loan)s %(day)s") % {
        "loan": it.loan_id,
        "day": it.since.isoformat(),
    }
    return download(name, content, "pdf")
