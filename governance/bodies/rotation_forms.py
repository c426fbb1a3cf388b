"""The form of a rule of rotation: how long a turn is, from when, and in which order."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.models import Body, RotationPlace, RotationRule
from governance.models.rotation import TURNS
from governance.rules import Duty
from members.models import Membership
from network.forms import OnceForm
from network.sorting import swedish_order


class RotationForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A number for each authority that takes part; those without one are left out."""

    class Meta:
        model = RotationRule
        fields = ("duty", "months", "starts")
        help_texts = {"starts": _("Turns that are decided already stay as they are.")}

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        self.instance.body = body
        fields["duty"].choices = [
            (duty.value, capfirst(str(duty.label))) for duty in Duty if duty in TURNS
        ]
        if self.instance.pk:
            del fields["duty"]
        self.initial["starts"] = self.initial.get("starts") or timezone.localdate().replace(day=1)
        there = body.mandates.on(timezone.localdate()).values("membership")
        rows = Membership.objects.filter(pk__in=there).select_related("authority")
        self.members = sorted(rows, key=lambda member: swedish_order(member.name))
        kept = {}
        if self.instance.pk:
            places = RotationPlace.objects.filter(rule=self.instance)
            kept = dict(places.values_list("membership", "position"))
        for place, member in enumerate(self.members, 1):
            fields[f"place_{member.pk}"] = forms.IntegerField(
                label=member.name,
                min_value=1,
                max_value=999,
                required=False,
                initial=kept.get(member.pk) if self.instance.pk else place,
            )

    @property
    def place_fields(self) -> list[Any]:
        """The numbers, in the authorities' order."""
        return [self[f"place_{member.pk}"] for member in self.members]

    def clean(self) -> dict[str, Any]:
        """A turn of 1 to 60 months, and somebody in the line."""
        said = super().clean() or {}
        if "months" not in self.errors and not 1 <= (said.get("months") or 0) <= 60:
            self.add_error("months", gettext("A turn is 1 to 60 months."))
        if not self.order():
            self.add_error(None, gettext("Give at least one authority a number in the order."))
        return said

    def order(self) -> list[int]:
        """The authorities in the order of their numbers; the same number in Swedish order."""
        numbered = [
            (number, at, member.pk)
            for at, member in enumerate(self.members)
            if (number := self.cleaned_data.get(f"place_{member.pk}"))
        ]
        return [pk for _number, _at, pk in sorted(numbered)]
