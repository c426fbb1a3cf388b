"""What is asked for when meetings are planned, called off, answered and attended."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from governance.meetings.of_body import OfBodyForm
from governance.models import Attendance, Meeting, NoticeAnswer
from governance.rules import Coming
from network.forms import OnceForm


class MeetingForm(OfBodyForm):
    """Which body, when and where."""

    day = forms.DateField(label=_("Day"))
    from_time = forms.TimeField(label=_("From"))
    to_time = forms.TimeField(label=_("To"))
    online = forms.URLField(
        label=_("Address to take part digitally"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("The address of the video meeting, if there is one."),
    )

    class Meta:
        model = Meeting
        fields = ("title", "place", "online")
        help_texts = {"title": _("Empty: the body's name.")}

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(bodies)
        if self.instance.starts:
            starts = timezone.localtime(self.instance.starts)
            ends = timezone.localtime(self.instance.ends)
            self.initial.setdefault("day", starts.date())
            self.initial.setdefault("from_time", starts.time())
            self.initial.setdefault("to_time", ends.time())

    def clean(self) -> dict[str, Any]:
        """One day, from a time to a later one."""
        data = super().clean() or {}
        if {"day", "from_time", "to_time"} <= data.keys():
            starts, ends = moments(data["day"], data["from_time"], data["to_time"])
            if ends <= starts:
                self.add_error("to_time", gettext("The meeting ends before it starts."))
            elif abs(starts.year - timezone.localdate().year) > 5:
                self.add_error("day", gettext("Look over the year."))
            self.instance.starts, self.instance.ends = starts, ends
        return data


def moments(day: Any, first: time, last: time) -> tuple[datetime, datetime]:
    """The two moments of a day, in Swedish time."""
    return (
        timezone.make_aware(datetime.combine(day, first)),
        timezone.make_aware(datetime.combine(day, last)),
    )


class SeriesForm(OnceForm):
    """Which of the proposed days become meetings; each may be moved first."""

    def __init__(
        self, *args: Any, proposed: list[tuple[datetime, datetime]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        for place, (starts, ends) in enumerate(proposed):
            first, last = timezone.localtime(starts), timezone.localtime(ends)
            for name, made in {
                "on": forms.BooleanField(
                    label=pgettext("verb", "Plan"), required=False, initial=True
                ),
                "day": forms.DateField(label=gettext("Day"), initial=first.date()),
                "from": forms.TimeField(label=gettext("From"), initial=first.time()),
                "to": forms.TimeField(label=gettext("To"), initial=last.time()),
            }.items():
                self.fields[f"{name}_{place}"] = made

    @property
    def rows(self) -> list[tuple[int, Any, Any, Any, Any]]:
        """The fields of each proposed day."""
        return [
            (
                place + 1,
                self[f"on_{place}"],
                self[f"day_{place}"],
                self[f"from_{place}"],
                self[f"to_{place}"],
            )
            for place in range(len(self.proposed))
        ]

    def times(self) -> list[tuple[datetime, datetime]]:
        """The days that were chosen."""
        data = self.cleaned_data
        return [
            moments(data[f"day_{place}"], data[f"from_{place}"], data[f"to_{place}"])
            for place in range(len(self.proposed))
            if data.get(f"on_{place}")
        ]

    def clean(self) -> dict[str, Any]:
        """Each chosen day goes from a time to a later one."""
        data = super().clean() or {}
        for place in range(len(self.proposed)):
            first, last = data.get(f"from_{place}"), data.get(f"to_{place}")
            if data.get(f"on_{place}") and first and last and last <= first:
                self.add_error(f"to_{place}", gettext("The meeting ends before it starts."))
        return data


class CallOffForm(OnceForm):
    """Why a meeting is called off; it stands in the letter."""

    why = forms.CharField(label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class AnswerForm(forms.ModelForm):  # type: ignore[type-arg]
    """Comes, digitally, a deputy instead, or not."""

    coming = forms.ChoiceField(
        label=_("Do you come?"),
        choices=[
            (Coming.IN_PLACE, _("Yes, in place")),
            (Coming.DIGITAL, _("Yes, digitally")),
            (Coming.DEPUTY, _("No, my deputy comes instead")),
            (Coming.ABSENT, _("No")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of them.")},
    )

    class Meta:
        model = NoticeAnswer
        fields = ("coming", "words")
        help_texts = {"words": _("Read by the body. Do not write about anybody's health.")}


class GuestForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A guest of a meeting, who does not vote."""

    class Meta:
        model = Attendance
        fields = ("name", "organisation")


class ParagraphForm(forms.Form):
    """From and to which paragraph somebody took part."""

    first = forms.IntegerField(label=_("From paragraph"), required=False, min_value=1)
    last = forms.IntegerField(label=_("To paragraph"), required=False, min_value=1)

    def clean(self) -> dict[str, Any]:
        """Nobody leaves before they came."""
        data = super().clean() or {}
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", gettext("Somebody left before they came."))
        return data
