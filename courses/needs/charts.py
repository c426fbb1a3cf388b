"""The drawings of a needs assessment; the same for the page and, with a palette, for paper."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.needs import sentences
from courses.needs.figures import CourseNeed, Figures
from network import charts
from network.charts import Chart, Palette

MOST_ROWS = 24  # courses of one drawing; the others stand in the table
MOST_PAPER_ROWS = 20


def _language() -> str:
    return (get_language() or "sv")[:2]


def _most(palette: Palette | None) -> int:
    return MOST_PAPER_ROWS if palette else MOST_ROWS


def areas(figures: Figures, palette: Palette | None = None) -> Chart | None:
    """Seats of each area, beside those of the year before where it is known."""
    found = [area for area in figures.areas if area.seats.total or area.before.asked]
    if not any(area.seats.total for area in found):
        return None
    title = sentences.areas(figures)
    if figures.before.asked is None:
        return charts.bars(
            title,
            [(area.name, area.seats.total) for area in found],
            head=_("Competence area"),
            unit=_("Seats asked for in %(year)s") % {"year": figures.year},
            alt=_("Bar chart: seats asked for in each competence area. %(title)s. The figures stand"
                  " beside the bars.") % {"title": title},
            language=_language(),
            palette=palette,
        )  # fmt: skip
    return charts.bars_and_ticks(
        title,
        [(area.name, area.seats.total, area.before.asked or 0) for area in found],
        head=_("Competence area"),
        heads=(
            _("asked for %(year)s") % {"year": figures.year},
            str(figures.before_year),
        ),
        unit=_("Seats asked for in %(year)s (bar) and in %(before)s (tick)")
        % {"year": figures.year, "before": figures.before_year},
        alt=_("Bar chart: seats asked for in each competence area, this year and the year before."
              " %(title)s. The figures stand beside the bars.") % {"title": title},
        language=_language(),
        palette=palette,
    )  # fmt: skip


def courses(figures: Figures, palette: Palette | None = None) -> Chart | None:
    """Seats of each course by term, the largest first."""
    found = [one for one in figures.asked_for if not one.own_words][: _most(palette)]
    if not found:
        return None
    title = sentences.courses(figures)
    return charts.stacked(
        title,
        [(course.name, (course.seats.spring, course.seats.autumn)) for course in found],
        head=_("Course"),
        names=(_("Spring"), _("Autumn")),
        unit=_("Seats asked for in %(year)s") % {"year": figures.year},
        alt=_("Stacked bar chart: seats of each course in spring and autumn. %(title)s. All figures"
              " stand in the table of courses.") % {"title": title},
        language=_language(),
        palette=palette,
    )  # fmt: skip


def priorities(figures: Figures, palette: Palette | None = None) -> Chart | None:
    """Seats of each area by priority."""
    found = [area for area in figures.areas if area.seats.total]
    if not found:
        return None
    title = sentences.priorities(figures)
    return charts.stacked(
        title,
        [(area.name, area.seats.by_importance) for area in found],
        head=_("Competence area"),
        names=(_("Priority 1"), _("Priority 2"), _("Priority 3")),
        unit=_("Seats asked for in %(year)s, by how important they are") % {"year": figures.year},
        alt=_("Stacked bar chart: seats of each competence area by priority. %(title)s. The figures"
              " stand in the table.") % {"title": title},
        language=_language(),
        palette=palette,
    )  # fmt: skip


def outcome(figures: Figures, palette: Palette | None = None) -> Chart | None:
    """Planned and came the year before, course by course; the largest plan first."""
    found = _by_plan(figures.reckoned)[: _most(palette)]
    if not found:
        return None
    title = sentences.outcome(figures)
    return charts.dumbbell(
        title,
        [(course.name, course.before.planned or 0, course.before.came or 0) for course in found],
        head=_("Course"),
        heads=(
            _("planned seats"),
            _("came %(year)s") % {"year": figures.before_year},
            _("difference"),
        ),
        unit=_("Planned seats and participants in %(year)s, by course")
        % {"year": figures.before_year},
        alt=_("Two points for each course: planned seats and participants. %(title)s. All figures"
              " stand in the table of plan and outcome.") % {"title": title},
        language=_language(),
        palette=palette,
        far=sentences.NEAR,
    )  # fmt: skip


def _by_plan(found: Sequence[CourseNeed]) -> list[CourseNeed]:
    """Rows worth drawing: courses that were planned or held."""
    shown = [one for one in found if one.before.planned or one.before.came]
    return sorted(shown, key=lambda one: -(one.before.planned or 0))
