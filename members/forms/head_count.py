"""Forms of head counts: what a member declares, the round that asks, and the ledger's filters."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.head_counts import (
    LEAST,
    MOST,
    USUAL_PEOPLE,
    USUAL_PERCENT,
    Definition,
    is_jump,
)
from members.models import HeadCount, HeadCountRound
from network.forms import OnceForm
from network.wording import number

MOST_REMINDERS = 6
LONGEST_BEFORE, LONGEST_AFTER = 60, 120  # days


class PeopleField(forms.IntegerField):
    """A number of people, with or without blanks between the thousands."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> int | None:
        """The number; "1 200" as well as "1200"."""
        text = "".join(str(value).split()) if value is not None else ""
        found: int | None = super().to_python(text)
        return found


class HeadCountForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """How many employees a member has; a jump, or another figure for the day, is asked about.

    Until it is explained the figure does not count. `day` is left out where a round has set it.
    """

    count = PeopleField(
        label=_("Employees"),
        min_value=LEAST,
        max_value=MOST,
        error_messages={
            "invalid": _("Write a whole number, digits only."),
            "min_value": _("Write 1 or more. Ask the network coordinator if you have no staff."),
            "max_value": _("Write at most 200 000. Is there a digit too many?"),
        },
    )

    class Meta:
        model = HeadCount
        fields = ("count", "day", "definition", "covers", "source", "explanation")
        widgets = {"day": forms.DateInput(), "definition": forms.RadioSelect()}
        help_texts = {"source": _("For example: the payroll system, 31 December.")}

    def __init__(
        self,
        *args: Any,
        today: date,
        earlier: list[HeadCount],
        of: HeadCountRound | None = None,
        day_is_set: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.earlier, self.of = today, earlier, of
        self.fields["explanation"].label = _("Why")
        self.fields["definition"].required = False
        if of:
            del self.fields["definition"]
        if day_is_set:
            del self.fields["day"]
        self.fields["explanation"].widget = forms.HiddenInput()

    def clean_day(self) -> date:
        """Nobody has counted tomorrow's employees."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise ValidationError(_("Write a day that has been."))
        return day

    def clean_definition(self) -> str:
        """Persons where nothing else was chosen."""
        return self.cleaned_data["definition"] or Definition.PERSONS

    def clean(self) -> dict[str, Any]:
        """Ask about a figure that needs a reason; the second sending says why."""
        data = super().clean() or {}
        count, day = data.get("count"), data.get("day") or self.instance.day
        question = self._question(count, day) if count and day else ""
        if question:
            self.fields["explanation"].widget = forms.Textarea(attrs={"rows": 2})
            if not data.get("explanation", "").strip():
                self.add_error("explanation", question)
        else:
            data["explanation"] = ""
        return data

    def _question(self, count: int, day: date) -> str:
        same = next((row for row in self.earlier if row.day == day), None)
        if same and same.count != count:
            return gettext(
                "%(before)s employees are declared for %(day)s already. Now you write %(now)s. "
                "Write why it is corrected, or leave the page."
            ) % {"before": number(same.count), "now": number(count), "day": day.isoformat()}
        last = next((row for row in self.earlier if row.day < day), None)
        percent = self.of.jump_percent if self.of else USUAL_PERCENT
        people = self.of.jump_people if self.of else USUAL_PEOPLE
        if last and not same and is_jump(last.count, count, percent=percent, people=people):
            return gettext(
                "Last time it was %(before)s (%(day)s), now you write %(now)s. "
                "Write why it changed so much, or correct the figure."
            ) % {"before": number(last.count), "now": number(count), "day": last.day.isoformat()}
        return ""

    def validate_constraints(self) -> None:
        """A day's second figure corrects the first one."""


class DaysField(forms.CharField):
    """A few numbers of days, such as 7, 1."""

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=60, **kwargs)
        self.longest = longest

    def prepare_value(self, value: Any) -> Any:
        """As people write it."""
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[int]:
        """The numbers, each once."""
        words = str(super().clean(value)).replace(",", " ").split()
        if not all(word.isdecimal() and 0 < int(word) <= self.longest for word in words):
            raise ValidationError(
                _("Write days as whole numbers from 1 to %(most)s, such as 7, 1.")
                % {"most": self.longest}
            )
        days = sorted({int(word) for word in words}, reverse=True)
        if len(days) > MOST_REMINDERS:
            raise ValidationError(_("At most %(most)s reminders.") % {"most": MOST_REMINDERS})
        return days


class HeadCountRoundForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """What every member is asked, until when, and what is asked about once more."""

    remind_before = DaysField(
        label=_("Reminders, days before the last day"),
        longest=LONGEST_BEFORE,
        help_text=_("Such as 7, 1. They go only to those who have not answered."),
    )
    remind_after = DaysField(label=_("Reminders, days after the last day"), longest=LONGEST_AFTER)

    class Meta:
        model = HeadCountRound
        fields = (
            *("year", "day", "definition", "text", "deadline", "remind_before", "remind_after"),
            *("jump_percent", "jump_people"),
        )
        widgets = {"definition": forms.RadioSelect()}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if self.instance.opened_at:  # what the members have answered does not change under them
            for name in ("year", "day", "definition", "text"):
                del self.fields[name]

    def clean_deadline(self) -> date:
        """A day to come."""
        day: date = self.cleaned_data["deadline"]
        if day < self.today and day != self.initial.get("deadline"):
            raise ValidationError(_("That day has passed. Write today or a later day."))
        return day
