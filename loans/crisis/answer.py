"""The page where an authority says what it can lend, the same by account and by link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from loans.actions import crisis as acts
from loans.crisis.forms import CanLendForm
from loans.models import CanLend, CrisisCall
from members.models import Competence
from network.refusals import refusals_in, refusals_said
from network.seat import Seat

WITH = ("crisis", "membership__authority")


def answer_page(
    request: HttpRequest, call: CrisisCall, seat: Seat, *, layout: str, here: str
) -> HttpResponse:
    """What the authority has said, and a form for one competence more."""
    if request.method == "POST" and "removal" in request.POST:
        return _take_back(request, call, seat, here)
    if request.method == "POST" and "nothing" in request.POST:
        with refusals_said(request):
            acts.say_nothing(call, by=seat)
            messages.success(request, _("Thank you. We know that you can lend nobody now."))
        return HttpResponseRedirect(here)
    form = CanLendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.say(call, form.save(commit=False), by=seat)
            messages.success(
                request, _("Thank you. It is kept, and you can say one competence more.")
            )
            return HttpResponseRedirect(here)
    names = Competence.objects.by_code()
    mine = CanLend.objects.filter(crisis=call.crisis_id, membership=call.membership_id)
    context = {
        "layout": layout,
        "here": here,
        "call": call,
        "crisis": call.crisis,
        "authority": call.membership,
        "form": form,
        "mine": [(names.get(row.competence, row.competence), row) for row in mine.order_by("pk")],
    }
    return render(request, "loans/crisis_answer.html", context)


def _take_back(request: HttpRequest, call: CrisisCall, seat: Seat, here: str) -> HttpResponse:
    number = request.POST["removal"]
    pk = int(number) if number.isdecimal() and len(number) < 18 else 0
    with refusals_said(request):
        if acts.take_back(call, pk, by=seat):
            messages.success(request, _("It is taken back."))
    return HttpResponseRedirect(here)
