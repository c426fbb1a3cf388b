"""What every fee model keeps, whatever its amounts: proved on random ones."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from fees.rules import Missing
from fees.tariffs import Fee, Method, PartYear, Step, Tariff, fee_of, part_of
from network.money import round_kr

amounts = st.decimals(0, 1_000_000, places=2)
prices = st.decimals(0, 500, places=2)
shares = st.decimals(0, 100, places=2)
heads = st.integers(1, 20_000)


@st.composite
def rising(draw: st.DrawFn, of: st.SearchStrategy[Decimal] = amounts) -> list[Step]:
    """Bands whose amounts rise with the head count."""
    lowers = sorted(draw(st.sets(st.integers(2, 5000), max_size=6)) | {1})
    paid = sorted(draw(st.lists(of, min_size=len(lowers), max_size=len(lowers))))
    return [Step(amount, lower) for amount, lower in zip(paid, lowers, strict=True)]


@st.composite
def tariffs(draw: st.DrawFn) -> Tariff:
    """Any model by bands or base, with everything that may change a fee."""
    method = draw(st.sampled_from([Method.BANDS, Method.BASE]))
    bounds = sorted([draw(amounts), draw(amounts)])
    bounded = draw(st.booleans())
    return Tariff(
        method,
        draw(rising(prices if method == Method.BASE else amounts)),
        floor=bounds[0] if bounded else None,
        ceiling=bounds[1] if bounded else None,
        base=draw(amounts) if method == Method.BASE else None,
        included=draw(st.integers(0, 100)),
        part_year=draw(st.sampled_from(PartYear.values)),
        associated_share=draw(st.none() | shares),
        host_reduction=draw(st.none() | shares),
        in_kind_share=draw(st.none() | shares),
        in_kind_ceiling=draw(st.none() | shares),
    )


def amount_of(tariff: Tariff, **facts: object) -> Decimal:
    """The fee, which must be there."""
    fee = fee_of(tariff, **facts)  # type: ignore[arg-type]
    assert isinstance(fee, Fee)
    return fee.amount


@given(tariffs(), heads, st.integers(0, 5_000))
def test_where_amounts_rise_a_larger_member_never_pays_less(
    tariff: Tariff, head_count: int, more: int
) -> None:
    less = amount_of(tariff, head_count=head_count)
    assert less <= amount_of(tariff, head_count=head_count + more)


@given(tariffs(), heads)
def test_the_fee_of_a_year_lies_between_floor_and_ceiling(tariff: Tariff, head_count: int) -> None:
    fee = amount_of(tariff, head_count=head_count)
    if tariff.floor is not None and tariff.ceiling is not None:
        assert round_kr(tariff.floor) <= fee <= round_kr(tariff.ceiling)


@given(tariffs(), heads, st.booleans(), st.booleans(), amounts, st.fractions(0, 1))
def test_a_fee_is_never_below_zero_and_its_changes_explain_it(
    tariff: Tariff, head_count: int, associated: bool, host: bool, hours: Decimal, part: Fraction
) -> None:
    whole = fee_of(Tariff(tariff.method, tariff.steps, base=tariff.base,
                          included=tariff.included), head_count=head_count)  # fmt: skip
    fee = fee_of(
        tariff,
        head_count=head_count,
        is_associated=associated,
        is_host=host,
        in_kind=hours,
        part=part,
    )
    assert isinstance(fee, Fee)
    assert isinstance(whole, Fee)
    assert fee.amount >= 0
    assert whole.amount + sum(one.amount for one in fee.adjustments) == fee.amount


@given(tariffs(), heads, amounts)
def test_contributed_hours_are_credited_up_to_the_ceiling_and_no_further(
    tariff: Tariff, head_count: int, hours: Decimal
) -> None:
    without = amount_of(tariff, head_count=head_count)
    credit = without - amount_of(tariff, head_count=head_count, in_kind=hours)
    assert 0 <= credit <= without
    if tariff.in_kind_share is None:
        assert credit == 0
    else:
        assert credit <= round_kr(hours * tariff.in_kind_share / 100)
    if tariff.in_kind_ceiling is not None:
        assert credit <= round_kr(without * tariff.in_kind_ceiling / 100)


@given(rising(prices), heads, st.integers(0, 200), amounts)
def test_a_base_and_an_amount_for_each_further_employee_is_counted_head_by_head(
    steps: list[Step], head_count: int, included: int, base: Decimal
) -> None:
    head_count = head_count % 800 + 1
    twin = base
    for employee in range(included + 1, head_count + 1):
        twin += max(
            (step for step in steps if (step.lower or 1) <= employee),
            key=lambda step: step.lower or 1,
        ).amount
    tariff = Tariff(Method.BASE, steps, base=base, included=included)
    assert amount_of(tariff, head_count=head_count) == round_kr(twin)


@given(st.integers(2000, 2100), st.integers(0, 364), amounts)
def test_days_of_two_members_after_each_other_pay_one_year_together(
    year: int, day: int, amount: Decimal
) -> None:
    left = date(year, 1, 1) + timedelta(days=day)
    first = part_of(PartYear.DAYS, year, None, left)
    second = part_of(PartYear.DAYS, year, left + timedelta(days=1), None)
    assert first + second == 1
    tariff = Tariff(Method.BANDS, [Step(amount, 1)], part_year=PartYear.DAYS)
    paid = sum(amount_of(tariff, head_count=5, part=part) for part in (first, second))
    assert abs(paid - amount) <= Decimal("0.01")


@given(st.integers(2000, 2100), st.integers(1, 11), amounts)
def test_months_of_two_members_after_each_other_pay_one_year_together(
    year: int, month: int, amount: Decimal
) -> None:
    joined = date(year, month + 1, 1)
    first = part_of(PartYear.MONTHS, year, None, joined - timedelta(days=1))
    second = part_of(PartYear.MONTHS, year, joined, date(year + 1, 5, 1))
    assert (first, second) == (Fraction(month, 12), Fraction(12 - month, 12))
    tariff = Tariff(Method.BANDS, [Step(amount, 1)], part_year=PartYear.MONTHS)
    paid = sum(amount_of(tariff, head_count=5, part=part) for part in (first, second))
    assert abs(paid - amount) <= Decimal("0.01")


def test_a_month_begun_is_paid_and_who_left_the_year_before_pays_nothing() -> None:
    assert part_of(PartYear.MONTHS, 2027, date(2027, 11, 30), None) == Fraction(2, 12)
    assert part_of(PartYear.DAYS, 2027, None, date(2026, 12, 31)) == 0
    assert part_of(PartYear.WHOLE, 2027, date(2027, 12, 31), None) == 1


def test_no_employees_is_a_missing_head_count_and_not_the_smallest_fee() -> None:
    tariff = Tariff(Method.BANDS, [Step(Decimal(10_000), 1)])
    assert fee_of(tariff, head_count=0) == Missing.HEAD_COUNT
    assert fee_of(tariff, head_count=None) == Missing.HEAD_COUNT
