"""Forms for fee models: what all share, what each method asks for, and adopting one."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.models import FeeModel
from fees.rulebook.bands import MOST, Band
from fees.tariffs import Method, PartYear, Step, Tariff
from members.forms.decision import DecidedForm
from network.forms import OnceForm

ROWS = 6
MORE_ROWS = 5
MOST_ROWS = 60
DEFAULT_YEARS_BACK = 1
YEARS_BACK = [
    (0, _("the same year as the fee")),
    (1, _("the year before")),
    (2, _("two years before")),
]
BOUNDED = (Method.BANDS, Method.HEADS, Method.BASE)


class FeeModelForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A fee model of one method; only what that method reads is asked for."""

    paste = forms.CharField(
        label=_("Paste a table"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("From–to and amount on each line. Gaps and overlaps are told to you."),
    )

    in_kind_years_back = forms.TypedChoiceField(
        label=_("Hours of which year"), coerce=int, choices=YEARS_BACK, required=False
    )

    class Meta:
        model = FeeModel
        fields = (
            "name", "basis", "since", "floor", "ceiling", "base", "included", "part_year",
            "associated", "associated_share", "host_reduction", "in_kind_share",
            "in_kind_ceiling", "in_kind_years_back",
        )  # fmt: skip
        widgets = {"part_year": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        method = self.instance.method
        unused = []
        if method not in BOUNDED:
            unused += ["floor", "ceiling"]
        if method != Method.BASE:
            unused += ["base", "included"]
        if method == Method.LEVELS:
            unused.append("paste")
        for name in unused:
            del self.fields[name]
        if "base" in self.fields:
            self.fields["base"].required = True
        if "included" in self.fields:
            self.fields["included"].required = False
        self.fields["since"].label = str(_("Meant to hold from"))
        self.fields["part_year"].choices = PartYear.choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Amounts are 0 or more, the least below the most, an associated party pays one way."""
        cleaned = super().clean() or {}
        for name in ("floor", "ceiling", "base", "associated"):
            if (cleaned.get(name) or Decimal(0)) < 0:
                self.add_error(name, _("An amount is 0 or more."))
        for name in ("associated_share", "host_reduction", "in_kind_share", "in_kind_ceiling"):
            share = cleaned.get(name)
            if share is not None and not 0 <= share <= 100:
                self.add_error(name, _("A share is from 0 to 100 %."))
        floor, ceiling = cleaned.get("floor"), cleaned.get("ceiling")
        if floor is not None and ceiling is not None and floor > ceiling:
            self.add_error("ceiling", _("The least is more than the most."))
        if cleaned.get("associated") is not None and cleaned.get("associated_share") is not None:
            self.add_error("associated_share", _("Give an amount or a share, not both."))
        if cleaned.get("in_kind_ceiling") is not None and cleaned.get("in_kind_share") is None:
            self.add_error("in_kind_share", _("Say how much of the value is credited."))
        if "included" in self.fields:
            cleaned["included"] = cleaned.get("included") or 0
        if cleaned.get("in_kind_years_back") == "":
            cleaned["in_kind_years_back"] = DEFAULT_YEARS_BACK
        return cleaned

    def validate_constraints(self) -> None:
        """Said above, at the field that it concerns."""

    def tariff(self, steps: list[Step]) -> Tariff:
        """What stands in the form now, as the rules read it; what cannot be read is left out."""
        said = self.cleaned_data
        names = (
            "floor", "ceiling", "base", "associated", "associated_share", "host_reduction",
            "in_kind_share", "in_kind_ceiling",
        )  # fmt: skip
        amounts: dict[str, Any] = {name: said.get(name) for name in names}
        return Tariff(
            self.instance.method,
            steps,
            included=said.get("included") or 0,
            part_year=said.get("part_year") or PartYear.WHOLE,
            in_kind_years_back=said.get("in_kind_years_back", DEFAULT_YEARS_BACK),
            **amounts,
        )


class StepForm(forms.Form):
    """One row of a fee model: where it begins, or its level, and the amount."""

    lower = forms.IntegerField(label=_("From employees"), min_value=1, max_value=MOST)
    level = forms.CharField(label=_("Level"), max_length=40)
    amount = forms.DecimalField(
        label=_("Amount"), min_value=0, max_digits=12, decimal_places=2, max_value=10**9
    )

    def __init__(self, *args: Any, method: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["lower" if method == Method.LEVELS else "level"]


class BaseStepFormSet(BaseFormSet):  # type: ignore[type-arg]
    def initial_form_count(self) -> int:
        """Rows are alike, filled before or not: an emptied one is left out."""
        return 0

    def clean(self) -> None:
        """No step twice; where employees are counted, the first begins at one."""
        if any(self.errors):
            return
        steps = self.steps()
        keys = [step.level.casefold() or step.lower for step in steps]
        if len(set(keys)) != len(keys):
            raise ValidationError(_("Two rows begin at the same place. Take one of them away."))
        if not steps:
            raise ValidationError(_("Fill in at least one row."))
        if not steps[0].level and min(step.lower or 1 for step in steps) != 1:
            raise ValidationError(
                _("The first row begins at 1 employee, or the smallest members pay by no row.")
            )

    def steps(self) -> list[Step]:
        """The filled rows that can be read, lowest first."""
        rows = [form.cleaned_data for form in self.forms if form.is_valid() and form.has_changed()]
        steps = [Step(row["amount"], row.get("lower"), row.get("level", "")) for row in rows]
        return sorted(steps, key=lambda step: step.lower or 0)


def rows_for(
    method: str, steps: list[dict[str, Any]], data: Mapping[str, Any] | None = None, extra: int = 0
) -> Any:
    """The rows to fill in: those that are there, and some that are empty."""
    empty = len(steps) + (extra or max(ROWS - len(steps), 2))
    factory = formset_factory(StepForm, formset=BaseStepFormSet, extra=empty, max_num=MOST_ROWS)
    return factory(
        data, initial=None if data else steps, prefix="steps", form_kwargs={"method": method}
    )


def rows_of(bands: list[Band]) -> list[dict[str, Any]]:
    """A pasted table as rows of the form."""
    return [{"lower": band.lower, "amount": band.amount} for band in bands]


def typed_rows(data: Any) -> list[dict[str, Any]]:
    """The rows as they were typed, sound or not, so that nothing is lost."""
    total = str(data.get("steps-TOTAL_FORMS", "0"))
    count = min(int(total), MOST_ROWS) if total.isdecimal() and len(total) < 4 else 0
    names = ("lower", "level", "amount")
    rows = [
        {name: data.get(f"steps-{place}-{name}", "") for name in names} for place in range(count)
    ]
    return [row for row in rows if any(row.values())]


class AdoptionForm(DecidedForm, OnceForm):
    """From when a model bills, and who decided it; a day that has passed is asked about once."""

    since = forms.DateField(label=_("Holds from"))
    passed = forms.BooleanField(label=_("Adopt it from a day that has passed"), required=False)

    def clean(self) -> dict[str, Any]:
        """Fees of a time that has begun are changed on purpose or not at all."""
        said = super().clean() or {}
        since = said.get("since")
        if since and since < timezone.localdate() and not said.get("passed"):
            self.add_error(
                "passed", _("That day has passed. Read what it changes, and tick the box.")
            )
        return said


class EndForm(OnceForm):
    """The last day of a rule."""

    until = forms.DateField(label=_("Last day"))


class ModelEndForm(DecidedForm, EndForm):
    """The last day of a fee model, and who decided it."""
