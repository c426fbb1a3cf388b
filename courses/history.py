"""What happened to a run, in plain sentences from the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
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
    "take_price": gettext_lazy("The price was set to %(price)s kr by the estimate."),
    "add_cost": gettext_lazy("A cost was added."),
    "change_cost": gettext_lazy("A cost was changed."),
    "remove_cost": gettext_lazy("A cost was taken away."),
    "copy_costs": gettext_lazy("The estimated costs were copied as actual ones."),
    "lay_contract_costs": gettext_lazy("The prices of a contract became its estimated costs."),
    "mark_no_shows": gettext_lazy("It was marked who did not come."),
    "approve_settlement": gettext_lazy("The run was settled."),
    "come_over": gettext_lazy("%(who)s came over from a cancelled run."),
    "charge_late_fee": gettext_lazy("A late fee was charged for %(who)s."),
    "waive_late_fee": gettext_lazy("The late fee of %(who)s was taken back."),
    "decide_late_fee": gettext_lazy("It was decided that %(who)s owes no late fee."),
    "join_line": gettext_lazy("%(who)s came on the waiting list."),
    "move_up": gettext_lazy("%(who)s got a seat from the waiting list."),
    "add_leader": gettext_lazy("%(who)s leads the run."),
    "remove_leader": gettext_lazy("%(who)s does not lead the run any more."),
    "look_at_needs": gettext_lazy("The education coordinator looked at who needs what."),
    "open_evaluation": gettext_lazy("The participants were asked what the run was worth."),
    "close_evaluation": gettext_lazy("The evaluation was closed."),
    "approve": gettext_lazy("The enrolment of %(who)s was approved."),
    "refuse_approval": gettext_lazy("The enrolment of %(who)s was not approved."),
    "lapse_approval": gettext_lazy("Nobody approved the enrolment of %(who)s in time."),
    "hand_over": gettext_lazy("%(who)s handed the seat over to a colleague."),
    "prioritise": gettext_lazy("%(who)s got another place in the line: %(reason)s"),
    "apply_names": gettext_lazy("%(people)s people were enrolled by a list."),
    "write_to_participants": gettext_lazy("A letter was written to %(people)s participants."),
    "allot": gettext_lazy("Seats were kept for an authority: %(seats)s."),
    "change_allotment": gettext_lazy("The seats kept for an authority were changed: %(seats)s."),
    "move_allotment": gettext_lazy("Seats kept for an authority were passed on: %(seats)s."),
    "release_allotment": gettext_lazy("Seats kept for an authority went to all: %(seats)s."),
    "offer": gettext_lazy("%(who)s was offered a free seat."),
    "accept_offer": gettext_lazy("%(who)s took the offered seat."),
    "decline_offer": gettext_lazy("%(who)s said no to the offered seat."),
    "take_free_seat": gettext_lazy("%(who)s took a free seat from the waiting list."),
    "end_enrolment": gettext_lazy("The enrolment of %(who)s ended."),
    "enrol_group": gettext_lazy("A group of %(people)s was enrolled."),
    "place_division": gettext_lazy("The seats were given out to those who applied."),
    "choose_sessions": gettext_lazy("%(who)s chose sessions."),
}
# Why an enrolment ended that nobody withdrew.
ENDED: dict[str, Any] = {
    "late_reply": gettext_lazy("%(who)s did not answer in time; the seat went on."),
    "placed_elsewhere": gettext_lazy("%(who)s got a seat on another run and left this one."),
}
ABOUT_ONESELF: dict[str, Any] = {
    "enrol": gettext_lazy("You enrolled."),
    "join_line": gettext_lazy("You came on the waiting list."),
    "move_up": gettext_lazy("You got a seat from the waiting list."),
    "prioritise": gettext_lazy("You got another place in the line: %(reason)s"),
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
    known = Q(protected=False) | Q(membership__in=seat.scope.memberships)
    known |= Q(pk__in=seat.scope.people | seat.scope.staff)
    people = Person.objects.seen_by(seat).filter(known, pk__in=ids)
    names = dict(people.values_list("pk", "name"))
    return [Line(entry.at, _sentence(entry, seat, names)) for entry in entries]


def _sentence(entry: JournalEntry, seat: Seat, names: dict[int, str]) -> str:
    oneself = entry.person_id in seat.scope.people
    facts = {
        "who": names.get(entry.person_id or 0) or _("Somebody"),
        "seats": entry.facts.get("seats", ""),
        "price": str(entry.facts.get("price", "")).removesuffix(".00"),
        "before": _state(entry.facts.get("before")),
        "after": _state(entry.facts.get("after")),
        "reason": entry.facts.get("reason", ""),
        "people": entry.facts.get("people", entry.facts.get("size", "")),
    }
    if entry.verb == "withdraw":
        return _withdrawn(entry, oneself) % facts
    if entry.verb == "end_enrolment" and entry.facts.get("kind") in ENDED:
        return str(ENDED[entry.facts["kind"]]) % facts
    told = ABOUT_ONESELF if oneself and entry.verb in ABOUT_ONESELF else SENTENCES
    return str(told.get(entry.verb, entry.verb)) % facts


def _withdrawn(entry: JournalEntry, oneself: bool) -> str:
    if entry.facts.get("waiting"):
        return _("You left the waiting list.") if oneself else _("%(who)s left the waiting list.")
    return _("You withdrew.") if oneself else _("%(who)s withdrew.")


def _state(name: Any) -> str:
    states: Sequence[str] = RunState.values
    return str(RunState(name).label) if name in states else ""
