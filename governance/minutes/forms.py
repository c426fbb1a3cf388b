"""Forms of minutes, votes, written procedures and approval."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from governance.models import AgendaItem, Attendance, Body, Mandate, Vote
from governance.rules import Outcome
from network.forms import OnceForm


class TextForm(forms.Form):
    """What the minutes say on an item, and the version that it was written from."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)
    text = forms.CharField(
        label=pgettext_lazy("minutes", "Minutes"),
        required=False,
        max_length=20_000,
        strip=False,
        widget=forms.Textarea,
    )


class ResolutionForm(forms.Form):
    """What is resolved on an item."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices)
    text = forms.CharField(
        label=_("Decision"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    takes_effect_on = forms.DateField(label=_("Takes effect"), required=False)

    def clean(self) -> dict[str, Any]:
        """What is decided is written."""
        said = super().clean() or {}
        quiet = (Outcome.NOTED, Outcome.DEFERRED)
        if said.get("outcome") not in quiet and not (said.get("text") or "").strip():
            self.add_error("text", _("Write what was decided."))
        return said


class DisqualificationForm(forms.Form):
    """Who may not take part in an item, and why."""

    mandate = forms.ChoiceField(label=_("Mandate"), required=False)
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Of who presents or prepares it, if it is nobody with a mandate."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, mandates: Sequence[Mandate], names: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        self.fields["mandate"].choices = [  # type: ignore[attr-defined]
            ("", _("nobody with a mandate")),
            *((str(row.pk), names[row.pk]) for row in mandates),
        ]

    def clean(self) -> dict[str, Any]:
        """Somebody is named."""
        said = super().clean() or {}
        if not said.get("mandate") and not (said.get("name") or "").strip():
            self.add_error("name", _("Choose a mandate, or write a name."))
        return said


class VoteForm(forms.Form):
    """What is voted on."""

    question = forms.CharField(
        label=_("What is voted on"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )


class SettlementForm(forms.Form):
    """The text that holds after a choice between two."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    head = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("The text that shall hold"),
        required=False,
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class ApproversForm(OnceForm):
    """Who approves the minutes, among those who took part for a mandate."""

    holders = forms.MultipleChoiceField(
        label=_("Who approves the minutes"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one who approves the minutes.")},
    )

    def __init__(self, *args: Any, there: Sequence[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holders"].choices = [  # type: ignore[attr-defined]
            (str(row.holder_id), row.name) for row in there
        ]


class ApprovalForm(forms.Form):
    """The answer of who approves: approved, or what should be otherwise."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            ("approve", _("I approve the minutes as they stand")),
            ("return", _("I send them back with a comment")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    comment = forms.CharField(
        label=_("What should be otherwise"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Who sends minutes back says why."""
        said = super().clean() or {}
        if said.get("answer") == "return" and not (said.get("comment") or "").strip():
            self.add_error("comment", _("Write what should be otherwise."))
        return said


class WrittenForm(OnceForm):
    """What a body shall decide in writing, and until when it answers."""

    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    items = forms.MultipleChoiceField(
        label=_("Items"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Open items of the body that have a proposed decision."),
        error_messages={"required": _("Choose at least one item to decide.")},
    )
    last_day = forms.DateField(label=_("Last day to answer"))

    def __init__(
        self, *args: Any, body: Body, open_items: Sequence[AgendaItem], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["last_day"].initial = today + timedelta(days=body.calls_days_before)
        self.fields["items"].choices = [  # type: ignore[attr-defined]
            (str(row.pk), row.title) for row in open_items
        ]

    def clean_last_day(self) -> date:
        """There is time to answer."""
        day: date = self.cleaned_data["last_day"]
        if day < self.today:
            raise forms.ValidationError(_("The last day has passed. Choose a later one."))
        return day


class AnswerForm(forms.Form):
    """A mandate's answers in writing: a choice and a comment for each vote."""

    def __init__(
        self,
        *args: Any,
        votes: Sequence[Vote],
        choices: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.votes = votes
        for vote in votes:
            self.fields[f"choice_{vote.pk}"] = forms.ChoiceField(
                label=vote.item.title,
                choices=choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose an answer.")},
            )
            self.fields[f"comment_{vote.pk}"] = forms.CharField(
                label=_("Comment"),
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def parts(self) -> list[tuple[Vote, Any, Any]]:
        """Each vote with its two fields."""
        return [
            (vote, self[f"choice_{vote.pk}"], self[f"comment_{vote.pk}"]) for vote in self.votes
        ]

    def said(self) -> dict[int, tuple[str, str]]:
        """By the vote's key, the choice and the comment."""
        data = self.cleaned_data
        return {
            vote.pk: (data[f"choice_{vote.pk}"], data[f"comment_{vote.pk}"]) for vote in self.votes
        }
