"""The manager's yes or no."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from network.forms import OnceForm


class AnswerForm(OnceForm):
    """The manager's yes or no."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("Yes, I approve")), ("no", _("No, not this time"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    why = forms.CharField(
        label=_("Why not"),
        help_text=_("Only if you say no. The one who asked reads it."),
        max_length=500,
        required=False,
        widget=forms.Textarea,
    )

    def clean(self) -> dict[str, Any]:
        """A no says why."""
        said = super().clean() or {}
        if said.get("answer") == "no" and not said.get("why"):
            self.add_error("why", _("Write why you say no."))
        return said
