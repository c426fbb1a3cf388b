"""The form of a mentoring round."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from members.models import Authority, Standing
from mentorship.models import MentorRound
from mentorship.rules import unusual_length
from network.forms import OnceForm


class RoundForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A mentoring round: what it is, when it goes on, whom it is for, what it costs."""

    class Meta:
        model = MentorRound
        fields = (
            *("programme", "title", "about", "opens", "closes", "starts", "ends", "midway"),
            *("mentee_leads", "mentee_months", "mentor_leads", "mentor_years"),
            *("authority_kinds", "standings", "places", "mentee_price", "costs", "kept_months"),
        )
        widgets = {"programme": forms.RadioSelect}

    authority_kinds = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, required=False, choices=Authority.Kind.choices
    )
    standings = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, required=False, choices=Standing.Kind.choices
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for name, choices in (
            ("programme", MentorRound.Programme.choices),
            ("authority_kinds", Authority.Kind.choices),
            ("standings", Standing.Kind.choices),
        ):
            fields[name].choices = [(value, capfirst(str(label))) for value, label in choices]
        fields["authority_kinds"].label = _("Kinds of authority that may take part")
        fields["authority_kinds"].help_text = _("None chosen: all.")
        fields["standings"].label = _("Kinds of member that may take part")
        fields["standings"].help_text = _("None chosen: all.")
        fields["mentee_leads"].label = _("Mentees must lead staff")
        fields["mentor_leads"].label = _("Mentors must lead staff")
        fields["mentor_leads"].help_text = _(
            "Untick it for reverse mentoring: there somebody without staff is a manager's mentor."
        )
        fields["kept_months"].help_text = _(
            "Then requests and pairs are deleted; what is counted stays in the report."
        )
        for name in ("mentee_months", "mentor_years", "kept_months"):
            fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """A limit that is left out is as usual."""
        said = super().clean() or {}
        for name in ("mentee_months", "mentor_years", "kept_months"):
            if name not in self.errors and said.get(name) is None:
                said[name] = getattr(self.instance, name)
        return said

    @property
    def length_in_words(self) -> str:
        """What is unusual about its length, for a message; empty when nothing is."""
        return unusual_length(self.cleaned_data["starts"], self.cleaned_data["ends"])

    def _get_validation_exclusions(self) -> set[str]:
        """All but the network, so that a title that is taken is said at the form."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"network"}
