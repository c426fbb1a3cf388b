"""Self-cost: what the authorities pay is what the run cost, to the öre."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from courses.settlement import PriceBasis, Taken, preliminary_price, share

kronor = st.decimals(0, 200_000, places=2)
taken = st.lists(
    st.builds(Taken, st.integers(1, 10**6), st.integers(0, 40), kronor, kronor),
    max_size=25,
    unique_by=lambda its: its.membership,
)


@given(cost=kronor, taken=taken)
def test_at_self_cost_fees_and_late_fees_are_the_cost_to_the_ore(
    cost: Decimal, taken: list[Taken]
) -> None:
    shared = share(PriceBasis.SELF_COST, cost, taken)
    late = sum((its.late for its in taken), Decimal(0))
    if shared.seats == 0:
        assert shared.charged == 0
    elif late <= cost:
        assert shared.charged + shared.late == cost
        assert not shared.above_cost
    else:
        assert shared.charged == 0
        assert shared.above_cost
    assert all(its.final >= 0 for its in shared.shares)


@given(cost=kronor, taken=taken)
def test_a_seat_more_never_costs_an_authority_less(cost: Decimal, taken: list[Taken]) -> None:
    shared = share(PriceBasis.SELF_COST, cost, taken)
    by_seats = sorted(shared.shares, key=lambda its: its.seats)
    for fewer, more in pairwise(by_seats):
        assert more.final >= fewer.final - Decimal("0.01")


@given(cost=kronor, taken=taken)
def test_at_a_fixed_price_everybody_pays_what_stood_at_enrolment(
    cost: Decimal, taken: list[Taken]
) -> None:
    shared = share(PriceBasis.FIXED, cost, taken)
    assert [its.final for its in shared.shares] == [its.preliminary for its in taken]
    assert all(its.difference == 0 for its in shared.shares)
    assert shared.above_cost == (shared.charged + shared.late > cost)


@given(cost=kronor, expected=st.integers(1, 100))
def test_the_preliminary_price_covers_the_estimate_and_no_krona_too_much(
    cost: Decimal, expected: int
) -> None:
    price = preliminary_price(cost, expected)
    if price is None:
        assert cost == 0
    else:
        assert price * expected >= cost
        assert (price - 1) * expected < cost


def test_without_participants_there_is_no_preliminary_price() -> None:
    assert preliminary_price(Decimal(1000), 0) is None
