"""Series whose host changes: what comes, what was, and the host's own page."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.actions.lookout import change_host, fill_turn, lay_turns, proposed_hosts, save_series
from courses.festivals.lookout_forms import HostChangeForm, SeriesForm, TurnForm
from courses.models import LookoutSeries, LookoutTurn
from members.models import Membership
from network.charts import Chart, bars
from network.middleware import NetworkRequest
from network.permissions import policy

TURNS_AT_A_TIME = 6


@policy("see_festivals")
def lookouts(request: NetworkRequest) -> HttpResponse:
    """Every series with its coming and past turns, and who has hosted how often."""
    turns = LookoutTurn.objects.select_related("membership__authority", "run").order_by("day")
    series = list(LookoutSeries.objects.prefetch_related(Prefetch("turns", turns)))
    today = timezone.localdate()
    return render(
        request,
        "courses/lookout_list.html",
        {
            "series": [_shown(one, request) for one in series],
            "keeps": request.seat.may("keep_festivals"),
            "hosting": _hosting(series),
            "today": today,
        },
    )


def _shown(one: LookoutSeries, request: NetworkRequest) -> dict[str, Any]:
    today = timezone.localdate()
    turns: list[dict[str, Any]] = [
        {"turn": turn, "fills": request.seat.may("fill_turn", turn)} for turn in one.turns.all()
    ]
    return {
        "series": one,
        "coming": [row for row in turns if row["turn"].day >= today],
        "past": [row for row in reversed(turns) if row["turn"].day < today][:12],
    }


def _hosting(series: list[LookoutSeries]) -> Chart | None:
    """How often each authority has hosted, or is going to."""
    counts = Counter(turn.membership.short_name for one in series for turn in one.turns.all())
    if not counts:
        return None
    title = _("Who hosts how often")
    return bars(
        title,
        counts.most_common(),
        head=_("Host authority"),
        unit=_("Times"),
        alt=title,
        language=get_language() or "sv",
    )


@policy("keep_festivals", methods="GET POST")
def series_new(request: NetworkRequest) -> HttpResponse:
    """Begin a series."""
    return _keep(request, LookoutSeries())


@policy("keep_festivals", methods="GET POST")
def series_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a series, or end it."""
    return _keep(request, get_object_or_404(LookoutSeries.objects.all(), pk=pk))


def _keep(request: NetworkRequest, one: LookoutSeries) -> HttpResponse:
    new = one.pk is None
    form = SeriesForm(request.POST or None, instance=one)
    if request.method == "POST" and form.is_valid():
        one = save_series(form.save(commit=False), by=request.seat)
        messages.success(request, _("The series is kept."))
        return redirect("series_turns", pk=one.pk) if new else redirect("lookouts")
    return render(request, "courses/series_form.html", {"form": form, "series": one, "new": new})


@policy("keep_festivals", methods="GET POST")
def series_turns(request: NetworkRequest, pk: int) -> HttpResponse:
    """Who would host next, by who hosted longest ago; then lay those turns."""
    one = get_object_or_404(LookoutSeries.objects.all(), pk=pk)
    proposed = proposed_hosts(one, TURNS_AT_A_TIME, timezone.localdate())
    if request.method == "POST":
        added = lay_turns(one, proposed, by=request.seat)
        messages.success(
            request,
            ngettext("%(n)s turn is laid.", "%(n)s turns are laid.", added) % {"n": added},
        )
        return redirect("lookouts")
    names = Membership.objects.select_related("authority").in_bulk([host for _d, host in proposed])
    return render(
        request,
        "courses/series_turns.html",
        {"series": one, "proposed": [(day, names[host]) for day, host in proposed]},
    )


@policy("see_festivals", methods="GET POST")
def lookout_turn(request: NetworkRequest, pk: int) -> HttpResponse:
    """The host's page: what the meeting is about and where; others see what is known."""
    turn = _found(pk)
    fills = request.seat.may("fill_turn", turn) and turn.day >= timezone.localdate()
    if request.method == "POST":
        request.seat.require("fill_turn", turn)
    form = TurnForm(request.POST or None, instance=turn) if fills else None
    if request.method == "POST" and form is not None and form.is_valid():
        fill_turn(form.save(commit=False), by=request.seat)
        messages.success(
            request, _("It is kept. In a moment people find it in the catalogue and can enrol.")
        )
        return redirect("lookouts")
    return render(
        request,
        "courses/lookout_turn.html",
        {
            "turn": turn,
            "form": form,
            "changes": turn.changes.select_related("before__authority", "after__authority"),
            "keeps": request.seat.may("keep_festivals"),
        },
    )


@policy("keep_festivals", methods="GET POST")
def turn_host(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let another authority take a turn, with a reason that both are told."""
    turn = _found(pk)
    form = HostChangeForm(request.POST or None, turn=turn)
    if request.method == "POST" and form.is_valid():
        change_host(turn, form.cleaned_data["host"], form.cleaned_data["why"], by=request.seat)
        messages.success(request, _("The host is changed, and both authorities are told by mail."))
        return redirect("lookouts")
    return render(request, "courses/turn_host.html", {"turn": turn, "form": form})


def _found(pk: int) -> LookoutTurn:
    turns = LookoutTurn.objects.select_related("series", "membership__authority", "run")
    found: LookoutTurn = get_object_or_404(turns, pk=pk)
    return found
