"""Benefit statements as tables: the members' figures, and their courses."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.benefit.figures import Benefit
from reports.benefit.meetings import MeetingShown
from reports.benefit.statement import RunShown, Statement


def member_heads() -> list[str]:
    """The columns of a member's figures."""
    return [
        _("Member"), _("Employees"), _("Seats"), _("Got no seat"), _("Did not come"),
        _("Membership fee, SEK"), _("Course fees, settled, SEK"), _("Late and no-show fees, SEK"),
        _("Course fees, not settled yet, SEK"), _("Together, SEK"), _("SEK for each seat"),
        _("Seats with a market price"), _("Market price of those, SEK"),
        _("Below market price, SEK"), _("Mentors taken"), _("Mentors given"),
        _("People borrowed"), _("Days borrowed"), _("People lent"), _("Days lent"),
        _("Hours contributed"), _("Days contributed"), _("Worth of contributions, SEK"),
        _("Meetings of the network's bodies"), _("Hours in those meetings"),
    ]  # fmt: skip


def figures_row(name: str, one: Benefit, market: Sequence[Any]) -> list[Any]:
    """A member's, or the network's, figures."""
    return [
        name, one.heads, one.seats, one.unmet, one.absent, one.fee, one.settled, one.late,
        one.expected, one.cost, one.per_seat, *market, one.mentors_taken, one.mentors_given,
        one.borrowed_people, one.borrowed_days, one.lent_people, one.lent_days, one.hours,
        one.days, one.worth, one.meetings, one.meeting_hours,
    ]  # fmt: skip


def member_rows(found: Sequence[Statement]) -> list[list[Any]]:
    """A row a statement, and last the network together where it may be told."""
    rows = [figures_row(it.member.name, it.own, [it.priced, it.market, it.below]) for it in found]
    if found and found[0].network is not None:
        rows.append(figures_row(_("The network together"), found[0].network, [None] * 3))
    return rows


def course_heads() -> list[str]:
    """The columns of a member's courses."""
    return [
        _("Member"), _("Course"), _("Seats"), _("Cost, SEK"), _("Seats with a market price"),
        _("Market price of those, SEK"),
    ]  # fmt: skip


def course_rows(found: Sequence[Statement]) -> list[list[Any]]:
    """A row a member and course."""
    return [
        [it.member.name, one.name, one.seats, one.cost, one.priced, one.market]
        for it in found
        for one in it.courses
    ]


SHEETS = (
    (gettext_lazy("Members"), member_heads, member_rows),
    (gettext_lazy("Courses"), course_heads, course_rows),
)


def run_heads() -> list[str]:
    """The columns of a member's runs."""
    return [
        _("Course"), _("Begins"), _("Seats"), _("Got no seat"), _("Did not come"),
        _("Settled, SEK"), _("Late and no-show fees, SEK"), _("Not settled yet, SEK"),
    ]  # fmt: skip


def run_rows(runs: Sequence[RunShown]) -> list[list[Any]]:
    """A row a run."""
    return [
        [one.title, one.begins, one.row.seats, one.row.unmet, one.row.absent, one.row.settled,
         one.row.late, one.row.expected]
        for one in runs
    ]  # fmt: skip


def meeting_heads() -> list[str]:
    """The columns of the meetings that a member took part in."""
    return [_("Body"), _("Day"), _("Took part for the member"), _("Hours together")]


def meeting_rows(meetings: Sequence[MeetingShown]) -> list[list[Any]]:
    """A row a meeting."""
    return [[one.body, one.row.day, one.row.people, one.row.hours] for one in meetings]
