"""The festival's timetable as the coordinators make it, and one's own timetable."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from courses import words
from courses.actions.festival_place import keep_places
from courses.actions.timetable import (
    Contradiction,
    clashes_of,
    lay_times,
    move_items,
    propose_timetable,
)
from courses.calendar import run_calendar
from courses.festivals.forms import BasePlaceFormSet, GridForm, PlaceFormSet, TimesForm
from courses.festivals.timetable import Clash, Why
from courses.models import Enrolment, Festival, FestivalItem, FestivalSlot
from members.models import Membership, Person
from network.calendar import together
from network.middleware import NetworkRequest
from network.permissions import policy
from network.sorting import swedish_key
from network.tables import download


@policy("keep_festivals", methods="GET POST")
def timetable(request: NetworkRequest, pk: int) -> HttpResponse:
    """Where each item stands, what clashes, and who hosts: kept by hand."""
    it = _found(request, pk)
    items = list(_accepted(it))
    slots, places = list(it.slots.all()), list(it.places.all())
    members = _members(it)
    form = GridForm(request.POST or None, items=items, slots=slots, places=places, members=members)
    if request.method == "POST" and form.is_valid():
        try:
            move_items(it, form.where(), form.pinned(), form.hosts(), by=request.seat)
        except Contradiction as refused:
            for sentence in sentences(refused.clashes, items):
                form.add_error(None, sentence)
        else:
            messages.success(request, _("The timetable is kept."))
            return redirect("timetable", pk=it.pk)
    clashes = clashes_of(it)
    return render(
        request,
        "courses/timetable.html",
        {
            "festival": it,
            "form": form,
            "clashes": sentences(clashes, items),
            "days": _grid(form, items, slots),
            "left": [_line(form, item) for item in items if item.slot_id is None],
            "placed": sum(1 for item in items if item.slot_id),
            "items": len(items),
            "cells": len(slots) * len(places),
            "hosting": _hosting(slots, members),
        },
    )


def _found(request: NetworkRequest, pk: int) -> Festival:
    found: Festival = get_object_or_404(Festival.objects.seen_by(request.seat), pk=pk)
    return found


def _accepted(it: Festival) -> Any:
    return (
        FestivalItem.objects.accepted()
        .filter(festival=it)
        .select_related("membership__authority", "slot", "place")
        .order_by("place__name", "pk")
    )


def _members(it: Festival) -> list[Membership]:
    return list(
        Membership.objects.on(it.first_day)
        .select_related("authority")
        .order_by(swedish_key("authority__name"), "pk")
    )


def _line(form: GridForm, item: FestivalItem) -> dict[str, Any]:
    return {"item": item, "cell": form[f"item_{item.pk}"], "pin": form[f"pin_{item.pk}"]}


def _grid(
    form: GridForm, items: list[FestivalItem], slots: list[FestivalSlot]
) -> list[dict[str, Any]]:
    """The days with their times, and under each time what stands there."""
    days: dict[Any, dict[str, Any]] = {}
    for slot in slots:
        starts = timezone.localtime(slot.starts_at)
        day = days.setdefault(
            starts.date(), {"title": capfirst(date_format(starts, "l j F")), "times": []}
        )
        day["times"].append(
            {
                "slot": slot,
                "host": form[f"host_{slot.pk}"],
                "lines": [_line(form, item) for item in items if item.slot_id == slot.pk],
            }
        )
    return list(days.values())


def _hosting(slots: list[FestivalSlot], members: list[Membership]) -> list[dict[str, Any]]:
    """How often each authority hosts, most often first."""
    counts = {member.pk: 0 for member in members}
    for slot in slots:
        if slot.host_id in counts:
            counts[slot.host_id] += 1
    names = {member.pk: member.short_name for member in members}
    hosting = [{"name": names[pk], "times": n} for pk, n in counts.items() if n]
    return sorted(hosting, key=lambda row: -cast(int, row["times"]))


def sentences(clashes: list[Clash], items: list[FestivalItem]) -> list[str]:
    """What clashes, in words that name both."""
    title = {item.pk: item.title for item in items}
    said = {
        Why.SAME_PLACE: _("“%(item)s” and “%(other)s” stand in the same place at the same time."),
        Why.SAME_PRESENTER: _("“%(item)s” and “%(other)s” have a presenter in common."),
        Why.SAME_AUTHORITY: _("“%(item)s” and “%(other)s” are shown by the same authority."),
        Why.TOO_LONG: _("“%(item)s” is longer than its time."),
        Why.TOO_SMALL: _("“%(item)s” wants more seats than its place has."),
        Why.WRONG_ROOM: _("“%(item)s” stands in the wrong kind of place: digital or on site."),
    }
    return [
        said[clash.why]
        % {"item": title.get(clash.item, ""), "other": title.get(clash.other or 0, "")}
        for clash in clashes
    ]


@policy("keep_festivals", methods="POST")
def timetable_proposal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let the portal place everything that is not pinned."""
    it = _found(request, pk)
    try:
        made = propose_timetable(it, by=request.seat)
    except Contradiction as refused:
        messages.error(request, " ".join(sentences(refused.clashes, list(_accepted(it)))))
        return redirect("timetable", pk=it.pk)
    if made.left:
        messages.warning(
            request,
            _("%(placed)s items have a time. %(left)s found none: add times or places.")
            % {"placed": len(made.placed), "left": len(made.left)},
        )
    else:
        messages.success(
            request,
            _("All %(placed)s items have a time, and %(met)s of %(wishes)s wishes are met.")
            % {"placed": len(made.placed), "met": made.wishes_met, "wishes": made.wishes},
        )
    return redirect("timetable", pk=it.pk)


@policy("keep_festivals", methods="GET POST")
def timetable_grid(request: NetworkRequest, pk: int) -> HttpResponse:
    """The times of each day, and the rooms."""
    it = _found(request, pk)
    spans = sorted(
        {
            f"{timezone.localtime(s.starts_at):%H.%M}–{timezone.localtime(s.ends_at):%H.%M}"
            for s in it.slots.all()
        }
    )
    places = [
        {"id": place.pk, "name": place.name, "seats": place.seats, "digital": place.digital}
        for place in it.places.all()
    ]
    form = TimesForm(request.POST or None, initial={"times": "\n".join(spans)})
    rooms = cast(
        BasePlaceFormSet, PlaceFormSet(request.POST or None, initial=places, prefix="rooms")
    )
    if request.method == "POST" and form.is_valid() and rooms.is_valid():
        stayed = keep_places(it, rooms.rows(), by=request.seat)
        lay_times(it, form.cleaned_data["times"], by=request.seat)
        if stayed:
            messages.warning(
                request,
                _("These places have items and stay: %(places)s.") % {"places": ", ".join(stayed)},
            )
        else:
            messages.success(request, _("The times and the places are kept."))
        return redirect("timetable", pk=it.pk)
    return render(
        request,
        "courses/timetable_grid.html",
        {"festival": it, "form": form, "rooms": rooms},
    )


@policy("see_festivals")
def my_timetable(request: NetworkRequest, pk: int) -> HttpResponse:
    """What one has chosen in a festival, by time, with what meets what."""
    it = _found(request, pk)
    mine = {row.run_id: row for row in Enrolment.objects.of(request.seat).active()}
    items = list(
        FestivalItem.objects.placed()
        .filter(festival=it, run__in=mine)
        .select_related("slot", "place", "membership__authority", "run__course")
        .prefetch_related("run__sessions")
    )
    if request.GET.get("format") == "ics" and items:
        return download(it.name, _calendar(request, items, mine).encode(), "ics")
    rows = [
        {
            "item": item,
            "enrolment": mine[item.run_id],
            "standing": words.standing(mine[item.run_id], None, 0),
            "meets": [
                other.title
                for other in items
                if other.pk != item.pk
                and other.slot.starts_at < item.slot.ends_at
                and item.slot.starts_at < other.slot.ends_at
            ],
        }
        for item in items
    ]
    days: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        starts = timezone.localtime(row["item"].slot.starts_at)
        days.setdefault(capfirst(date_format(starts, "l j F")), []).append(row)
    return render(
        request, "courses/my_timetable.html", {"festival": it, "days": days, "count": len(rows)}
    )


def _calendar(
    request: NetworkRequest, items: list[FestivalItem], mine: dict[int, Enrolment]
) -> str:
    person = Person.objects.get(pk=request.seat.person_id)
    return together(
        [
            run_calendar(
                item.run,
                list(item.run.sessions.all()),
                title=item.title,
                method="REQUEST",
                enrolment_id=mine[item.run_id or 0].pk,
                guest=person,
                organiser=request.network,
            )
            for item in items
        ]
    )
