"""What one does with several participants at once, or with the order of the line."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import emails, words
from courses.actions.late_fee import consequence
from courses.actions.offer import take_free_seat
from courses.actions.priority import prioritise
from courses.actions.run_letters import write_to
from courses.actions.withdraw import AlreadyWithdrawn, withdraw
from courses.hiding import shown_name
from courses.models import Enrolment, Run, RunLetter
from courses.participant_forms import LetterForm, PriorityForm, ReasonForm
from courses.querysets import places_in_line
from courses.rules import may_withdraw
from courses.seats import SeatRefused
from network.middleware import NetworkRequest
from network.permissions import policy

MOST = 500  # at once


def _run(request: NetworkRequest, pk: int) -> Any:
    runs = Run.objects.seen_by(request.seat).with_seats().select_related("course", "network")
    return get_object_or_404(runs, pk=pk)


def _chosen(request: NetworkRequest, run: Run) -> list[Enrolment]:
    """The active enrolments that were ticked, among those that one answers for."""
    ids = [int(pk) for pk in request.POST.getlist("chosen")[:MOST] if pk.isdecimal()]
    rows = Enrolment.objects.answered_for_by(request.seat).active().filter(run=run, pk__in=ids)
    return list(
        rows.select_related("person__user", "run__course", "run__network").order_by("number")
    )


def _page(request: NetworkRequest, run: Run, rows: list[Enrolment]) -> dict[str, Any]:
    return {
        "run": run,
        "rows": rows,
        "names": [shown_name(row.person, request.seat) for row in rows],
        "when": words.when_of(run),
        "once": uuid.uuid4(),
    }


def _nobody(request: NetworkRequest, run: Run) -> HttpResponse:
    messages.error(request, _("Nobody was chosen. Tick the boxes before the names first."))
    return redirect("run_participants", pk=run.pk)


@policy("see_participants", methods="POST")
def run_withdrawals(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say what it costs to withdraw those chosen and who gets their seats; then withdraw them."""
    run = _run(request, pk)
    rows = _chosen(request, run)
    if not rows:
        return _nobody(request, run)
    if not may_withdraw(run.begins_at, now=timezone.now()):
        messages.info(request, _("The course has begun, so nobody withdraws from it any more."))
        return redirect("run_participants", pk=run.pk)
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    if form.is_valid():
        gone = 0
        for row in rows:
            try:
                withdraw(row, by=request.seat, reason=form.cleaned_data["reason"])
                gone += 1
            except AlreadyWithdrawn:
                continue
        told = ngettext("%(n)s person is withdrawn.", "%(n)s people are withdrawn.", gone)
        messages.success(request, told % {"n": gone})
        return redirect("run_participants", pk=run.pk)
    costs = [consequence(row).fee for row in rows]
    fees = sum(costs)
    seated = sum(row.state == Enrolment.State.ENROLLED for row in rows)
    return render(
        request,
        "courses/run_withdrawals.html",
        {
            **_page(request, run, rows),
            "form": form,
            "fee": words.fee(fees) if fees else "",
            "seated": seated,
            "moves_up": min(seated, run.waiting),
            "letter": emails.withdrawal_shown(
                rows[0], words.fee(costs[0]) if costs[0] else "", own=False
            ),
        },
    )


@policy("write_to_participants", methods="POST")
def run_letters(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write to those chosen: a message of one's own, or a reminder of the days."""
    run = _run(request, pk)
    rows = _chosen(request, run)
    if not rows:
        return _nobody(request, run)
    form = LetterForm(request.POST if "kind" in request.POST else None)
    if form.is_valid():
        write_to(run, rows, by=request.seat, **form.said())
        told = ngettext(
            "A letter to %(n)s person is on its way.",
            "Letters to %(n)s people are on their way.",
            len(rows),
        )
        messages.success(request, told % {"n": len(rows)})
        return redirect("run_participants", pk=run.pk)
    shown = {**_page(request, run, rows), "form": form, "kinds": RunLetter.Kind}
    return render(request, "courses/run_letters.html", shown)


@policy("keep_courses", methods="POST")
def enrolment_placement(request: NetworkRequest, pk: int) -> HttpResponse:
    """In the last hours, when nobody is asked any more, give a free seat to somebody in line."""
    rows = Enrolment.objects.seen_by(request.seat).select_related("run__course", "person")
    row = get_object_or_404(rows, pk=pk)
    try:
        take_free_seat(row, by=request.seat)
    except SeatRefused as refused:
        messages.error(request, refused.sentence)
    else:
        told = _("%(who)s has a seat on %(course)s.")
        who = shown_name(row.person, request.seat)
        messages.success(request, told % {"who": who, "course": row.run.course.title})
    return redirect("run_participants", pk=row.run_id)


@policy("keep_courses", methods="GET POST")
def enrolment_priority(request: NetworkRequest, pk: int) -> HttpResponse:
    """Put somebody before or behind the others in the line; the reason is kept and shown."""
    rows = Enrolment.objects.seen_by(request.seat).select_related("run__course", "person")
    row = get_object_or_404(rows, pk=pk)
    if row.state != Enrolment.State.WAITING:
        messages.info(request, _("Only those who wait in line have an order."))
        return redirect("run_participants", pk=row.run_id)
    form = PriorityForm(request.POST or None, initial={"priority": row.priority or 1})
    if request.method == "POST" and form.is_valid():
        prioritise(
            row,
            form.cleaned_data["priority"],
            by=request.seat,
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("The order of the line is changed."))
        return redirect("run_participants", pk=row.run_id)
    return render(
        request,
        "courses/enrolment_priority.html",
        {
            "form": form,
            "enrolment": row,
            "run": row.run,
            "name": shown_name(row.person, request.seat),
            "place": places_in_line([row.pk]).get(row.pk),
            "given": row.priorities.order_by("-at"),
        },
    )
