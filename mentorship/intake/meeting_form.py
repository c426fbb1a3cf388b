"""The form of a joint meeting: one day, from when until when."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.models import JointMeeting
from network.forms import OnceForm


class MeetingForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A joint meeting of a round."""

    day = forms.DateField(label=gettext_lazy("Day"))
    begins = forms.TimeField(label=gettext_lazy("From"))
    finishes = forms.TimeField(label=gettext_lazy("Until"))
    link = forms.URLField(
        label=gettext_lazy("Link to the meeting"),
        required=False,
        max_length=300,
        assume_scheme="https",
    )

    class Meta:
        model = JointMeeting
        fields = ("kind", "title", "place", "link", "about")

    field_order = ("once", "kind", "title", "day", "begins", "finishes", "place", "link", "about")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["kind"]
        kinds.choices = [(v, capfirst(str(label))) for v, label in JointMeeting.Kind.choices]
        self.fields["place"].help_text = _("Empty for a meeting online.")
        self.fields["about"].help_text = _("Goes into the calendars, with the link.")
        if self.instance.pk:
            starts = timezone.localtime(self.instance.starts_at)
            ends = timezone.localtime(self.instance.ends_at)
            self.initial["day"] = starts.date()
            self.initial["begins"] = starts.strftime("%H:%M")
            self.initial["finishes"] = ends.strftime("%H:%M")

    def clean(self) -> dict[str, Any]:
        """It ends after it starts, while the round goes on."""
        said = super().clean() or {}
        if not {"day", "begins", "finishes"} <= said.keys():
            return said
        if said["finishes"] <= said["begins"]:
            self.add_error("finishes", _("It ends before it starts."))
            return said
        found = self.instance.round
        if not found.opens <= said["day"] <= found.ends:
            self.add_error("day", _("Choose a day while the round goes on."))
            return said
        self.instance.starts_at = timezone.make_aware(datetime.combine(said["day"], said["begins"]))
        self.instance.ends_at = timezone.make_aware(datetime.combine(said["day"], said["finishes"]))
        return said
