"""What a link in a letter asks of one of the three: what did the loan give?"""

from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext as _

from loans.actions.evaluate import OVER, evaluate
from loans.models import Evaluation, Loan
from loans.rules import LoanRefused
from loans.signing.answering import own_voice
from loans.signing.emails import EVALUATE
from loans.signing.forms import EvaluationForm
from network.links import Finished, Page, Settled, Shown, declare
from network.seat import Seat


def _show(request: HttpRequest, pk: int, seat: Seat) -> Shown:
    loan = (
        Loan.objects.seen_by(seat)
        .select_related("lender__authority", "borrower__authority", "lender_party")
        .select_related("borrower_party")
        .filter(pk=pk)
        .first()
    )
    who = own_voice(loan, seat) if loan is not None else None
    if loan is None or who is None:
        return None
    if loan.stage not in OVER:
        raise Settled(_("The evaluation is closed."))
    if Evaluation.objects.filter(loan=loan, who=who).exists():
        raise Settled(_("It has been answered already. Thank you."))
    form = EvaluationForm(request.POST or None, instance=Evaluation(loan=loan))
    if request.method == "POST" and form.is_valid():
        try:
            evaluate(form.save(commit=False), by=seat)
        except LoanRefused as refused:
            raise Settled(str(refused)) from None
        return Finished(_("Thank you. Your answer is kept, and read when all have answered."))
    return render(request, "loans/evaluation_link.html", {"form": form, "loan": loan, "who": who})


declare(EVALUATE, Page(_show))
