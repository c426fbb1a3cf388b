"""Named reads of fee simulations."""

from typing import Self

from fees.audiences import ForFollowers
from network.sought import holding


class SimulationQuerySet(ForFollowers):
    def matching(self, words: str) -> Self:
        """Those whose name, note or models hold the words."""
        return holding(self, words, "name", "note", "schemes__name").distinct()
