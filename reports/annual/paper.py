"""The annual report on paper: what the template shows, made from the facts alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from network.charts import Palette
from network.documents import NetworkLook
from network.small_groups import Shown
from network.sorting import swedish_order
from reports.annual import charts
from reports.annual.facts import CourseYear, YearFacts

TEMPLATE = "documents/annual_report.html"
PARAGRAPH = "\n\n"


@dataclass(frozen=True)
class Group:
    """The courses of one area, or the events of one kind, with their sums."""

    name: str
    courses: Sequence[CourseYear]

    @property
    def sums(self) -> dict[str, int]:
        """Runs, seats and people together."""
        return sums_of(self.courses)


def sums_of(courses: Sequence[CourseYear]) -> dict[str, int]:
    """What some courses come to together."""
    names = ("runs", "seats", "participants", "given_back", "late", "missed")
    return {name: sum(getattr(course, name) for course in courses) for name in names}


def annual_report(
    facts: YearFacts, *, look: NetworkLook, language: str, demo: bool
) -> dict[str, Any]:
    """The context of TEMPLATE, in the language of the report."""
    full_members = [member for member in facts.members if not member.associated]
    with translation.override(language):
        drawn = charts.Drawn(Palette.of(look), language)
        return {
            "demo": demo,
            "facts": facts,
            "texts": {code: laid(said) for code, said in facts.texts.items()},
            "areas": areas_of(facts.taught),
            "kinds": kinds_of(facts.events),
            "totals": {
                "members": len(full_members),
                "associated": len(facts.members) - len(full_members),
                "head_count": sum(member.head_count or 0 for member in facts.members),
                "member_fees": sum((member.fee for member in facts.members), Decimal(0)),
                "fees": sum((group.amount for group in facts.fees), Decimal(0)),
                "payers": sum(group.members for group in facts.fees),
                **sums_of(facts.courses),
            },
            "taught": sums_of(facts.taught),
            "attended": sums_of(facts.events),
            "before": _before(facts),
            "few": Shown.FEW,
            "figure": Shown.FIGURE,
            "charts": charts.all_of(facts, drawn),
        }


def areas_of(courses: Sequence[CourseYear]) -> list[Group]:
    """The courses by competence area, the area without a name last."""

    def key(course: CourseYear) -> Any:
        return (not course.area, swedish_order(course.area), course.area_pk)

    ordered = sorted(courses, key=lambda course: (key(course), -course.participants, course.name))
    return [
        Group(rows[0].area or _("No area"), rows)
        for _key, found in groupby(ordered, key=key)
        for rows in [list(found)]
    ]


def kinds_of(events: Sequence[CourseYear]) -> list[Group]:
    """The events by kind."""
    ordered = sorted(events, key=lambda event: (swedish_order(event.kind), event.name))
    return [
        Group(kind, list(found)) for kind, found in groupby(ordered, key=lambda event: event.kind)
    ]


def _before(facts: YearFacts) -> int | None:
    """Participants of the year before, None where nothing is known of it."""
    return next((people for year, people, _s in facts.history if year == facts.year - 1), None)


def laid(said: Mapping[str, Any]) -> dict[str, Any]:
    """A written text with its body in paragraphs, and as lines of a head and the rest."""
    body = str(said.get("body") or "").replace("\r\n", "\n")
    paragraphs = [part.strip() for part in body.split(PARAGRAPH) if part.strip()]
    lines = [line.partition(":") for line in body.split("\n") if line.strip()]
    return {
        **said,
        "paragraphs": paragraphs,
        "lines": [
            (head.strip(), rest.strip()) if sign else ("", head.strip())
            for head, sign, rest in lines
        ],
    }
