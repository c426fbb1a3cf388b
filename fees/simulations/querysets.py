"""Named reads of fee simulations."""

from typing import Self

from django.db.models import Q

from fees.audiences import ForFollowers


class SimulationQuerySet(ForFollowers):
    def matching(self, words: str) -> Self:
        """Those whose name, note or models hold the words."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(name__icontains=word) | Q(note__icontains=word) | Q(schemes__name__icontains=word)
            )
        return found.distinct()
