"""What is asked for when an item is raised."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.meetings.of_body import OfBodyForm
from governance.models import AgendaItem
from members.effects import effect_of, kinds
from network.seat import Seat


class ItemForm(OfBodyForm):
    """An item: what it is for, its background, the proposed decision, and what that changes."""

    field_order = (
        *("once", "body", "title", "kind", "background", "proposal", "effect_row"),
        *("takes_effect_on", "minutes_planned"),
    )
    effect_row = forms.ChoiceField(label=_("What the decision changes"), required=False)

    class Meta:
        model = AgendaItem
        fields = (
            *("title", "kind", "background", "proposal", "takes_effect_on"),
            "minutes_planned",
        )
        widgets = {
            "background": forms.Textarea(attrs={"rows": 5}),
            "proposal": forms.Textarea(attrs={"rows": 3}),
            "kind": forms.RadioSelect,
        }
        help_texts = {
            "proposal": _("As it would stand in the minutes: The steering committee decides …"),
        }

    def __init__(self, *args: Any, bodies: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(bodies)
        kind: Any = self.fields["kind"]
        kind.choices = [one for one in kind.choices if one[0]]
        minutes: Any = self.fields["minutes_planned"]
        minutes.widget.attrs["inputmode"] = "numeric"
        self.gone = ""
        self._offer_effects(seat)

    def _offer_effects(self, seat: Seat) -> None:
        """The rows that a decision could change, by their kind; one that is gone is said."""
        choices: list[Any] = [("", gettext("nothing in the portal"))]
        for kind, label in kinds():
            rows = [(f"{kind}:{row.pk}", row.words) for row in effect_of(kind).choices(seat)]
            if rows:
                choices.append((str(label), rows))
        field: Any = self.fields["effect_row"]
        now = f"{self.instance.effect}:{self.instance.subject_id}" if self.instance.effect else ""
        offered = {
            value for group in choices if isinstance(group[1], list) for value, _w in group[1]
        }
        if now and now not in offered:
            choices.append((now, self.instance.effect_words or now))
        field.choices, field.initial = choices, now
        if len(choices) == 1:
            del self.fields["effect_row"]

    def clean(self) -> dict[str, Any]:
        """The chosen row becomes its kind and its key."""
        data = super().clean() or {}
        if "effect_row" in self.fields:
            kind, _sign, pk = (data.get("effect_row") or "").partition(":")
            self.instance.effect = kind
            self.instance.subject_id = int(pk) if pk else None
        return data
