"""Opening a crisis, and what an authority can lend in it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from loans.board.forms import competences_of, percent_field
from loans.crisis.days import next_monday
from loans.models import CanLend, Crisis
from network.forms import OnceForm

USUAL = timedelta(days=27)  # four weeks, the last day included
AHEAD = timedelta(days=366)


class CrisisForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """What has happened, what is needed, and from which day."""

    class Meta:
        model = Crisis
        fields = ("title", "about", "since")
        widgets = {"about": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "title": _("Such as: The autumn storm in Ångermanland."),
            "about": _("Stands in the letter to HR of every authority, as you write it here."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("since", timezone.localdate())

    def clean_since(self) -> date:
        """A day of this year or so: others are a slip of the finger."""
        day: date = self.cleaned_data["since"]
        if abs(day - timezone.localdate()) > AHEAD:
            raise forms.ValidationError(_now("Look over the year."))
        return day


class DayForm(forms.Form):
    """The day that the page counts from."""

    day = forms.DateField(label=_("From"), required=False)


class CanLendForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """How many with a competence, at which extent, from when until when."""

    competence = forms.ChoiceField(
        label=_("Competence"), error_messages={"required": _("Choose a competence.")}
    )
    people = forms.IntegerField(
        label=_("How many people"),
        min_value=1,
        max_value=500,
        error_messages={
            "min_value": _("Say how many, at least one."),
            "max_value": _("Say how many, at most 500."),
        },
    )
    percent = percent_field(_("Extent of each, per cent"))

    class Meta:
        model = CanLend
        fields = ("competence", "people", "percent", "since", "until", "remote", "words")
        help_texts = {
            "words": _("Such as: used to work in shifts. Write nobody's name."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["competence"].choices = [("", _("Choose")), *competences_of([])]
        monday = next_monday(timezone.localdate())
        self.initial.update(percent=100, since=monday, until=monday + USUAL)

    def clean(self) -> dict[str, Any]:
        """Days in order, that are not over."""
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        today = timezone.localdate()
        for name, day in (("since", since), ("until", until)):
            if day and abs(day - today) > 2 * AHEAD:
                self.add_error(name, _now("Look over the year."))
        if since and until and until < since:
            self.add_error("until", _now("It ends before it starts."))
        elif until and until < today:
            self.add_error("until", _now("That day has passed."))
        return said
