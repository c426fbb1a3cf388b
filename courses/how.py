"""How the seats of a run work, in sentences that everybody reads before they enrol."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import words
from courses.models import Run
from courses.rules import Groups, Mode, Queue


def how_the_seats_work(run: Any) -> list[tuple[str, list[str]]]:
    """Term and sentences: how seats are given, and what happens when it is full."""
    return [
        (_("Seats are given"), _given(run)),
        (_("If it is full"), _when_full(run)),
    ]


def _given(run: Any) -> list[str]:
    if run.mode == Mode.FIRST_COME:
        told = [_("In the order of enrolment, at once.")]
    else:
        told = [_GIVEN[run.mode]()]
        if run.draws_at and not run.placed_at:
            told.append(
                _("You apply, and are told after %(when)s. When you apply does not matter.")
                % {"when": words.moment(run.draws_at)}
            )
        if run.placed_at:
            told.append(_("The seats have been given out. Who comes now comes last in line."))
    if run.reserved:
        told.append(
            ngettext(
                "%(n)s seat is kept for an authority that names people later.",
                "%(n)s seats are kept for authorities that name people later.",
                run.reserved,
            )
            % {"n": run.reserved}
        )
    return told


_GIVEN = {
    Mode.SHARES.value: lambda: _("By shares: each authority gets its part of the seats."),
    Mode.DRAW.value: lambda: _("By lot, drawn in a way that anybody can repeat."),
    Mode.SELECTION.value: lambda: _("By selection: those who keep the course choose and say why."),
}


def _when_full(run: Run) -> list[str]:
    if run.queue == Queue.IN_ORDER:
        told = [
            _("You get a place on the waiting list, in the order of enrolment. When a seat"
              " becomes free, the first in line gets it at once and is told by mail.")
        ]  # fmt: skip
    else:
        told = [
            ngettext(
                "You get a place on the waiting list. When a seat becomes free, the first in line"
                " is asked by mail and has %(n)s hour to answer; then the next is asked.",
                "You get a place on the waiting list. When a seat becomes free, the first in line"
                " is asked by mail and has %(n)s hours to answer; then the next is asked.",
                run.offer_hours,
            )
            % {"n": run.offer_hours},
            ngettext(
                "In the last %(n)s hour before the course nobody is asked: a free seat is for who"
                " takes it first.",
                "In the last %(n)s hours before the course nobody is asked: a free seat is for"
                " who takes it first.",
                run.offer_stops_hours,
            )
            % {"n": run.offer_stops_hours},
        ]
    told.append(
        _("A group that wants all its seats or none stops the line until it fits.")
        if run.groups == Groups.STRICT
        else _("A group that wants all its seats or none waits until it fits; single seats go to"
               " those behind it.")
    )  # fmt: skip
    return told
