"""Forms of the mentoring programmes."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Competence
from mentorship.models import Interest, MentorRound
from mentorship.rules import MENTEE, State
from network.forms import OnceForm

STATES = [
    ("", _("all")),
    (State.WAITING, _("waiting for the manager")),
    (State.APPROVED, _("waiting for a match")),
    (State.DECLINED, _("declined")),
    (State.WITHDRAWN, _("withdrawn")),
]


def offered() -> list[tuple[str, str]]:
    """The competences that the network offers today, by name."""
    found = Competence.objects.offered_on(timezone.localdate())
    return [(row.code, row.in_words) for row in found]


class InterestForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """What somebody wants from a mentor, or offers as one."""

    areas = forms.MultipleChoiceField(
        choices=offered,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose one to five."),
        error_messages={"required": _("Choose at least one area.")},
    )

    class Meta:
        model = Interest
        fields = ("areas", "goals", "meeting", "language")
        widgets = {"meeting": forms.RadioSelect, "language": forms.RadioSelect}

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if role == MENTEE:
            self.fields["areas"].label = _("What do you want to grow in?")
            self.fields["goals"].label = _("What do you want to have changed when the round ends?")
        else:
            self.fields["areas"].label = _("What can you help others with?")
            self.fields["goals"].label = _("Tell a future mentee about yourself as a leader")
        self.fields["goals"].help_text = _(
            "Two or three sentences. Read by your manager and the coordinator, who matches."
        )

    def clean_areas(self) -> list[str]:
        """One to five areas."""
        areas: list[str] = self.cleaned_data["areas"]
        if len(areas) > 5:
            raise forms.ValidationError(_("Choose at most five areas."))
        return areas


class AnswerForm(OnceForm):
    """The manager's yes or no."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("Yes, I approve")), ("no", _("No, not this time"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    why = forms.CharField(
        label=_("Why not"),
        help_text=_("Only if you say no. The one who asked reads it."),
        max_length=500,
        required=False,
        widget=forms.Textarea,
    )

    def clean(self) -> dict[str, Any]:
        """A no says why."""
        said = super().clean() or {}
        if said.get("answer") == "no" and not said.get("why"):
            self.add_error("why", _("Write why you say no."))
        return said


class RoundForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A mentoring round."""

    class Meta:
        model = MentorRound
        fields = (
            "programme",
            "title",
            "opens",
            "closes",
            "starts",
            "ends",
            "mentee_months",
            "mentor_years",
            "about",
        )

    def _get_validation_exclusions(self) -> set[str]:
        """All but the network, so that a title that is taken is said at the form."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"network"}


class InterestFilter(forms.Form):
    """Expressions of interest by words, role and state."""

    q = forms.CharField(required=False, max_length=100)
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("all")), *Interest.Role.choices]
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
