"""Forms whose row belongs to a body, and the bodies that somebody may choose."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models import Body
from network.forms import OnceForm
from network.seat import Seat


class BodyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A body by its name in the reader's language; its rows are given with the form."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=None, label=_("Body"), empty_label=None, **kwargs)


class OfBodyForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A form whose new row belongs to a body that is chosen; a known body is not asked for."""

    body = BodyField()

    def offer(self, bodies: Any) -> None:
        """Ask for the body among these, unless it is known."""
        if self.instance.body_id:
            del self.fields["body"]
        else:
            field: Any = self.fields["body"]
            field.queryset = bodies

    def clean(self) -> dict[str, Any]:
        """The row gets its body."""
        data = super().clean() or {}
        if data.get("body"):
            self.instance.body = data["body"]
        return data


def must_choose(bodies: Any, seat: Seat) -> None:
    """Refuse a form in which there would be no body to choose; coordinators may lay one down."""
    if not seat.scope.whole and not bodies.exists():
        raise PermissionDenied


def bodies_raised_in(seat: Seat, sits: Any) -> Any:
    """The bodies in which the seat may raise an item."""
    today = timezone.localdate()
    rows = Body.objects.on(today)
    return rows if seat.scope.whole else rows.filter(pk__in=sits)


def bodies_kept(seat: Seat) -> Any:
    """The bodies whose meetings the seat plans."""
    return Body.objects.on(timezone.localdate()).kept_by(seat)
