"""Forms of the festival: its facts, its items, its times and its timetable."""

import re
from datetime import time
from itertools import pairwise
from typing import Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from courses.actions.timetable import weekdays
from courses.festivals.rules import ItemState
from courses.models import (
    Festival,
    FestivalItem,
    FestivalPlace,
    FestivalSlot,
    ItemAnswer,
)
from members.models import Membership
from network.forms import OnceForm

SPAN = re.compile(r"^\s*(\d{1,2})[.:](\d{2})\s*[-–]\s*(\d{1,2})[.:](\d{2})\s*$")


class NetworkModelForm(forms.ModelForm):  # type: ignore[type-arg]
    """A model form that also says a name is taken at the form."""

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"network"}


class FestivalForm(OnceForm, NetworkModelForm):
    """What a festival is and when."""

    class Meta:
        model = Festival
        fields = (
            "name_sv", "name_en", "theme_sv", "theme_en", "about_sv", "about_en",
            "first_day", "last_day", "call_opens", "call_closes", "items_each",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The days in their order, said at the field."""
        said = super().clean() or {}
        first, last = said.get("first_day"), said.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("It ends before it begins."))
        if first and last and (last - first).days > 13:
            self.add_error("last_day", _("A festival lasts at most two weeks."))
        if first and not self.instance.pk and first < timezone.localdate():
            self.add_error("first_day", _("That day has passed."))
        opens, closes = said.get("call_opens"), said.get("call_closes")
        if opens and closes and closes < opens:
            self.add_error("call_closes", _("The call closes before it opens."))
        if first and closes and closes >= first:
            self.add_error("call_closes", _("The call must close before the first day."))
        return said

    def validate_constraints(self) -> None:
        """Leave to `clean` what it says at the field itself."""
        if not self.errors:
            super().validate_constraints()


class ItemForm(OnceForm, NetworkModelForm):
    """What an authority proposes; two buttons: keep as a draft, or send."""

    wish_day = forms.TypedChoiceField(label=_("Best day"), required=False, empty_value=None)

    class Meta:
        model = FestivalItem
        fields = (
            "title_sv", "title_en", "summary_sv", "summary_en", "form", "minutes", "seats",
            "digital", "presenters", "wish_day", "wish_half", "comment",
        )  # fmt: skip
        widgets = {"form": forms.RadioSelect, "wish_half": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        festival = self.instance.festival
        days = weekdays(festival.first_day, festival.last_day)
        field = cast("forms.TypedChoiceField", self.fields["wish_day"])
        field.choices = [
            ("", _("any day")),
            *((day.isoformat(), capfirst(date_format(day, "l j F"))) for day in days),
        ]
        by_name = {day.isoformat(): day for day in days}
        field.coerce = lambda name: by_name.get(str(name))
        if self.instance.wish_day:
            self.initial["wish_day"] = self.instance.wish_day.isoformat()


class ItemAnswerForm(OnceForm):
    """The coordinator's answer to a proposed item."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            (ItemAnswer.Answer.ACCEPT, _("Accept it")),
            (ItemAnswer.Answer.CHANGE, _("Ask for a change")),
            (ItemAnswer.Answer.DECLINE, _("Decline it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    why = forms.CharField(
        label=_("What to change, or why not"),
        help_text=_("Only if you do not accept. The one who proposed it reads it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea,
    )

    def clean(self) -> dict[str, Any]:
        """What is not accepted is given a reason."""
        said = super().clean() or {}
        if said.get("answer") in ("change", "decline") and not said.get("why"):
            self.add_error("why", _("Write what to change, or why not."))
        return said


class ItemFilter(forms.Form):
    """Proposed items by words, state and authority."""

    q = forms.CharField(required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *ItemState.choices]
    )


class ProgrammeFilter(forms.Form):
    """The programme by day, form and place."""

    day = forms.ChoiceField(label=_("Day"), required=False)
    form = forms.ChoiceField(label=_("Form"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)

    def __init__(self, data: Any, *, choices: dict[str, list[tuple[str, str]]]) -> None:
        super().__init__(data)
        for name, options in choices.items():
            field = cast("forms.ChoiceField", self.fields[name])
            field.choices = [("", _("all")), *options]

    def chosen(self) -> dict[str, str]:
        """What was chosen; what is no choice any more takes nothing away."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}

    def shown(self) -> dict[str, str]:
        """What was chosen, in words."""
        chosen = self.chosen()
        return {
            name: str(dict(cast(Any, self.fields[name]).choices).get(value, "")) if value else ""
            for name, value in chosen.items()
        }


class TimesForm(forms.Form):
    """The times of every day, one a line."""

    times = forms.CharField(
        label=_("Times of each day"),
        help_text=_("One time on each line, such as 9.00–10.00. Every weekday gets them."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean_times(self) -> list[tuple[time, time]]:
        """The lines as times; a line that is none is named."""
        lines = self.cleaned_data["times"].splitlines()
        spans = sorted(self._span(line) for line in lines if line.strip())
        for before, after in pairwise(spans):
            if after[0] < before[1]:
                raise forms.ValidationError(_("Two of the times overlap."))
        if len(spans) > 12:
            raise forms.ValidationError(_("Write at most twelve times a day."))
        return spans

    def _span(self, line: str) -> tuple[time, time]:
        found = SPAN.match(line)
        try:
            if not found:
                raise ValueError
            hours = [int(part) for part in found.groups()]
            span = time(hours[0], hours[1]), time(hours[2], hours[3])
        except ValueError:
            raise forms.ValidationError(
                _("“%(line)s” is no time. Write it as 9.00–10.00."), params={"line": line.strip()}
            ) from None
        if span[1] <= span[0]:
            raise forms.ValidationError(
                _("“%(line)s” ends before it begins."), params={"line": line.strip()}
            )
        return span


class PlaceForm(forms.Form):
    """A room; empty rows are left alone."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Place"), max_length=120)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=2000)
    digital = forms.BooleanField(label=_("Digital"), required=False)


class BasePlaceFormSet(BaseFormSet):  # type: ignore[type-arg]
    def clean(self) -> None:
        """No two rooms of one name."""
        names = [row["name"].casefold() for row in self.rows() if not row.get("DELETE")]
        if len(names) != len(set(names)):
            raise forms.ValidationError(_("Two places have the same name."))

    def rows(self) -> list[dict[str, Any]]:
        """Every filled row."""
        return [
            form.cleaned_data
            for form in self.forms
            if form.is_valid() and form.cleaned_data.get("name")
        ]


PlaceFormSet = formset_factory(
    PlaceForm, formset=BasePlaceFormSet, extra=2, max_num=30, can_delete=True
)


class GridForm(forms.Form):
    """The timetable by hand: where each item stands, what stays, and who hosts each time."""

    def __init__(
        self,
        data: Any,
        *,
        items: list[FestivalItem],
        slots: list[FestivalSlot],
        places: list[FestivalPlace],
        members: list[Membership],
    ) -> None:
        super().__init__(data)
        cells: list[Any] = [("", _("no time yet"))]
        for slot in slots:
            starts = timezone.localtime(slot.starts_at)
            when = f"{date_format(starts, 'D j/n')} {starts:%H.%M}"
            cells += [(f"{slot.pk}-{place.pk}", f"{when}, {place.name}") for place in places]
        hosts = [("", _("no host yet")), *((str(m.pk), m.short_name) for m in members)]
        for item in items:
            self.fields[f"item_{item.pk}"] = forms.ChoiceField(
                label=item.title,
                choices=cells,
                required=False,
                initial=f"{item.slot_id}-{item.place_id}" if item.slot_id else "",
            )
            self.fields[f"pin_{item.pk}"] = forms.BooleanField(
                label=_("Stays where it is"), required=False, initial=item.pinned
            )
        for slot in slots:
            self.fields[f"host_{slot.pk}"] = forms.ChoiceField(
                label=_("Host"), choices=hosts, required=False, initial=str(slot.host_id or "")
            )

    def _of(self, kind: str) -> dict[int, Any]:
        return {
            int(name.removeprefix(kind)): value
            for name, value in self.cleaned_data.items()
            if name.startswith(kind)
        }

    def where(self) -> dict[int, tuple[int, int] | None]:
        """The time and the place of each item."""
        found: dict[int, tuple[int, int] | None] = {}
        for item, cell in self._of("item_").items():
            slot, _dash, place = cell.partition("-")
            found[item] = (int(slot), int(place)) if place else None
        return found

    def pinned(self) -> list[int]:
        """The items that stay."""
        return [item for item, stays in self._of("pin_").items() if stays]

    def hosts(self) -> dict[int, int | None]:
        """The host of each time."""
        return {slot: int(host) if host else None for slot, host in self._of("host_").items()}
