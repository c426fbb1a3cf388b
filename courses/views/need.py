"""Special needs: told by the person, counted for the caterer, named only where it must be."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from courses import words
from courses.actions import need
from courses.after_forms import NeedForm
from courses.models import Enrolment, Run, SpecialNeed
from network.middleware import NetworkRequest
from network.permissions import policy

DIETS = dict(SpecialNeed.Diet.choices)


@sensitive_post_parameters()  # type: ignore[untyped-decorator, unused-ignore]
@policy("tell_needs", methods="GET POST")
@sensitive_variables()
def enrolment_needs(request: NetworkRequest, pk: int) -> HttpResponse:
    """Tell what one needs to eat and to take part, and see when it is deleted."""
    mine = Enrolment.objects.of(request.seat).active().select_related("run__course")
    enrolment = get_object_or_404(mine, pk=pk)
    told = SpecialNeed.objects.filter(enrolment=enrolment).first()
    sent = request.POST if request.method == "POST" else None  # an empty form is an answer
    form = NeedForm(sent, instance=told)
    if request.method == "POST" and form.is_valid():
        need.tell(
            enrolment,
            form.cleaned_data["diets"],
            form.cleaned_data["diet_text"],
            form.cleaned_data["access_text"],
        )
        messages.success(request, _("Your needs are kept for this course only."))
        return redirect("my_courses")
    gone = need.gone_on(enrolment.run)
    return render(
        request,
        "courses/enrolment_needs.html",
        {
            "form": form,
            "enrolment": enrolment,
            "when": words.when_of(enrolment.run),
            "told": told is not None,
            "gone": date_format(gone, "j F Y") if gone else "",
        },
    )


@policy("tell_needs", methods="POST")
def enrolment_needs_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Delete what one told, at once."""
    enrolment = get_object_or_404(Enrolment.objects.of(request.seat), pk=pk)
    need.forget(enrolment)
    messages.success(request, _("What you told is deleted."))
    return redirect("my_courses")


def _run(request: NetworkRequest, pk: int) -> Any:
    runs = Run.objects.seen_by(request.seat).with_seats().select_related("course")
    return get_object_or_404(runs, pk=pk)


def _counted(run: Run) -> dict[str, Any]:
    counts = need.diet_counts(run)
    gone = need.gone_on(run)
    return {
        "run": run,
        "when": words.when_of(run),
        "counts": [
            {
                "what": ", ".join([*(str(DIETS[diet]) for diet in one.diets), *_said(one.text)]),
                "people": one.people,
            }
            for one in counts
        ],
        "special": sum(one.people for one in counts),
        "access": need.access_count(run),
        "gone": date_format(gone, "j F Y") if gone else "",
    }


def _said(text: str) -> list[str]:
    return [text] if text else []


@policy("count_needs")
def run_needs(request: NetworkRequest, pk: int) -> HttpResponse:
    """How many eat what, to send to the caterer; no names."""
    run = _run(request, pk)
    context = _counted(run)
    context["usual"] = max(run.taken - context["special"], 0)
    context["may_meet"] = request.seat.may("meet_needs")
    return render(request, "courses/run_needs.html", context)


@policy("meet_needs", methods="POST")
def run_need_names(request: NetworkRequest, pk: int) -> HttpResponse:
    """Who needs what to be able to take part; asking for it is written in the journal."""
    run = _run(request, pk)
    context = {"run": run, "needs": need.access_needs(run, by=request.seat)}
    return render(request, "courses/run_need_names.html", context)
