"""The steps of an idea that a coordinator takes; each tells the proposer."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance.actions import idea as acts
from governance.ideas.forms import DeclineForm, DiscussForm, OutcomeForm, TrialForm, WordsForm
from governance.models import Idea
from governance.views.idea import found_idea
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


def _asked(
    request: NetworkRequest,
    it: Idea,
    form: Any,
    step: Callable[[dict[str, Any]], None],
    title: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            step(form.cleaned_data)
            messages.success(request, _("Noted. The proposer gets a letter."))
            return redirect("idea", pk=it.pk)
    context = {"it": it, "form": form, "title": title, "verb": title}
    return render(request, "governance/idea_step.html", context)


@policy("shape_idea", methods="GET POST")
def idea_discussion(request: NetworkRequest, pk: int) -> HttpResponse:
    """Put an idea before a body."""
    it = found_idea(request, pk)
    form = DiscussForm(request.POST or None)

    def step(said: dict[str, Any]) -> None:
        acts.discuss(it, form.bodies[said["body"]], said["words"], by=request.seat)

    return _asked(request, it, form, step, _("Put on an agenda"))


@policy("shape_idea", methods="GET POST")
def idea_shaping(request: NetworkRequest, pk: int) -> HttpResponse:
    """Open an idea for everybody to shape."""
    it = found_idea(request, pk)
    form = WordsForm(request.POST if request.method == "POST" else None)
    return _asked(
        request, it, form,
        lambda said: acts.shape(it, said["words"], by=request.seat),
        _("Shape it together"),
    )  # fmt: skip


@policy("shape_idea", methods="GET POST")
def idea_trial(request: NetworkRequest, pk: int) -> HttpResponse:
    """Try an idea for a time."""
    it = found_idea(request, pk)
    form = TrialForm(request.POST or None)

    def step(said: dict[str, Any]) -> None:
        span = said["first"], said["last"]
        acts.try_out(it, *span, said["find_out"], said["words"], by=request.seat)

    return _asked(request, it, form, step, _("Try it"))


@policy("shape_idea", methods="GET POST")
def idea_outcome(request: NetworkRequest, pk: int) -> HttpResponse:
    """Note what an idea became."""
    it = found_idea(request, pk)
    form = OutcomeForm(request.POST or None)

    def step(said: dict[str, Any]) -> None:
        acts.become(it, said["became"], said["link"], said["words"], by=request.seat)

    return _asked(request, it, form, step, _("Note what it became"))


@policy("shape_idea", methods="GET POST")
def idea_declination(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say no, with the reason."""
    it = found_idea(request, pk)
    form = DeclineForm(request.POST or None)
    return _asked(
        request, it, form,
        lambda said: acts.decline(it, said["words"], by=request.seat),
        _("Decline"),
    )  # fmt: skip
