"""Forms of the year wheel: a step, and what is said when its task is over."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db.models import F
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from governance.models import Body, WheelStep
from governance.wheel.rules import WHO, TaskState, longest
from members.models import Role
from network.forms import OnceForm
from network.sorting import swedish_key, swedish_order

ALL = ("", _("all"))
ORDERS: dict[str, Any] = {
    "due": F("due"),
    "state": F("state"),
    "title": swedish_key("title"),
    "name": swedish_key("name"),
}


class StepForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A step: what, from which day to which, who does it, and where."""

    first_month = forms.TypedChoiceField(
        label=_("First month"), coerce=int, choices=list(MONTHS.items())
    )
    last_month = forms.TypedChoiceField(
        label=_("Last month"),
        coerce=int,
        choices=list(MONTHS.items()),
        help_text=_("A step may end in the year after."),
    )
    who = forms.ChoiceField(
        label=_("Who does it"),
        help_text=_("Of a body, its convener does it, or else its chair."),
    )

    class Meta:
        model = WheelStep
        fields = (
            *("title", "title_en", "first_month", "first_day", "last_month", "last_day"),
            *("what", "what_en", "link"),
        )
        widgets = {
            "what": forms.Textarea(attrs={"rows": 3}),
            "what_en": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"first_day": _("First day"), "last_day": _("Last day")}

    field_order = (
        *("once", "title", "title_en", "first_month", "first_day", "last_month", "last_day"),
        *("who", "what", "what_en", "link"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        bodies = {row.pk: row for row in Body.objects.on(today)}
        if self.instance.body_id:
            # A body that has ended is still shown where it was chosen.
            bodies.setdefault(self.instance.body_id, self.instance.body)
        self.bodies = {f"body-{pk}": row for pk, row in bodies.items()}
        named = sorted(self.bodies.items(), key=lambda one: swedish_order(one[1].in_words))
        cast("forms.ChoiceField", self.fields["who"]).choices = [
            *((role.value, role.label) for role in WHO),
            *((key, row.in_words) for key, row in named),
        ]
        body = self.instance.body_id
        self.initial["who"] = f"body-{body}" if body else self.instance.role

    def clean(self) -> dict[str, Any]:
        """The months have their days, and somebody does it."""
        said = super().clean() or {}
        for end in ("first", "last"):
            month, day = said.get(f"{end}_month"), said.get(f"{end}_day")
            if month and day and day > longest(month):
                self.add_error(f"{end}_day", _("The month has no such day."))
        if who := said.get("who"):
            self.instance.body = self.bodies.get(who)
            self.instance.role = "" if who in self.bodies else Role.Kind(who).value
        return said


class DoneForm(OnceForm):
    """What came of it, for the one who does it next year."""

    words = forms.CharField(
        label=_("In words, for next year"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SkipForm(OnceForm):
    """Why the step is left out this year."""

    words = forms.CharField(
        label=_("Why it is skipped this year"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class TaskFilter(forms.Form):
    """Search, year and state; all of it lives in the address."""

    q = forms.CharField(required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *TaskState.choices])
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["year"]).choices = [
            ALL,
            *((str(year), str(year)) for year in years),
        ]
        self.is_valid()

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.cleaned_data.get(name) for name in self.fields)

    @property
    def state_words(self) -> str:
        """The chosen state in words, for its chip."""
        return str(dict(TaskState.choices).get(self.cleaned_data.get("state", ""), ""))

    def apply(self, rows: Any) -> Any:
        """The tasks that fit, the earliest due first unless another order is asked for."""
        asked = self.cleaned_data
        if asked.get("state"):
            rows = rows.filter(state=asked["state"])
        if asked.get("year"):
            rows = rows.filter(year=asked["year"])
        rows = rows.named_like(asked.get("q", ""))
        order = str(self.data.get("sort", "-due"))
        column = ORDERS.get(order.removeprefix("-"))
        if column is None:
            return rows.order_by("-due", "-pk")
        return rows.order_by(column.desc() if order.startswith("-") else column.asc(), "-pk")


def years_of(rows: Any) -> list[int]:
    """The years in which there are tasks, the newest first."""
    return sorted(set(rows.order_by().values_list("year", flat=True)), reverse=True)
