"""Search and filter on the board."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorship.board.position import Position
from mentorship.matching.candidates import name_key

SHOWN = [
    ("", _("all")),
    ("alone", _("without a mentor")),
    ("broken", _("breaks a rule")),
    ("weak", _("fits less well")),
    ("asked", _("asked, or in a pair")),
]
WEAK = 50  # points below which a pair is worth another look


class BoardFilters(forms.Form):
    """What of the board is shown."""

    q = forms.CharField(required=False, max_length=100)
    shown = forms.ChoiceField(label=_("Mentees"), choices=SHOWN, required=False)

    @property
    def shown_words(self) -> str:
        """The chosen filter in words; empty for all."""
        value = self["shown"].value() or ""
        return str(dict(SHOWN).get(value, "")) if value else ""


def board_filters(asked: Mapping[str, str]) -> BoardFilters:
    """The filters of the address; what is not understood is left out."""
    form = BoardFilters(asked)
    form.is_valid()
    return form


def chosen_mentees(position: Position, filters: BoardFilters) -> list[int]:
    """The mentees that the filters let through."""
    words = name_key(filters.cleaned_data.get("q") or "")
    shown = filters.cleaned_data.get("shown") or ""
    standing = dict(position.standing)

    def passes(mentee: int) -> bool:
        mentor = position.mentor_of.get(mentee)
        if shown == "alone":
            return mentor is None and mentee not in standing
        if shown == "asked":
            return mentee in standing
        if shown == "broken":
            return mentor is not None and bool(position.broken(mentee, mentor))
        if shown == "weak":
            return mentor is not None and position.points(mentee, mentor) < WEAK
        return True

    found = []
    for mentee, one in position.mentees.items():
        mentor = position.mentors.get(position.mentor_of.get(mentee, standing.get(mentee, 0)))
        names = f"{one.name_key} {mentor.name_key if mentor else ''}"
        if words in names and passes(mentee):
            found.append(mentee)
    return found
