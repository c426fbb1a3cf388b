"""Filters that write the figures of a needs assessment."""

from collections.abc import Iterable

from django import template

from courses.needs import sentences
from courses.needs.figures import AreaNeed, CourseNeed, Figures

register = template.Library()


@register.filter
def known(value: int | None) -> str:
    """A whole number; a dash where nobody knows."""
    return "–" if value is None else sentences.count(value)


@register.filter
def signed(value: int | None) -> str:
    """A difference with its sign; a dash where nobody knows."""
    return "–" if value is None else ("+" if value > 0 else "") + sentences.count(value)


@register.filter
def change(need: CourseNeed | AreaNeed | Figures) -> str:
    """How many more seats are asked for than the year before; a dash where nobody knows."""
    return sentences.change(need) or "–"


@register.filter
def names(courses: Iterable[CourseNeed]) -> str:
    """The names of courses in a row."""
    return sentences.listed([course.name for course in courses])
