"""The start page: what waits, what is coming, one figure a room, and the network's year."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from config.rooms import cards_for, coming_for, todos_for
from governance.wheel.drawing import draw_wheel
from governance.wheel.page import steps_now, year_of
from network.middleware import NetworkRequest
from network.permissions import policy

SOON_DAYS = 7
SHOWN = 6
# So many things to do stand open; a few more are not worth a fold.
OPEN, FEW = 8, 2


@policy("see_start")
def start(request: NetworkRequest) -> HttpResponse:
    """What to do next, for the one who looks."""
    today = timezone.localdate()
    todos, cards = todos_for(request.seat), cards_for(request.seat)
    shown = len(todos) if len(todos) <= OPEN + FEW else OPEN
    context = {
        "waiting": len(todos),
        "todos": todos[:shown],
        "later": todos[shown:],
        "urgent": sum(1 for t in todos if t.due and (t.due - today).days <= SOON_DAYS),
        "coming": coming_for(request.seat)[:SHOWN],
        "cards": cards,
        "compared": any(card.now for card in cards),
        "today": today,
        "week": today.isocalendar().week,
        "last_year": today.year - 1,
        "soon": today + timedelta(days=SOON_DAYS),
    }
    if request.seat.scope.whole:
        steps = year_of(request.seat)
        context |= {"wheel": draw_wheel(steps, today), "steps": steps_now(steps, today)}
    return render(request, "start.html", context)
