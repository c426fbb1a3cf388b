"""What a loan costs, against a reckoning day by day."""

from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor

from hypothesis import given
from hypothesis import strategies as st

from loans.costs.counting import Extent, Line, Price, Span, cost_lines, in_kr, joined
from loans.costs.periods import missing_of, over_before, periods_of
from loans.rules import Interval, LineKind

DAY = timedelta(days=1)
KR = st.decimals(0, 150_000, places=2)
FIRST = date(2023, 11, 1)  # a leap February lies within reach
days = st.integers(0, 400).map(lambda n: FIRST + n * DAY)


@st.composite
def spans(draw: st.DrawFn, longest: int = 200) -> Span:
    since = draw(days)
    return Span(since, since + draw(st.integers(0, longest)) * DAY)


@st.composite
def extents(draw: st.DrawFn) -> list[Extent]:
    """Parts of a loan: one after the other, perhaps with days between them."""
    since, found = draw(days), []
    for _n in range(draw(st.integers(1, 4))):
        since += draw(st.sampled_from([0, 0, 1, 9])) * DAY
        until = since + draw(st.integers(0, 80)) * DAY
        found.append(Extent(Span(since, until), draw(st.integers(1, 100))))
        since = until + DAY
    return found


prices = st.builds(Price, KR, st.decimals(0, 200, places=2), st.decimals(0, 100, places=2))


def ore(exact: Fraction) -> Decimal:
    """Whole öre, half an öre away from zero, without the portal's own rounding."""
    whole = floor(abs(exact) * 100 + Fraction(1, 2))
    return Decimal(whole if exact >= 0 else -whole) / 100


def each_day(span: Span) -> list[date]:
    return [span.since + n * DAY for n in range((span.until - span.since).days + 1)]


def day_by_day(
    price: Price, parts: list[Extent], span: Span, absences: list[Span]
) -> tuple[Decimal, Fraction, int]:
    """The sum in whole öre, the same unrounded, and how many lines it is made of."""
    away = sorted({day for absent in absences for day in each_day(absent)})
    absence_of: dict[date, date] = {}  # each day's unbroken absence, named by its first day
    for day in away:
        absence_of[day] = absence_of.get(day - DAY, day)
    buckets: dict[object, Fraction] = defaultdict(Fraction)
    overhead = Fraction(0)
    for day in each_day(span):
        for number, part in enumerate(parts):
            if not part.span.since <= day <= part.span.until:
                continue
            cost = (
                Fraction(price.salary)
                * Fraction(part.percent, 100)
                * Fraction(price.share)
                / 100
                / monthrange(day.year, day.month)[1]
            )
            buckets["worked", day.year, day.month, number] += cost
            if day in absence_of:
                buckets["away", absence_of[day], day.year, day.month, number] -= cost
            else:
                overhead += cost * Fraction(price.overhead) / 100
    buckets["overhead"] = overhead
    total = sum((ore(exact) for exact in buckets.values()), Decimal(0))
    return total, sum(buckets.values(), Fraction(0)), len(buckets)


def net(lines: list[Line]) -> Decimal:
    return sum((line.amount for line in lines), Decimal(0))


@given(prices, extents(), spans(), st.lists(spans(30), max_size=4))
def test_the_cost_is_that_of_each_day_to_the_ore(
    price: Price, parts: list[Extent], span: Span, absences: list[Span]
) -> None:
    total, exact, count = day_by_day(price, parts, span, absences)
    found = net(cost_lines(price, parts, span, absences))
    assert found == total
    assert abs(Fraction(found) - exact) <= Fraction(count, 200)  # half an öre a line at most


@given(prices, extents(), spans(), st.lists(spans(30), max_size=3))
def test_nobody_is_paid_for_a_day_twice_and_absence_never_exceeds_the_salary(
    price: Price, parts: list[Extent], span: Span, absences: list[Span]
) -> None:
    lines = cost_lines(price, parts, span, absences)
    worked = [line.span for line in lines if line.kind == LineKind.SALARY and line.span]
    stated = [day for one in worked for day in each_day(one)]
    assert len(stated) == len(set(stated))
    away = [line.span for line in lines if line.kind == LineKind.ABSENCE and line.span]
    assert {day for one in away for day in each_day(one)} <= set(stated)
    if not absences:
        assert all(line.amount >= 0 for line in lines)


@given(prices, extents(), spans(), st.integers(0, 200))
def test_two_statements_cost_as_much_as_one_over_the_same_days(
    price: Price, parts: list[Extent], span: Span, cut: int
) -> None:
    """But for the öre that each line is rounded by."""
    at = min(span.until, span.since + cut * DAY)
    one = cost_lines(price, parts, span)
    both = cost_lines(price, parts, Span(span.since, at))
    if at < span.until:
        both += cost_lines(price, parts, Span(at + DAY, span.until))
    allowed = Decimal("0.005") * (len(one) + len(both) + 2)
    assert abs(net(one) - net(both)) <= allowed


def test_half_a_month_at_changed_extent_is_as_an_economist_writes_it() -> None:
    parts = [
        Extent(Span(date(2026, 9, 1), date(2026, 10, 15)), 100),
        Extent(Span(date(2026, 10, 16), date(2026, 12, 31)), 50),
    ]
    lines = cost_lines(
        Price(Decimal(42_000), Decimal("31.42"), Decimal(100)),
        parts,
        Span(date(2026, 10, 1), date(2026, 10, 31)),
        [Span(date(2026, 10, 5), date(2026, 10, 6))],
    )
    assert [(line.kind.value, line.days, line.percent, str(line.amount)) for line in lines] == [
        ("salary", 15, 100, "20322.58"),  # 42 000 × 15/31
        ("salary", 16, 50, "10838.71"),  # 42 000 × 50 % × 16/31
        ("absence", 2, 100, "-2709.68"),  # 42 000 × 2/31
        ("overhead", None, None, "8939.50"),  # 31,42 % × (31 161,2903 − 2 709,6774)
    ]


def test_a_whole_year_of_full_time_is_twelve_salaries() -> None:
    year = Span(date(2024, 1, 1), date(2024, 12, 31))
    lines = cost_lines(Price(Decimal("41234.56")), [Extent(year, 100)], year)
    assert net(lines) == 12 * Decimal("41234.56")
    assert len(lines) == 12


def test_a_half_ore_goes_away_from_zero() -> None:
    assert [str(in_kr(Fraction(n, 1000))) for n in (5, -5, 4, 15)] == [
        "0.01",
        "-0.01",
        "0.00",
        "0.02",
    ]


@given(st.lists(spans(20), max_size=6))
def test_absences_that_meet_are_one(absences: list[Span]) -> None:
    found = joined(absences)
    assert {day for one in found for day in each_day(one)} == {
        day for one in absences for day in each_day(one)
    }
    assert all(later.since > one.until + DAY for one, later in pairwise(found))


@given(spans(400), st.sampled_from(Interval), st.lists(spans(40), max_size=4))
def test_what_is_stated_and_what_is_missing_are_the_loan(
    loan: Span, interval: Interval, stated: list[Span]
) -> None:
    periods = periods_of(loan, interval)
    assert [day for period in periods for day in each_day(period)] == each_day(loan)
    left = [day for period in missing_of(periods, stated) for day in each_day(period)]
    told = {day for one in stated for day in each_day(one)}
    assert left == [day for day in each_day(loan) if day not in told]
    by_month = {
        (day.year, (day.month - 1) // (3 if interval == "quarterly" else 1))
        for day in each_day(loan)
    }
    assert len(periods) == len(by_month)


def test_a_period_is_over_the_day_after_its_last() -> None:
    october = Span(date(2026, 10, 1), date(2026, 10, 31))
    assert over_before([october], date(2026, 10, 31)) == []
    assert over_before([october], date(2026, 11, 1)) == [october]
