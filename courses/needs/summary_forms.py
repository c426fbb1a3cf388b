"""What the page of a summary may be narrowed to."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.needs.figures import Figures


class SummaryFilterForm(forms.Form):
    """One competence area, one member."""

    area = forms.TypedChoiceField(label=_("Competence area"), coerce=int, required=False)
    member = forms.TypedChoiceField(label=_("Member"), coerce=int, required=False)

    def __init__(self, *args: Any, figures: Figures, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [(area.id, area.name) for area in figures.areas]
        members = [(member.id, member.name) for member in figures.members]
        self._choose("area", areas)
        self._choose("member", members)

    def _choose(self, name: str, choices: list[tuple[int, str]]) -> None:
        field = cast(forms.TypedChoiceField, self.fields[name])
        field.choices = [("", _("all")), *choices]

    def narrowed(self, figures: Figures) -> Figures:
        """The figures of what was chosen; all of them where nothing sensible was."""
        chosen = self.cleaned_data if self.is_valid() else {}
        if chosen.get("area") not in (None, ""):
            figures = figures.in_area(chosen["area"])
        if chosen.get("member") not in (None, ""):
            figures = figures.of_member(chosen["member"])
        return figures

    def words(self, name: str) -> str:
        """What was chosen, in words; empty for all."""
        value = self.cleaned_data.get(name) if self.is_valid() else None
        field = cast(forms.TypedChoiceField, self.fields[name])
        choices = cast(list[tuple[Any, Any]], field.choices)
        return next((str(label) for pk, label in choices if pk == value and pk != ""), "")
