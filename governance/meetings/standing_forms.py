"""The form of an item that stands on every agenda of a body."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.models import StandingItem
from network.forms import OnceForm


class StandingForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """What stands on the agenda, how long it takes, and what the portal adds."""

    class Meta:
        model = StandingItem
        fields = ("title", "kind", "minutes_planned", "shows", "last")
        help_texts = {
            "last": _("Such as other matters: stands after what the meeting takes up itself."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shows: Any = self.fields["shows"]
        shows.required = False
        shows.choices = [("", _("nothing")), *(one for one in shows.choices if one[0])]
