"""The hand-over of the coordination: planned with everything that moves, and its report."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.actions import hand_over as acts
from governance.handing.forms import HandOverForm
from governance.handing.paper import report_of
from governance.models import HandOver
from members.models import Person
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said
from network.tables import download

PAGE = 25
MARKS = {"planned": "now", "done": "good", "failed": "bad", "called_off": "off"}


def _found(request: NetworkRequest, pk: int) -> HandOver:
    rows = HandOver.objects.seen_by(request.seat).select_related("network")
    it: HandOver = get_object_or_404(rows, pk=pk)
    return it


@policy("see_hand_overs")
def hand_overs(request: NetworkRequest) -> HttpResponse:
    """Every hand-over of the coordination that one may see."""
    page = Paginator(HandOver.objects.seen_by(request.seat), PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "page_obj": page,
        "rows": [(row, MARKS[row.state]) for row in page],
        "hands_over": request.seat.may("hand_over_network"),
    }
    return render(request, "governance/hand_over_list.html", context)


@policy("see_hand_overs")
def hand_over(request: NetworkRequest, pk: int) -> HttpResponse:
    """One hand-over: between whom, when, and what moved or will."""
    it = _found(request, pk)
    hands_over = request.seat.may("hand_over_network")
    parts = it.report
    if it.is_planned and hands_over:
        giver = Person.objects.filter(pk=it.giver_id).first()
        parts = acts.held_by(acts.hand_of(giver)) if giver else []
    back = ""
    if it.state == HandOver.State.DONE and hands_over:
        back = Person.objects.filter(pk=it.giver_id).values_list("email", flat=True).first() or ""
    context = {
        "it": it,
        "mark": MARKS[it.state],
        "parts": parts,
        "hands_over": hands_over,
        "back_to": back,
    }
    return render(request, "governance/hand_over.html", context)


@policy("hand_over_network", methods="GET POST")
def hand_over_new(request: NetworkRequest) -> HttpResponse:
    """Plan a hand-over, with everything that moves before one's eyes."""
    givers = acts.coordinators(timezone.localdate())
    mine = next((one for one in givers if one.pk in request.seat.scope.people), givers[0])
    asked = {str(one.pk): one for one in givers}.get(request.GET.get("giver", ""), mine)
    first = {
        "giver": str(asked.pk),
        "on": timezone.localdate(),
        "receiver": request.GET.get("to", ""),
    }
    form = HandOverForm(request.POST or None, initial=first, givers=givers)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            row = HandOver(
                giver=form.givers[said["giver"]],
                receiver=said["receiver"],
                on=said["on"],
                words=said["words"],
            )
            acts.plan_hand_over(row, by=request.seat)
            today = row.on == timezone.localdate()
            done = _("It is carried out within a minute. You both get a letter.")
            later = _("It is planned. Everything moves by itself that day.")
            messages.success(request, done if today else later)
            return redirect("hand_over", pk=row.pk)
    context = {"form": form, "giver": asked, "parts": acts.held_by(acts.hand_of(asked))}
    return render(request, "governance/hand_over_form.html", context)


@policy("hand_over_network", methods="POST")
def hand_over_calling_off(request: NetworkRequest, pk: int) -> HttpResponse:
    """Call off a hand-over that waits for its day."""
    it = _found(request, pk)
    with refusals_said(request):
        acts.call_off(it, by=request.seat)
        messages.success(request, _("The hand-over is called off. Nothing has moved."))
    return redirect("hand_over", pk=pk)


@policy("see_hand_overs")
def hand_over_paper(request: NetworkRequest, pk: int) -> HttpResponse:
    """The report as a paper."""
    it = _found(request, pk)
    name = _("Hand-over %(day)s") % {"day": it.on.isoformat()}
    return download(name, report_of(it, (get_language() or "sv")[:2]), "pdf")
