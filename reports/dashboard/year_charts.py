"""The charts that lay the years beside each other."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network import charts
from network.charts import Chart
from reports.dashboard.drawing import Drawing, compared
from reports.dashboard.figures import Year


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
    title = compared(found[-1][1], found[-2][1], words)
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
    title = compared(
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
    found = [one for one in it.years if one.loans]
    if not found:
        return None
    title = ngettext(
        "%(n)s staff loan ran in %(year)s", "%(n)s staff loans ran in %(year)s", found[-1].loans
    ) % {"n": found[-1].loans, "year": found[-1].year}
    return charts.bars(
        title,
        [(str(one.year), one.loan_days) for one in found],
        head=_("Year"),
        unit=_("Calendar days lent so far, weighed by extent"),
        alt=_("Bar chart: days lent each year. %(title)s.") % {"title": title},
        **it.how,
    )


def mentors(it: Drawing) -> Chart | None:
    """Mentor pairs that started, year by year."""
    found = [one for one in it.years if one.pairs]
    if not found:
        return None
    title = ngettext(
        "%(n)s mentor pair started in %(year)s",
        "%(n)s mentor pairs started in %(year)s",
        found[-1].pairs,
    ) % {"n": found[-1].pairs, "year": found[-1].year}
    return charts.bars(
        title,
        [(str(one.year), one.pairs) for one in found],
        head=_("Year"),
        unit=_("Mentor pairs that started"),
        alt=_("Bar chart: mentor pairs that started each year. %(title)s.") % {"title": title},
        **it.how,
    )
