"""The charts of the overview: on the screen, and on paper with a palette."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.dates import MONTHS_3
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from network import charts
from network.charts import Chart, Palette
from network.small_groups import Shown, small_cells
from reports.dashboard.figures import CourseFigures, Year

LOW = 60  # per cent: a course below that is pointed out
MOST_ROWS = 12


@dataclass(frozen=True)
class Names:
    """What courses and members are called, read once."""

    courses: Mapping[int, str]
    members: Mapping[int, str]


@dataclass(frozen=True)
class Drawing:
    """What a chart is made of."""

    years: Sequence[Year]
    names: Names
    today: date
    palette: Palette | None = None

    @property
    def now(self) -> Year:
        """The present year."""
        return self.years[-1]

    @property
    def before(self) -> Year | None:
        """The year before it, if it is counted."""
        return self.years[-2] if len(self.years) > 1 else None

    @property
    def how(self) -> dict[str, Any]:
        """Language and palette, as every chart takes them."""
        return {"language": (get_language() or "sv")[:2], "palette": self.palette}


def _compared(now: Decimal | int, before: Decimal | int | None, words: tuple[str, str, str]) -> str:
    """More, fewer or as many, in whole sentences."""
    more, fewer, same = words
    if before is None or now == before:
        return same
    return more if now > before else fewer


def participants(it: Drawing) -> Chart | None:
    """Participants so far, month by month, over those of the year before."""
    now, before = it.now.by_month(it.today.month), it.before
    if not it.now.taken and not (before and before.taken):
        return None
    series: list[tuple[str, list[int]]] = [(str(it.now.year), now)]
    if before:
        series.append((str(before.year), before.by_month()))
    title = _compared(
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


def income(it: Drawing) -> Chart | None:
    """What the network lives on, year by year."""
    rows = [
        (
            str(one.year),
            [
                max(amount / 1000, Decimal(0))
                for amount in (one.membership_fees, one.course_fees, one.other_income)
            ],
        )
        for one in it.years
        if one.income_sum
    ]
    if not rows:
        return None
    billed = [one for one in it.years if one.membership_fees > 0 and one.income_sum > 0]
    if billed:
        last = billed[-1]
        title = _("Membership fees are %(share)s per cent of the income %(year)s") % {
            "share": round(last.membership_fees * 100 / last.income_sum),
            "year": last.year,
        }
    else:
        title = _("No membership fee is billed yet")
    return charts.stacked(
        title,
        rows,
        head=_("Year"),
        names=(_("Membership fees"), _("Course fees"), _("Other")),
        unit=_("Income, thousand kronor without VAT"),
        alt=_("Stacked bars: income by kind and year. %(title)s.") % {"title": title},
        **it.how,
    )


def result(it: Drawing) -> Chart | None:
    """What was left each year."""
    rows = [(str(one.year), one.result / 1000) for one in it.years if one.income_sum or one.costs]
    if not rows:
        return None
    below = sum(left < 0 for _year, left in rows)
    title = (
        ngettext(
            "The result was below zero in %(n)s of %(all)s year",
            "The result was below zero in %(n)s of %(all)s years",
            len(rows),
        )
        % {"n": below, "all": len(rows)}
        if below
        else _("The result has never been below zero")
    )
    return charts.differences(
        title,
        rows,
        head=_("Year"),
        unit=_("Income less costs, thousand kronor"),
        alt=_("Bars from zero: the result of each year. %(title)s.") % {"title": title},
        **it.how,
    )


def fill_over_years(it: Drawing) -> Chart | None:
    """How full the courses were, year by year."""
    return _over_years(
        it,
        lambda one: one.fill,
        (
            _("The courses are fuller than last year"),
            _("The courses are emptier than last year"),
            _("The courses are as full as last year"),
        ),
        unit=_("Taken seats in per cent of all seats"),
        suffix="\N{NO-BREAK SPACE}%",
    )


def response(it: Drawing) -> Chart | None:
    """How many answer the evaluation, year by year."""
    return _over_years(
        it,
        lambda one: one.response,
        (
            _("More answer the evaluation than last year"),
            _("Fewer answer the evaluation than last year"),
            _("As many answer the evaluation as last year"),
        ),
        unit=_("Answers in per cent of those asked"),
        suffix="\N{NO-BREAK SPACE}%",
    )


def satisfaction(it: Drawing) -> Chart | None:
    """How content participants are, year by year."""
    return _over_years(
        it,
        lambda one: one.satisfaction,
        (
            _("The participants are more content than last year"),
            _("The participants are less content than last year"),
            _("The participants are as content as last year"),
        ),
        unit=_("Mean of 1 to 5 for the course as a whole; five answers or more"),
        decimals=1,
    )


def _over_years(
    it: Drawing,
    read: Callable[[Year], Decimal | None],
    words: tuple[str, str, str],
    *,
    unit: str,
    suffix: str = "",
    decimals: int = 0,
) -> Chart | None:
    found = [(one.year, value) for one in it.years if (value := read(one)) is not None]
    if len(found) < 2:
        return None
    title = _compared(found[-1][1], found[-2][1], words)
    return charts.lines(
        title,
        [str(year) for year, _value in found],
        [("", [value for _year, value in found])],
        head=_("Year"),
        unit=unit,
        alt=_("Line chart: %(unit)s, year by year. %(title)s.") % {"unit": unit, "title": title},
        suffix=suffix,
        decimals=decimals,
        **it.how,
    )


def waiting(it: Drawing) -> Chart | None:
    """Those who got no seat, and seats that nobody sat on."""
    rows = [one for one in it.years if one.taken or one.unmet]
    if len(rows) < 2 or not any(one.unmet or one.absent for one in rows):
        return None
    title = _compared(
        rows[-1].unmet,
        rows[-2].unmet,
        (
            _("More are without a seat than last year"),
            _("Fewer are without a seat than last year"),
            _("As many are without a seat as last year"),
        ),
    )
    return charts.lines(
        title,
        [str(one.year) for one in rows],
        [
            (_("without a seat"), [one.unmet for one in rows]),
            (_("did not come"), [one.absent for one in rows]),
        ],
        head=_("Year"),
        unit=_("People who wanted a seat and got none, and people who had one and did not come"),
        alt=_("Line chart: people without a seat, and those who did not come. %(title)s.")
        % {"title": title},
        **it.how,
    )


def loans(it: Drawing) -> Chart | None:
    """Days lent, year by year."""
    rows = [(str(one.year), one.loan_days) for one in it.years if one.loans]
    if not rows:
        return None
    last = next(one for one in reversed(it.years) if one.loans)
    title = ngettext(
        "%(n)s staff loan ran in %(year)s", "%(n)s staff loans ran in %(year)s", last.loans
    ) % {"n": last.loans, "year": last.year}
    return charts.bars(
        title,
        rows,
        head=_("Year"),
        unit=_("Calendar days lent so far, weighed by extent"),
        alt=_("Bar chart: days lent each year. %(title)s.") % {"title": title},
        **it.how,
    )


def mentors(it: Drawing) -> Chart | None:
    """Mentor pairs that started, year by year."""
    rows = [(str(one.year), one.pairs) for one in it.years if one.pairs]
    if not rows:
        return None
    last = next(one for one in reversed(it.years) if one.pairs)
    title = ngettext(
        "%(n)s mentor pair started in %(year)s",
        "%(n)s mentor pairs started in %(year)s",
        last.pairs,
    ) % {"n": last.pairs, "year": last.year}
    return charts.bars(
        title,
        rows,
        head=_("Year"),
        unit=_("Mentor pairs that started"),
        alt=_("Bar chart: mentor pairs that started each year. %(title)s.") % {"title": title},
        **it.how,
    )
