"""Rules of courses and late withdrawals, for every price, tier and day."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.rules import (
    TRANSITIONS,
    PersonFacts,
    Reason,
    RunFacts,
    RunState,
    Term,
    Tier,
    free_until,
    may_enrol,
    may_move,
    term_days,
    term_name,
    term_on,
    terms_of,
)

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
FIRST = date(2027, 4, 15)
EXAMPLE = [Tier(14), Tier(7, percent=Decimal(50)), Tier(0, percent=Decimal(100))]

tiers = st.lists(
    st.builds(Tier, st.integers(0, 60), st.decimals(0, 100, places=2)),
    min_size=1,
    max_size=6,
    unique_by=lambda tier: tier.days_before,
)
days = st.dates(date(2027, 1, 1), date(2027, 4, 15))
prices = st.decimals(0, 100_000, places=2)


def test_the_example_tiers_become_days_and_kronor() -> None:
    terms = terms_of(EXAMPLE, price=Decimal(7400), first_day=FIRST)
    assert terms == [
        Term(date(2027, 4, 1), Decimal("0.00")),
        Term(date(2027, 4, 8), Decimal("3700.00")),
        Term(None, Decimal("7400.00")),
    ]
    assert free_until(terms) == date(2027, 4, 1)


@given(tiers=tiers, price=prices, day=days)
def test_every_day_has_the_fee_of_the_nearest_tier_that_has_begun(
    tiers: list[Tier], price: Decimal, day: date
) -> None:
    left = (FIRST - day).days
    reached = [tier for tier in tiers if tier.days_before <= left]
    # Closer to the course than every tier, the last one holds; that is also for no-shows.
    expected = (
        max(reached, key=lambda tier: tier.days_before)
        if reached
        else min(tiers, key=lambda tier: tier.days_before)
    )
    term = term_on(terms_of(tiers, price=price, first_day=FIRST), day)
    assert term is not None
    assert term.fee == expected.fee(price)


@given(tiers=tiers, price=prices)
def test_terms_are_the_same_after_they_were_frozen(tiers: list[Tier], price: Decimal) -> None:
    terms = terms_of(tiers, price=price, first_day=FIRST)
    assert [Term.from_json(term.as_json()) for term in terms] == terms


def facts(**changed: object) -> RunFacts:
    usual: dict[str, object] = {
        "state": RunState.OPEN,
        "mode": "first_come",
        "opens_at": NOW - timedelta(days=1),
        "closes_at": NOW + timedelta(days=1),
        "begins_at": NOW + timedelta(days=9),
    }
    return RunFacts(**(usual | changed))  # type: ignore[arg-type]


def test_an_open_run_in_its_window_takes_a_newcomer() -> None:
    assert may_enrol(facts(), PersonFacts(), now=NOW) == []


@pytest.mark.parametrize(
    ("changed", "standing", "reason"),
    [
        ({"state": RunState.PAUSED}, None, Reason.NOT_OPEN),
        ({"opens_at": NOW + timedelta(seconds=1)}, None, Reason.NOT_YET),
        ({"closes_at": NOW}, None, Reason.TOO_LATE),
        ({"begins_at": NOW}, None, Reason.BEGUN),
        ({"mode": "draw", "draws_at": NOW}, None, Reason.BEING_GIVEN),
        ({}, "enrolled", Reason.HAS_A_SEAT),
        ({}, "waiting", Reason.IS_WAITING),
    ],
)
def test_each_hindrance_is_named(
    changed: dict[str, object], standing: str | None, reason: Reason
) -> None:
    assert may_enrol(facts(**changed), PersonFacts(standing), now=NOW) == [reason]


def test_every_state_has_its_ways_and_the_ends_have_none() -> None:
    assert set(TRANSITIONS) == set(RunState)
    assert {state for state, ways in TRANSITIONS.items() if not ways} == {
        RunState.SETTLED,
        RunState.CANCELLED,
    }
    assert not may_move("held", "open")
    assert not may_move("cancelled", "open")


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_day_lies_in_its_term(day: date) -> None:
    span = term_days(term_name(day))
    assert span is not None
    assert span[0] <= day <= span[1]


@pytest.mark.parametrize("name", ["", "2027", "2027-winter", "x-spring", "²⁰²⁷-spring", "-"])
def test_a_term_that_is_none_is_none(name: str) -> None:
    assert term_days(name) is None
