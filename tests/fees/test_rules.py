"""Fees and due dates as arithmetic."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fees.bank_days import due_date, easter, is_bank_day
from fees.rules import Missing, Relation, relation_of
from fees.tariffs import Fee, Method, Step, Tariff, band_of, fee_of

amounts = st.decimals(0, 1_000_000, places=2)
heads = st.integers(1, 200_000)


@st.composite
def bands(draw: st.DrawFn) -> list[Step]:
    """Bands as the database keeps them: distinct lower bounds, the first one 1, in any order."""
    lowers = draw(st.sets(st.integers(2, 5000), max_size=8)) | {1}
    return draw(st.permutations([Step(draw(amounts), lower) for lower in lowers]))


@given(bands(), heads)
def test_every_head_count_falls_in_exactly_one_band(steps: list[Step], head_count: int) -> None:
    found = band_of(steps, head_count)
    assert found is not None
    step, upper = found
    assert step.lower is not None
    assert step.lower <= head_count <= (upper or head_count)
    others = [other.lower for other in steps if other.lower and other.lower > step.lower]
    assert upper == (min(others) - 1 if others else None)


@given(bands(), heads)
def test_a_band_fee_is_the_amount_of_its_band(steps: list[Step], head_count: int) -> None:
    fee = fee_of(Tariff(Method.BANDS, steps), head_count=head_count)
    assert isinstance(fee, Fee)
    assert fee.amount in {step.amount for step in steps}
    assert fee.amount == fee.quantity * fee.price


@given(bands(), heads, amounts, amounts)
def test_a_fee_per_employee_stays_between_floor_and_ceiling(
    steps: list[Step], head_count: int, one: Decimal, other: Decimal
) -> None:
    floor, ceiling = min(one, other), max(one, other)
    fee = fee_of(Tariff(Method.HEADS, steps, floor, ceiling), head_count=head_count)
    assert isinstance(fee, Fee)
    assert floor <= fee.amount <= ceiling
    assert fee.amount == fee.quantity * fee.price


def test_the_levels_of_2014_are_data() -> None:
    tariff = Tariff(
        Method.LEVELS,
        [Step(Decimal(200_000), level="Nivå 1"), Step(Decimal(25_000), level="Nivå 2")],
    )
    first = fee_of(tariff, head_count=None, level="Nivå 1")
    assert first == Fee(Decimal(200_000), 1, Decimal(200_000), level="Nivå 1")
    assert fee_of(tariff, head_count=500, level="") is Missing.LEVEL
    assert fee_of(tariff, head_count=500, level="Nivå 3") is Missing.STEP


def test_an_associated_party_may_have_a_fee_of_its_own() -> None:
    tariff = Tariff(Method.BANDS, [Step(Decimal(10_000), 1)], associated=Decimal(5_000))
    fee = fee_of(tariff, head_count=None, is_associated=True)
    assert isinstance(fee, Fee)
    assert fee.amount == 5_000


@pytest.mark.parametrize("head_count", [None, 0])
def test_without_a_head_count_nothing_is_guessed(head_count: int | None) -> None:
    tariff = Tariff(Method.BANDS, [Step(Decimal(10_000), 1)])
    assert fee_of(tariff, head_count=head_count) is Missing.HEAD_COUNT


def test_the_state_sells_to_itself_within_one_legal_person() -> None:
    assert relation_of(same_person=True, buyer_in_state=True) is Relation.SAME
    assert relation_of(same_person=False, buyer_in_state=True) is Relation.TO_STATE
    assert relation_of(same_person=False, buyer_in_state=False) is Relation.OTHER


@pytest.mark.parametrize(
    ("closed", "opens"),
    [
        (date(2026, 2, 14), date(2026, 2, 16)),  # a Saturday
        (date(2026, 4, 3), date(2026, 4, 7)),  # Good Friday, week-end, Easter Monday
        (date(2026, 5, 14), date(2026, 5, 15)),  # Ascension Day
        (date(2026, 6, 19), date(2026, 6, 22)),  # Midsummer Eve
        (date(2026, 12, 24), date(2026, 12, 28)),  # Christmas
        (date(2026, 12, 31), date(2027, 1, 4)),  # New Year's Eve and what follows
    ],
)
def test_a_due_date_moves_to_the_next_bank_day(closed: date, opens: date) -> None:
    assert due_date(closed - timedelta(days=30), 30) == opens


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_a_due_date_is_a_bank_day_and_never_too_early(day: date, days: int) -> None:
    due = due_date(day, days)
    assert is_bank_day(due)
    assert (due - day).days >= days
    assert (due - day).days - days <= 5


@pytest.mark.parametrize(
    "sunday", [date(2000, 4, 23), date(2024, 3, 31), date(2026, 4, 5), date(2038, 4, 25)]
)
def test_easter_is_when_the_almanac_says(sunday: date) -> None:
    assert easter(sunday.year) == sunday
