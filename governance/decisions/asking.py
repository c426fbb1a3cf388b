"""Which body is asked to decide."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models import Body
from network.forms import OnceForm


class DeciderForm(OnceForm):
    """One of the bodies that decide for the network today; `bodies` are they, by their id."""

    body = forms.ChoiceField(label=_("Body"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Body.objects.on(timezone.localdate()).filter(decides=True)
        self.bodies = {str(body.pk): body for body in bodies}
        cast("forms.ChoiceField", self.fields["body"]).choices = [
            (pk, body.in_words) for pk, body in self.bodies.items()
        ]

    def clean(self) -> dict[str, Any]:
        """There must be a body that decides."""
        if not self.bodies:
            raise ValidationError(_("No body decides for the network. Enter the decision instead."))
        return super().clean() or {}
