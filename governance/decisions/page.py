"""A decision's own page: its effects with links, its minutes and votes, and its history."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.models import AgendaItem, Resolution
from members.effects import Gone, effect_of
from members.models import Decision, DecisionEffect
from network.models import JournalEntry
from network.seat import Seat
from network.sentences import deed

EVENTS = 20


@dataclass(frozen=True)
class EffectRow:
    """An effect with the page of its row; `gone` says that the row is no longer there."""

    effect: DecisionEffect
    kind: str
    address: str
    gone: str

    @property
    def may_be_tried(self) -> bool:
        """Whether it failed, and may be tried again."""
        return bool(self.effect.state == DecisionEffect.State.FAILED)


def effect_rows(decision: Decision) -> list[EffectRow]:
    """The effects of a decision, each with where its row is read."""
    return [_row(one) for one in decision.effects.all()]


def _row(one: DecisionEffect) -> EffectRow:
    try:
        effect = effect_of(one.kind)
        effect.words(one.subject_id)
        return EffectRow(one, str(effect.label), effect.address(one.subject_id), "")
    except Gone as gone:
        return EffectRow(one, str(effect.label), "", gone.sentence)
    except KeyError:
        return EffectRow(one, one.kind, "", "")


def decision_page(decision: Decision, seat: Seat) -> dict[str, Any]:
    """What the page shows."""
    item = resolution = None
    if decision.item_id:
        seen = AgendaItem.objects.seen_by(seat).select_related("meeting", "body")
        item = seen.filter(pk=decision.item_id).first()
        resolution = Resolution.objects.filter(item=decision.item_id).first() if item else None
    entries = JournalEntry.objects.about(decision)[:EVENTS]
    return {
        "it": decision,
        "rows": effect_rows(decision),
        "item": item,
        "minutes": reverse("meeting", args=[item.meeting_id]) if item and item.meeting_id else "",
        "votes": resolution if resolution and resolution.votes_for is not None else None,
        "later": decision.replaced_by.all(),
        "events": [(entry.at, deed(entry.verb, entry.facts)) for entry in entries],
        "records": seat.may("record_decision"),
    }


def state_of(rows: list[EffectRow]) -> tuple[str, str]:
    """How far a decision has come, as a kind of mark and in words."""
    states = {row.effect.state for row in rows}
    state = DecisionEffect.State
    if state.FAILED in states:
        return "bad", _("Could not take effect")
    if state.WAITING in states:
        return "now", _("Waits for its day")
    return ("good", _("Has taken effect")) if states else ("off", _("Noted"))
