"""The arithmetic of credit notes over random invoices and random parts."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fees.credits.arithmetic import (
    Left,
    NotCredited,
    Part,
    by_amount,
    by_quantity,
    given_back,
    whole,
)
from network.money import ZERO, round_kr, vat_of

ORE = Decimal("0.01")
amounts = st.integers(-50_000, 5_000_000).filter(bool).map(lambda ore: ore * ORE)
rates = st.sampled_from([Decimal(25), Decimal(12), Decimal(6), Decimal(0)])
invoices = st.lists(st.tuples(rates, amounts), min_size=1, max_size=8)
shares = st.lists(st.lists(st.integers(0, 100), min_size=8, max_size=8), max_size=6)


def lefts(lines: list[tuple[Decimal, Decimal]]) -> list[Left]:
    return [
        Left(place, rate, Decimal(1), net, net) for place, (rate, net) in enumerate(lines, start=1)
    ]


def take(left: list[Left], parts: list[Part]) -> list[Left]:
    taken = {part.line: part.net for part in parts}
    return [
        Left(it.line, it.rate, it.quantity, it.price, it.net - taken.get(it.line, ZERO))
        for it in left
    ]


def vat(left: list[Left]) -> Decimal:
    """What the law asks of an invoice on these lines."""
    return sum((group.vat for group in vat_of((it.rate, it.net) for it in left)), ZERO)


@settings(max_examples=150, deadline=None)
@given(invoices, shares)
def test_parts_add_up_to_the_whole_to_the_ore_and_what_is_left_carries_its_own_vat(
    lines: list[tuple[Decimal, Decimal]], percents: list[list[int]]
) -> None:
    left = lefts(lines)
    net, its_vat = sum((it.net for it in left), ZERO), vat(left)
    back_net = back_vat = ZERO
    for percent in percents:
        parts = [
            Part(it.line, round_kr(it.net * share / 100))
            for it, share in zip(left, percent, strict=False)
        ]
        groups = given_back(left, parts := [part for part in parts if part.net])
        left = take(left, parts)
        back_net += sum((group.net for group in groups), ZERO)
        back_vat += sum((group.vat for group in groups), ZERO)
        assert its_vat - back_vat == vat(left)
        for group in groups:
            assert abs(group.vat - round_kr(group.net * group.rate / 100)) <= ORE
    groups = given_back(left, whole(left))
    assert net == back_net + sum((group.net for group in groups), ZERO)
    assert its_vat == back_vat + sum((group.vat for group in groups), ZERO)


def test_many_small_parts_leave_no_ore_behind() -> None:
    left = lefts([(Decimal(25), Decimal("1.00"))])
    vats = []
    while left[0].net:
        parts = [Part(1, Decimal("0.02"))]
        vats.append(given_back(left, parts)[0].vat)
        left = take(left, parts)
    assert len(vats) == 50
    assert sum(vats) == Decimal("0.25")
    assert max(vats) == ORE
    assert min(vats) == ZERO


def test_only_the_rates_of_the_credited_lines_are_given_back() -> None:
    left = lefts([(Decimal(25), Decimal(100)), (Decimal(12), Decimal(100))])
    (group,) = given_back(left, [Part(2, Decimal(50))])
    assert [group.rate, group.net, group.vat] == [12, 50, 6]


@pytest.mark.parametrize("amount", ["0", "-1", "100.01"])
def test_an_amount_that_is_not_left_is_refused(amount: str) -> None:
    left = Left(1, Decimal(25), Decimal(1), Decimal(200), Decimal(100))
    with pytest.raises(NotCredited, match="100,00"):
        by_amount(left, Decimal(amount))


@pytest.mark.parametrize("quantity", ["0", "-1", "3.01"])
def test_a_quantity_that_is_not_on_the_line_is_refused(quantity: str) -> None:
    left = Left(1, Decimal(25), Decimal(3), Decimal("33.33"), Decimal("99.99"))
    with pytest.raises(NotCredited):
        by_quantity(left, Decimal(quantity))


def test_a_quantity_costs_its_price_and_the_last_one_takes_the_rest() -> None:
    left = Left(1, Decimal(25), Decimal(3), Decimal("33.335"), Decimal("100.00"))
    assert by_quantity(left, Decimal(1)).net == Decimal("33.34")
    assert by_quantity(left, Decimal(3)).net == Decimal("100.00")
