"""Forms about several participants, and about the order of the line."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import RunLetter


class ReasonForm(forms.Form):
    """Why several people are withdrawn; it stands on each withdrawal."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("It is kept with each withdrawal. Do not write about anybody's health."),
    )


class LetterForm(forms.Form):
    """A message to participants, or the days once more."""

    kind = forms.ChoiceField(
        label=_("What to send"),
        choices=[
            (RunLetter.Kind.REMINDER, _("A reminder with the days and the place")),
            (RunLetter.Kind.MESSAGE, _("A message of your own")),
        ],
        widget=forms.RadioSelect,
        initial=RunLetter.Kind.REMINDER,
    )
    subject = forms.CharField(label=_("Subject"), max_length=120, required=False)
    text = forms.CharField(
        label=_("Text"),
        max_length=4000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Everybody gets the same text. Leave an empty line between paragraphs."),
    )

    def clean(self) -> dict[str, Any]:
        """A message has a subject and a text."""
        data = super().clean() or {}
        if data.get("kind") == RunLetter.Kind.MESSAGE:
            for name in ("subject", "text"):
                if not data.get(name):
                    self.add_error(name, _("Write something here."))
        return data

    def said(self) -> dict[str, str]:
        """What is sent; a reminder has no words of its own."""
        if self.cleaned_data["kind"] == RunLetter.Kind.REMINDER:
            return {"kind": RunLetter.Kind.REMINDER}
        return {name: self.cleaned_data[name] for name in ("kind", "subject", "text")}


class PriorityForm(forms.Form):
    """Where in the line somebody belongs, and why."""

    priority = forms.TypedChoiceField(
        label=_("Place in the line"),
        choices=[
            (1, _("Before those with the usual order")),
            (0, _("The usual order, by enrolment")),
            (-1, _("After all others")),
        ],
        coerce=int,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("The person and the authority see the reason."),
    )
