"""The bodies' part of a departure: mandates, those who hold them, and offices end with it."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import Holder, Mandate, Office
from members.departures import Departure, Hanging, declare


def _open_after(last_day: date) -> Q:
    return Q(until=None) | Q(until__gt=last_day)


def _mandates(membership: int, last_day: date) -> Any:
    return Mandate.objects.filter(_open_after(last_day), membership=membership)


def _offices(membership: int, last_day: date) -> Any:
    return Office.objects.filter(
        _open_after(last_day), Q(membership=membership) | Q(person__membership=membership)
    )


def _rows(membership: int, last_day: date) -> list[Hanging]:
    mandates = _mandates(membership, last_day).select_related("body").prefetch_related("holders")
    offices = _offices(membership, last_day).select_related("body")
    rows = [
        Hanging(
            f"{row.body}: "
            + (", ".join(one.name for one in row.holders.all() if _goes_on(one, last_day)) or "–")
        )
        for row in mandates
    ]
    return rows + [Hanging(f"{row.body}: {row.get_duty_display()} {row.name}") for row in offices]


def _goes_on(row: Any, last_day: date) -> bool:
    return row.until is None or row.until > last_day


def _end(membership: int, last_day: date) -> None:
    holders = Holder.objects.filter(
        _open_after(last_day),
        Q(mandate__membership=membership) | Q(person__membership=membership),
    )
    for rows in (holders, _offices(membership, last_day), _mandates(membership, last_day)):
        rows.filter(since__lte=last_day).update(until=last_day)
        rows.filter(since__gt=last_day).delete()


declare("mandates", Departure(_("Mandates"), _rows, _("They end with the membership."), _end))
