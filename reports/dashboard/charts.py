"""The charts of the year that goes on: on the screen, and on paper with a palette."""

from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network import charts
from network.charts import Chart
from network.small_groups import Shown, small_cells
from reports.dashboard.drawing import Drawing, compared
from reports.dashboard.figures import CourseFigures

LOW = 60  # per cent: a course below that is pointed out
MOST_ROWS = 12


def participants(it: Drawing) -> Chart | None:
    """Participants so far, month by month, over those of the year before."""
    now, before = it.now.by_month(it.today.month), it.before
    if not it.now.taken and not (before and before.taken):
        return None
    series: list[tuple[str, list[int]]] = [(str(it.now.year), now)]
    if before:
        series.append((str(before.year), before.by_month()))
    title = compared(
        it.now.participants_until(it.today),
        before.participants_until(it.today) if before else None,
        (
            _("More take courses than last year"),
            _("Fewer take courses than last year"),
            _("As many take courses as last year") if before else _("Participants this year"),
        ),
    )
    return charts.lines(
        title,
        [str(MONTHS_3[month]) for month in range(1, 13)],
        series,
        head=_("Month"),
        unit=_("Participants since January, by the month in which their course begins"),
        alt=_("Line chart: participants since January this year and last year. %(title)s.")
        % {"title": title},
        **it.how,
    )


def filled(it: Drawing) -> Chart | None:
    """How full each course is, this year's largest."""
    rows = sorted(it.now.courses, key=lambda one: -one.capacity)[:MOST_ROWS]
    if not rows:
        return None
    rows.sort(key=lambda one: (-one.fill, one.course))
    low = [one for one in rows if one.fill < LOW]
    if low:
        title = ngettext(
            "%(n)s course is filled below %(low)s per cent",
            "%(n)s courses are filled below %(low)s per cent",
            len(low),
        ) % {"n": len(low), "low": LOW}
    else:
        title = _("Every course is filled to at least %(low)s per cent") % {"low": LOW}

    def named(one: CourseFigures) -> str:
        return it.names.courses.get(one.course, "–")

    return charts.bars(
        title,
        [(named(one), one.fill) for one in rows],
        head=_("Course"),
        unit=_("Taken seats in per cent, runs of %(year)s") % {"year": it.now.year},
        alt=_("Bar chart: taken seats of each course in per cent. %(title)s.") % {"title": title},
        suffix="\N{NO-BREAK SPACE}%",
        whole=100,
        strong=[named(one) for one in low],
        **it.how,
    )


def needed(it: Drawing) -> Chart | None:
    """Seats that members asked for, and those that they use; none below five participants."""
    year = next((one for one in reversed(it.years) if one.needs), None)
    if year is None:
        return None
    shown = small_cells(year.by_member)
    rows = [
        (it.names.members.get(pk, "–"), asked, year.by_member[pk])
        for pk, asked in year.needs.items()
        if shown.get(pk) is Shown.FIGURE
    ]
    rows.sort(key=lambda row: (row[1] - row[2], row[0]))
    if not rows:
        return None
    above = sum(used > asked for _name, asked, used in rows)
    title = (
        ngettext(
            "%(n)s member uses more seats than it asked for",
            "%(n)s members use more seats than they asked for",
            above,
        )
        % {"n": above}
        if above
        else _("No member uses more seats than it asked for")
    )
    return charts.dumbbell(
        title,
        rows[:MOST_ROWS],
        head=_("Member"),
        heads=(_("needs"), _("participants"), _("difference")),
        unit=_("Seats %(year)s; members with fewer than five participants are left out")
        % {"year": year.year},
        alt=_("Points: seats that each member asked for and used. %(title)s.") % {"title": title},
        **it.how,
    )
