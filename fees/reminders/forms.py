"""Forms of reminders: the list of what is overdue, respites, and the network's steps."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.models import ReminderStep
from fees.reminders.rules import BUCKETS, Tone
from network.forms import OnceForm
from network.sorting import swedish_key

LONGEST = timedelta(days=366)
STEPS = 3
USUAL = ((10, Tone.FRIENDLY), (30, Tone.PLAIN), (60, Tone.LAST))  # days after the due date


def bucket_words(low: int, high: int | None) -> str:
    """An age in words: 31–60 days."""
    if high is None:
        return str(_("more than %(days)s days") % {"days": low - 1})
    return str(_("%(low)s–%(high)s days") % {"low": 0 if low == 1 else low, "high": high})


class OverdueFilter(forms.Form):
    """Search, age and order of what is overdue; all of it lives in the address."""

    q = forms.CharField(required=False, max_length=100)
    age = forms.ChoiceField(label=_("Overdue since"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        ages = [(str(i), bucket_words(low, high)) for i, (low, high) in enumerate(BUCKETS)]
        self.fields["age"].choices = [("", _("All")), *ages]  # type: ignore[attr-defined]

    def apply(self, seen: Any) -> Any:
        """Those that fit, with their last reminder; what cannot be understood filters nothing."""
        self.is_valid()
        seen = seen.matching(self.cleaned_data.get("q", ""))
        if age := self.cleaned_data.get("age"):
            low, high = BUCKETS[int(age)]
            seen = seen.filter(due__lte=self.today - timedelta(days=low))
            if high:
                seen = seen.filter(due__gte=self.today - timedelta(days=high))
        seen = seen.annotate(sent=Max("reminders__number"), last_sent=Max("reminders__day"))
        asked = str(self.data.get("sort", "due"))
        orders: dict[str, Any] = {
            "due": F("due"),
            "member": swedish_key("buyer_name"),
            "left": F("balance"),
        }
        key = orders.get(asked.removeprefix("-"), orders["due"])
        return seen.order_by(key.desc() if asked.startswith("-") else key.asc(), "pk")

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.cleaned_data.get("q") or self.cleaned_data.get("age"))

    @property
    def age_words(self) -> str:
        """The chosen age, for its chip."""
        age = self.cleaned_data.get("age")
        return bucket_words(*BUCKETS[int(age)]) if age else ""


class RespiteForm(OnceForm):
    """No reminders until a day, and why."""

    until = forms.DateField(
        label=_("No reminders until"), help_text=_("The day after, reminders go on.")
    )
    reason = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("Such as: they await a credit note.")
    )

    def clean_until(self) -> date:
        """A day to come, within a year."""
        day: date = self.cleaned_data["until"]
        today = timezone.localdate()
        if day < today:
            raise ValidationError(_("That day has passed. Write today or a later day."))
        if day > today + LONGEST:
            raise ValidationError(_("That is more than a year away."))
        return day


class StepsForm(OnceForm):
    """The network's reminders: at most three, each later than the one before."""

    automatic = forms.TypedChoiceField(
        label=_("How reminders go out"),
        choices=[
            ("no", _("the economist looks through them and sends them")),
            ("yes", _("by themselves in the morning of a bank day")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, steps: Sequence[ReminderStep], automatic: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial["automatic"] = "yes" if automatic else "no"
        laid = {step.number: step for step in steps}
        for number in range(1, STEPS + 1):
            usual_days, usual_tone = USUAL[number - 1]
            step = laid.get(number)
            if not steps:
                step = ReminderStep(number=number, days=usual_days, tone=usual_tone)
            self.fields |= {
                f"days{number}": forms.IntegerField(
                    label=_("Days after the due date"),
                    required=False,
                    min_value=1,
                    max_value=365,
                    initial=step.days if step else None,
                ),
                f"tone{number}": forms.ChoiceField(
                    label=_("Tone"),
                    choices=Tone.choices,
                    initial=step.tone if step else usual_tone,
                    required=False,
                ),
                f"fee{number}": forms.DecimalField(
                    label=_("Fee"),
                    required=False,
                    min_value=0,
                    max_value=1000,
                    decimal_places=2,
                    initial=step.fee if step else Decimal(0),
                ),
            }

    def clean(self) -> dict[str, Any]:
        """Each reminder is later than the one before it."""
        data = super().clean() or {}
        last = 0
        for number in range(1, STEPS + 1):
            days = data.get(f"days{number}")
            if days is None:
                continue
            if days <= last:
                self.add_error(
                    f"days{number}", _("Write more days than for the reminder before it.")
                )
            last = days
        return data

    def steps(self) -> list[ReminderStep]:
        """The filled ones, numbered anew."""
        data = self.cleaned_data
        filled = [n for n in range(1, STEPS + 1) if data.get(f"days{n}")]
        return [
            ReminderStep(
                number=place,
                days=data[f"days{n}"],
                tone=data.get(f"tone{n}") or Tone.FRIENDLY,
                fee=data.get(f"fee{n}") or Decimal(0),
            )
            for place, n in enumerate(filled, start=1)
        ]

    def rows(self) -> list[Any]:
        """The three reminders, each with its fields."""
        return [
            {
                "number": n,
                "days": self[f"days{n}"],
                "tone": self[f"tone{n}"],
                "fee": self[f"fee{n}"],
            }
            for n in range(1, STEPS + 1)
        ]
