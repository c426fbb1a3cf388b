"""What needs are put together as."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.actions.merge import NewCandidate
from courses.models import Area, Candidate
from courses.needs.merging_page import CANDIDATE, LINE, Row
from courses.needs.rules import Audience
from network.forms import OnceForm

NEW = "new"


class MergeForm(OnceForm):
    """The ticked needs, and the candidate that they become."""

    into = forms.ChoiceField(label=_("Put together as"))
    title = forms.CharField(
        label=_("Title of a new candidate"),
        max_length=120,
        required=False,
    )
    area = forms.ModelChoiceField(
        Area._base_manager.none(),
        label=_("Competence area"),
        required=False,
        empty_label=_("not said"),
    )
    audience = forms.ChoiceField(label=_("For whom"), choices=Audience, required=False)

    def __init__(
        self,
        *args: Any,
        candidates: Sequence[Row],
        areas: Any,
        fits: Sequence[Row] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        first = [(row.key, row.text) for row in fits]
        rest = [(row.key, row.text) for row in candidates if row not in fits]
        into, area = self.fields["into"], self.fields["area"]
        new = [] if first else [(NEW, _("a new candidate"))]
        into.choices = [*first, *new, *rest]  # type: ignore[attr-defined]
        area.queryset = areas  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A new candidate needs a title."""
        given = super().clean() or self.cleaned_data
        if given.get("into") == NEW and not given.get("title", "").strip():
            self.add_error("title", _("Write what the candidate is called."))
        return given

    def target(self) -> Candidate | NewCandidate:
        """The candidate that was chosen, or the new one."""
        given = self.cleaned_data
        if given["into"] == NEW:
            audience = given["audience"] or str(Audience.EVERYONE)
            return NewCandidate(given["title"], area=given["area"], audience=audience)
        found: Candidate = Candidate.objects.get(
            pk=int(given["into"].removeprefix(f"{CANDIDATE}-"))
        )
        return found


def ticked(keys: Sequence[str]) -> tuple[list[int], list[int]]:
    """The lines and the candidates that were ticked; what is no key is left out."""
    found: dict[str, list[int]] = {LINE: [], CANDIDATE: []}
    for key in keys:
        kind, _dash, number = key.partition("-")
        if kind in found and number.isdecimal() and len(number) < 18:
            found[kind].append(int(number))
    return found[LINE], found[CANDIDATE]
