"""The rules of buying courses, without a database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.procurements.contracts import (
    Contract,
    Extent,
    Price,
    Prolonging,
    Refusal,
    estimate,
    refusal,
)
from courses.procurements.purchasing import (
    BuyingForm,
    BuyingState,
    Duties,
    Lack,
    Level,
    Purchase,
    asked_now,
    lacks,
    sums_of_the_same_kind,
    weigh,
)
from network.months import months_later

LIMIT = Decimal(700_000)
amounts = st.decimals(0, 900_000, places=2)
purchases = st.builds(
    Purchase,
    buyer=st.integers(1, 2),
    kind=st.integers(1, 2),
    year=st.integers(2025, 2026),
    form=st.sampled_from(BuyingForm.values),
    value=amounts,
    options=st.lists(amounts, max_size=3).map(tuple),
    stopped=st.booleans(),
    pk=st.none(),
)


def buy(value: int, pk: int | None = None, **facts: object) -> Purchase:
    made = Purchase(1, 1, 2026, BuyingForm.DIRECT, Decimal(value), pk=pk)
    return replace(made, **facts)  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(st.lists(purchases, max_size=8))
def test_a_sum_of_the_same_kind_is_every_direct_award_with_all_its_options(
    found: list[Purchase],
) -> None:
    sums = sums_of_the_same_kind(found)
    for buyer in (1, 2):
        for kind in (1, 2):
            for year in (2025, 2026):
                expected = Decimal(0)
                for one in found:
                    if (one.buyer, one.kind, one.year) != (buyer, kind, year):
                        continue
                    if one.form != "direct" or one.stopped:
                        continue
                    expected += one.value
                    for option in one.options:
                        expected += option
                assert sums.get((buyer, kind, year), 0) == expected


@settings(max_examples=60, deadline=None)
@given(purchases, st.lists(purchases, max_size=5), amounts)
def test_one_more_option_never_makes_a_sum_smaller(
    it: Purchase, others: list[Purchase], more: Decimal
) -> None:
    with_it = weigh(replace(it, options=(*it.options, more)), others, LIMIT)
    without = weigh(it, others, LIMIT)
    added = more if it.counts else 0
    assert with_it.after == without.after + added


@pytest.mark.parametrize(
    ("before", "value", "level", "left"),
    [
        (0, 559_999, Level.OK, 140_001),
        (0, 560_000, Level.NEAR, 140_000),
        (540_000, 100_000, Level.NEAR, 60_000),
        (600_000, 99_999, Level.NEAR, 1),
        (600_000, 100_000, Level.OVER, 0),
        (700_000, 1, Level.OVER, 0),
    ],
)
def test_one_is_warned_from_eighty_per_cent_and_at_the_limit_itself(
    before: int, value: int, level: Level, left: int
) -> None:
    weighing = weigh(buy(value), [buy(before)], LIMIT)
    assert weighing.level == level
    assert weighing.left == left


def test_a_purchase_that_is_changed_is_not_counted_twice() -> None:
    assert weigh(buy(300_000, pk=7), [buy(250_000, pk=7), buy(100_000, pk=8)], LIMIT).after == (
        Decimal(400_000)
    )


def test_another_form_takes_nothing_of_the_room() -> None:
    others = [buy(600_000)]
    for form in set(BuyingForm.values) - {BuyingForm.DIRECT}:
        assert weigh(buy(500_000, form=form), others, LIMIT).after == 600_000


def test_without_a_limit_nothing_is_called_small() -> None:
    assert weigh(buy(1), [], None).level == Level.UNKNOWN


def duties(**facts: object) -> Duties:
    sound = Duties(
        form=BuyingForm.DIRECT,
        value=Decimal(50_000),
        total=Decimal(50_000),
        level=Level.OK,
        documents_from=Decimal(100_000),
        state_buyer=True,
        framework_covers=False,
        has_supplier=True,
        has_period=True,
        has_registry=True,
        is_documented=False,
        is_reasoned=False,
        is_noticed=False,
    )
    return replace(sound, **facts)  # type: ignore[arg-type]


def test_a_small_direct_award_lacks_nothing() -> None:
    assert lacks(duties()) == []


def test_a_direct_award_is_documented_from_its_limit_options_included() -> None:
    assert lacks(duties(total=Decimal(99_999))) == []
    assert lacks(duties(total=Decimal(100_000))) == [Lack.DOCUMENTATION]
    assert lacks(duties(total=Decimal(100_000), is_documented=True)) == []
    assert lacks(duties(total=Decimal(100_000), documents_from=None)) == []


def test_only_a_state_buyer_past_a_framework_sends_a_notice_of_deviation() -> None:
    for form in (BuyingForm.DIRECT, BuyingForm.TENDER):
        assert Lack.DEVIATION in lacks(duties(form=form, framework_covers=True))
        assert Lack.DEVIATION not in lacks(duties(form=form, framework_covers=False))
        covered = duties(form=form, framework_covers=True)
        assert Lack.DEVIATION not in lacks(replace(covered, state_buyer=False))
        assert Lack.DEVIATION not in lacks(replace(covered, is_noticed=True))
    for form in (BuyingForm.CALL_OFF, BuyingForm.MINI, BuyingForm.OWN):
        assert Lack.DEVIATION not in lacks(duties(form=form, framework_covers=True))


def test_passing_the_limit_wants_a_written_reason() -> None:
    assert lacks(duties(level=Level.OVER)) == [Lack.REASON]
    assert lacks(duties(level=Level.OVER, is_reasoned=True)) == []
    assert lacks(duties(level=Level.OVER, form=BuyingForm.TENDER)) == []


def test_own_staff_lacks_nothing_and_a_planned_purchase_is_not_asked_for_its_supplier() -> None:
    nothing = duties(
        value=None, has_supplier=False, has_period=False, has_registry=False, level=Level.OVER
    )
    assert lacks(replace(nothing, form=BuyingForm.OWN)) == []
    missing = lacks(nothing)
    assert asked_now(BuyingState.PLANNED, missing) == [Lack.VALUE, Lack.REASON]
    assert asked_now(BuyingState.CONTRACTED, missing) == missing
    assert asked_now(BuyingState.STOPPED, missing) == []


FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
SIGNED = Contract(BuyingState.CONTRACTED, FIRST, LAST)


def test_a_contract_that_ended_refuses_from_the_day_after() -> None:
    assert refusal(SIGNED, LAST) is None
    assert refusal(SIGNED, date(2026, 4, 1)) == Refusal.OVER
    assert refusal(SIGNED, date(2025, 12, 31)) == Refusal.NOT_BEGUN
    assert refusal(replace(SIGNED, state=BuyingState.UNDER_WAY), FIRST) == Refusal.NONE_YET
    assert refusal(replace(SIGNED, state=BuyingState.ENDED), FIRST) == Refusal.ENDED
    assert refusal(replace(SIGNED, ends=None), date(2099, 1, 1)) is None


def test_an_option_prolongs_only_when_it_is_used() -> None:
    until = date(2027, 3, 31)
    kept = replace(SIGNED, options=(Prolonging(until, used=False),))
    used = replace(SIGNED, options=(Prolonging(until, used=True),))
    assert refusal(kept, date(2026, 4, 1)) == Refusal.OVER
    assert refusal(used, date(2026, 4, 1)) is None
    assert kept.next_option == Prolonging(until, used=False)
    assert used.next_option is None


def test_a_contract_is_due_six_months_before_its_last_day() -> None:
    assert not SIGNED.is_due(date(2025, 9, 30))
    assert SIGNED.is_due(date(2025, 10, 1))
    assert SIGNED.is_due(LAST)
    assert not SIGNED.is_due(date(2026, 4, 1))


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(-30, 30))
def test_months_on_stay_in_the_month_that_is_meant(day: date, months: int) -> None:
    there = months_later(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day <= day.day


def test_prices_of_the_runs_first_day_are_multiplied_by_what_it_takes() -> None:
    run = Extent(day=date(2026, 2, 1), seats=12, days=Decimal(2), hours=Decimal("13.5"))
    prices = [
        Price("run", "teacher", Decimal(1000)),
        Price("seat", "material", Decimal(50)),
        Price("day", "teacher", Decimal(15_000), until=date(2026, 1, 31)),
        Price("day", "teacher", Decimal(16_000), since=date(2026, 2, 1)),
        Price("hour", "teacher", Decimal(900)),
    ]
    assert [(str(price.amount), count) for price, count in estimate(prices, run)] == [
        ("1000", 1),
        ("50", 12),
        ("16000", 2),
        ("900", Decimal("13.5")),
    ]
    assert estimate(prices[2:4], replace(run, days=Decimal(0))) == []
