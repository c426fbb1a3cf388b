"""Giving out seats that are shared or drawn: looked at before, published after, repeated by all."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from courses import divided, explanations, words
from courses.actions import divide
from courses.actions import division_placement as placing
from courses.division_forms import SetAsideForm
from courses.models import Division, Outcome, Run
from network.actions.job import JobRefused
from network.middleware import NetworkRequest
from network.models import Job
from network.permissions import policy


def _found(request: NetworkRequest, pk: int) -> Division:
    seen = Division.objects.seen_by(request.seat).select_related("run__course", "lead__run__course")
    found: Division = get_object_or_404(seen, pk=pk)
    return found.lead or found


@policy("see_divisions")
def division(request: NetworkRequest, pk: int) -> HttpResponse:
    """What will happen, what would happen, or what happened: by the division's state."""
    return _page(request, _found(request, pk), SetAsideForm())


def _page(request: NetworkRequest, found: Division, form: SetAsideForm) -> HttpResponse:
    divides = request.seat.may("divide_seats")
    facts: dict[str, Any] = {
        "division": found,
        "run": found.run,
        "when": words.when_of(found.run),
        "steps": explanations.algorithm(found.mode),
        "divides": divides,
    }
    if found.state == Division.State.SEALED:
        facts["job"] = _job(found)
        facts["why_not"] = divide.why_not(found.run) if divides else ""
        return render(request, "courses/division_sealed.html", facts)
    rows = divided.rows_of(found, request.seat)
    facts |= {
        "rows": rows,
        "chart": divided.chart_of(rows),
        "seats": sum(found.inputs.get("seats", {}).values()),
        "applications": len(found.inputs.get("applications", [])),
        "together": found.together.select_related("run").order_by("run"),
    }
    if found.state == Division.State.MADE:
        facts["people"] = divided.people_of(found, request.seat)
        facts["form"] = form
        return render(request, "courses/division_preview.html", facts)
    mine = Outcome.objects.filter(division=found, person__in=request.seat.scope.people)
    facts["mine"] = [explanations.sentences(one.why) for one in mine[:1]]
    facts["ours"] = [
        (row.name, explanations.for_authority(row.facts))
        for row in rows
        if row.facts["id"] in request.seat.scope.memberships
    ]
    return render(request, "courses/division_detail.html", facts)


def _job(found: Division) -> Job | None:
    latest: Job | None = (
        Job.objects.filter(name=divide.JOB, key=f"run:{found.run_id}").order_by("-pk").first()
    )
    return latest


@policy("divide_seats")
def division_progress(request: NetworkRequest, pk: int) -> HttpResponse:
    """The fragment that shows how far the dividing has come; asked for every other second."""
    found = _found(request, pk)
    job = _job(found)
    response = render(request, "courses/division_progress.html", {"division": found, "job": job})
    if job is None or job.over:
        response["HX-Refresh"] = "true"
    return response


@policy("divide_seats", methods="POST")
def run_division(request: NetworkRequest, pk: int) -> HttpResponse:
    """Have the seats of a run divided; nobody is told yet."""
    run = get_object_or_404(Run.objects.seen_by(request.seat), pk=pk)
    found = Division.objects.under_way().filter(run=run).first()
    try:
        divide.order(run, by=request.seat)
    except (divide.NotDivided, JobRefused) as refusal:
        messages.error(request, str(refusal))
    return redirect("division", pk=found.pk) if found else redirect("run", pk=run.pk)


@policy("divide_seats", methods="POST")
def division_placement(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say yes to what would happen: seats, places in line and letters."""
    found = _found(request, pk)
    try:
        placing.place_division(found, by=request.seat)
    except divide.NotDivided as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The seats are given out, and everybody gets a letter."))
    return redirect("division", pk=found.pk)


@policy("divide_seats", methods="POST")
def division_setting_aside(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say no, and why; the seats can be divided again with a new seed."""
    found = _found(request, pk)
    form = SetAsideForm(request.POST)
    if not form.is_valid() and found.state == Division.State.MADE:
        return _page(request, found, form)
    try:
        placing.set_aside(found, by=request.seat, reason=form.cleaned_data.get("reason", ""))
    except divide.NotDivided as refusal:
        messages.error(request, str(refusal))
        return redirect("division", pk=found.pk)
    messages.success(request, _("Set aside. Nobody was told, and a new seed is sealed."))
    return redirect("run", pk=found.run_id)


@policy("see_divisions", methods="POST")
def division_repetition(request: NetworkRequest, pk: int) -> HttpResponse:
    """Divide once more from what was published, and compare."""
    found = _found(request, pk)
    if found.mode == "selection" or found.state == Division.State.SEALED:
        messages.info(request, _("There is nothing to repeat."))
        return redirect("division", pk=found.pk)
    if placing.repeated(found):
        messages.success(
            request, _("Divided once more: the same people got seats, to the last digit.")
        )
    else:
        messages.error(request, _("Divided once more, and something else came out."))
    return redirect("division", pk=found.pk)


@policy("see_divisions")
def division_inputs(request: NetworkRequest, pk: int) -> HttpResponse:
    """Everything the division rests on and came to, as JSON, by application numbers alone."""
    found = _found(request, pk)
    together = [found, *found.together.order_by("run")]
    response = JsonResponse(
        {
            "seeds": [
                {"run": one.run_id, "commitment": one.commitment, "seed": one.seed}
                for one in together
            ],
            "fingerprint": found.fingerprint,
            "inputs": found.inputs,
            "placed": found.result.get("placed", {}),
            "line": found.result.get("line", {}),
        },
        json_dumps_params={"indent": 1, "sort_keys": True},
    )
    response["Content-Disposition"] = f'attachment; filename="fordelning-{found.pk}.json"'
    return response
