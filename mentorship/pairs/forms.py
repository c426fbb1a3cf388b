"""What the two of a pair fill in, and what the coordinator narrows the list of pairs by."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorship.models import Agreement, PairEvaluation
from mentorship.pairs.rules import CLOSING, Signal
from mentorship.pairs.standing import WORDS
from mentorship.rules import PairState
from network.forms import OnceForm

NO_FIGURE = {"required": _("Answer from 1 to 5.")}
NO_WORDS = {"required": _("Write a line here. You can write it otherwise together later.")}
STEPS = [(str(one), str(one)) for one in range(1, 6)]


class PairAnswerForm(OnceForm):
    """Yes or no; nobody is asked why."""

    answer = forms.ChoiceField(
        choices=[("yes", "yes"), ("no", "no")],
        error_messages={"required": _("Choose one of the two.")},
    )


class AgreementForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """The four parts of the agreement."""

    class Meta:
        model = Agreement
        fields = ("goals", "rhythm", "trust", "ending")
        error_messages = dict.fromkeys(fields, NO_WORDS)
        help_texts = {
            "goals": _("What is to have changed when the round ends? Two or three things."),
            "rhythm": _("Such as: every third week, an hour and a half, every other time online."),
        }
        widgets = {
            "trust": forms.Textarea(attrs={"rows": 4}),
            "ending": forms.Textarea(attrs={"rows": 4}),
        }


def usual_words() -> dict[str, str]:
    """What the agreement says of trust and ending until the two write it otherwise."""
    words = {
        "trust": _(
            "What we say to each other stays between us. We may both tell others that we meet, "
            "and what we ourselves have learned."
        ),
        "ending": _(
            "Either of us may end it at any time without giving a reason, by telling the other "
            "or the coordinator."
        ),
    }
    return {name: str(said) for name, said in words.items()}


class ContactForm(OnceForm):
    """A day on which the two met, and whether it goes well."""

    day = forms.DateField(label=_("Day"))
    goes_well = forms.TypedChoiceField(
        label=_("Does it go well?"),
        choices=[("yes", _("Yes")), ("no", _("No, please call me"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )

    def __init__(self, *args: Any, since: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since = since
        self.fields["day"].initial = timezone.localdate()

    def clean_day(self) -> date:
        """A day since the pair was formed, today at the latest."""
        day: date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Tick the day when you have met."))
        if day < self.since:
            raise forms.ValidationError(
                _("You became a pair on %(day)s.") % {"day": self.since.isoformat()}
            )
        return day


class EvaluationForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """Three figures from 1 to 5, whether one would again, and words about the programme."""

    satisfaction = forms.TypedChoiceField(
        label=_("How content are you with your pair so far?"),
        choices=STEPS,
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("1 is not at all, 5 is very."),
        error_messages=NO_FIGURE,
    )
    effect = forms.TypedChoiceField(
        label=_("What has it meant for you as a leader?"),
        choices=STEPS,
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("1 is nothing, 5 is very much."),
        error_messages=NO_FIGURE,
    )
    goals = forms.TypedChoiceField(
        label=_("How far have you come towards the goals?"),
        choices=STEPS,
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("1 is not begun, 5 is all the way."),
        error_messages=NO_FIGURE,
    )
    again = forms.TypedChoiceField(
        label=_("Would you take part again?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )

    class Meta:
        model = PairEvaluation
        fields = ("satisfaction", "effect", "goals", "again", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.kind == CLOSING:
            self.fields["satisfaction"].label = _("How content are you with your pair?")
        else:
            del self.fields["again"]


class EndingForm(OnceForm):
    """Whether one wants another when the pair ends before its time; no reason is asked."""

    again = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No, not this time"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["again"].label = label


class PairFilter(forms.Form):
    """Pairs of a round by words, state and why somebody should look."""

    q = forms.CharField(required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("all")), *((s.value, WORDS[s]) for s in PairState)],
    )
    signal = forms.ChoiceField(
        label=_("Look at"),
        required=False,
        choices=[("", _("all")), *((s.value, s.label) for s in Signal)],
    )

    def chosen(self, name: str) -> str:
        """What is chosen, empty for all and for what is no choice."""
        return str(self.cleaned_data.get(name, "")) if self.is_valid() else ""

    def words(self) -> dict[str, str]:
        """The chosen ones in words, for the chips."""
        found = {}
        for name in ("state", "signal"):
            choices = dict(self.fields[name].choices)  # type: ignore[attr-defined]
            said = self.chosen(name)
            found[name] = str(choices[said]) if said else ""
        return found
