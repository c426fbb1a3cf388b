"""What the ground floor's lists may be narrowed by."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from network.models import Letter
from network.sentences import deed


class LetterFilter(forms.Form):
    """Letters by words and state."""

    q = forms.CharField(required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *Letter.State.choices]
    )


class JournalFilter(forms.Form):
    """Journal entries by deed and days."""

    verb = forms.ChoiceField(label=_("What"), required=False)
    since = forms.DateField(label=_("From"), required=False)
    until = forms.DateField(label=_("Until"), required=False)

    def __init__(self, *args: Any, verbs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = {verb: deed(verb, {}) for verb in verbs}
        named = sorted(self.words.items(), key=lambda choice: choice[1])
        self.fields["verb"].choices = [("", _("all")), *named]  # type: ignore[attr-defined]


class OnceForm(forms.Form):
    """A form whose double click has one effect: the middleware remembers its key."""

    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)


class ReplyForm(forms.Form):
    """Yes or no to the question of a link in mail, and why not, where that is asked."""

    answer = forms.ChoiceField(
        choices=[("yes", "yes"), ("no", "no")],
        error_messages={"required": _("Choose one of the two.")},
    )
    reason = forms.CharField(
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Goes to the person with the answer. Do not write about anybody's health."),
    )

    def __init__(self, *args: Any, reason: str, must_say_why: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.must_say_why = must_say_why
        if reason:
            self.fields["reason"].label = reason
        else:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """A no that goes back to somebody's work says what to change."""
        data = super().clean() or {}
        if self.must_say_why and data.get("answer") == "no" and not data.get("reason"):
            self.add_error("reason", _("Write why, so that it can be put right."))
        return data
