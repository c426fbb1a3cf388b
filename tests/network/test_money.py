"""Money is never lost: rounding, sharing and VAT."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from network.money import ORE, round_kr, split_evenly, vat_of

amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
fine_amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=5)
weights = st.lists(st.integers(min_value=0, max_value=100_000), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        ("0.005", "0.01"),
        ("0.0049", "0.00"),
        ("2.675", "2.68"),
        ("-2.675", "-2.68"),
        ("1.985", "1.99"),
        ("7", "7.00"),
        ("-0.001", "0.00"),
    ],
)
def test_half_an_ore_is_rounded_away_from_zero(amount: str, rounded: str) -> None:
    assert str(round_kr(Decimal(amount))) == rounded


def test_a_float_is_no_money() -> None:
    with pytest.raises(TypeError):
        round_kr(0.1)  # type: ignore[arg-type]


@given(fine_amounts)
def test_rounding_moves_an_amount_by_half_an_ore_at_most_and_only_once(amount: Any) -> None:
    rounded = round_kr(amount)
    assert abs(rounded - amount) <= ORE / 2
    assert round_kr(rounded) == rounded


@given(fine_amounts)
def test_a_credit_rounds_as_its_debit(amount: Any) -> None:
    assert round_kr(-amount) == -round_kr(amount)


@given(amounts, weights)
def test_shares_sum_to_the_total_and_none_is_an_ore_off(total: Decimal, parts: list[Any]) -> None:
    assume(sum(parts) > 0)
    shares = split_evenly(total, parts)
    assert sum(shares) == total
    for share, part in zip(shares, parts, strict=True):
        assert abs(share * sum(parts) - total * part) < ORE * sum(parts)
        assert share == round_kr(share)


@given(amounts, weights)
def test_who_weighs_nothing_pays_nothing_and_the_heavier_never_pays_less(
    total: Decimal, parts: list[Any]
) -> None:
    assume(sum(parts) > 0 and total >= 0)
    shares = split_evenly(total, parts)
    paid = sorted(zip(parts, shares, strict=True))
    assert all(share == 0 for part, share in paid if part == 0)
    assert all(
        lighter[1] <= heavier[1] for lighter, heavier in pairwise(paid) if lighter[0] < heavier[0]
    )


@given(amounts, weights)
def test_a_credit_gives_back_what_was_taken(total: Decimal, parts: list[Any]) -> None:
    assume(sum(parts) > 0)
    assert split_evenly(-total, parts) == [-share for share in split_evenly(total, parts)]


def test_ore_left_over_go_to_the_largest_remainder_and_then_to_the_first() -> None:
    assert split_evenly(Decimal("0.05"), [1, 1, 1]) == [
        Decimal("0.02"),
        Decimal("0.02"),
        Decimal("0.01"),
    ]
    assert split_evenly(Decimal("1.00"), [1, 2, 4]) == [
        Decimal("0.14"),
        Decimal("0.29"),
        Decimal("0.57"),
    ]


def test_weights_may_be_parts_of_an_employee() -> None:
    assert split_evenly(Decimal("100.00"), [Decimal("0.5"), Decimal("1.5")]) == [25, 75]


@pytest.mark.parametrize("parts", [[], [0, 0], [3, -1]])
def test_a_total_cannot_be_split_on_nobody(parts: list[Any]) -> None:
    with pytest.raises(ValueError, match="Weights"):
        split_evenly(Decimal("10.00"), parts)


def test_parts_of_an_ore_cannot_be_split() -> None:
    with pytest.raises(ValueError, match="whole öre"):
        split_evenly(Decimal("0.001"), [1])


def test_vat_is_rounded_once_for_each_rate_and_not_for_each_line() -> None:
    rate = Decimal(25)
    [group] = vat_of([(rate, Decimal("0.10"))] * 3)
    assert (group.net, group.vat, group.gross) == (
        Decimal("0.30"),
        Decimal("0.08"),  # three lines of 0.025, each rounded, would be 0.09
        Decimal("0.38"),
    )


def test_vat_groups_stand_apart_with_the_highest_rate_first() -> None:
    groups = vat_of(
        [
            (Decimal(12), Decimal("100.00")),
            (Decimal(25), Decimal("7400.00")),
            (Decimal("12.0"), Decimal("50.05")),
        ]
    )
    assert [(g.rate, g.net, g.vat) for g in groups] == [
        (Decimal(25), Decimal("7400.00"), Decimal("1850.00")),
        (Decimal(12), Decimal("150.05"), Decimal("18.01")),
    ]


@given(st.lists(st.tuples(st.sampled_from([Decimal(25), Decimal(12), Decimal(6)]), amounts)))
def test_vat_groups_hold_every_net_krona(lines: list[tuple[Decimal, Decimal]]) -> None:
    assert sum(group.net for group in vat_of(lines)) == sum(net for _, net in lines)
