"""One's own way through a programme: answer, modules, ticks, the end."""

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from induction.actions.take_part import NotThrough, NotTicked, Over, answer, end, tick
from induction.forms import InvitationAnswerForm
from induction.models import Participation
from induction.page import participation_page
from induction.rules import Stage
from induction.words import days_of, settled
from network.middleware import NetworkRequest
from network.permissions import policy

NUMBER = r"[0-9]{1,17}"
ANSWERABLE = (Stage.INVITED, Stage.LATER, Stage.DECLINED)


def found_participation(request: NetworkRequest, pk: int) -> Participation:
    """A participation that the visitor may see, else 404."""
    seen = Participation.objects.seen_by(request.seat).with_all()
    found: Participation = get_object_or_404(seen, pk=pk)
    return found


@policy("see_participation")
def participation(request: NetworkRequest, pk: int) -> HttpResponse:
    """Which modules are done, which is next, and whether there is a mentor."""
    it = found_participation(request, pk)
    if it.stage == Stage.INVITED and it.person_id in request.seat.scope.people:
        return redirect("participation_answer", pk=it.pk)
    return render(
        request, "induction/participation_detail.html", participation_page(it, request.seat)
    )


@policy("answer_induction", methods="GET POST")
def participation_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """Answer an invitation: yes, not now but from a day, or no."""
    it = found_participation(request, pk)
    request.seat.require("answer_induction", it)
    if it.stage not in ANSWERABLE:
        messages.info(request, settled(it))
        return redirect("participation", pk=it.pk)
    form = InvitationAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        yes = said["answer"] == "yes"
        later = said["later"] if said["answer"] == "later" else None
        try:
            answer(it, accepted=yes, today=timezone.localdate(), by=request.seat, later=later)
        except Over:
            messages.info(request, _("Something changed just now. Look again."))
            return redirect("participation", pk=it.pk)
        if yes:
            messages.success(request, _("You take part. Here are your modules."))
            return redirect("participation", pk=it.pk)
        messages.success(request, _("Your answer is saved. You can say yes later."))
        return redirect("programmes")
    modules = it.programme.modules.select_related("course")
    context = {"form": form, "it": it, "modules": modules, "days": days_of(it.programme)}
    return render(request, "induction/participation_answer.html", context)


@policy("tick_module", methods="POST")
def participation_ticks(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say that a module that no roll tells of is done, or not after all."""
    it = found_participation(request, pk)
    request.seat.require("tick_module", it)
    said = request.POST.get("module", "")
    one = it.programme.modules.filter(pk=int(said) if re.fullmatch(NUMBER, said) else 0).first()
    if one is None:
        messages.error(request, _("The module is not there any more."))
        return redirect("participation", pk=it.pk)
    try:
        tick(it, one, done=request.POST.get("done") == "yes", by=request.seat)
    except NotTicked:
        messages.error(request, _("The course's own list tells who was there."))
    except Over:
        messages.error(request, settled(it))
    else:
        messages.success(request, _("It is saved."))
    return redirect("participation", pk=it.pk)


@policy("end_participation", methods="GET POST")
def participation_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """Complete the programme when all is done, or leave it; nobody is asked why."""
    it = found_participation(request, pk)
    request.seat.require("end_participation", it)
    if it.stage != Stage.TAKING:
        messages.info(request, settled(it))
        return redirect("participation", pk=it.pk)
    context = participation_page(it, request.seat)
    completes = context["progress"].is_through
    if request.method == "POST":
        try:
            end(it, completed=completes, today=timezone.localdate(), by=request.seat)
        except (NotThrough, Over):
            messages.error(request, _("Something changed just now. Look again."))
        else:
            messages.success(
                request,
                _("The programme is completed.") if completes else _("The part is ended."),
            )
        return redirect("participation", pk=it.pk)
    context["completes"] = completes
    return render(request, "induction/participation_end.html", context)
