"""The summary of a needs assessment as a paper: what its template shows, and the file inside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from courses.needs import charts as needs_charts
from courses.needs import sentences
from courses.needs import tables as needs_tables
from courses.needs.figures import AreaNeed, CourseNeed, Figures, MemberNeed
from courses.needs.rules import Verdict
from network.charts import Chart, Palette
from network.documents import Attachment, NetworkLook
from network.tables import to_csv

TEMPLATE = "documents/needs_summary.html"
MOST_AREAS = 7  # columns of the table of members; the smallest areas share the last one
STEPS = 4  # shades of the table of members


@dataclass(frozen=True)
class Group:
    """The courses of one area, as rows under its own."""

    area: AreaNeed
    courses: list[CourseNeed]


@dataclass(frozen=True)
class HeatCell:
    """A figure and how dark it stands: 0 (white) to STEPS."""

    seats: int
    step: int


@dataclass(frozen=True)
class HeatRow:
    """A member's seats by area; no cells where it has not answered."""

    member: MemberNeed
    cells: list[HeatCell]


@dataclass(frozen=True)
class Heat:
    """Members and areas: the heads of the columns, the rows, and the sums under them."""

    heads: list[str]
    rows: list[HeatRow]
    sums: list[int]


def context(
    figures: Figures, *, look: NetworkLook | None, language: str, demo: bool
) -> dict[str, Any]:
    """What the paper (with a look) or the page (without) shows, in a language."""
    palette = Palette.of(look) if look else None
    with translation.override(language):
        return {
            "demo": demo,
            "figures": figures,
            "lead": sentences.lead(figures),
            "important": sentences.most_important(figures),
            "decided": sentences.proposals(figures),
            "members_said": sentences.members(figures),
            "answered": len(figures.answered),
            "asked": len(figures.members),
            "new_seats": sum(course.seats.total for course in figures.new),
            "opens_on": _day(figures.opens_on),
            "closed_on": _day(figures.closed_on),
            "changes": figures.before.asked is not None,
            "groups": groups(figures),
            "decisions": decisions(figures),
            "heat": heat(figures),
            "csv": csv_name(figures),
            **drawings(figures, palette),
        }


def drawings(figures: Figures, palette: Palette | None = None) -> Mapping[str, Chart | None]:
    """The charts by name; None where there is nothing to draw."""
    return {
        "areas": needs_charts.areas(figures, palette),
        "courses": needs_charts.courses(figures, palette),
        "priorities": needs_charts.priorities(figures, palette),
        "outcome": needs_charts.outcome(figures, palette),
    }


def groups(figures: Figures) -> list[Group]:
    """Courses that are asked for, by area, each as many seats as its sum."""
    return [
        Group(area, its)
        for area in figures.areas
        if (its := [course for course in figures.asked_for if course.area == area.id])
    ]


def decisions(figures: Figures) -> list[tuple[str, list[CourseNeed]]]:
    """Candidates by the council's decision; those without one last."""
    labels = {str(verdict.value): str(verdict.label) for verdict in Verdict}
    order = [*labels, ""]
    return [
        (labels.get(verdict, ""), its)
        for verdict in order
        if (its := [one for one in figures.candidates if one.verdict == verdict])
    ]


def heat(figures: Figures) -> Heat:
    """Seats of each member and area, darker the more."""
    asked = [area for area in figures.areas if area.seats.total]
    shown = asked if len(asked) <= MOST_AREAS else asked[: MOST_AREAS - 1]
    rest = {area.id for area in asked[len(shown) :]}
    cells = {
        member.id: [
            *(member.by_area.get(area.id, 0) for area in shown),
            *([sum(member.by_area.get(pk, 0) for pk in rest)] if rest else []),
        ]
        for member in figures.answered
    }
    top = max((seats for row in cells.values() for seats in row), default=0)
    heads = [*(area.name for area in shown), *([_("Other areas")] if rest else [])]
    return Heat(
        heads,
        [
            HeatRow(
                member, [HeatCell(seats, _step(seats, top)) for seats in cells.get(member.id, [])]
            )
            for member in figures.members
        ],
        [sum(row[i] for row in cells.values()) for i in range(len(heads))],
    )


def _step(seats: int, top: int) -> int:
    return -(-seats * STEPS // top) if top else 0


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def csv_name(figures: Figures) -> str:
    """The name of the file inside the paper."""
    return f"behov-{figures.year}.csv"


def attachments(figures: Figures, language: str) -> list[Attachment]:
    """The needs themselves, as a table inside the paper."""
    with translation.override(language):
        table = needs_tables.needs(figures)
        content = to_csv(table.headers, table.rows)
        about = _("Every member's need of every course")
    return [Attachment(csv_name(figures), content, about)]
