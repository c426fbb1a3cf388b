"""The facts of the year report, and the sentences and drawings that they become."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from network import charts
from network.charts import Chart, Palette
from network.documents import NetworkLook
from network.figures import figure

TEMPLATE = "documents/year_report.html"
MOST_STROKES = 280  # persons in one row of the cover; above that a bar says it better
COVER_ROWS = 16


@dataclass(frozen=True)
class CourseYear:
    """One course in one year: its runs, their seats, and the people who took part."""

    name: str
    runs: int
    seats: int
    participants: int


@dataclass(frozen=True)
class MemberYear:
    """One member at the end of the year; kind in words, fee in kronor without VAT.

    The paper says "fewer than 5" for `few` participants, and nothing where they are `withheld`.
    """

    name: str
    kind: str
    head_count: int | None
    fee: Decimal
    participants: int
    associated: bool = False
    few: bool = False
    withheld: bool = False


@dataclass(frozen=True)
class FeeGroup:
    """Members that paid the same way: a step or a level in words, how many, their sum."""

    label: str
    members: int
    amount: Decimal


@dataclass(frozen=True)
class YearFacts:
    """What the year report is made of; history is (year, participants), oldest first."""

    year: int
    courses: Sequence[CourseYear]
    members: Sequence[MemberYear]
    fees: Sequence[FeeGroup]
    history: Sequence[tuple[int, int]] = ()
    registry: str = ""
    decided: date | None = None
    day: date | None = None  # that members were counted on, where it is not 31 December


def year_report(
    facts: YearFacts, *, look: NetworkLook, language: str, demo: bool
) -> dict[str, Any]:
    """The context of TEMPLATE, in the language of the report."""
    courses = sorted(facts.courses, key=lambda course: (-course.participants, course.name))
    full_members = [member for member in facts.members if not member.associated]
    with translation.override(language):
        return {
            "demo": demo,
            "facts": facts,
            "courses": courses,
            "totals": {
                "members": len(full_members),
                "associated": len(facts.members) - len(full_members),
                "head_count": sum(member.head_count or 0 for member in facts.members),
                "member_fees": sum((member.fee for member in facts.members), Decimal(0)),
                "fees": sum((group.amount for group in facts.fees), Decimal(0)),
                "payers": sum(group.members for group in facts.fees),
                "runs": sum(course.runs for course in courses),
                "seats": sum(course.seats for course in courses),
                "participants": sum(course.participants for course in courses),
            },
            "before": dict(facts.history).get(facts.year - 1),
            "cover": _cover(courses, look, language),
            "seats": _seats(courses, look, language),
            "growth": _growth(facts.history, look, language),
        }


def _cover(courses: Sequence[CourseYear], look: NetworkLook, language: str) -> Chart | None:
    rows = [(course.name, course.participants) for course in courses[:COVER_ROWS]]
    if not any(count for _name, count in rows):
        return None
    head, unit, palette = _("Course"), _("Participants"), Palette.of(look)
    if max(count for _name, count in rows) > MOST_STROKES:
        title = _("The courses with most participants.")
        alt = _("Bar chart: the most participants took part in %(course)s, %(count)s.") % {
            "course": rows[0][0],
            "count": figure(rows[0][1], language=language),
        }
        return charts.bars(
            title,
            rows,
            head=head,
            unit=unit,
            alt=alt,
            language=language,
            palette=palette,
        )
    title = _("Each stroke is a person, each row a course.")
    alt = _("One stroke for each participant, one row a course. Most in %(course)s: %(count)s.") % {
        "course": rows[0][0],
        "count": rows[0][1],
    }
    return charts.strokes(title, rows, head=head, unit=unit, alt=alt, palette=palette)


def _seats(courses: Sequence[CourseYear], look: NetworkLook, language: str) -> Chart | None:
    offered = [course for course in courses if course.seats]
    if not offered:
        return None
    emptiest = min(offered, key=lambda course: Decimal(course.participants) / course.seats)
    if emptiest.participants >= emptiest.seats:
        title = _("Every seat was taken")
    else:
        title = _("%(course)s had the largest share of empty seats") % {"course": emptiest.name}
    return charts.bars_and_ticks(
        title,
        [(course.name, course.participants, course.seats) for course in offered],
        head=_("Course"),
        heads=(_("participants"), _("seats")),
        unit=_("Participants (bar) and seats (tick)"),
        alt=_("Bar chart: participants and seats for each course. %(title)s. "
              "The figures stand in the table of courses.") % {"title": title},
        language=language,
        palette=Palette.of(look),
    )  # fmt: skip


def _growth(history: Sequence[tuple[int, int]], look: NetworkLook, language: str) -> Chart | None:
    if len(history) < 2:
        return None
    (_first, before), (_last, now) = history[-2:]
    if now > before:
        title = _("More participants than the year before")
    elif now < before:
        title = _("Fewer participants than the year before")
    else:
        title = _("As many participants as the year before")
    return charts.lines(
        title,
        [str(year) for year, _count in history],
        [("", [count for _year, count in history])],
        head=_("Year"),
        unit=_("People on courses"),
        alt=_("Line chart: people on courses, %(first_count)s in %(first)s and %(count)s in "
              "%(last)s.") % {
            "first": history[0][0],
            "first_count": figure(history[0][1], language=language),
            "last": history[-1][0],
            "count": figure(now, language=language),
        },
        language=language,
        palette=Palette.of(look),
    )  # fmt: skip
