"""Forms of the life of a loan."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loans.models import EarlyEnd, Evaluation, LoanTerms, Review
from network.forms import OnceForm

SCALE = [(str(n), str(n)) for n in range(1, 6)]
YES_NO = [("yes", _("yes")), ("no", _("no"))]


def one_of_two(label: Any, *, yes: Any, no: Any) -> forms.ChoiceField:
    """A question that the other side answers with yes or no, each said in full."""
    return forms.ChoiceField(
        label=label,
        choices=[("yes", yes), ("no", no)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )


class ReviewForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """Until when the borrower still needs the employee, and why."""

    class Meta:
        model = Review
        fields = ("needed_until", "assessment")
        widgets = {"assessment": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "assessment": _(
                "What is left to do, why it takes longer, and why nobody else can do it. The"
                " lending authority reads it. Write nothing about anybody's health."
            )
        }


class ReviewAnswerForm(OnceForm):
    """The lender's answer to an assessment."""

    answer = one_of_two(
        _("May the loan go on?"),
        yes=_("Yes: both then sign a version with the later last day"),
        no=_("No: it ends on the day that it has"),
    )
    why = forms.CharField(
        label=_("Words to the borrowing authority, if it is a no"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EarlyEndForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """When a side ends the loan, and why; `side` is asked of those who speak for both."""

    class Meta:
        model = EarlyEnd
        fields = ("side", "last_day", "why")
        widgets = {"why": forms.Textarea(attrs={"rows": 3}), "side": forms.RadioSelect}
        error_messages = {
            "last_day": {"required": _("Choose a day.")},
            "why": {"required": _("Write why, in a sentence.")},
        }

    def __init__(self, *args: Any, sides: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = sides  # type: ignore[attr-defined]
        if len(sides) == 1:
            self.fields["side"].widget = forms.HiddenInput()
            self.initial["side"] = sides[0][0]


class DropForm(OnceForm):
    """Why a draft is let fall."""

    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Both sides, the person and their manager read it."),
        error_messages={"required": _("Write why, in a sentence.")},
    )


class EarlyEndAnswerForm(OnceForm):
    """The other side's answer to an end that is sooner than the notice."""

    answer = one_of_two(
        _("May the loan end on that day?"),
        yes=_("Yes, on that day"),
        no=_("No: with notice, or on its own last day"),
    )


class EvaluationForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """Two figures, again or not, and what should be done otherwise."""

    satisfaction = forms.TypedChoiceField(
        label=_("How content are you with the loan?"),
        choices=SCALE,
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("1 is not at all, 5 is very."),
        error_messages={"required": _("Answer from 1 to 5.")},
    )
    learnt = forms.TypedChoiceField(
        label=_("What did it give in competence?"),
        choices=SCALE,
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("1 is nothing, 5 is very much."),
        error_messages={"required": _("Answer from 1 to 5.")},
    )
    again = forms.TypedChoiceField(
        label=_("Would you do it again?"),
        choices=YES_NO,
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )

    class Meta:
        model = Evaluation
        fields = ("satisfaction", "learnt", "again", "words")
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}


class TermsForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """Rules that hold from a day on, and where they stand."""

    class Meta:
        model = LoanTerms
        fields = ("legal", "since", "max_months", "warn_months", "notice_months", "source")
        help_texts = {
            "source": _(
                "Such as: Arbetsgivarverket's text of 1 December 2023, or the committee's"
                " decision with its number."
            ),
            "since": _(
                "The rules before end the day before. Signed loans keep those of their first day."
            ),
            "warn_months": _("So far into the longest time both sides are asked about the need."),
        }

    def clean(self) -> dict[str, Any]:
        """A warning comes before the end, and a year and a day may be typed wrong."""
        cleaned = super().clean() or {}
        longest, warned = cleaned.get("max_months"), cleaned.get("warn_months")
        if longest is not None and not 1 <= longest <= 24:
            self.add_error("max_months", _("Write 1 to 24 months."))
        elif longest is not None and warned is not None and warned >= longest:
            self.add_error("warn_months", _("Warn before the longest time is over."))
        since = cleaned.get("since")
        if isinstance(since, date) and since.year < 2000:
            self.add_error("since", _("Choose a day after the year 2000."))
        return cleaned

    def validate_constraints(self) -> None:
        """Said above, at the field that it concerns; the ones before are ended by the action."""
