"""The year wheel: as everybody sees it, and its steps as the coordinator keeps them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions import wheel as acts
from governance.models import WheelStep
from governance.wheel.drawing import draw_wheel
from governance.wheel.forms import StepForm
from governance.wheel.page import steps_now, tasks_now, year_of
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said


def _found(request: NetworkRequest, pk: int) -> WheelStep:
    rows = WheelStep.objects.seen_by(request.seat).select_related("body")
    it: WheelStep = get_object_or_404(rows, pk=pk)
    return it


@policy("see_wheel")
def wheel(request: NetworkRequest) -> HttpResponse:
    """The network's year as a wheel and a list, with this year's task of each step."""
    today = timezone.localdate()
    seat = request.seat
    steps = year_of(seat)
    keeps = seat.may("keep_wheel")
    tasks = tasks_now(seat, today)
    context = {
        "wheel": draw_wheel(steps, today),
        "steps": steps_now(steps, today, tasks),
        "week": today.isocalendar().week,
        "keeps": keeps,
        "tasks": bool(tasks) or seat.scope.whole,
        "ended": WheelStep.objects.seen_by(seat).exclude(ended_at=None) if keeps else [],
    }
    return render(request, "governance/wheel.html", context)


@policy("keep_wheel", methods="GET POST")
def wheel_step_new(request: NetworkRequest) -> HttpResponse:
    """Write a step that comes back each year."""
    month = timezone.localdate().month
    fresh = WheelStep(first_month=month, first_day=1, last_month=month, last_day=28)
    return _step(request, fresh, _("Write a step"))


@policy("keep_wheel", methods="GET POST")
def wheel_step(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a step."""
    return _step(request, _found(request, pk), _("Change the step"))


def _step(request: NetworkRequest, step: WheelStep, title: str) -> HttpResponse:
    form = StepForm(request.POST or None, instance=step)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.save_step(form.save(commit=False), by=request.seat)
            messages.success(request, _("The step is kept."))
            return redirect("wheel")
    context = {"form": form, "step": step, "title": title}
    return render(request, "governance/wheel_step.html", context)


@policy("keep_wheel", methods="GET POST")
def wheel_step_ending(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a step out of the year."""
    step = _found(request, pk)
    if request.method == "POST":
        with refusals_said(request):
            acts.end_step(step, by=request.seat)
            messages.success(request, _("The step does not come back. You can put it back."))
        return redirect("wheel")
    return render(request, "governance/wheel_step_ending.html", {"step": step})


@policy("keep_wheel", methods="POST")
def wheel_step_return(request: NetworkRequest, pk: int) -> HttpResponse:
    """Put a step back into the year."""
    step = _found(request, pk)
    with refusals_said(request):
        acts.return_step(step, by=request.seat)
        messages.success(request, _("The step comes back each year again."))
    return redirect("wheel")
