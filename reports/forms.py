"""What a report is ordered with, and how its texts are written."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from network.forms import OnceForm
from reports.annual.sections import BODY, BYLINE, DECIDED, LEAD, REGISTRY, Section
from reports.editions import nothing_in


class YearReportForm(OnceForm):
    """Which year, and in which language; a year without anything to report is refused in words."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )

    def __init__(
        self, *args: Any, years: Sequence[int], fixed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if fixed:  # on the page of one year
            self.fields["year"].widget = forms.HiddenInput()
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say of a year that is none of the choices why there is no report of it."""
        asked = str(self.data.get("year", ""))
        if "year" in self.errors and asked.isdecimal() and len(asked) == 4:
            del self.errors["year"]
            self.add_error("year", ValidationError(nothing_in(int(asked))))
        return super().clean() or {}


class TextForm(OnceForm):
    """A section's text; `base` is the version that the writer read."""

    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    lead = forms.CharField(
        label=_("In one sentence"),
        max_length=240,
        required=False,
        help_text=_("Stands under the heading. Left empty, the report says it in figures."),
    )
    byline = forms.CharField(
        label=_("Who writes"),
        max_length=160,
        required=False,
        help_text=_("A role is enough, such as Chair of the steering committee."),
    )
    body = forms.CharField(
        label=_("Text"),
        max_length=12_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("An empty line begins a new paragraph."),
    )
    registry = forms.CharField(label=_("Registry number"), max_length=60, required=False)
    decided = forms.DateField(label=_("Adopted on"), required=False)

    def __init__(
        self, *args: Any, section: Section, content: Mapping[str, Any], number: int, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {**content, "base": number}
        super().__init__(*args, **kwargs)
        for name in (LEAD, BYLINE, BODY, REGISTRY, DECIDED):
            if name not in section.fields:
                del self.fields[name]
        self.section = section
        if BODY in self.fields:
            self.fields[BODY].help_text = f"{section.help} {self.fields[BODY].help_text}"

    def content(self) -> dict[str, str]:
        """What was written, as it is kept."""
        said = {}
        for name in self.section.fields:
            value = self.cleaned_data.get(name) or ""
            said[name] = value.isoformat() if isinstance(value, date) else _one_kind(value)
        return said


def _one_kind(text: str) -> str:
    """A text with one kind of line ends, so that versions differ by their words alone."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
