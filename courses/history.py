"""What happened to a run, in plain sentences from the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import Run
from courses.rules import RunState
from members.models import Person
from network.models import JournalEntry
from network.seat import Seat

SENTENCES: dict[str, Any] = {
    "divide": gettext_lazy("The seats were divided; nobody was told yet."),
    "place": gettext_lazy("The seats were given out to those who applied."),
    "declare_need": gettext_lazy("A need of seats was declared."),
    "set_division_aside": gettext_lazy("A division of the seats was set aside."),
    "add_run": gettext_lazy("The run was planned with %(seats)s seats."),
    "change_run": gettext_lazy("The run was changed: %(seats)s seats, %(price)s kr."),
    "change_days": gettext_lazy("The course days were changed."),
    "move_run": gettext_lazy("The run went from %(before)s to %(after)s."),
    "enrol": gettext_lazy("%(who)s enrolled."),
    "join_line": gettext_lazy("%(who)s came on the waiting list."),
    "move_up": gettext_lazy("%(who)s got a seat from the waiting list."),
}
ABOUT_ONESELF: dict[str, Any] = {
    "enrol": gettext_lazy("You enrolled."),
    "join_line": gettext_lazy("You came on the waiting list."),
    "move_up": gettext_lazy("You got a seat from the waiting list."),
}


@dataclass(frozen=True)
class Line:
    """One thing that happened."""

    at: datetime
    sentence: str


def history_of(run: Run, seat: Seat, limit: int = 20) -> list[Line]:
    """The latest lines about a run that the seat may read; people are named where one may."""
    entries = list(JournalEntry.objects.about(run)[:limit])
    ids = {entry.person_id for entry in entries if entry.person_id}
    names = dict(Person.objects.seen_by(seat).filter(pk__in=ids).values_list("pk", "name"))
    return [Line(entry.at, _sentence(entry, seat, names)) for entry in entries]


def _sentence(entry: JournalEntry, seat: Seat, names: dict[int, str]) -> str:
    oneself = entry.person_id in seat.scope.people
    facts = {
        "who": names.get(entry.person_id or 0) or _("Somebody"),
        "seats": entry.facts.get("seats", ""),
        "price": str(entry.facts.get("price", "")).removesuffix(".00"),
        "before": _state(entry.facts.get("before")),
        "after": _state(entry.facts.get("after")),
    }
    if entry.verb == "withdraw":
        return _withdrawn(entry, oneself) % facts
    told = ABOUT_ONESELF if oneself and entry.verb in ABOUT_ONESELF else SENTENCES
    return str(told.get(entry.verb, entry.verb)) % facts


def _withdrawn(entry: JournalEntry, oneself: bool) -> str:
    if entry.facts.get("waiting"):
        return _("You left the waiting list.") if oneself else _("%(who)s left the waiting list.")
    return _("You withdrew.") if oneself else _("%(who)s withdrew.")


def _state(name: Any) -> str:
    states: Sequence[str] = RunState.values
    return str(RunState(name).label) if name in states else ""
