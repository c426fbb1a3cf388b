"""The evaluation of a loan that is over, for those who are signed in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from loans.actions.evaluate import OVER, evaluate
from loans.models import Evaluation
from loans.signing.answering import own_voice
from loans.signing.forms import EvaluationForm
from loans.views.loan import seen
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("evaluate_loan", methods="GET POST")
def loan_evaluation(request: NetworkRequest, pk: int) -> HttpResponse:
    """Two figures, again or not, and a few words."""
    found = seen(request, pk, "evaluate_loan")
    who = own_voice(found, request.seat)
    if found.stage not in OVER or found.started_at is None:
        messages.info(request, _("A loan is evaluated when it is over."))
        return redirect("loan", pk=pk)
    if Evaluation.objects.filter(loan=found, who=who).exists():
        messages.info(request, _("It has been answered already. Thank you."))
        return redirect("loan", pk=pk)
    form = EvaluationForm(request.POST or None, instance=Evaluation(loan=found))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            evaluate(form.save(commit=False), by=request.seat)
            messages.success(
                request, _("Thank you. Your answer is kept, and read when all have answered.")
            )
            return redirect("loan", pk=pk)
    return render(request, "loans/evaluation_form.html", {"form": form, "loan": found, "who": who})
