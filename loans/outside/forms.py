"""Parties outside the network, their notices and their staff, and sister networks."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from loans.board.forms import MOST_COMPETENCES, between, competences_of, look_at_days
from loans.consents.forms import AnswerDaysForm
from loans.consents.parties import why_not_covered
from loans.models import Approach, Interest, Notice, OutsideParty, SisterNetwork
from loans.rules import Remote
from loans.terms import covered
from network.forms import OnceForm
from network.identifiers import organisation_number, show_organisation_number
from network.models import Network


class OutsidePartyForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """Who it is, whom one writes to, why it is let in and until when."""

    # Read as people write it: with or without a hyphen.
    organisation_number = forms.CharField(
        label=_("Organisation number"),
        max_length=20,
        help_text=_("Such as: 232100-0198."),
    )

    class Meta:
        model = OutsideParty
        fields = (
            *("name", "kind", "organisation_number", "contact", "email", "phone"),
            *("why", "until"),
        )
        help_texts = {
            "contact": _("Reads and signs agreements by a link in mail, without an account."),
            "until": _("From the day after it can lend and borrow nothing new."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            shown = show_organisation_number(self.instance.organisation_number)
            self.initial["organisation_number"] = shown

    def clean_organisation_number(self) -> str:
        """Ten digits, with a right check digit."""
        return organisation_number(self.cleaned_data["organisation_number"])

    def clean(self) -> dict[str, Any]:
        """A party that the rules of loans cover, and that is not entered already."""
        said = super().clean() or {}
        kind, name = said.get("kind"), said.get("name")
        if kind and covered(kind) is None:
            self.add_error("kind", why_not_covered(OutsideParty(name=name or "", kind=kind)))
        number = said.get("organisation_number")
        twin = OutsideParty.objects.filter(organisation_number=number, name__iexact=name or "")
        if number and name and twin.exclude(pk=self.instance.pk).exists():
            self.add_error(
                "organisation_number",
                _now("%(name)s is entered already. Change that one.") % {"name": name},
            )
        return said


class SisterForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A network of the portal that may see what one shows sister networks."""

    sister = forms.ModelChoiceField(
        Network.objects.none(),
        label=_("Network"),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose a network.")},
    )

    class Meta:
        model = SisterNetwork
        fields = ("sister",)

    def __init__(self, *args: Any, networks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sister"].queryset = networks  # type: ignore[attr-defined]


class PartyNoticeForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A crisis need of a party outside the network, as a coordinator enters it."""

    competences = forms.MultipleChoiceField(
        label=_("Competences"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one competence.")},
    )

    class Meta:
        model = Notice
        fields = (
            *("title", "tasks", "competences", "people", "starts", "ends"),
            *("percent", "place", "remote", "secrecy", "answer_by"),
        )
        widgets = {"remote": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["competences"].choices = competences_of(self.instance.competences or [])
        fields["remote"].choices = [(one.value, capfirst(str(one.label))) for one in Remote]
        fields["percent"].validators += between(5, 100, _now("The extent is 5 to 100 per cent."))
        fields["people"].validators += between(1, 500, _now("Say how many, at least one."))

    def clean_competences(self) -> list[str]:
        """One to eight."""
        codes: list[str] = self.cleaned_data["competences"]
        if len(codes) > MOST_COMPETENCES:
            raise forms.ValidationError(_now("Choose at most eight competences."))
        return codes

    def clean(self) -> dict[str, Any]:
        """Days in order, and a place."""
        said = super().clean() or {}
        look_at_days(self, said)
        if said.get("remote") != Remote.WHOLLY and not said.get("place"):
            self.add_error("place", _now("Say where, or that the work is done from anywhere."))
        return said


def _party(label: Any) -> Any:
    return forms.ModelChoiceField(
        OutsideParty._base_manager.none(),
        label=label,
        empty_label=_("Choose"),
        error_messages={"required": _("Choose a party outside the network.")},
    )


class PartyApproachForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """That a party outside the network would borrow what is on offer."""

    party = _party(_("Who would borrow?"))

    class Meta:
        model = Approach
        fields = ("party", "words")
        help_texts = {"words": _("Tasks, days, extent and place, as the party says it.")}

    def __init__(self, *args: Any, parties: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = parties  # type: ignore[attr-defined]


class OutsideInterestForm(AnswerDaysForm):
    """Somebody of a party outside the network who would go, and who has consented there."""

    party = _party(_("Who lends?"))
    said_by = forms.CharField(
        label=_("Who consented at the lender"),
        max_length=80,
        help_text=_("Name and title of the manager, such as: Greta Gräns, enhetschef."),
    )
    heard = forms.BooleanField(
        label=_("The person has said yes to the loan themselves"),
        error_messages={"required": _("Without the person's own yes there is no loan.")},
    )

    class Meta:
        model = Interest
        fields = ("party", "outside_name", "outside_title", "starts", "ends", "percent")
        help_texts = {"outside_name": _("Never a personal identity number.")}

    def __init__(self, *args: Any, parties: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["party"].queryset = parties
        fields["outside_name"].required = True
