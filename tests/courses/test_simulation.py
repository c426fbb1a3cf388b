from hypothesis import given
from hypothesis import strategies as st

from courses.shares import Policy
from courses.simulation import PastRun, Way, simulate

parties = st.integers(1, 5)


@st.composite
def terms(draw: st.DrawFn) -> list[PastRun]:
    runs = []
    for pk in range(draw(st.integers(0, 5))):
        asked = draw(st.lists(parties, max_size=12))
        rows = [(100 * pk + place, party) for place, party in enumerate(asked)]
        runs.append(PastRun(pk, draw(st.integers(0, 10)), rows))
    return runs


@given(terms(), st.sampled_from(Way))
def test_every_way_gives_out_the_same_number_of_seats(runs: list[PastRun], way: Way) -> None:
    result = simulate(runs, way, policy=Policy(), small=frozenset({1}), seed="a1")
    assert result.placed == sum(min(run.seats, len(run.asked)) for run in runs)
    assert all(result.got[party] <= result.asked[party] for party in result.asked)
    assert 0 <= result.lowest <= result.highest <= 100
    assert 0 <= result.evenness <= 100


@given(terms(), st.sampled_from(Way))
def test_a_simulation_is_repeated_by_its_seed(runs: list[PastRun], way: Way) -> None:
    first, again = (
        simulate(runs, way, policy=Policy(), small=frozenset(), seed="b2") for _ in range(2)
    )
    assert first == again


def test_first_come_leaves_out_who_comes_late_and_shares_do_not() -> None:
    """Ten people of a large authority write at once, two of a small one the day after."""
    asked = [(n, 1) for n in range(10)] + [(20, 2), (21, 2)]
    runs = [PastRun(1, 6, asked)]
    came = simulate(runs, Way.FIRST_COME, policy=Policy(), small=frozenset(), seed="c3")
    shared = simulate(runs, Way.SHARES, policy=Policy(), small=frozenset(), seed="c3")
    assert (came.empty_handed, came.lowest, came.got[1]) == (1, 0, 6)
    assert (shared.empty_handed, shared.lowest, shared.got) == (0, 50, {1: 5, 2: 1})
    assert shared.evenness > came.evenness
