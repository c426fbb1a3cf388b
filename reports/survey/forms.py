"""Forms of the benefit survey: its days, its questions, and a member's answer."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.forms.head_count import LONGEST_BEFORE, DaysField
from network.forms import OnceForm
from reports.models import Survey, SurveyQuestion

SCORES = [
    (5, _("5, very much so")),
    (4, "4"),
    (3, "3"),
    (2, "2"),
    (1, _("1, not at all")),
    (0, _("cannot say")),
]


class SurveyForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """Which year, until when, and what is said to the members."""

    remind_before = DaysField(
        label=_("Reminders, days before the last day"),
        longest=LONGEST_BEFORE,
        help_text=_("Such as 7, 1. They go only to those who have not answered."),
    )

    class Meta:
        model = Survey
        fields = ("year", "deadline", "remind_before", "intro_sv", "intro_en")
        widgets = {
            "deadline": forms.DateInput(),
            "intro_sv": forms.Textarea(attrs={"rows": 3}),
            "intro_en": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if self.instance.opened_at:  # what it is about does not change under the answers
            del self.fields["year"]

    def clean_deadline(self) -> date:
        """A day to come."""
        day: date = self.cleaned_data["deadline"]
        if day < self.today and day != self.initial.get("deadline"):
            raise ValidationError(_("That day has passed. Write today or a later day."))
        return day


class QuestionForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A question: its words, how it is answered, and where it stands."""

    class Meta:
        model = SurveyQuestion
        fields = ("text_sv", "text_en", "kind", "position")
        widgets = {"kind": forms.RadioSelect()}


class AnswerForm(OnceForm):
    """A member's answer: each question in turn, none of them compulsory but the first scale.

    A question one cannot judge is answered by "cannot say", which counts as no answer.
    """

    def __init__(
        self,
        *args: Any,
        questions: Iterable[SurveyQuestion],
        before: Mapping[int, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            name = f"q{question.pk}"
            if question.kind == SurveyQuestion.Kind.SCALE:
                self.fields[name] = forms.TypedChoiceField(
                    label=question.text,
                    choices=SCORES,
                    coerce=int,
                    widget=forms.RadioSelect,
                    error_messages={"required": _("Choose a number, or say that you cannot say.")},
                )
            else:
                self.fields[name] = forms.CharField(
                    label=question.text,
                    max_length=2000,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 4}),
                    help_text=_("May be read by all members. Name no person."),
                )
            if before is not None:
                value = before.get(question.pk)
                scale = question.kind == SurveyQuestion.Kind.SCALE
                self.initial[name] = (value or 0) if scale else (value or "")

    def fields_in_order(self) -> list[forms.BoundField]:
        """The questions as they stand."""
        return [self[f"q{question.pk}"] for question in self.questions]

    def said(self) -> dict[int, Any]:
        """What was answered, by question; what one cannot say is left out."""
        found: dict[int, Any] = {}
        for question in self.questions:
            value = self.cleaned_data[f"q{question.pk}"]
            if value:
                found[question.pk] = value.strip() if isinstance(value, str) else value
        return found
