"""The decisions that the demo's fee models, plans, rules and members rest on."""

from datetime import date

from members.actions.decision import enter_decision, has_changed
from members.models import Decision

STEERING, COUNCIL = "Styrgruppen", "Utbildningsrådet"


def decided(title: str, day: date, *, body: str = STEERING, reference: str = "") -> Decision:
    """A decision from before the portal; the same title on the same day is one decision."""
    found: Decision | None = Decision.objects.filter(title=title, decided_on=day).first()
    return found or enter_decision(
        title,
        body=body,
        decided_on=day,
        reference=reference,
        origin=Decision.Origin.BROUGHT_IN,
    )


def changed(decision: Decision, kind: str, pk: int, words: str) -> None:
    """Let the register say what the decision changed."""
    has_changed(decision, kind, {pk: words})
