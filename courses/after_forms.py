"""Forms of what comes with and after a course."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.models import Question, SpecialNeed


class LeaderForm(forms.Form):
    """Who leads a run on site, by mail address."""

    email = forms.EmailField(
        label=_("Mail address"), help_text=_("Begin to write; everybody in the network is listed.")
    )


class NeedForm(forms.ModelForm):  # type: ignore[type-arg]
    """What somebody needs to eat and to take part; all of it may be left empty."""

    diets = forms.MultipleChoiceField(
        label=_("Food"),
        required=False,
        choices=SpecialNeed.Diet.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    access_text = forms.CharField(
        label=_("To be able to take part"),
        max_length=500,
        required=False,
        widget=forms.Textarea,
        help_text=_("Such as a hearing loop, a step-free way in, or a break. Not why."),
    )

    class Meta:
        model = SpecialNeed
        fields = ("diets", "diet_text", "access_text")
        help_texts = {"diet_text": _("Read by the caterer, without your name.")}


class RevocationForm(forms.Form):
    because = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("Stands in the journal, not on the public page."),
    )


class EvaluationForm(forms.Form):
    """The questions of an evaluation; none has to be answered, but one at least."""

    def __init__(self, data: Any, *, questions: list[Question]) -> None:
        super().__init__(data)
        self.questions = questions
        scores = [("5", _("5 – very")), ("4", "4"), ("3", "3"), ("2", "2"), ("1", _("1 – not"))]
        for question in questions:
            field: forms.Field
            if question.kind == Question.Kind.SCALE:
                field = forms.ChoiceField(
                    label=question.text, choices=scores, widget=forms.RadioSelect, required=False
                )
            else:
                field = forms.CharField(
                    label=question.text,
                    max_length=2000,
                    widget=forms.Textarea,
                    required=False,
                    help_text=_("Write so that nobody can be recognised."),
                )
            self.fields[f"q{question.pk}"] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise ValidationError(_("Answer at least one question."))
        return cleaned

    def scores(self) -> dict[int, int]:
        """The numbers that were chosen, by question."""
        return {
            question.pk: int(value)
            for question, value in self._answers()
            if question.kind == Question.Kind.SCALE
        }

    def said(self) -> dict[int, str]:
        """What was written, by question."""
        return {
            question.pk: value
            for question, value in self._answers()
            if question.kind == Question.Kind.TEXT
        }

    def _answers(self) -> list[tuple[Question, str]]:
        found = [(question, self.cleaned_data[f"q{question.pk}"]) for question in self.questions]
        return [(question, value) for question, value in found if value]


class EvaluationFilter(forms.Form):
    """Which evaluations one looks at; the choices are those that have any."""

    year = forms.ChoiceField(label=_("Year"), required=False)
    course = forms.ChoiceField(label=_("Course"), required=False)
    teacher = forms.ChoiceField(label=_("Teacher"), required=False)

    def __init__(self, data: Any, *, years: list[int], courses: Any, teachers: list[str]) -> None:
        super().__init__(data)
        everything = ("", _("all"))
        offered: dict[str, list[Any]] = {
            "year": [(str(year), str(year)) for year in years],
            "course": [everything, *((str(one.pk), one.title) for one in courses)],
            "teacher": [everything, *((name, name) for name in teachers)],
        }
        for name, choices in offered.items():
            cast(forms.ChoiceField, self.fields[name]).choices = choices
