"""Search, filters and order of the lists of requests; all of it lives in the address."""

from typing import Any

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from members.models import Competence, Membership
from mentorship.models import Interest, MentorRound
from mentorship.rules import State
from network.sorting import swedish_key, swedish_order

ALL = ("", _("all"))
IN_LINE = "in_line"
STATES = [
    ALL,
    (State.WAITING, _("waiting for the manager")),
    (State.APPROVED, _("waiting for a match")),
    (IN_LINE, _("in line for a place")),
    (State.DECLINED, _("declined")),
    (State.WITHDRAWN, _("withdrawn")),
]
ORDERS: dict[str, Any] = {
    "name": swedish_key("person__name"),
    "authority": swedish_key("membership__authority__name"),
    "asked": F("asked_at"),
    "since": F("manager_since"),
    "town": swedish_key("town"),
}


class InterestFilter(forms.Form):
    """Requests by words, role, state, authority and area."""

    NAMES = ("q", "role", "state", "authority", "area")

    q = forms.CharField(required=False, max_length=100)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[ALL, *Interest.Role.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    authority = forms.ChoiceField(label=_("Authority"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)

    def __init__(self, *args: Any, seen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = Membership.objects.filter(pk__in=seen.order_by().values("membership"))
        members = sorted(
            there.select_related("authority"), key=lambda row: swedish_order(row.short_name)
        )
        fields: Any = self.fields
        fields["authority"].choices = [ALL, *((str(row.pk), row.short_name) for row in members)]
        areas = [(row.code, row.in_words) for row in Competence.objects.all()]
        fields["area"].choices = [ALL, *areas]
        self.is_valid()

    @property
    def words(self) -> dict[str, str]:
        """What each chosen filter is called."""
        fields: Any = self.fields
        return {
            name: str(dict(fields[name].choices).get(value, ""))
            for name in self.NAMES[1:]
            if (value := self.cleaned_data.get(name))
        }

    @property
    def is_used(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.cleaned_data.get(name) for name in self.NAMES)

    def apply(self, seen: Any, places: int | None = None) -> Any:
        """Those that fit, in the order that is asked for; nonsense filters nothing."""
        chosen = self.cleaned_data
        seen = seen.matching(chosen.get("q", "").replace("\0", ""))
        if chosen.get("role"):
            seen = seen.filter(role=chosen["role"])
        if chosen.get("authority"):
            seen = seen.filter(membership=chosen["authority"])
        if chosen.get("area"):
            seen = seen.filter(areas__contains=[chosen["area"]])
        if chosen.get("state") == IN_LINE:
            waits = {"before__gte": places} if places is not None else {"pk": None}
            seen = seen.active().filter(role=Interest.Role.MENTEE, **waits)
        elif chosen.get("state"):
            seen = seen.in_state(State(chosen["state"]))
        return self._sorted(seen)

    def _sorted(self, seen: Any) -> Any:
        asked = str(self.data.get("sort", ""))
        key = ORDERS.get(asked.removeprefix("-"))
        if key is None:
            return seen
        if asked.startswith("-"):
            return seen.order_by(key.desc(nulls_last=True), "pk")
        return seen.order_by(key.asc(nulls_last=True), "pk")


def list_of(found: MentorRound, seat: Any) -> Any:
    """The requests of a round that the seat sees, with how many asked before."""
    return Interest.objects.seen_by(seat).filter(round=found).with_all().with_before()
