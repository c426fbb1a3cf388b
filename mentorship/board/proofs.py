"""What the coordinator may trust of a matching, and what could not be done as they wished."""

from collections.abc import Sequence
from typing import Any

from mentorship.matching.words import notes_in_words, proof_in_words, stability_in_words
from mentorship.models import Interest, Matching


def is_proved(proofs: Sequence[Any]) -> bool:
    """Whether every aim reached the bound that no other matching passes."""
    aims = [one for one in proofs if "bound" in one]
    return bool(aims) and all(one["reached"] == one["bound"] for one in aims)


def in_words(last: Matching | None) -> list[str]:
    """Why no other proposal is better, in a plain sentence or two; empty before the first."""
    if last is None:
        return []
    steady = [stability_in_words(one["state"]) for one in last.proofs if "state" in one]
    return [line for line in [proof_in_words(last.proofs), *steady] if line]


def notes_of(last: Matching | None) -> list[str]:
    """What the matching could not do as the coordinator wished, in words."""
    if last is None or not last.notes:
        return []
    numbers = {note[who] for note in last.notes for who in ("mentee", "mentor") if who in note}
    named = Interest.objects.filter(pk__in=numbers).values_list("pk", "person__name")
    return notes_in_words(last.notes, dict(named))
