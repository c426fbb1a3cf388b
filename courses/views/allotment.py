"""Seats that are an authority's own: given out, named, handed on."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import F, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import words
from courses.actions import names as lists
from courses.actions.allotments import give_out, hand_on
from courses.actions.enrol_many import Overtaken
from courses.allotment_forms import FIELDS_AT_ONCE, AllotmentsForm, MoveForm, NamingForm
from courses.models import Allotment, Enrolment, Run, SeatCount, Session
from courses.participants import shown
from courses.plans.publishing import OVER
from courses.rules import RunState
from courses.seats import SeatRefused
from members.models import Membership, Person
from network.middleware import NetworkRequest
from network.permissions import policy
from network.sorting import swedish_key

OFFERED = 500  # names in the type-ahead


@policy("keep_courses", methods="GET POST")
def run_allotments(request: NetworkRequest, pk: int) -> HttpResponse:
    """Give the seats of a run out to the authorities, firm and optional, until a day."""
    runs = Run.objects.seen_by(request.seat).with_seats().select_related("course")
    run = get_object_or_404(runs, pk=pk)
    there = list(Allotment.objects.seen_by(request.seat).filter(run=run, released_at=None))
    used = sum(lot.used for lot in there)
    members = Membership.objects.on(timezone.localdate()).select_related("authority")
    form = AllotmentsForm(
        request.POST or None,
        members=members.order_by(swedish_key("authority__name"), "part"),
        there=there,
        room=run.capacity - (run.taken - used) - run.held,
        last=timezone.localtime(run.begins_at).date() if run.begins_at else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            told = give_out(run, form.wishes(), by=request.seat)
        except SeatRefused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _given(told))
            return redirect("run_allotments", pk=run.pk)
    return render(
        request,
        "courses/run_allotments.html",
        {
            "run": run,
            "form": form,
            "when": words.when_of(run),
            "total": form.total(),
            "others": run.taken - used + run.held,
        },
    )


def _given(told: int) -> str:
    if not told:
        return _("The seats are kept as you wrote.")
    return ngettext(
        "The seats are kept. %(n)s authority is told by mail.",
        "The seats are kept. %(n)s authorities are told by mail.",
        told,
    ) % {"n": told}


@policy("see_our_seats")
def our_seats(request: NetworkRequest) -> HttpResponse:
    """The seats that are one's authority's own, and which of them have no name yet."""
    ordered = Prefetch("run__sessions", Session.objects.order_by("starts_at"))
    lots = (
        Allotment.objects.filter(membership__in=request.seat.scope.memberships)
        .select_related("run__course", "membership__authority")
        .prefetch_related(ordered)
        .order_by(F("run__begins_at").asc(nulls_last=True), "run", "kind")
    )
    now = timezone.now()
    called_off = {"run__state": RunState.CANCELLED, "run__begins_at": None}
    grouped = _grouped(lots.exclude(**called_off))
    coming = [
        row
        for row in grouped
        if row["run"].state not in OVER and (row["run"].begins_at or now) >= now
    ]
    return render(
        request,
        "courses/our_seats.html",
        {
            "coming": coming,
            "earlier": [row for row in reversed(grouped) if row not in coming],
            "several": len(request.seat.scope.memberships) > 1,
            "unnamed": sum(row["unnamed"] for row in coming),
            "costs": request.seat.may("see_own_costs"),
        },
    )


def _grouped(lots: Iterable[Allotment]) -> list[dict[str, Any]]:
    """A row a run and authority, its firm and optional seats together."""
    rows: dict[tuple[int, int], dict[str, Any]] = {}
    for lot in lots:
        row = rows.setdefault(
            (lot.run_id, lot.membership_id),
            {
                "lot": lot,
                "run": lot.run,
                "member": lot.membership.short_name,
                "when": words.when_of(lot.run),
                "seats": 0,
                "used": 0,
                "unnamed": 0,
                "optional": 0,
                "release_on": None,
            },
        )
        row["seats"] += lot.used if lot.released_at else lot.seats
        row["used"] += lot.used
        row["unnamed"] += lot.unnamed
        if lot.kind == Allotment.Kind.OPTIONAL:
            row["optional"] += lot.unnamed
        if lot.unnamed and lot.release_on:
            row["release_on"] = min(filter(None, (row["release_on"], lot.release_on)))
    for row in rows.values():
        row["left"] = until(row["release_on"], timezone.localdate())
    return list(rows.values())


def until(day: date | None, today: date) -> str:
    """How long seats without names are still kept."""
    if day is None:
        return ""
    days = (day - today).days
    if days <= 0:
        return _("go to all today")
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}


def _lot(request: NetworkRequest, pk: int) -> Allotment:
    lots = Allotment.objects.seen_by(request.seat).select_related(
        "run__course", "run__network", "membership__authority"
    )
    lot: Allotment = get_object_or_404(lots, pk=pk)
    request.seat.require("move_allotment", lot)
    return lot


@policy("move_allotment", methods="GET POST")
def allotment(request: NetworkRequest, pk: int) -> HttpResponse:
    """Put names on an authority's seats of a run."""
    lot = _lot(request, pk)
    lots = list(Allotment.objects.filter(run=lot.run_id, membership=lot.membership_id))
    [row] = _grouped([_with(one, lot) for one in lots])
    form = NamingForm(request.POST or None, first=row["used"] + 1, seats=row["unnamed"])
    if request.method == "POST" and form.is_valid():
        return _named(request, lot, form)
    named = list(
        Enrolment.objects.answered_for_by(request.seat)
        .filter(allotment__in=lots, state__in=Enrolment.HOLDING)
        .select_related("person", "membership__authority", "group")
        .order_by("number")
    )
    return render(
        request,
        "courses/allotment.html",
        {
            "lot": lot,
            "run": lot.run,
            "row": row,
            "named": [{"no": _("Seat %(n)s") % {"n": place}, **line}
                      for place, line in enumerate(shown(named, request.seat), 1)],
            "form": form,
            "more": max(0, row["unnamed"] - FIELDS_AT_ONCE),
            "movable": [one for one in lots if one.unnamed],
            "offered": _people(request, lot) if row["unnamed"] else [],
            "free": SeatCount.objects.get(run=lot.run_id),
        },
    )  # fmt: skip


def _with(one: Allotment, lot: Allotment) -> Allotment:
    one.run, one.membership = lot.run, lot.membership
    return one


def _people(request: NetworkRequest, lot: Allotment) -> list[str]:
    """Those of the authority who are not on the run, for the type-ahead."""
    there = Enrolment.objects.active().filter(run=lot.run_id).values("person")
    people = Person.objects.kept_by(request.seat).on(timezone.localdate())
    rows = people.filter(membership=lot.membership_id).exclude(pk__in=there)
    named = rows.order_by(swedish_key("name")).values_list("name", "email")[:OFFERED]
    return [f"{name} <{address}>" for name, address in named]


def _named(request: NetworkRequest, lot: Allotment, form: NamingForm) -> HttpResponse:
    """Enrol those named at once when all is clear, else show what becomes of each."""
    kept = lists.keep(lot.run, form.rows(), by=request.seat, membership_id=lot.membership_id)
    looked = lists.look(kept, by=request.seat)
    if not all(one.makes and not one.new and not one.clash for one in looked):
        return redirect("name_list", pk=kept.pk)
    try:
        lists.apply(kept.pk, None, by=request.seat)
    except Overtaken:
        return redirect("name_list", pk=kept.pk)
    told = ngettext(
        "%(n)s name is saved. A letter with the days is on its way.",
        "%(n)s names are saved. Letters with the days are on their way.",
        len(looked),
    )
    messages.success(request, told % {"n": len(looked)})
    return redirect("allotment", pk=lot.pk)


@policy("move_allotment", methods="GET POST")
def allotment_move(request: NetworkRequest, pk: int) -> HttpResponse:
    """Hand seats without names to another authority, or back to all; both are told."""
    lot = _lot(request, pk)
    members = Membership.objects.on(timezone.localdate()).exclude(pk=lot.membership_id)
    members = members.select_related("authority").order_by(swedish_key("authority__name"), "part")
    form = MoveForm(request.POST or None, lot=lot, members=members)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            hand_on(lot, said["seats"], to=said["to"], reason=said["reason"], by=request.seat)
        except SeatRefused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _moved(said["seats"], said["to"]))
            return redirect("allotment", pk=lot.pk)
    return render(
        request,
        "courses/allotment_move.html",
        {
            "lot": lot,
            "run": lot.run,
            "form": form,
            "when": words.when_of(lot.run),
            "left": until(lot.release_on, timezone.localdate()),
        },
    )


def _moved(seats: int, to: Membership | None) -> str:
    if to is None:
        told = ngettext("%(n)s seat is given back.", "%(n)s seats are given back.", seats)
        return told % {"n": seats}
    told = ngettext("%(n)s seat went to %(name)s.", "%(n)s seats went to %(name)s.", seats)
    return told % {"n": seats, "name": to.name}
