"""The form for proposing another level or kind of membership."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Membership, Standing
from network.forms import OnceForm
from network.sorting import swedish_order


class ProposedStandingForm(OnceForm):
    """Which members become what; all at a level are chosen by its name."""

    name = forms.CharField(
        label=_("What is proposed"),
        max_length=120,
        help_text=_("Such as: levels 2 and 3 become one."),
    )
    levels = forms.MultipleChoiceField(
        label=_("All members at these levels"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    members = forms.MultipleChoiceField(
        label=_("These members besides"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    kind = forms.ChoiceField(label=_("Become"), choices=Standing.Kind.choices)
    level = forms.CharField(
        label=_("At level"),
        max_length=40,
        required=False,
        help_text=_("Empty where the network has no levels."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        rows = Membership.objects.on(today).with_standing(today).select_related("authority")
        self.there = {str(row.pk): row for row in rows}
        levels = sorted({row.level for row in self.there.values() if row.level}, key=swedish_order)
        named = sorted(self.there.items(), key=lambda item: swedish_order(item[1].name))
        for field, choices in (
            ("levels", [(level, level) for level in levels]),
            ("members", [(pk, _as_it_is(row)) for pk, row in named]),
        ):
            cast("forms.MultipleChoiceField", self.fields[field]).choices = choices
        if not levels:
            del self.fields["levels"]

    def clean(self) -> dict[str, Any]:
        """At least one member."""
        said = super().clean() or {}
        if not self.errors and not self.chosen(said):
            raise ValidationError(_("Choose at least one member."))
        return said

    def chosen(self, said: dict[str, Any]) -> list[Membership]:
        """The members that the proposal is about."""
        levels, members = set(said.get("levels") or []), set(said.get("members") or [])
        return [row for pk, row in self.there.items() if pk in members or row.level in levels]


def _as_it_is(row: Any) -> str:
    kind = dict(Standing.Kind.choices).get(row.kind, "")
    return f"{row.name} ({', '.join(str(word) for word in (kind, row.level) if word)})"
