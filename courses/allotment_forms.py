"""Forms about seats that are an authority's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from courses.models import Allotment
from courses.names import NameRow, pasted
from members.forms.person import MembershipChoice
from members.models import Membership
from network.forms import OnceForm

FIELDS_AT_ONCE = 30  # seats to put names on in one form; more come as a list
KINDS = (Allotment.Kind.FIRM, Allotment.Kind.OPTIONAL)


@dataclass(frozen=True)
class Wish:
    """Seats of a kind that an authority is to have, and the day when they go to all."""

    membership: Membership
    kind: str
    seats: int
    release_on: date | None
    there: Allotment | None


class AllotmentsForm(OnceForm):
    """Firm and optional seats for each member of the network, against the seats of the run."""

    def __init__(
        self,
        *args: Any,
        members: Iterable[Membership],
        there: Iterable[Allotment],
        room: int,
        last: date | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members, self.room, self.last = list(members), room, last
        self.there = {(one.membership_id, one.kind): one for one in there}
        for member in self.members:
            lots = [self.there.get((member.pk, kind)) for kind in KINDS]
            for kind, lot in zip(KINDS, lots, strict=True):
                self.fields[f"{kind}-{member.pk}"] = self._seats(member, kind, lot)
            day = next((lot.release_on for lot in lots if lot), None)
            self.fields[f"day-{member.pk}"] = forms.DateField(
                label=_("%(name)s: without a name they go to all on") % {"name": member.short_name},
                required=False,
                initial=day,
                widget=forms.DateInput(),
            )

    def _seats(self, member: Membership, kind: str, lot: Allotment | None) -> forms.IntegerField:
        label = _("%(name)s: firm seats") if kind == KINDS[0] else _("%(name)s: optional seats")
        return forms.IntegerField(
            label=label % {"name": member.short_name},
            required=False,
            min_value=0,
            max_value=2000,
            initial=lot.seats if lot else None,
            widget=forms.NumberInput(attrs={"data-counts": "seats"}),
        )

    def rows(self) -> list[dict[str, Any]]:
        """The members with their fields, as the page draws them."""
        return [
            {
                "member": member,
                "firm": self[f"firm-{member.pk}"],
                "optional": self[f"optional-{member.pk}"],
                "day": self[f"day-{member.pk}"],
                "used": sum(
                    lot.used for kind in KINDS if (lot := self.there.get((member.pk, kind)))
                ),
            }
            for member in self.members
        ]

    def clean(self) -> dict[str, Any]:
        """Not more seats than there are, not fewer than have names, and days before the course."""
        data = super().clean() or {}
        for member in self.members:
            for kind in KINDS:
                lot = self.there.get((member.pk, kind))
                seats = data.get(f"{kind}-{member.pk}") or 0
                if lot and seats < lot.used and f"{kind}-{member.pk}" not in self.errors:
                    self.add_error(f"{kind}-{member.pk}", _few(lot.used))
            self._check_day(member, data.get(f"day-{member.pk}"))
        total = self.total()
        if total > self.room and not self.errors:
            told = ngettext(
                "%(total)s seats are given out, and there are %(room)s. Take %(over)s away.",
                "%(total)s seats are given out, and there are %(room)s. Take %(over)s away.",
                total - self.room,
            )
            over = {"total": total, "room": self.room, "over": total - self.room}
            self.add_error(None, told % over)
        return data

    def _check_day(self, member: Membership, day: date | None) -> None:
        if day is None or f"day-{member.pk}" not in self.changed_data:
            return
        if day <= timezone.localdate():
            self.add_error(f"day-{member.pk}", _("Choose a day to come."))
        elif self.last and day > self.last:
            self.add_error(f"day-{member.pk}", _("That is after the course has begun."))

    def total(self) -> int:
        """The seats that are given out by what stands in the form."""
        if not hasattr(self, "cleaned_data"):
            return sum(lot.seats for lot in self.there.values())
        named = [f"{kind}-{member.pk}" for member in self.members for kind in KINDS]
        return sum(self.cleaned_data.get(name) or 0 for name in named)

    def wishes(self) -> list[Wish]:
        """What has changed, as the action reads it."""
        found = []
        for member in self.members:
            day = self.cleaned_data.get(f"day-{member.pk}")
            for kind in KINDS:
                lot = self.there.get((member.pk, kind))
                seats = self.cleaned_data.get(f"{kind}-{member.pk}") or 0
                same = lot and (lot.seats, lot.release_on) == (seats, day)
                if not same and (lot or seats):
                    found.append(Wish(member, str(kind), seats, day, lot))
        return found


def _few(used: int) -> str:
    return ngettext("%(n)s seat has a name already.", "%(n)s seats have names already.", used) % {
        "n": used
    }


class NamingForm(OnceForm):
    """A name for each seat that has none; those left empty stay for later."""

    def __init__(self, *args: Any, first: int, seats: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(first, first + min(seats, FIELDS_AT_ONCE)):
            self.fields[f"seat-{number}"] = forms.CharField(
                label=_("Seat %(n)s, name or mail address") % {"n": number},
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
            )

    def seats(self) -> list[Any]:
        """The fields with their seat numbers."""
        return [
            {"no": _("Seat %(n)s") % {"n": name.removeprefix("seat-")}, "field": self[name]}
            for name in self.fields
            if name.startswith("seat-")
        ]

    def rows(self) -> list[NameRow]:
        """The names, each as a row of a list."""
        texts = [text for name, text in self.cleaned_data.items() if name.startswith("seat-")]
        return pasted("\n".join(text.replace("\n", " ") for text in texts if text))

    def clean(self) -> dict[str, Any]:
        """At least one name."""
        data = super().clean() or {}
        if not any(text for name, text in data.items() if name.startswith("seat-")):
            self.add_error(None, _("Write at least one name."))
        return data


class MoveForm(OnceForm):
    """Seats without names go to another authority, or back to all."""

    seats = forms.IntegerField(label=_("Seats"), min_value=1)
    reason = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("Both authorities see the reason.")
    )

    def __init__(self, *args: Any, lot: Allotment, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lot = lot
        choice = MembershipChoice(
            members,
            label=_("To"),
            required=False,
            empty_label=_("All: first those in line, then whoever enrols"),
        )
        self.fields = {"to": choice, **self.fields}

    def clean_seats(self) -> int:
        """No more than have no name."""
        seats = int(self.cleaned_data["seats"])
        if seats > self.lot.unnamed:
            raise forms.ValidationError(
                ngettext(
                    "Only %(n)s seat is without a name.",
                    "Only %(n)s seats are without names.",
                    self.lot.unnamed,
                )
                % {"n": self.lot.unnamed}
            )
        return seats
