"""Who gains and who loses by another fee model, and what brings a total back: as arithmetic."""

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fees.facts import YearFacts
from fees.rules import Missing
from fees.simulations.break_even import even_at, one_level, scaled
from fees.simulations.data import facts_to_data, subjects_of, tariff_of, tariff_to_data
from fees.simulations.reckoning import Scheme, Subject, gaps_of, reckon, total_of
from fees.tariffs import Method, Step, Tariff
from tests.fees.test_tariffs import tariffs

YEAR = 2027
BANDS = Tariff(Method.BANDS, [Step(Decimal(10_000), 1), Step(Decimal(50_000), 200)])
HEADS = Tariff(Method.HEADS, [Step(Decimal(100), 1)])
LEVELS = Tariff(
    Method.LEVELS, [Step(Decimal(200_000), level="1"), Step(Decimal(25_000), level="2")]
)


def member(name: str, heads: int | None, level: str = "", **facts: Any) -> Subject:
    """A member of the year."""
    return Subject(name, name, YearFacts(YEAR, head_count=heads, level=level, **facts))


FOUR = [member("a", 50, "2"), member("b", 100, "2"), member("c", 900, "1"), member("d", None)]


def test_who_gains_who_loses_and_by_how_much_is_told_for_each_model() -> None:
    found = reckon(FOUR, Scheme("", "now", BANDS), [Scheme("A", "per head", HEADS)])
    one = found.sums[0]
    assert [row.cells[0].difference for row in found.rows] == [-5_000, 0, 40_000, None]
    assert (one.gain, one.lose, one.same, one.missing) == (1, 1, 1, 1)
    assert one.largest_gain == ("a", Decimal(-5_000))
    assert one.largest_loss == ("c", Decimal(40_000))
    assert one.total == 105_000
    assert one.difference == one.total - 70_000
    assert found.rows[2].cells[0].percent == Decimal("80.0")


def test_a_member_without_a_head_count_is_told_and_not_counted_as_nothing() -> None:
    found = reckon(FOUR, Scheme("", "now", BANDS), [Scheme("A", "levels", LEVELS)])
    assert found.rows[3].now.missing == Missing.HEAD_COUNT
    assert found.rows[3].now.amount is None
    assert found.rows[3].cells[0].missing == Missing.LEVEL
    assert found.now is not None
    assert found.now.counted == 3


def test_a_difference_is_only_over_those_whom_both_models_can_reckon() -> None:
    subjects = [member("a", 50, "2"), member("b", None, "1")]
    one = reckon(subjects, Scheme("", "now", BANDS), [Scheme("A", "levels", LEVELS)]).sums[0]
    assert one.total == 225_000
    assert one.difference == 15_000


def test_the_shares_of_a_total_add_up_to_it() -> None:
    rows = reckon(FOUR, Scheme("", "now", BANDS), []).rows
    assert sum(row.now.share or 0 for row in rows) == Decimal("100.0")


def test_a_level_and_a_head_count_that_no_step_fits_are_gaps() -> None:
    assert gaps_of(LEVELS, [member("a", 5, "3"), *FOUR]) == ("3",)
    assert gaps_of(Tariff(Method.BANDS, [Step(Decimal(1), 50)]), FOUR) == ((1, 49),)
    assert gaps_of(BANDS, FOUR) == ()


@given(tariffs(), st.lists(st.integers(1, 3000), min_size=1, max_size=8), st.integers(1, 10**6))
@settings(max_examples=60)
def test_the_break_even_factor_brings_the_total_nearer_than_leaving_it(
    tariff: Tariff, counts: list[int], target: int
) -> None:
    subjects = [member(str(place), count) for place, count in enumerate(counts)]
    even = even_at(tariff, subjects, Decimal(target))
    whole = total_of(tariff, subjects)
    if even is None:
        assert whole == 0
        return
    assert even.total == total_of(scaled(tariff, even.factor), subjects)
    assert abs(even.total - target) <= abs(whole - target)


def test_a_price_for_each_employee_is_brought_to_the_budget() -> None:
    even = even_at(HEADS, FOUR, Decimal(1_050_000))
    assert even is not None
    assert (even.factor, even.total) == (Decimal(10), Decimal(1_050_000))
    assert even.tariff.steps[0].amount == 1_000


def test_a_credit_that_does_not_rise_with_the_fees_is_reckoned_with() -> None:
    tariff = Tariff(Method.BANDS, [Step(Decimal(10_000), 1)], in_kind_share=Decimal(100))
    subjects = [member("a", 5, in_kind=(Decimal(0), Decimal(4_000), Decimal(0)))]
    assert total_of(tariff, subjects) == 6_000
    even = even_at(tariff, subjects, Decimal(16_000))
    assert even is not None
    assert (even.factor, even.total) == (Decimal(2), Decimal(16_000))


def test_merged_levels_keep_the_total_and_say_who_gains_and_loses() -> None:
    one = one_level(LEVELS, FOUR)
    assert one is not None
    assert one.level == Decimal("83333.33")
    assert abs(one.total - 250_000) <= Decimal("0.03")
    assert (one.gain, one.lose) == (1, 2)
    assert one.differences[0][0] == "c"
    assert one_level(BANDS, FOUR) is None


def test_merged_levels_keep_the_total_where_an_associated_party_pays_its_share() -> None:
    tariff = Tariff(Method.LEVELS, LEVELS.steps, associated_share=Decimal(50))
    subjects = [member("a", 1, "1"), member("b", 1, "2", is_associated=True)]
    one = one_level(tariff, subjects)
    assert one is not None
    assert abs(one.total - Decimal(212_500)) <= Decimal("0.01")
    assert abs(one.level - Decimal("141666.67")) <= Decimal("0.01")


def test_the_levels_of_2014_are_replayed_from_data() -> None:
    six = [member(f"one {n}", None, "1") for n in range(6)]
    two = [member(f"two {n}", None, "2") for n in range(4)]
    assert total_of(tariff_of(tariff_to_data(LEVELS)), [*six, *two]) == 1_300_000


@given(tariffs())
def test_a_fee_model_that_was_kept_computes_as_it_did(tariff: Tariff) -> None:
    again = tariff_of(tariff_to_data(tariff))
    assert [total_of(again, [one]) for one in FOUR] == [total_of(tariff, [one]) for one in FOUR]


def test_what_is_supposed_replaces_only_what_it_names() -> None:
    kept = [facts_to_data(one.key, one.name, one.facts) for one in FOUR]
    changes = {
        "a": {"key": "a", "head_count": 700},
        "b": {"key": "b", "gone": True},
        "new-1": {"key": "new-1", "name": "ny", "head_count": 10, "level": "2"},
    }
    found = {one.key: one for one in subjects_of(YEAR, kept, changes)}
    assert set(found) == {"a", "c", "d", "new-1"}
    assert (found["a"].facts.head_count, found["a"].facts.level) == (700, "2")
    assert found["a"].changed
    assert not found["c"].changed
    merged = subjects_of(YEAR, kept, {}, one_level="1")
    assert [one.facts.level for one in merged] == ["1", "1", "1", ""]
