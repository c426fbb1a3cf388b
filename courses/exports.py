"""Tables of the courses' room as CSV and XLSX."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses import words
from courses.models import Campaign, Festival, GuestSeat, Run
from courses.names import NameRow
from courses.past_terms import Comparison
from network.tables import table_file


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
            words.when_of(run),
            words.where(run),
            run.price,
            run.capacity,
            run.free,
            str(run.get_state_display()),
        ]
        for run in runs
    ]
    return table_file(_("Courses"), headers, rows, kind)


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
    return table_file(f"{run.course.title} {run.number}", headers, cells, kind)


def settlement_table(run: Run, rows: Iterable[Any]) -> HttpResponse:
    """A settlement, one authority a row."""
    headers = [
        _("Authority"), _("Seats"), _("Preliminary"), _("Final"), _("Difference"),
        _("Late fees"), _("To pay"),
    ]  # fmt: skip
    cells = [
        [
            row.name,
            row.share.seats,
            row.share.preliminary,
            row.share.final,
            row.share.difference,
            row.share.late,
            row.total,
        ]
        for row in rows
    ]
    return table_file(f"{run.course.title} {run.number}", headers, cells, "xlsx")


def own_costs_table(
    name: str, rows: Iterable[dict[str, Any]], fees: Iterable[Any], kind: str
) -> HttpResponse:
    """An authority's course costs: settled runs first, late fees after."""
    headers = [_("Course"), _("Days"), _("Concerns"), _("Seats"), _("Amount without VAT")]
    cells: list[list[Any]] = [
        [
            row["share"].run.course.title,
            row["when"],
            _("course fee"),
            row["share"].seats,
            row["share"].final,
        ]
        for row in rows
    ]
    cells += [
        [fee.run.course.title, fee.laid_at, str(fee.get_kind_display()), 1, fee.amount]
        for fee in fees
        if not fee.waived
    ]
    return table_file(name, headers, cells, kind)


def names_table(run: Run, rows: Iterable[tuple[NameRow, str]], kind: str) -> HttpResponse:
    """The rows of a list of names as they were written, with what becomes of each."""
    headers = [
        _("Row"), _("Name"), _("Mail address"), _("Title"), _("Your reference"), _("What happens"),
    ]  # fmt: skip
    cells = [
        [row.number, row.name, row.email, row.title, row.reference, sentence]
        for row, sentence in rows
    ]
    return table_file(f"{run.course.title} {run.number}", headers, cells, kind)


def simulation_table(found: Comparison, kind: str) -> HttpResponse:
    """What each way would have done, one line an authority."""
    headers = [_("Authority"), _("Asked for on full runs")]
    for name in found.names:
        headers += [_("%(way)s, seats") % {"way": name}, _("%(way)s, per cent") % {"way": name}]
    rows = [
        [
            line.name,
            line.asked,
            *(cell for pair in zip(line.got, line.met, strict=True) for cell in pair),
        ]
        for line in found.lines
    ]
    return table_file(_("Simulation %(term)s") % {"term": found.term}, headers, rows, kind)


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
    return table_file(festival.name, headers, rows, kind)


def guests_table(run: Run, guests: Iterable[GuestSeat], kind: str) -> HttpResponse:
    """A run's guests, for the door."""
    headers = [_("Name"), _("Mail address"), _("Standing"), _("Asked")]
    cells = [
        [guest.name, guest.email, str(guest.get_state_display()), guest.asked_at]
        for guest in guests
    ]
    return table_file(f"{run.course.title} {run.number}, {_('guests')}", headers, cells, kind)


def needs_answers_table(campaign: Campaign, rows: Iterable[Any], kind: str) -> HttpResponse:
    """The members' answers to a needs assessment, as they are filtered now."""
    headers = [
        _("Authority"), _("State"), _("Needs"), _("Seats"), _("Saved"), _("Sent"),
        pgettext("needs", "Approved"),
    ]  # fmt: skip
    cells = [
        [
            row.name,
            row.words,
            row.answer.needs,
            row.answer.seats,
            row.answer.saved_at if row.answer.version > 1 else None,
            row.answer.sent_at,
            row.answer.approved_at,
        ]
        for row in rows
    ]
    return table_file(str(campaign), headers, cells, kind)
