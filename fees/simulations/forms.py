"""Forms of the fee simulation: which year and models, and what is supposed of a member."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from fees.actions.simulate import present_model
from fees.models import FeeModel, Simulation
from fees.models.simulation import LABELS
from fees.rules import FeeKind
from network.forms import OnceForm
from network.money import round_kr

MOST_EMPLOYEES = 200_000


class SimulationForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A year, up to four fee models beside the present one, and a total to reach."""

    models = forms.ModelMultipleChoiceField(
        FeeModel._base_manager.none(),
        label=_("Fee models to compare"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One to four. The present model is always there to compare with."),
        error_messages={"required": _("Tick at least one fee model.")},
    )

    class Meta:
        model = Simulation
        fields = ("name", "year", "note", "target", "one_level")

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].min_value = 0  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["year"]
            present = {one.model_id for one in self.instance.schemes.all() if not one.position}
            self.initial.setdefault(
                "models", [one.model_id for one in self.instance.schemes.all() if one.position]
            )
        else:
            self.initial["year"] = self.initial.get("year") or year
            model = present_model(year)
            present = {model.pk} if model else set()
        offered = (
            FeeModel.objects.filter(kind=FeeKind.MEMBERSHIP)
            .exclude(pk__in=present)
            .prefetch_related("steps")
            .order_by("adopted", "-since", "name")
        )
        cast("forms.ModelMultipleChoiceField[Any]", self.fields["models"]).queryset = offered

    def clean_models(self) -> list[FeeModel]:
        """No more models than there are letters."""
        chosen = list(self.cleaned_data["models"])
        if len(chosen) > len(LABELS):
            raise forms.ValidationError(_("Tick at most four fee models."))
        return chosen

    def clean_year(self) -> int:
        """A year that a fee can be for."""
        year: int = self.cleaned_data["year"]
        if not 2000 <= year <= 2100:
            raise forms.ValidationError(_("Write a year from 2000 to 2100."))
        return year

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (target := cleaned.get("target")) is not None and target <= 0:
            self.add_error("target", _("A total to reach is above 0."))
        return cleaned

    def validate_constraints(self) -> None:
        """Said above; a name that is taken is said by the view."""


class SupposeForm(OnceForm):
    """What is supposed of a member, or of one that joins; what is left empty stays as it is."""

    member = forms.ChoiceField(label=_("Member"), required=False)
    name = forms.CharField(
        label=_("Name of the one that joins"),
        max_length=120,
        required=False,
        help_text=_("Only for a new member."),
    )
    head_count = forms.IntegerField(
        label=_("Employees"),
        required=False,
        min_value=1,
        max_value=MOST_EMPLOYEES,
        error_messages={
            "min_value": _("Write the number of employees, from 1 to 200 000."),
            "max_value": _("Write the number of employees, from 1 to 200 000."),
        },
    )
    level = forms.CharField(label=_("Level"), max_length=40, required=False)
    in_kind = forms.DecimalField(
        label=_("Value of contributed hours, kr"),
        required=False,
        min_value=0,
        max_value=10**8,
        decimal_places=2,
        localize=True,
    )
    since = forms.DateField(label=_("Joins on"), required=False)
    until = forms.DateField(label=_("Leaves after"), required=False)
    associated = forms.ChoiceField(
        label=_("Kind of membership"),
        required=False,
        choices=[("", _("as it is")), ("member", _("member")), ("yes", _("associated party"))],
    )
    gone = forms.BooleanField(label=_("Is not a member in that year"), required=False)

    def __init__(self, *args: Any, simulation: Simulation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.simulation = simulation
        self.names = {row["key"]: row["name"] for row in simulation.facts}
        joined = [
            (key, change["name"])
            for key, change in simulation.changes.items()
            if key not in self.names
        ]
        cast(forms.ChoiceField, self.fields["member"]).choices = [
            ("", _("one that joins")),
            *self.names.items(),
            *joined,
        ]

    def clean(self) -> dict[str, Any]:
        """One that joins has a name; days lie in the year that is reckoned."""
        cleaned = super().clean() or {}
        key, name = cleaned.get("member", ""), cleaned.get("name", "").strip()
        if not key and not name and "member" in cleaned:
            self.add_error("name", _("Choose a member, or write the name of the one that joins."))
        if not key and cleaned.get("gone"):
            self.add_error("gone", _("Choose the member that leaves."))
        year = self.simulation.year
        for field in ("since", "until"):
            if (day := cleaned.get(field)) and day.year != year:
                self.add_error(
                    field, _("Write a day in %(year)s, or leave it empty.") % {"year": year}
                )
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("It leaves before it joins."))
        if not self.errors and not self.facts():
            raise forms.ValidationError(_("Write what is to be supposed of the member."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What is supposed, as the simulation keeps it."""
        said = self.cleaned_data
        if said.get("gone"):
            return {"gone": True}
        facts: dict[str, Any] = {}
        if not said.get("member") and said.get("name"):
            facts["name"] = said["name"].strip()
        elif said.get("member", "").startswith("new-"):
            facts["name"] = self.simulation.changes[said["member"]]["name"]
        for name in ("head_count", "level"):
            if said.get(name):
                facts[name] = said[name]
        if said.get("in_kind") is not None:
            facts["in_kind"] = str(round_kr(said["in_kind"]))
        for name in ("since", "until"):
            if said.get(name):
                facts[name] = said[name].isoformat()
        if said.get("associated"):
            facts["associated"] = said["associated"] == "yes"
        return facts
