"""How a duty goes round: fair, patient with those who cannot, true to what is decided."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from governance.bodies.role_rules import common, joined
from governance.bodies.rota import Turn, periods, turns
from network.months import months_later

ORDERS = st.lists(st.integers(1, 12), min_size=1, max_size=12, unique=True)
STARTS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
MONTHS = st.integers(1, 60)
COUNTS = st.integers(0, 30)


def everybody(who: int, since: date, until: date) -> bool:
    return True


@settings(deadline=None)
@given(STARTS, MONTHS, COUNTS)
def test_turns_follow_each_other_without_gap_or_overlap(
    starts: date, months: int, count: int
) -> None:
    found = list(periods(starts, months, count))
    assert len(found) == count
    for (_first, last), (following, _end) in pairwise(found):
        assert following == last + timedelta(days=1)
    assert all(since <= until for since, until in found)


def test_a_turn_that_begins_on_the_last_of_a_month_keeps_to_the_last() -> None:
    assert months_later(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_later(date(2027, 1, 31), 2) == date(2027, 3, 31)
    assert months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)


@settings(deadline=None)
@given(ORDERS, STARTS, MONTHS, COUNTS)
def test_everybody_has_one_turn_before_anybody_has_two(
    order: list[int], starts: date, months: int, count: int
) -> None:
    rows = turns(starts, months, order, count, takes=everybody)
    for seen in range(len(rows) + 1):
        had = Counter(row.who for row in rows[:seen])
        assert max(had.values(), default=0) - min(had.get(who, 0) for who in order) <= 1
    assert [row.who for row in rows[: len(order)]] == order[: len(rows)]


@settings(deadline=None)
@given(ORDERS, ORDERS, STARTS, COUNTS)
def test_who_cannot_take_a_turn_is_left_out_and_the_others_stay_fair(
    order: list[int], cannot: list[int], starts: date, count: int
) -> None:
    rows = turns(starts, 6, order, count, takes=lambda who, since, until: who not in cannot)
    able = [who for who in order if who not in cannot]
    assert [row.who for row in rows] == [
        able[at % len(able)] if able else None for at in range(count)
    ]


def test_who_has_waited_gets_the_first_turn_that_can_be_taken() -> None:
    back = date(2027, 6, 30)

    def takes(who: int, since: date, until: date) -> bool:
        return who != 1 or since > back

    rows = turns(date(2027, 1, 1), 6, [1, 2, 3], 4, takes=takes)
    assert [row.who for row in rows] == [2, 1, 3, 2]


@settings(deadline=None)
@given(ORDERS, st.data())
def test_what_is_decided_stays_and_puts_that_authority_last(
    order: list[int], data: st.DataObject
) -> None:
    starts, count = date(2027, 1, 1), 8
    days = list(periods(starts, 12, count))
    places = data.draw(st.sets(st.integers(0, count - 1), max_size=count))
    chosen = {at: data.draw(st.sampled_from([*order, 99, None])) for at in places}
    decided = [Turn(*days[at], who, decided=True) for at, who in chosen.items()]
    rows = turns(starts, 12, order, count, decided=decided, takes=everybody)
    line = list(order)
    for at, row in enumerate(rows):
        assert row.decided == (at in chosen)
        assert row.who == (chosen[at] if at in chosen else line[0])
        if row.who in line:
            line.remove(row.who)
            line.append(row.who)


SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(0, 30))), min_size=1, max_size=8
)
EPOCH = date(2027, 1, 1)


@settings(deadline=None)
@given(SPANS)
def test_days_joined_are_the_same_days_with_no_two_spans_that_touch(
    lengths: list[tuple[int, int | None]],
) -> None:
    spans = [
        (
            EPOCH + timedelta(days=first),
            None if length is None else EPOCH + timedelta(days=first + length),
        )
        for first, length in lengths
    ]

    def held(rows: list[tuple[date, date | None]]) -> set[int]:
        return {
            day
            for day in range(120)
            for since, until in rows
            if since <= EPOCH + timedelta(days=day) <= (until or date.max)
        }

    found = joined(spans)
    assert held(found) == held(spans)
    for (_since, until), (following, _end) in pairwise(found):
        assert until is not None
        assert following > until + timedelta(days=1)


def test_spans_that_never_meet_have_no_days_in_common() -> None:
    assert common([(date(2027, 1, 1), date(2027, 1, 31)), (date(2027, 2, 1), None)]) is None
    assert common([(date(2027, 1, 1), None), (date(2027, 2, 1), date(2027, 3, 1))]) == (
        date(2027, 2, 1),
        date(2027, 3, 1),
    )
