"""The form of an expression of interest, for a mentee and for a mentor."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Authority, Competence, Membership
from mentorship.intake.asker import Asker
from mentorship.intake.avoiding import Avoiding, names_in
from mentorship.models import Interest
from mentorship.rules import MENTEE
from network.forms import OnceForm
from network.sorting import swedish_key

MOST_AREAS = 5
MOST_NAMES = 20
LONGEST_NAME = 120
CHOICES = {
    "level": Interest.Level,
    "meeting": Interest.Meeting,
    "language": Interest.Language,
    "rhythm": Interest.Rhythm,
}


def offered(also: list[str]) -> list[tuple[str, str]]:
    """The competences that the network offers today, by name, and those already chosen."""
    found = Competence.objects.offered_on(timezone.localdate(), also)
    return [(row.code, row.in_words) for row in found]


def _with_capitals(choices: Any) -> list[tuple[str, str]]:
    """Choices that stand each on a line of its own."""
    return [(value, capfirst(str(label))) for value, label in choices]


def other_members(own: int) -> list[tuple[int, str]]:
    """The authorities of the network but one's own, by name."""
    there = Membership.objects.on(timezone.localdate()).exclude(pk=own)
    named = there.select_related("authority").order_by(swedish_key("authority__name"), "part")
    return [(row.pk, row.name) for row in named]


class InterestForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """What somebody wants from a mentor, or offers as one.

    `asker` is whose request it is; `chosen` what stands written already of whom to avoid.
    """

    areas = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose one to five."),
        error_messages={"required": gettext_lazy("Choose at least one area.")},
    )
    wished_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of authority that you would like to get to know"),
        choices=lambda: _with_capitals(Authority.Kind.choices),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("None chosen: all are as welcome."),
    )
    avoid_names = forms.CharField(
        label=gettext_lazy("People"),
        widget=forms.Textarea,
        required=False,
        max_length=MOST_NAMES * LONGEST_NAME,
        help_text=gettext_lazy("First name and surname, one person on each line. No reason."),
    )
    avoid_authorities = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Authorities"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("You are never paired with anybody from your own."),
    )

    class Meta:
        model = Interest
        fields = (
            *("manager_since", "level", "staff", "areas", "goals", "words"),
            *("meeting", "town", "reach_km", "language", "rhythm", "wished_kinds"),
            *("capacity", "stays"),
        )
        widgets = {
            "meeting": forms.RadioSelect,
            "language": forms.RadioSelect,
            "rhythm": forms.RadioSelect,
            "level": forms.RadioSelect,
        }

    def __init__(self, *args: Any, asker: Asker, chosen: Avoiding | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.asker = asker
        self.fields["areas"].choices = offered(self.instance.areas or [])  # type: ignore[attr-defined]
        self.fields["avoid_authorities"].choices = other_members(  # type: ignore[attr-defined]
            asker.person.membership_id
        )
        if chosen:
            self.initial.setdefault("avoid_names", "\n".join(chosen.names))
            self.initial.setdefault("avoid_authorities", sorted(chosen.authorities))
        for name in ("level", "meeting", "language", "rhythm", "capacity", "reach_km"):
            if name in self.fields:
                self.fields[name].required = False
        for name in CHOICES:
            field: Any = self.fields[name]
            field.choices = _with_capitals(CHOICES[name].choices)
        self._name_for(self.instance.role)

    def _name_for(self, role: str) -> None:
        fields = self.fields
        fields["goals"].help_text = _(
            "Two or three sentences. Read by your manager and the coordinator, who matches."
        )
        fields["words"].label = _("About you, to the one you are paired with")
        fields["manager_since"].help_text = _(
            "As the register has it. Have you led staff elsewhere before? Write from when."
        )
        fields["reach_km"].label = _("Longest way to a meeting")
        fields["reach_km"].help_text = _("As the crow flies. Empty: no limit.")
        fields["reach_km"].validators += [MinValueValidator(0), MaxValueValidator(2000)]
        fields["town"].help_text = _("Such as: Härnösand. A distance is known for larger places.")
        if role == MENTEE:
            fields["areas"].label = _("What do you want to grow in?")
            fields["goals"].label = _("What do you want to have changed when the round ends?")
            del fields["capacity"], fields["stays"]
        else:
            fields["areas"].label = _("What can you help others with?")
            fields["goals"].label = _("Tell a future mentee about yourself as a leader")
            fields["capacity"].label = _("How many mentees can you have at the same time?")
            fields["capacity"].help_text = _("One to five. Most have one.")
            fields["capacity"].validators += [MinValueValidator(1), MaxValueValidator(5)]

    def clean_areas(self) -> list[str]:
        """One to five areas."""
        areas: list[str] = self.cleaned_data["areas"]
        if len(areas) > MOST_AREAS:
            raise forms.ValidationError(_("Choose at most five areas."))
        return areas

    def clean_avoid_names(self) -> tuple[str, ...]:
        """Names, each once."""
        names = names_in(self.cleaned_data["avoid_names"])
        if len(names) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(_("Write at most 20 names, one on each line."))
        return names

    def clean_town(self) -> str:
        """Without odd spaces."""
        return " ".join(self.cleaned_data["town"].split())

    def clean_manager_since(self) -> date | None:
        """What is written, else what the register has; not in the future."""
        said: date | None = self.cleaned_data["manager_since"]
        if said is None:
            return self.asker.person.manager_since
        if said > self.instance.round.starts or said.year < 1950:
            raise forms.ValidationError(_("Write the day from which you have led staff."))
        return said

    def clean(self) -> dict[str, Any]:
        """Who has not led staff long enough is told so; what was left out is as usual."""
        said = super().clean() or {}
        for name in ("level", "meeting", "language", "rhythm", "capacity"):
            if name in self.fields and not said.get(name):
                said[name] = getattr(self.instance, name)
        if "manager_since" in said:
            verdict = self.asker.verdict(
                self.instance.round, self.instance.role, said["manager_since"]
            )
            if not verdict.may:
                self.add_error("manager_since", verdict.why)
        return said

    @property
    def avoiding(self) -> Avoiding:
        """Whom to avoid, as it is written now."""
        said = self.cleaned_data
        return Avoiding(said["avoid_names"], frozenset(said["avoid_authorities"]))
