"""What the overview shows: four figures, and charts with their tables, files and rows."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from courses.models import Course
from members.models import Membership
from network.charts import Chart, Palette
from network.figures import figure
from network.seat import Seat
from network.wording import in_language, kr_short, number
from reports.dashboard import charts, year_charts
from reports.dashboard.drawing import Drawing, Names
from reports.dashboard.figures import Year, read_years


@dataclass(frozen=True)
class Plan:
    """One chart: its key in addresses, how it is drawn, and where its rows are."""

    key: str
    draw: Callable[[Drawing], Chart | None]
    url_name: str
    verb: str
    link: Any
    by_year: bool = False


PLANS = (
    Plan("participants", charts.participants, "course_outcome", "see_budget",
         gettext_lazy("To the runs of the year"), by_year=True),
    Plan("filled", charts.filled, "course_outcome", "see_budget",
         gettext_lazy("To the runs of the year"), by_year=True),
    Plan("needs", charts.needed, "needs", "see_needs", gettext_lazy("To the needs")),
    Plan("income", year_charts.income, "budget", "see_budget",
         gettext_lazy("To budget and outcome"), by_year=True),
    Plan("result", year_charts.result, "budget", "see_budget",
         gettext_lazy("To budget and outcome"), by_year=True),
    Plan("fill", year_charts.fill_over_years, "course_outcome", "see_budget",
         gettext_lazy("To the runs of the year"), by_year=True),
    Plan("waiting", year_charts.waiting, "course_outcome", "see_budget",
         gettext_lazy("To the runs of the year"), by_year=True),
    Plan("satisfaction", year_charts.satisfaction, "evaluations", "see_evaluations",
         gettext_lazy("To the evaluations")),
    Plan("response", year_charts.response, "evaluations", "see_evaluations",
         gettext_lazy("To the evaluations")),
    Plan("loans", year_charts.loans, "loan_balance", "see_loan_balance",
         gettext_lazy("To the balance of loans")),
    Plan("mentors", year_charts.mentors, "mentorship", "see_mentorship",
         gettext_lazy("To mentorship")),
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A chart that is drawn, and the way to its rows; none for who may not open them."""

    key: str
    chart: Chart
    href: str = ""
    link: str = ""


@dataclass(frozen=True)
class Key:
    """One figure at the top, beside the year before."""

    title: str
    figure: str
    unit: str
    was: str
    href: str = ""


def names_of(years: Sequence[Year]) -> Names:
    """The names of this year's courses and of all members that the figures speak of."""
    pks = {one.course for one in years[-1].courses}
    named = Course.objects.filter(pk__in=pks).values_list("pk", "title_sv", "title_en")
    members = {pk for one in years for pk in one.needs}
    found = Membership.objects.filter(pk__in=members).select_related("authority")
    return Names(
        {pk: in_language(swedish, english) for pk, swedish, english in named},
        {member.pk: member.short_name for member in found},
    )


def drawing_of(today: date, palette: Palette | None = None) -> Drawing | None:
    """What the charts are made of; None for who may not read the figures."""
    years = read_years(today)
    if not years[-1]:
        return None
    return Drawing(years, names_of(years), today, palette)


def drawn(it: Drawing, seat: Seat | None = None) -> Iterator[Shown]:
    """The charts that have anything to show, with links for those who may follow them.

    Without a seat they stand alone, as on paper.
    """
    for plan in PLANS:
        chart = plan.draw(it)
        if chart is not None:
            if seat is not None and seat.may(plan.verb):
                more = f"?year={it.now.year}" if plan.by_year else ""
                yield Shown(plan.key, chart, reverse(plan.url_name) + more, str(plan.link))
            else:
                yield Shown(plan.key, chart)


def keys_of(it: Drawing, seat: Seat | None = None) -> list[Key]:
    """Members, participants, satisfaction and result; linked where a seat may follow."""
    return [_members(it, seat), _participants(it, seat), _content(it, seat), _result(it, seat)]


def _link(seat: Seat | None, verb: str, url_name: str, more: str = "") -> str:
    return reverse(url_name) + more if seat is not None and seat.may(verb) else ""


def _members(it: Drawing, seat: Seat | None) -> Key:
    words = []
    if it.now.associated:
        words.append(
            ngettext("and %(n)s associated", "and %(n)s associated", it.now.associated)
            % {"n": it.now.associated}
        )
    if it.before:
        words.append(_("%(n)s last year") % {"n": number(it.before.members)})
    return Key(
        _("Members"),
        number(it.now.members),
        "",
        ", ".join(words),
        _link(seat, "see_members", "members"),
    )


def _participants(it: Drawing, seat: Seat | None) -> Key:
    was = ""
    if it.before:
        n = it.before.participants_until(it.today)
        was = _("%(n)s the same day last year") % {"n": number(n)}
    return Key(
        _("Course participants"),
        number(it.now.participants_until(it.today)),
        "",
        was,
        _link(seat, "see_budget", "course_outcome", f"?year={it.now.year}"),
    )


def _content(it: Drawing, seat: Seat | None) -> Key:
    now, before = it.now.satisfaction, it.before.satisfaction if it.before else None
    if now is None:
        shown, was = "–", _("too few answers so far")
    else:
        shown = _one(now)
        was = _("of 5, %(was)s last year") % {"was": _one(before)} if before else _("of 5")
    return Key(
        _("Content with the course"), shown, "", was, _link(seat, "see_evaluations", "evaluations")
    )


def _one(value: Decimal) -> str:
    return figure(value, 1, language=(get_language() or "sv")[:2])


def _result(it: Drawing, seat: Seat | None) -> Key:
    now = it.now
    if now.planned is None:
        was = _("no budget this year")
    else:
        was = _("the budget says %(planned)s") % {"planned": kr_short(now.planned)}
    if it.before and (it.before.income_sum or it.before.costs):
        was += ", " + _("%(was)s last year") % {"was": kr_short(it.before.result)}
    shown = figure(now.result / 1000, language=(get_language() or "sv")[:2])
    return Key(
        _("Result so far"),
        ("+" if now.result > 0 else "") + shown,
        _("tkr"),
        was,
        _link(seat, "see_budget", "budget", f"?year={now.year}"),
    )


_NUMBER = re.compile(r"[+\-\N{MINUS SIGN}]?\d+(\.\d+)?$")


def cells_of(chart: Chart) -> list[list[Any]]:
    """The rows behind a chart with figures as numbers, for a file."""
    english = (get_language() or "sv").startswith("en")
    return [
        [row[0], *(_figure(cell, english=english) for cell in row[1:])] for row in chart.table.rows
    ]


def _figure(cell: str, *, english: bool) -> Any:
    bare = cell.replace("\N{NO-BREAK SPACE}", "").replace("%", "")
    bare = bare.replace(",", "") if english else bare.replace(",", ".")
    if not _NUMBER.match(bare):
        return None if cell == "–" else cell
    return Decimal(bare.replace("\N{MINUS SIGN}", "-").removeprefix("+"))
