"""The form of a hand-over: from whom, to whom, when, and what the next one should know."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from network.forms import OnceForm


class HandOverForm(OnceForm):
    """The next coordinator is named by mail address, as the network knows them."""

    giver = forms.ChoiceField(label=_("From"))
    receiver = forms.EmailField(
        label=_("To"),
        max_length=254,
        help_text=_("The mail address of somebody at a member of the network."),
    )
    on = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(),
        help_text=_("Today: within a minute. A later day: that night."),
    )
    words = forms.CharField(
        label=_("What the next one should know"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Stands in the report, for the two of you and the steering committee."),
    )

    def __init__(self, *args: Any, givers: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.givers = {str(person.pk): person for person in givers}
        cast("forms.ChoiceField", self.fields["giver"]).choices = [
            (pk, person.name) for pk, person in self.givers.items()
        ]

    def clean_on(self) -> date:
        """Today or later, and within two years."""
        day: date = self.cleaned_data["on"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("Choose today or a later day."))
        if (day - today).days > 730:
            raise forms.ValidationError(_("Choose a day within two years."))
        return day

    def clean_receiver(self) -> Person:
        """Somebody whom the network knows by that address."""
        said = self.cleaned_data["receiver"]
        rows = Person.objects.filter(email__iexact=said).select_related(
            "membership__authority", "user"
        )
        found: Person | None = rows.on(timezone.localdate()).first() or rows.first()
        if found is None:
            raise forms.ValidationError(
                _("The network knows nobody by that address. Add the person first.")
            )
        return found

    def clean(self) -> dict[str, Any]:
        """The two are different people."""
        said = super().clean() or {}
        receiver = said.get("receiver")
        if receiver is not None and str(receiver.pk) == said.get("giver"):
            self.add_error("receiver", _("Choose somebody else to hand over to."))
        return said
