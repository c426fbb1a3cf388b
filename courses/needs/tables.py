"""The figures of a needs assessment as tables: for the workbook, the file in the paper, exports."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from courses.needs.figures import Figures
from courses.needs.rules import Audience, Importance, Verdict, Way


@dataclass(frozen=True)
class Table:
    """A sheet: its name, the heads of the columns, the rows."""

    name: str
    headers: list[str]
    rows: list[list[Any]]


def all_of(figures: Figures) -> list[Table]:
    """The sheets of the workbook, in order."""
    return [by_course(figures), by_area(figures), by_member(figures), matrix(figures),
            lines(figures), outcome(figures)]  # fmt: skip


def by_course(figures: Figures) -> Table:
    """Each course: terms, members, priorities, the year before, the decision."""
    areas = {area.id: area.name for area in figures.areas}
    verdicts = {verdict.value: str(verdict.label) for verdict in Verdict}
    return Table(
        _("By course"),
        [
            _("Course"), _("Competence area"), _("Spring"), _("Autumn"), _("Seats"),
            _("Members that ask"), _("of them priority 1"), *_priorities(), *_before(figures),
            _("New"), _("Decision"), _("Why"),
        ],
        [
            [
                course.name, areas.get(course.area, ""), course.seats.spring, course.seats.autumn,
                course.seats.total, course.members, course.must, *course.seats.by_importance,
                course.before.asked, course.before.planned, course.before.came,
                course.new, verdicts.get(course.verdict, ""), course.reason,
            ]
            for course in figures.courses
        ],
    )  # fmt: skip


def by_area(figures: Figures) -> Table:
    """Each competence area: terms, priorities, the year before."""
    return Table(
        _("By area"),
        [_("Competence area"), _("Spring"), _("Autumn"), _("Seats"), *_priorities(),
         *_before(figures)],
        [
            [
                area.name, area.seats.spring, area.seats.autumn, area.seats.total,
                *area.seats.by_importance, area.before.asked, area.before.planned,
                area.before.came,
            ]
            for area in figures.areas
        ],
    )  # fmt: skip


def by_member(figures: Figures) -> Table:
    """Each member: whether it answered, its seats, the year before."""
    return Table(
        _("By member"),
        [_("Member"), _("Answered"), _("Spring"), _("Autumn"), _("Seats"), *_priorities(),
         *_before(figures)],
        [
            [
                member.name, member.answered, member.seats.spring, member.seats.autumn,
                member.seats.total, *member.seats.by_importance, member.before.asked,
                member.before.planned, member.before.came,
            ]
            for member in figures.members
        ],
    )  # fmt: skip


def matrix(figures: Figures) -> Table:
    """Members down, courses across; empty where nothing is asked for."""
    cells = {(cell.member, cell.course): cell.seats.total for cell in figures.cells}
    return Table(
        _("Member and course"),
        [_("Member"), *(course.name for course in figures.asked_for), _("Seats")],
        [
            [
                member.name,
                *(cells.get((member.id, course.key)) or None for course in figures.asked_for),
                member.seats.total,
            ]
            for member in figures.members
        ],
    )


def lines(figures: Figures) -> Table:
    """Each need as the member wrote it."""
    members = {member.id: member.name for member in figures.members}
    courses = {course.key: course for course in figures.courses}
    areas = {area.id: area.name for area in figures.areas}
    audiences, ways = _labels(Audience), _labels(Way)
    importance = {int(one.value): str(one.label) for one in Importance}
    return Table(
        _("Lines"),
        [
            _("Member"), _("Course"), _("Own words"), _("Competence area"), _("For whom"),
            _("Spring"), _("Autumn"), _("How important"), _("Form"), _("Place"), _("Comment"),
        ],
        [
            [
                members.get(row.member, ""), courses[row.course].name, row.text,
                areas.get(courses[row.course].area, ""), audiences.get(row.audience, ""),
                row.spring, row.autumn, importance[row.importance], ways.get(row.way, ""),
                row.place, row.comment,
            ]
            for row in figures.rows
        ],
    )  # fmt: skip


def needs(figures: Figures) -> Table:
    """Each member's need of each course, for machines: one row a pair."""
    members = {member.id: member.name for member in figures.members}
    courses = {course.key: course for course in figures.courses}
    areas = {area.id: area.name for area in figures.areas}
    return Table(
        _("Needs"),
        [_("Member"), _("Course"), _("Competence area"), _("Spring"), _("Autumn"),
         _("Priority"), *_before(figures)],
        [
            [
                members[cell.member], courses[cell.course].name,
                areas.get(courses[cell.course].area, ""), cell.seats.spring, cell.seats.autumn,
                cell.importance or None, cell.before.asked, cell.before.planned,
                cell.before.came,
            ]
            for cell in figures.cells
            if cell.member in members
        ],
    )  # fmt: skip


def outcome(figures: Figures) -> Table:
    """Course by course and member by member: asked, planned and came the year before."""
    members = {member.id: member.name for member in figures.members}
    courses = {course.key: course for course in figures.courses}
    return Table(
        _("Plan and outcome"),
        [_("Course"), _("Member"), *_before(figures), _("Difference")],
        [
            [
                courses[cell.course].name, members[cell.member], cell.before.asked,
                cell.before.planned, cell.before.came, cell.before.difference,
            ]
            for cell in figures.cells
            if cell.member in members and _known(cell.before.asked, cell.before.planned,
                                                 cell.before.came)
        ],
    )  # fmt: skip


def _known(*values: int | None) -> bool:
    return any(values)


def _priorities() -> list[str]:
    return [_("Priority 1"), _("Priority 2"), _("Priority 3")]


def _before(figures: Figures) -> list[str]:
    facts = {"year": figures.before_year or figures.year - 1}
    return [_("Asked for %(year)s") % facts, _("Planned %(year)s") % facts,
            _("Came %(year)s") % facts]  # fmt: skip


def _labels(choices: Any) -> dict[str, str]:
    found: Iterable[tuple[str, Any]] = choices.choices
    return {value: str(label) for value, label in found}
