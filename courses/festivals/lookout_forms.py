"""Forms of the series whose host changes, and of a host's own meeting."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.festivals.forms import NetworkModelForm
from courses.models import LookoutSeries, LookoutTurn
from members.models import Membership
from network.forms import OnceForm
from network.sorting import swedish_key


class SeriesForm(OnceForm, NetworkModelForm):
    """A series of meetings whose host changes."""

    class Meta:
        model = LookoutSeries
        fields = (
            "kind", "name_sv", "name_en", "about_sv", "about_en", "first_day", "every_weeks",
            "starts", "ends", "ended",
        )  # fmt: skip


class TurnForm(OnceForm, NetworkModelForm):
    """What the host says of its meeting."""

    link = forms.URLField(
        label=_("Online link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Shown only to those who have a seat."),
    )

    class Meta:
        model = LookoutTurn
        fields = (
            "title_sv", "title_en", "summary_sv", "summary_en", "place", "town", "link", "seats",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title_sv", "summary_sv", "seats"):
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        """A meeting is somewhere: in a place, online, or both."""
        said = super().clean() or {}
        if not said.get("place") and not said.get("link") and not self.errors:
            self.add_error("place", _("Write a place, or an online link."))
        return said


class HostChangeForm(OnceForm):
    """Who takes the turn instead, and why."""

    host = forms.ModelChoiceField(
        Membership._base_manager.none(), label=_("Who hosts instead"), empty_label=_("choose")
    )
    why = forms.CharField(label=_("Why"), max_length=300, help_text=_("Both authorities are told."))

    def __init__(self, *args: Any, turn: LookoutTurn, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = (
            Membership.objects.on(turn.day)
            .exclude(pk=turn.membership_id)
            .select_related("authority")
            .order_by(swedish_key("authority__name"), "pk")
        )
        cast("forms.ModelChoiceField[Membership]", self.fields["host"]).queryset = others
