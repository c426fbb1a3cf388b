"""The manager's answer to an expression of interest, for those who are signed in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from mentorship.actions import interest as acts
from mentorship.intake.answer_form import AnswerForm
from mentorship.intake.interest_page import written
from mentorship.models import Interest
from mentorship.rules import State
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("answer_interest", methods="GET POST")
def interest_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """The manager's page: what is asked, and yes or no."""
    seen = Interest.objects.seen_by(request.seat).with_all()
    found = get_object_or_404(seen, pk=pk)
    request.seat.require("answer_interest", found)
    if found.state != State.WAITING:
        messages.info(request, _("The request does not wait for an answer any more."))
        return redirect("interest", pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            acts.answer(found, approved=said["answer"] == "yes", why=said["why"], by=request.seat)
        except acts.AnsweredAlready:
            messages.info(request, _("The request does not wait for an answer any more."))
        else:
            messages.success(request, _("Your answer is saved and sent by mail."))
        return redirect("interest", pk=pk)
    context = {"form": form, "interest": found, "rows": written(found)}
    return render(request, "mentorship/interest_answer.html", context)
