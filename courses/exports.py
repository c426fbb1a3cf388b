"""Tables of the courses' room as CSV and XLSX."""

from collections.abc import Iterable
from typing import Any, cast

from django.http import HttpResponse
from django.utils.translation import gettext as _

from courses import words
from courses.models import Festival, GuestSeat, Run
from network.tables import Kind, download, to_csv, to_xlsx


def _table(name: str, headers: list[str], rows: list[list[Any]], kind: str) -> HttpResponse:
    content = to_xlsx(headers, rows, name) if kind == "xlsx" else to_csv(headers, rows)
    return download(name, content, cast(Kind, kind))


def catalogue_table(runs: Iterable[Any], kind: str) -> HttpResponse:
    """The runs of the catalogue as they are filtered now."""
    headers = [
        _("Course"), _("Run"), _("Days"), _("Place"), _("Price, kr"), _("Seats"), _("Free seats"),
        _("State"),
    ]  # fmt: skip
    rows = [
        [
            run.course.title,
            run.number,
            words.when(run.sessions.all()),
            words.where(run),
            run.price,
            run.capacity,
            run.free,
            str(run.get_state_display()),
        ]
        for run in runs
    ]
    return _table(_("Courses"), headers, rows, kind)


def participants_table(run: Run, rows: Iterable[dict[str, Any]], kind: str) -> HttpResponse:
    """A run's participants and waiting list, as far as one answers for them."""
    headers = [_("Name"), _("Mail address"), _("Authority"), _("Standing"), _("Enrolled")]
    headers.append(_("Your reference"))
    cells = [
        [
            row["name"],
            row["email"],
            row["authority"],
            row["standing"],
            row["enrolment"].enrolled_at,
            row["enrolment"].reference,
        ]
        for row in rows
    ]
    return _table(f"{run.course.title} {run.number}", headers, cells, kind)


def items_table(festival: Festival, items: Iterable[Any], kind: str) -> HttpResponse:
    """What was proposed for a festival, as it is filtered now."""
    headers = [
        _("Title"), _("Authority"), _("Proposed by"), _("Form"), _("Minutes"), _("Seats"),
        _("Who presents"), _("State"), _("Begins"), _("Place"),
    ]  # fmt: skip
    rows = [
        [
            item.title,
            item.membership.name,
            item.person.name,
            str(item.get_form_display()),
            item.minutes,
            item.seats,
            item.presenters,
            str(item.get_state_display()),
            item.slot.starts_at if item.slot else "",
            item.place.name if item.place else "",
        ]
        for item in items
    ]
    return _table(festival.name, headers, rows, kind)


def guests_table(run: Run, guests: Iterable[GuestSeat], kind: str) -> HttpResponse:
    """A run's guests, for the door."""
    headers = [_("Name"), _("Mail address"), _("Standing"), _("Asked")]
    cells = [
        [guest.name, guest.email, str(guest.get_state_display()), guest.asked_at]
        for guest in guests
    ]
    return _table(f"{run.course.title} {run.number}, {_('guests')}", headers, cells, kind)
