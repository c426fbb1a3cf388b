"""Forms of the yearly needs assessment, as the education coordinator fills them in."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from courses.models import Area, Campaign, CampaignQuestion, Candidate, Costing
from network.forms import OnceForm

MOST_REMINDERS = 6
LONGEST = 366  # days


def end_of(day: date) -> datetime:
    """The last minute of a day: that day included."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


class LastDay(forms.DateField):
    """The last day of something, itself included; it has not passed."""

    def clean(self, value: Any) -> date:
        day: date | None = super().clean(value)
        if day is None:
            raise ValidationError(self.error_messages["required"], code="required")
        today = timezone.localdate()
        if day < today:
            raise ValidationError(_("That day has passed. Write today or a later day."))
        if day > today + timedelta(days=LONGEST):
            raise ValidationError(_("That is more than a year away."))
        return day


class CampaignForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A year, its days, what the members read first, and when they are reminded."""

    last_day = LastDay(label=_("Last day to answer"), help_text=_("That day is included."))
    reminders = forms.CharField(
        label=_("Reminders, days before the last day"),
        required=False,
        max_length=60,
        help_text=_("Such as 14, 5, 1. They go only to those who have not answered."),
    )

    class Meta:
        model = Campaign
        fields = ("year", "opens_on", "intro_sv", "intro_en")

    field_order = ("year", "opens_on", "last_day", "reminders", "intro_sv", "intro_en", "once")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        it = self.instance
        if it.pk:
            del self.fields["year"]
        if it.opened_at:  # its last day is moved on a page of its own
            del self.fields["opens_on"]
            del self.fields["last_day"]
        else:
            self.fields["opens_on"].label = _("Planned to open")
            self.fields["opens_on"].help_text = _("You open it yourself; the start page tells you.")
            if it.closes_at:
                self.initial["last_day"] = timezone.localtime(it.closes_at).date()
        self.initial["reminders"] = ", ".join(str(day) for day in it.reminder_days)

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if Campaign.objects.filter(year=year).exists():
            raise ValidationError(_("The network has a needs assessment for that year."))
        return year

    def clean_reminders(self) -> list[int]:
        words = self.cleaned_data["reminders"].replace(",", " ").split()
        if not all(word.isascii() and word.isdigit() and 0 < int(word) < 100 for word in words):
            raise ValidationError(_("Write whole numbers of days from 1 to 99, such as 14, 5, 1."))
        if len(words) > MOST_REMINDERS:
            raise ValidationError(_("At most six reminders."))
        return sorted({int(word) for word in words}, reverse=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, last = cleaned.get("opens_on"), cleaned.get("last_day")
        if opens and last and opens > last:
            self.add_error("last_day", _("The last day comes before it opens."))
        if last:
            self.instance.closes_at = end_of(last)
        if "reminders" in cleaned:
            self.instance.reminder_days = cleaned["reminders"]
        return cleaned


class DeadlineForm(OnceForm):
    """Another last day for everybody who has not answered."""

    last_day = LastDay(label=_("New last day to answer"), help_text=_("That day is included."))


class ReopeningForm(OnceForm):
    """Why an authority may change its answer, and until when."""

    reason = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("Stands in the letter to the authority.")
    )
    last_day = LastDay(label=_("May be changed until"), help_text=_("That day is included."))


class CandidateForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A course that may be planned, in words."""

    area = forms.ModelChoiceField(
        Area._base_manager.none(), label=_("Competence area"), required=False
    )
    field_order = (
        "title_sv", "title_en", "source", "proposed_by", "area", "audience", "note", "once",
    )  # fmt: skip

    class Meta:
        model = Candidate
        fields = ("title_sv", "title_en", "source", "proposed_by", "audience", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Area]", self.fields["area"]).queryset = Area.objects.all()
        self.initial["area"] = self.instance.area_id
        if self.instance.course_id:
            del self.fields["source"]
        else:
            source = self.fields["source"]
            assert isinstance(source, forms.ChoiceField)  # noqa: S101 - for the type checker
            source.choices = [
                (value, label)
                for value, label in Candidate.Source.choices
                if value != Candidate.Source.COURSE
            ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.instance.area = cleaned.get("area")
        twins = Candidate.objects.filter(
            campaign=self.instance.campaign_id, title_sv=cleaned.get("title_sv", "")
        )
        if twins.exclude(pk=self.instance.pk).exists():
            self.add_error("title_sv", _("There is a candidate with that title."))
        return cleaned


class CostingForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a run of a candidate takes."""

    class Meta:
        model = Costing
        fields = (
            "smallest", "largest", "days", "run_cost", "own_cost", "seat_cost", "hours",
            "most_runs", "source",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].required = True
        for name in ("smallest", "largest", "most_runs"):
            cast(forms.IntegerField, self.fields[name]).min_value = 1

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        low, high = cleaned.get("smallest"), cleaned.get("largest")
        if low is not None and low < 1:
            self.add_error("smallest", _("A group has at least one person."))
        if low and high and high < low:
            self.add_error("largest", _("The largest group is at least the smallest."))
        if cleaned.get("run_cost") is None and cleaned.get("own_cost") is None:
            self.add_error("run_cost", _("Write what a run costs with a supplier or own staff."))
        return cleaned

    def validate_constraints(self) -> None:
        """Leave to `clean` what it says at the field itself."""
        if not self.errors:
            super().validate_constraints()


class QuestionForm(forms.Form):
    """A question to every member; an empty row is left alone."""

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text_sv = forms.CharField(label=_("Question in Swedish"), max_length=240)
    text_en = forms.CharField(label=_("Question in English"), max_length=240, required=False)
    required = forms.BooleanField(label=_("Must be answered"), required=False)

    @staticmethod
    def told(question: CampaignQuestion) -> dict[str, Any]:
        """A question as the form shows it."""
        return {
            "id": question.pk,
            "text_sv": question.text_sv,
            "text_en": question.text_en,
            "required": question.required,
        }


class BaseQuestionFormSet(BaseFormSet):  # type: ignore[type-arg]
    def rows(self) -> list[dict[str, Any]]:
        """The questions in their order, without those taken away."""
        kept = [form.cleaned_data for form in self.forms if form.cleaned_data.get("text_sv")]
        kept = [row for row in kept if not row.get("DELETE")]
        return sorted(kept, key=lambda row: row.get("ORDER") or LONGEST)


QuestionFormSet = formset_factory(
    QuestionForm,
    formset=BaseQuestionFormSet,
    extra=2,
    max_num=12,
    can_delete=True,
    can_order=True,
)


class AnswerFilter(forms.Form):
    """Answers by words and state."""

    q = forms.CharField(required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, states: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(value, capfirst(str(label))) for value, label in states]
        cast(forms.ChoiceField, self.fields["state"]).choices = [("", _("all")), *named]
