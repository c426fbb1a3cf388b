"""The members' own part of a departure: roles end with the membership."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.departures import Departure, Hanging, declare
from members.models import Role


def _after(membership: int, last_day: date) -> Q:
    return Q(membership=membership) & (Q(until=None) | Q(until__gt=last_day))


def _rows(membership: int, last_day: date) -> list[Hanging]:
    roles = Role.objects.filter(_after(membership, last_day)).select_related("person")
    return [Hanging(f"{row.person.name}: {row.get_kind_display()}") for row in roles]


def _end(membership: int, last_day: date) -> None:
    roles = Role.objects.filter(_after(membership, last_day))
    roles.filter(since__gt=last_day).delete()
    roles.update(until=last_day)


declare("roles", Departure(_("Roles"), _rows, _("They end with the membership."), _end))
