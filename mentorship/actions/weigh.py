"""Deciding what the wishes of a round weigh, and what its matching seeks first."""

from collections.abc import Mapping

from mentorship.models import MentorRound
from network.models.journal import note
from network.seat import Seat


def weigh(found: MentorRound, weights: Mapping[str, int], objective: str, *, by: Seat) -> bool:
    """Keep the weights of a round; False when they were so already. No pair is changed by it."""
    kept: MentorRound = MentorRound.objects.select_for_update().get(pk=found.pk)
    if kept.weights == dict(weights) and kept.objective == objective:
        return False
    kept.weights, kept.objective = dict(weights), objective
    kept.save(update_fields=["weights", "objective"])
    note("weigh_round", kept, title=kept.title, objective=objective, weights=dict(weights))
    return True
