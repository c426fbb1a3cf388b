"""What the register tells the start page and the search."""

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.decisions.listing import COLUMNS, of_designation
from members.models import Decision, DecisionEffect
from network.seat import Seat
from network.sought import holding
from network.start import Found, ToDo

SHOWN = 8


def todos(seat: Seat) -> list[ToDo]:
    """Effects that could not take hold, until they do or another decision replaces theirs."""
    if not seat.may("record_decision"):
        return []
    failed = DecisionEffect.objects.filter(
        state=DecisionEffect.State.FAILED, decision__replaced_by=None
    ).select_related("decision")
    return [
        ToDo(
            what=_("Decision %(number)s could not take effect")
            % {"number": row.decision.designation},
            why=row.fault,
            button=_("Look at it"),
            url=reverse("decision", args=[row.decision_id]),
            due=row.on,
        )
        for row in failed[:SHOWN]
    ]


def found(seat: Seat, words: str) -> list[Found]:
    """Decisions that hold the words, or have the number."""
    rows = holding(Decision.objects.seen_by(seat), words, *COLUMNS, also=of_designation)
    return [
        Found(
            kind=_("Decision"),
            title=f"{row.designation} {row.title}",
            detail=f"{row.body}, {row.decided_on.isoformat()}",
            url=reverse("decision", args=[row.pk]),
        )
        for row in rows[:SHOWN]
    ]
