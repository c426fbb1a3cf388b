"""A festival's timetable: nothing and nobody in two places at once, and as good as can be."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from courses.festivals.timetable import Clash, Half, Item, Place, Slot, Why, clashes, propose

MONDAY = datetime(2027, 5, 10, 9)  # noqa: DTZ001 - the network's own time


def slots(count: int) -> list[Slot]:
    """Two slots a day, morning and afternoon."""
    return [
        Slot(
            n,
            MONDAY + timedelta(days=n // 2, hours=5 * (n % 2)),
            MONDAY + timedelta(days=n // 2, hours=5 * (n % 2) + 1),
        )
        for n in range(count)
    ]


PLACES = [Place(1, 40), Place(2, 20)]

items: st.SearchStrategy[list[dict[str, object]]] = st.lists(
    st.builds(
        dict,
        authority=st.integers(1, 4),
        presenters=st.frozensets(st.sampled_from("abc"), max_size=2),
        seats=st.sampled_from([10, 30]),
        wish_day=st.sampled_from([None, MONDAY.date(), (MONDAY + timedelta(days=1)).date()]),
        wish_half=st.sampled_from(list(Half)),
    ),
    min_size=1,
    max_size=4,
)


def made(rows: list[dict[str, object]]) -> list[Item]:
    return [Item(n, **row) for n, row in enumerate(rows, start=10)]  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(items, st.integers(1, 3))
def test_nothing_clashes_and_no_timetable_is_better(
    rows: list[dict[str, object]], slot_count: int
) -> None:
    asked, times = made(rows), slots(slot_count)
    found = propose(asked, times, PLACES)
    assert clashes(asked, times, PLACES, found.placed) == []
    assert found.placed.keys() | found.left == {item.id for item in asked}
    assert (len(found.placed), found.wishes_met) == _best(asked, times)


def _best(asked: list[Item], times: list[Slot]) -> tuple[int, int]:
    """Every timetable there is, by trial."""
    cells = [None, *((slot.id, place.id) for slot in times for place in PLACES)]
    slot_of = {slot.id: slot for slot in times}
    best = (0, 0)
    for chosen in product(cells, repeat=len(asked)):
        where = {
            item.id: cell for item, cell in zip(asked, chosen, strict=True) if cell is not None
        }
        worth = (
            len(where),
            sum(i.wishes_met(slot_of[where[i.id][0]]) for i in asked if i.id in where),
        )
        if worth > best and not clashes(asked, times, PLACES, where):
            best = worth
    return best


@settings(max_examples=25, deadline=None)
@given(items, st.integers(2, 4))
def test_no_authority_hosts_while_it_shows_and_hosting_is_shared(
    rows: list[dict[str, object]], slot_count: int
) -> None:
    asked, times = made(rows), slots(slot_count)
    hosts = [1, 2, 3, 4, 5]
    found = propose(asked, times, PLACES, hosts)
    authority = {item.id: item.authority for item in asked}
    for item, (slot, _place) in found.placed.items():
        assert found.hosts[slot] != authority[item]
    if found.hosts:
        # Five authorities and at most four slots: nobody need host twice, since the fifth and
        # those who do not show can take the others.
        assert max(Counter(found.hosts.values()).values()) <= 2


def test_the_same_items_give_the_same_timetable() -> None:
    asked = [Item(n, n % 5, frozenset(), seats=10) for n in range(12)]
    assert propose(asked, slots(8), PLACES, [1, 2, 3]) == propose(
        asked, slots(8), PLACES, [1, 2, 3]
    )


def test_a_pinned_item_stays_and_the_others_go_round_it() -> None:
    times = slots(2)
    asked = [Item(1, 1, pin=(times[1].id, 1)), Item(2, 2, seats=30)]
    found = propose(asked, times, PLACES)
    assert found.placed[1] == (times[1].id, 1)
    assert found.placed[2] == (times[0].id, 1)


def test_a_clash_names_the_two_and_says_why() -> None:
    times = slots(2)
    asked = [
        Item(1, 1, frozenset({"Anna"})),
        Item(2, 2, frozenset({"Anna"})),
        Item(3, 3, seats=30),
    ]
    where = {1: (times[0].id, 1), 2: (times[0].id, 2), 3: (times[1].id, 2)}
    assert clashes(asked, times, PLACES, where) == [
        Clash(Why.TOO_SMALL, 3),
        Clash(Why.SAME_PRESENTER, 1, 2),
    ]


def test_what_fits_nowhere_is_left_and_the_rest_is_placed() -> None:
    asked = [Item(1, 1, minutes=90), Item(2, 2, seats=50), Item(3, 3, digital=True), Item(4, 4)]
    found = propose(asked, slots(2), PLACES)
    assert found.left == {1, 2, 3}
    assert found.placed.keys() == {4}


def test_slots_that_overlap_are_one_time() -> None:
    early = Slot(1, MONDAY, MONDAY + timedelta(hours=2))
    late = Slot(2, MONDAY + timedelta(hours=1), MONDAY + timedelta(hours=3))
    found = propose([Item(1, 1), Item(2, 1)], [early, late], PLACES)
    assert len(found.placed) == 1
