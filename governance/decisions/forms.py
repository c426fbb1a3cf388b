"""Entering a decision that was taken outside the portal, with what it changes."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.effects import effect_of, kinds
from members.forms.decision import in_the_list
from members.models import Decision
from network.forms import OnceForm
from network.seat import Seat

REPLACEABLE = 200


class DecisionForm(OnceForm):
    """What was decided, by whom and when, and the rows that it changes on its day."""

    title = forms.CharField(
        label=_("What was decided"), max_length=200, help_text=_("In one line, as lists show it.")
    )
    text = forms.CharField(
        label=_("The decision"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    body = forms.CharField(
        label=_("Decided by the body"),
        max_length=120,
        help_text=_("The body as it was called that day."),
    )
    decided_on = forms.DateField(label=_("Day of the decision"), widget=forms.DateInput())
    takes_effect_on = forms.DateField(
        label=_("Takes effect"),
        required=False,
        widget=forms.DateInput(),
        help_text=_("Empty: the day of the decision."),
    )
    reference = forms.CharField(
        label=_("Where it is noted"),
        max_length=200,
        required=False,
        help_text=_("Minutes and paragraph, or a registration number."),
    )
    changes = forms.MultipleChoiceField(
        label=_("What it changes in the portal"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Proposals that wait for a decision. They take hold on the day above."),
    )
    replaces = forms.ChoiceField(label=_("Replaces"), required=False)

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (f"{kind}:{choice.pk}", choice.words)
            for kind, _label in kinds()
            for choice in effect_of(kind).choices(seat)
        ]
        cast("forms.MultipleChoiceField", self.fields["changes"]).choices = choices
        if not choices:
            del self.fields["changes"]
        rows = Decision.objects.seen_by(seat).filter(replaced_by=None)[:REPLACEABLE]
        self.replaceable = {str(row.pk): row for row in rows}
        cast("forms.ChoiceField", self.fields["replaces"]).choices = [
            ("", _("no earlier decision")),
            *((pk, in_the_list(row)) for pk, row in self.replaceable.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """A decision is taken before it is entered, and takes effect after it is taken."""
        said = super().clean() or {}
        day, effect = said.get("decided_on"), said.get("takes_effect_on")
        if day and day > timezone.localdate():
            self.add_error("decided_on", _("The decision is not taken yet."))
        if day and day.year < 1990:
            self.add_error("decided_on", _("Choose a day after 1990."))
        if day and effect and effect < day:
            self.add_error("takes_effect_on", _("It takes effect that day or later."))
        return said

    def changed(self) -> list[tuple[str, int]]:
        """The chosen rows: kind and key."""
        pairs = (one.split(":", 1) for one in self.cleaned_data.get("changes") or [])
        return [(kind, int(pk)) for kind, pk in pairs]
