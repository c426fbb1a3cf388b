"""The matchings of a round in rows, and two of them side by side."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from mentorship.board.proofs import is_proved
from mentorship.matching.criteria import Criterion
from mentorship.models import Matching
from network.naming import names_of_users

Row = tuple[str, str, str, bool]  # what, first, second, whether they differ


def rows_of(found: Iterable[Matching]) -> list[dict[str, Any]]:
    """Each matching with who had it computed and whether it is proved the best."""
    rows = list(found)
    names = names_of_users(row.made_by for row in rows if row.made_by)
    return [
        {"it": row, "maker": names.get(row.made_by or 0, ""), "proved": is_proved(row.proofs)}
        for row in rows
    ]


def beside(first: Matching, second: Matching) -> list[tuple[str, list[Row]]]:
    """The measures and the weights of two matchings, and where they differ."""
    two = (first, second)

    def row(what: str, one: object, other: object) -> Row:
        return (what, str(one), str(other), one != other)

    yes, no = _("Yes"), _("No")
    measures = [
        row(_("Sought first"), *(it.get_objective_display() for it in two)),
        row(_("Mentees"), *(it.mentees for it in two)),
        row(_("Mentors"), *(it.mentors for it in two)),
        row(_("Pairs"), *(it.formed for it in two)),
        row(_("Points together"), *(it.score for it in two)),
        row(_("Points a pair"), *(round(it.score / it.formed) if it.formed else 0 for it in two)),
        row(_("Proved the best"), *(yes if is_proved(it.proofs) else no for it in two)),
    ]
    weights = [
        row(
            str(wish.label),
            first.weights.get(wish.value, wish.usual),
            second.weights.get(wish.value, wish.usual),
        )
        for wish in Criterion
    ]
    return [(_("What came of it"), measures), (_("Weights"), weights)]
