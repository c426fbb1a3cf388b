"""The festival: its programme for everybody, and how the coordinators keep it."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from courses import words
from courses.actions.festival import NotThere, move_festival, save_festival
from courses.actions.festival_item import own_share_left
from courses.festivals.forms import FestivalForm, ProgrammeFilter
from courses.festivals.rules import FESTIVAL_TRANSITIONS, FestivalState, ItemState
from courses.models import Enrolment, Festival, FestivalItem, FestivalSlot, Run
from members.models import Person
from network.middleware import NetworkRequest
from network.permissions import policy

SHOWN = (FestivalState.PUBLISHED, FestivalState.HELD)


@policy("see_festivals")
def festivals(request: NetworkRequest) -> HttpResponse:
    """All festivals of the network, the latest first."""
    found = Festival.objects.seen_by(request.seat)
    return render(
        request,
        "courses/festival_list.html",
        {"festivals": found, "keeps": request.seat.may("keep_festivals")},
    )


@dataclass
class Time:
    """A time of the programme with what one can choose then."""

    slot: FestivalSlot
    items: list[dict[str, Any]] = field(default_factory=list)


@policy("see_festivals")
def festival(request: NetworkRequest, pk: int) -> HttpResponse:
    """The theme, the call while it is open, and the programme by day when it is published."""
    it = get_object_or_404(Festival.objects.seen_by(request.seat), pk=pk)
    keeps = request.seat.may("keep_festivals")
    shown = it.state in SHOWN or (keeps and it.state == FestivalState.TIMETABLE)
    items = _items(it) if shown else []
    filters = ProgrammeFilter(request.GET, choices=_choices(items))
    own = FestivalItem.objects.filter(
        festival=it, membership__in=request.seat.scope.memberships
    ) | FestivalItem.objects.filter(festival=it, person__in=request.seat.scope.people)
    return render(
        request,
        "courses/festival.html",
        {
            "festival": it,
            "days": _programme(request, items, filters.chosen()),
            "filters": filters,
            "chosen": filters.shown(),
            "narrowed": any(filters.chosen().values()),
            "own": own.exclude(state=ItemState.WITHDRAWN).order_by("pk"),
            "takes": it.takes_items(timezone.localdate()),
            "left": _left(request, it),
            "keeps": keeps,
            "shown": shown,
            "waiting": FestivalItem.objects.filter(festival=it, state=ItemState.SENT).count()
            if keeps
            else 0,
            "moves": [
                {"state": state.value, "verb": verb_of(state, it.state)}
                for state in FestivalState
                if keeps and state in FESTIVAL_TRANSITIONS[FestivalState(it.state)]
            ],
        },
    )


def _left(request: NetworkRequest, it: Festival) -> int:
    person = Person.objects.filter(pk=request.seat.person_id or 0).first()
    return own_share_left(it, person.membership_id) if person else 0


def _items(it: Festival) -> list[FestivalItem]:
    return list(
        FestivalItem.objects.placed()
        .filter(festival=it)
        .select_related("slot__host__authority", "place", "membership__authority")
    )


def _choices(items: list[FestivalItem]) -> dict[str, list[tuple[str, str]]]:
    """What one may narrow the programme by."""
    days = {(_day(i).isoformat(), capfirst(date_format(_day(i), "l j F"))) for i in items}
    places = {(str(i.place_id), i.place.name) for i in items}
    return {
        "day": sorted(days),
        "form": sorted({(i.form, str(capfirst(i.get_form_display()))) for i in items}),
        "place": sorted(places, key=lambda choice: choice[1]),
    }


def _programme(
    request: NetworkRequest, items: list[FestivalItem], chosen: dict[str, str]
) -> list[dict[str, Any]]:
    """The items that were chosen, by day and time."""
    shown = [item for item in items if _kept(item, chosen)]
    runs = Run.objects.with_seats().in_bulk([item.run_id for item in shown if item.run_id])
    own = Enrolment.objects.of(request.seat).active().filter(run__in=runs)
    mine = dict(own.values_list("run", "state"))
    by_time: dict[int, Time] = {}
    for item in shown:
        row = by_time.setdefault(item.slot_id or 0, Time(item.slot))
        row.items.append(_row(item, runs.get(item.run_id or 0), mine))
    days: dict[date, list[Time]] = {}
    for row in by_time.values():
        days.setdefault(timezone.localtime(row.slot.starts_at).date(), []).append(row)
    return [
        {"title": capfirst(date_format(day, "l j F")), "id": day.isoformat(), "times": times}
        for day, times in days.items()
    ]


def _day(item: FestivalItem) -> date:
    return timezone.localtime(item.slot.starts_at).date()


def _kept(item: FestivalItem, chosen: dict[str, str]) -> bool:
    return (
        chosen["day"] in ("", _day(item).isoformat())
        and chosen["form"] in ("", item.form)
        and chosen["place"] in ("", str(item.place_id))
    )


def _row(item: FestivalItem, run: Run | None, mine: dict[int, str]) -> dict[str, Any]:
    state = mine.get(run.pk) if run else None
    return {
        "item": item,
        "run": run,
        "mine": state,
        "seats": words.seats_left(run) if run else "",
        "enrols": run is not None and run.state == "open" and state is None,
        "once": uuid.uuid4(),
    }


def verb_of(state: FestivalState, before: str) -> str:
    """The verb of the button that takes a festival from one state to another."""
    if (before, state) == (FestivalState.PUBLISHED, FestivalState.TIMETABLE):
        return _("Take the programme back")
    if (before, state) == (FestivalState.TIMETABLE, FestivalState.CALL):
        return _("Open the call again")
    return {
        FestivalState.PLANNED: _("Take back to planning"),
        FestivalState.CALL: _("Open the call"),
        FestivalState.TIMETABLE: _("Close the call and make the timetable"),
        FestivalState.PUBLISHED: _("Publish the programme"),
        FestivalState.HELD: _("Mark as held"),
    }[state]


@policy("keep_festivals", methods="GET POST")
def festival_new(request: NetworkRequest) -> HttpResponse:
    """Plan a festival."""
    return _keep(request, Festival())


@policy("keep_festivals", methods="GET POST")
def festival_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a festival."""
    return _keep(request, get_object_or_404(Festival.objects.seen_by(request.seat), pk=pk))


def _keep(request: NetworkRequest, it: Festival) -> HttpResponse:
    new = it.pk is None
    form = FestivalForm(request.POST or None, instance=it)
    if request.method == "POST" and form.is_valid():
        it = save_festival(form.save(commit=False), by=request.seat)
        messages.success(
            request,
            _("The festival is planned. Open the call when it is ready.")
            if new
            else _("The festival is changed."),
        )
        return redirect("festival", pk=it.pk)
    return render(request, "courses/festival_form.html", {"form": form, "festival": it, "new": new})


@policy("keep_festivals", methods="GET POST")
def festival_state(request: NetworkRequest, pk: int, state: str) -> HttpResponse:
    """Say what a new state means, and take the festival there."""
    it = get_object_or_404(Festival.objects.seen_by(request.seat), pk=pk)
    if state not in FestivalState.values:
        raise Http404
    target = FestivalState(state)
    if request.method == "POST":
        try:
            move_festival(it, target, by=request.seat)
        except NotThere:
            messages.error(
                request, _("The festival has another state by now. Nothing was changed.")
            )
        else:
            messages.success(
                request,
                _("%(festival)s is now: %(state)s.") % {"festival": it.name, "state": target.label},
            )
        return redirect("festival", pk=it.pk)
    items = FestivalItem.objects.filter(festival=it)
    return render(
        request,
        "courses/festival_state.html",
        {
            "festival": it,
            "target": target.value,
            "verb": verb_of(target, it.state),
            "placed": items.placed().count(),
            "unplaced": items.accepted().filter(slot=None).count(),
            "unanswered": items.filter(state=ItemState.SENT).count(),
        },
    )
