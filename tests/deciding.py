"""A decision of the network for what asks for one, and what a form says to enter it."""

from datetime import date

from members.actions.decision import enter_decision
from members.models import Decision

ENTERED = {
    "decision_title": "Så beslutades",
    "decision_body": "Styrgruppen",
    "decision_day": "2026-01-15",
    "decision_reference": "§ 7",
}
"""The fields of a form, for a decision that is entered at once."""


def a_decision(title: str = "Så var det", day: date = date(2014, 1, 1)) -> Decision:
    """A decision of the open scope; the same title is one decision."""
    found: Decision | None = Decision.objects.filter(title=title).first()
    return found or enter_decision(
        title, body="Styrgruppen", decided_on=day, origin=Decision.Origin.BROUGHT_IN
    )
