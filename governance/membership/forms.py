"""Forms of the membership's life: applying, preparing, answering, terms, giving notice."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models import MembershipApplication, MembershipTerms
from members.forms.decision import DecidedForm
from network.forms import OnceForm
from network.identifiers import organisation_number
from network.letters import one_line


class NumberedForm(forms.Form):
    """A form with an organisation number, with or without its hyphen."""

    number = forms.CharField(
        label=_("Organisation number"),
        max_length=13,
        required=False,
        help_text=_("Ten digits, with or without hyphen."),
    )

    def clean_number(self) -> str:
        """Ten digits, or nothing where it is not known."""
        said = self.cleaned_data["number"]
        return organisation_number(said) if said else ""


class ApplicationForm(NumberedForm, forms.ModelForm):  # type: ignore[type-arg]
    """What an authority says of itself when it would join."""

    class Meta:
        model = MembershipApplication
        fields = (
            "name", "short_name", "kind", "number", "wants", "employees", "reason",
            "contact_name", "contact_title", "contact_email",
        )  # fmt: skip
        widgets = {"reason": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "wants": _("An associated party takes part in some of what the network does."),
        }

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_contact_name(self) -> str:
        return one_line(self.cleaned_data["contact_name"])

    def validate_constraints(self) -> None:
        """Asking twice sends the letter twice, and tells nobody that it was asked before."""


class OpenApplicationForm(ApplicationForm):
    """The same in the open; `website` is a field that only machines see and fill in."""

    website = forms.CharField(required=False, max_length=200)

    @property
    def is_from_a_machine(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.cleaned_data.get("website"))

    def said(self) -> dict[str, Any]:
        """What was written, by column."""
        return {name: self.cleaned_data[name] for name in ApplicationForm.Meta.fields}


class EnteredApplicationForm(OnceForm, ApplicationForm):
    """An application that came in another way, entered by a coordinator."""

    class Meta(ApplicationForm.Meta):
        fields = (*ApplicationForm.Meta.fields, "language")  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of letters"),
            choices=[("sv", _("Swedish")), ("en", _("English"))],
            initial="sv",
        )


class PreparationForm(NumberedForm, OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """What the body should know, and what it is proposed to decide."""

    class Meta:
        model = MembershipApplication
        fields = ("preparation", "kind", "number", "short_name", "wants", "level", "since")
        widgets = {"preparation": forms.Textarea(attrs={"rows": 8}), "since": forms.DateInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["preparation"].required = True
        self.fields["since"].required = True


class DeclinationForm(DecidedForm, OnceForm):
    """The decision to say no, and why, in words for the authority."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Stands in the letter to the authority."),
    )


class TakenBackForm(OnceForm):
    """Why an application is taken back."""

    reason = forms.CharField(
        label=_("What the authority said"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TermsForm(DecidedForm, OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """How memberships end, from a day on, and where it stands."""

    class Meta:
        model = MembershipTerms
        fields = ("since", "notice_months", "at_years_end", "source")
        widgets = {"since": forms.DateInput()}

    def validate_constraints(self) -> None:
        """Those before are ended when these are laid."""


class ResignationForm(OnceForm):
    """When notice was given, and why."""

    given_on = forms.DateField(label=_("Notice given on"), widget=forms.DateInput())
    reason = forms.CharField(
        label=_("Why"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_given_on(self) -> Any:
        """Not in days to come."""
        day = self.cleaned_data["given_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Notice is given today or was given before."))
        return day


class ApplicationFilter(forms.Form):
    """Search and state; both live in the address."""

    q = forms.CharField(required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("all")), *MembershipApplication.State.choices[1:]],
    )


class DayForm(forms.Form):
    """The day of a list."""

    day = forms.DateField(label=_("On the day"), widget=forms.DateInput())
