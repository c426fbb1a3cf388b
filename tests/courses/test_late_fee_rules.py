"""What a late withdrawal costs: the tiers, and nothing but the tiers."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from courses.late_fees import (
    Ending,
    GivenUp,
    Policy,
    Rest,
    Term,
    Tier,
    agreed,
    current,
    due,
    free_until,
    replaced,
    rest_of,
)

FIRST = date(2027, 9, 27)
kronor = st.decimals(0, 20_000, places=2)
percents = st.decimals(0, 100, places=2)
tiers = st.lists(
    st.builds(Tier, st.integers(0, 60), percents, kronor),
    min_size=1,
    max_size=5,
    unique_by=lambda tier: tier.days_before,
)
policies = st.builds(
    Policy,
    tiers,
    st.none() | st.times(),
    st.none() | st.builds(Tier, st.just(0), percents, kronor),
    st.none() | kronor,
    st.builds(Rest, st.booleans(), st.booleans(), st.sampled_from(["own", "none"])),
)
hours = st.datetimes(datetime(2027, 7, 1), datetime(2027, 9, 27))  # noqa: DTZ001 - local time


def tier_of(policy: Policy, at: datetime) -> Tier:
    """The tier that a withdrawal falls in, worked out the slow way."""
    before = (FIRST - at.date()).days
    late = bool(policy.cut_off and at.time() > policy.cut_off)
    fits = [t for t in policy.tiers if before - t.days_before > 0 or
            (before == t.days_before and not late)]  # fmt: skip
    return max(fits or [min(policy.tiers, key=lambda t: t.days_before)],
               key=lambda t: t.days_before)  # fmt: skip


@given(policy=policies, price=kronor, at=hours)
def test_a_withdrawal_costs_what_its_tier_says(
    policy: Policy, price: Decimal, at: datetime
) -> None:
    terms = agreed(policy, price=price, first_day=FIRST)
    tier = tier_of(policy, at)
    expected = tier.fee(price)
    if price == 0 and policy.free_amount is not None:
        expected = policy.free_amount if tier.percent or tier.amount else Decimal(0)
    assert due(terms, Ending.WITHDRAWN, at=at) == expected


@given(policy=policies, price=kronor.filter(bool))
def test_who_does_not_come_pays_the_rule_for_that_or_the_last_tier(
    policy: Policy, price: Decimal
) -> None:
    terms = agreed(policy, price=price, first_day=FIRST)
    last = min(policy.tiers, key=lambda tier: tier.days_before)
    assert due(terms, Ending.ABSENT) == (policy.absent or last).fee(price)


@given(policy=policies, price=kronor, at=hours)
def test_what_the_organiser_takes_away_costs_nothing(
    policy: Policy, price: Decimal, at: datetime
) -> None:
    terms = agreed(policy, price=price, first_day=FIRST)
    for ending in (Ending.ORGANISER, "declined", "placed_elsewhere", "handed_over"):
        assert due(terms, ending, at=at) == 0


@given(policy=policies, price=kronor, at=hours)
def test_the_sick_pay_nothing_where_the_policy_exempts_them_and_as_much_else(
    policy: Policy, price: Decimal, at: datetime
) -> None:
    terms = agreed(policy, price=price, first_day=FIRST)
    for ending in (Ending.WITHDRAWN, Ending.ABSENT):
        well = due(terms, ending, at=at)
        exempt = policy.rest.sickness_free
        assert due(terms, ending, at=at, sick=True) == (0 if exempt else well)


@given(policy=policies, price=kronor)
def test_all_of_the_policy_is_the_same_after_it_was_frozen(policy: Policy, price: Decimal) -> None:
    terms = agreed(policy, price=price, first_day=FIRST)
    frozen = [Term.from_json(term.as_json()) for term in terms]
    minutes = policy.cut_off.replace(second=0, microsecond=0) if policy.cut_off else None
    assert [(t.until, t.fee, t.absent) for t in frozen] == [
        (t.until, t.fee, t.absent) for t in terms
    ]
    assert all(term.by in (None, minutes) for term in frozen)
    assert rest_of(frozen) == rest_of(terms)


def test_terms_from_before_absence_was_asked_still_hold() -> None:
    old: list[dict[str, object]] = [
        {"until": "2027-09-13", "fee": "0.00"},
        {"until": None, "fee": "7400.00"},
    ]
    terms = [Term.from_json(term) for term in old]
    at = datetime(2027, 9, 20, 12)  # noqa: DTZ001 - local time
    assert due(terms, Ending.WITHDRAWN, at=at) == 7400
    assert due(terms, Ending.ABSENT) == 7400
    assert not rest_of(terms).reserve_waives


@given(policy=policies, price=kronor, at=hours, moved=st.integers(-40, 40))
def test_new_days_never_make_a_withdrawal_dearer(
    policy: Policy, price: Decimal, at: datetime, moved: int
) -> None:
    cheapest_first = sorted(policy.tiers, key=lambda tier: -tier.days_before)
    fees = [tier.fee(price) for tier in cheapest_first]
    terms = agreed(policy, price=price, first_day=FIRST)
    if fees != sorted(fees):
        return
    later = current(terms, first_day=FIRST + timedelta(days=moved), free=None)
    assert due(later, Ending.WITHDRAWN, at=at) <= due(terms, Ending.WITHDRAWN, at=at)


@given(policy=policies, price=kronor, at=hours, free=st.dates(date(2027, 7, 1), FIRST))
def test_everybody_withdraws_free_until_the_day_of_a_postponed_run(
    policy: Policy, price: Decimal, at: datetime, free: date
) -> None:
    terms = agreed(policy, price=price, first_day=FIRST)
    now = current(terms, first_day=FIRST, free=free)
    cost = due(now, Ending.WITHDRAWN, at=at)
    assert cost == (0 if at.date() <= free else due(terms, Ending.WITHDRAWN, at=at))
    assert (free_until(now) or free) >= free


BEGAN = datetime(2027, 1, 1, tzinfo=UTC)
moments = st.lists(
    st.builds(
        GivenUp,
        st.integers(1, 99),
        st.integers(0, 10**6).map(lambda seconds: BEGAN + timedelta(seconds=seconds)),
    ),
    max_size=6,
    unique_by=lambda one: one.key,
)


@given(seats=moments, reserves=moments)
def test_each_reserve_takes_one_seat_that_was_free_and_none_twice(
    seats: list[GivenUp], reserves: list[GivenUp]
) -> None:
    taken = replaced(seats, reserves)
    freed = {seat.key: seat.at for seat in seats}
    came = {reserve.key: reserve.at for reserve in reserves}
    assert len(set(taken.values())) == len(taken)
    assert all(freed[seat] <= came[reserve] for seat, reserve in taken.items())
    # Nobody is left who could have taken a seat that was free.
    for key, at in came.items():
        if key not in taken.values():
            assert not [s for s, freed_at in freed.items() if freed_at <= at and s not in taken]


def test_the_reserve_takes_the_seat_that_became_free_last() -> None:
    hour = datetime(2027, 9, 1, tzinfo=UTC)
    seats = [GivenUp(1, hour), GivenUp(2, hour + timedelta(days=2))]
    assert replaced(seats, [GivenUp(9, hour + timedelta(days=2))]) == {2: 9}


def test_the_hour_of_the_day_ends_the_last_cheap_day() -> None:
    policy = Policy([Tier(7), Tier(0, Decimal(100))], time(12))
    terms = agreed(policy, price=Decimal(1000), first_day=FIRST)
    last = FIRST - timedelta(days=7)
    noon = datetime.combine(last, time(12))
    assert due(terms, Ending.WITHDRAWN, at=noon) == 0
    assert due(terms, Ending.WITHDRAWN, at=noon + timedelta(minutes=1)) == 1000
