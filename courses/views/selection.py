"""Choosing among those who applied, and the seats that authorities say they need."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import words
from courses.actions.needs import declare
from courses.actions.select import select
from courses.division_forms import NeedsForm, SelectionForm
from courses.hiding import shown_name
from courses.models import DeclaredNeed, Enrolment, Run
from courses.rules import Mode
from members.models import Membership
from network.middleware import NetworkRequest
from network.permissions import policy


def _run(request: NetworkRequest, pk: int, mode: Mode) -> Any:
    runs = Run.objects.seen_by(request.seat).with_seats().select_related("course")
    return get_object_or_404(runs, pk=pk, mode=mode)


@policy("divide_seats", methods="GET POST")
def run_selection(request: NetworkRequest, pk: int) -> HttpResponse:
    """Choose who gets the seats of a run that are given by selection, and say what decided."""
    run = _run(request, pk, Mode.SELECTION)
    rows = (
        Enrolment.objects.seen_by(request.seat)
        .filter(run=run, state=Enrolment.State.APPLIED)
        .select_related("person", "membership__authority")
        .order_by("number")
    )
    applicants = [
        (row.pk, f"{shown_name(row.person, request.seat)}, {row.membership.short_name}")
        for row in rows
    ]
    form = SelectionForm(request.POST or None, applicants=applicants, seats=run.free)
    if request.method == "POST" and form.is_valid():
        made = select(
            run,
            form.cleaned_data["people"],
            by=request.seat,
            reason=form.cleaned_data["reason"],
            others_wait=form.cleaned_data["wait"],
        )
        messages.success(request, _("The seats are given out, and everybody gets a letter."))
        return redirect("division", pk=made.pk)
    return render(
        request,
        "courses/selection_form.html",
        {
            "run": run,
            "form": form,
            "applicants": len(applicants),
            "when": words.when_of(run),
        },
    )


@policy("declare_need", methods="GET POST")
def run_declared_needs(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say how many seats one's authority needs; coordinators for all."""
    run = _run(request, pk, Mode.SHARES)
    today = timezone.localdate()
    members = [
        member
        for member in Membership.objects.select_related("authority").order_by("authority__name")
        if member.is_active(today)
        and (request.seat.scope.whole or member.pk in request.seat.scope.memberships)
    ]
    declared = dict(
        DeclaredNeed.objects.filter(run=run, membership__in=members).values_list(
            "membership", "seats"
        )
    )
    form = NeedsForm(request.POST or None, members=members, declared=declared)
    if request.method == "POST" and form.is_valid():
        declare(run, form.needs(), by=request.seat)
        messages.success(request, _("The need is declared."))
        return redirect("run", pk=run.pk)
    return render(
        request,
        "courses/needs_form.html",
        {"run": run, "form": form, "when": words.when_of(run)},
    )
