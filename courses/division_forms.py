"""Forms of applications, divisions, declared needs and the simulator."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses import words
from courses.models import Run, SharePolicy
from members.forms.decision import DecidedForm
from members.models import Membership


class ApplicationForm(forms.Form):
    """A second and third choice beside the run one stands on, and the authority's reference."""

    second = forms.ChoiceField(label=_("Second choice"), required=False)
    third = forms.ChoiceField(label=_("Third choice"), required=False)
    reference = forms.CharField(label=_("Your reference"), max_length=80, required=False)

    def __init__(self, *args: Any, others: Iterable[Run], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(run.pk): run for run in others}
        choices = [("", gettext("No more runs"))] + [
            (pk, f"{words.when_of(run)}, {words.where(run)}") for pk, run in self.others.items()
        ]
        for name in ("second", "third"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = choices
        if not self.others:
            del self.fields["second"]
        if len(self.others) < 2:
            del self.fields["third"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        second, third = cleaned.get("second"), cleaned.get("third")
        if third and not second:
            self.add_error("second", gettext("Choose a second run before a third."))
        if third and second == third:
            self.add_error("third", gettext("Choose three different runs."))
        return cleaned

    def ranked(self) -> list[Run]:
        """The runs beside the first, in the order of choice."""
        chosen = [self.cleaned_data.get("second"), self.cleaned_data.get("third")]
        return [self.others[pk] for pk in chosen if pk]


class SetAsideForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is set aside"),
        max_length=300,
        help_text=_("Everybody in the network can read it in the protocol."),
    )


class SelectionForm(forms.Form):
    """Whom a coordinator gives the seats, and why."""

    people = forms.MultipleChoiceField(
        label=_("Who gets a seat"), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("What decided"),
        max_length=300,
        help_text=_("All who applied can read it. Do not write about people."),
    )
    wait = forms.BooleanField(
        label=_("The others wait in line, in the order they applied"), required=False, initial=True
    )

    def __init__(
        self, *args: Any, applicants: Iterable[tuple[int, str]], seats: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(str(pk), label) for pk, label in applicants]

    def clean_people(self) -> list[int]:
        chosen = [int(pk) for pk in self.cleaned_data["people"]]
        if len(chosen) > self.seats:
            raise forms.ValidationError(
                gettext("You chose %(chosen)s people for %(seats)s seats.")
                % {"chosen": len(chosen), "seats": self.seats}
            )
        return chosen


class NeedsForm(forms.Form):
    """The seats that each authority needs on a run; one field for each that one answers for."""

    def __init__(
        self,
        *args: Any,
        members: Iterable[Membership],
        declared: dict[int, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for member in members:
            self.fields[f"need-{member.pk}"] = forms.IntegerField(
                label=member.name,
                required=False,
                min_value=0,
                max_value=2000,
                initial=declared.get(member.pk),
            )

    def needs(self) -> dict[int, int | None]:
        """Seats by member; None where nothing is declared."""
        return {int(name.removeprefix("need-")): seats for name, seats in self.cleaned_data.items()}


class SharePolicyForm(DecidedForm, forms.ModelForm):  # type: ignore[type-arg]
    """The rule for shares, and the decision that it rests on."""

    class Meta:
        model = SharePolicy
        fields = ("minimum", "small_below", "firm", "most_credit")

    def asks(self, said: dict[str, Any]) -> bool:
        """Proposing a rule asks for no decision."""
        return "propose" not in self.data

    def validate_constraints(self) -> None:
        """The one that holds is ended when this one is laid."""


class SimulatorForm(forms.Form):
    """Which term, and the numbers of the shares that are tried on it."""

    term = forms.ChoiceField(label=_("Term"))
    minimum = forms.IntegerField(
        label=_("Seats that a small member is sure of"), min_value=0, max_value=20
    )
    small_below = forms.IntegerField(
        label=_("Small below, employees"), min_value=0, max_value=1_000_000
    )
    most_credit = forms.IntegerField(
        label=_("Seats lost before that count, at most"), min_value=0, max_value=20
    )
    firm = forms.BooleanField(label=_("Firm shares from the declared need"), required=False)
    seed = forms.RegexField(
        label=_("Seed of the draws"),
        regex=r"^[0-9a-zA-Z]{1,32}$",
        help_text=_("The same seed gives the same draws."),
    )

    def __init__(self, *args: Any, terms: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["term"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(name, words.term(name)) for name in terms]
