"""What a market price is written with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Course
from network.forms import OnceForm
from network.sorting import swedish_order
from reports.models import MarketPrice


class MarketPriceForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """Which course, how much, where it was read, and in which days it holds."""

    course = forms.ModelChoiceField(Course._base_manager.none(), label=_("Course"))

    class Meta:
        model = MarketPrice
        fields = ("amount", "source", "since", "until")
        widgets = {"since": forms.DateInput(), "until": forms.DateInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        courses = sorted(Course.objects.all(), key=lambda one: swedish_order(one.title))
        field: Any = self.fields["course"]
        if self.instance.pk:
            self.initial.setdefault("course", self.instance.course_id)
        field.queryset = Course.objects.all()
        field.choices = [("", _("choose")), *((one.pk, one.title) for one in courses)]

    def clean(self) -> dict[str, Any]:
        """The course goes with the row, so that the database's own rules are asked about both."""
        data = super().clean() or {}
        if course := data.get("course"):
            self.instance.course = course
        return data
