from collections import Counter
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from courses.choices import Assignment, Wish, assign
from courses.shares import Applicant, Ladder, Party, Policy, Rung, divide
from tests.courses.exact import most
from tests.courses.seasons import season

seeds = st.text("0123456789abcdef", min_size=8, max_size=16)


@st.composite
def small_seasons(
    draw: st.DrawFn,
) -> tuple[list[Wish], dict[int, int], list[Party], Policy, str]:
    runs = draw(st.integers(1, 3))
    wishes = [
        Wish(
            Applicant(number, draw(st.integers(0, 2))),
            tuple(draw(st.lists(st.integers(0, runs - 1), min_size=1, max_size=runs, unique=True))),
        )
        for number in range(draw(st.integers(0, 6)))
    ]
    capacities = {run: draw(st.integers(0, 2)) for run in range(runs)}
    parties = [
        Party(pk, declared=draw(st.none() | st.integers(0, 5)), small=draw(st.booleans()))
        for pk in range(3)
    ]
    policy = Policy(minimum=draw(st.integers(0, 1)), firm=draw(st.booleans()))
    return wishes, capacities, parties, policy, draw(seeds)


def ladder_of(
    wishes: list[Wish], capacities: dict[int, int], parties: list[Party], policy: Policy, seed: str
) -> Ladder:
    return Ladder(
        parties,
        [wish.applicant for wish in wishes],
        seats=sum(capacities.values()),
        policy=policy,
        seed=seed,
    )


def rungs(ladder: Ladder, seats: Counter[int]) -> list[Rung]:
    """The rungs that an outcome was served on, the highest first."""
    served = [ladder.rung(party, held) for party, many in seats.items() for held in range(many)]
    return sorted(served, reverse=True)


def every_outcome(wishes: list[Wish], capacities: dict[int, int]) -> list[dict[int, int]]:
    """All ways to seat people within the capacities, by trying everything."""
    ways = []
    for runs in product(*[(None, *wish.runs) for wish in wishes]):
        used = Counter(run for run in runs if run is not None)
        if all(many <= capacities[run] for run, many in used.items()):
            ways.append(
                {
                    wish.applicant.id: run
                    for wish, run in zip(wishes, runs, strict=True)
                    if run is not None
                }
            )
    return ways


def ranks(wishes: list[Wish], placed: dict[int, int]) -> int:
    runs = {wish.applicant.id: wish.runs for wish in wishes}
    return sum(runs[who].index(run) + 1 for who, run in placed.items())


@settings(deadline=None, max_examples=150)
@given(small_seasons())
def test_the_placement_is_the_best_of_all_there_are(
    given_season: tuple[list[Wish], dict[int, int], list[Party], Policy, str],
) -> None:
    wishes, capacities, parties, policy, seed = given_season
    ladder = ladder_of(wishes, capacities, parties, policy, seed)
    party = {wish.applicant.id: wish.applicant.party for wish in wishes}

    def goodness(placed: dict[int, int]) -> tuple[int, list[Rung], int]:
        seats = Counter(party[who] for who in placed)
        return -len(placed), rungs(ladder, seats), ranks(wishes, placed)

    ours = assign(wishes, capacities, parties, policy=policy, seed=seed).placed
    assert ours in every_outcome(wishes, capacities)
    assert goodness(ours) == min(map(goodness, every_outcome(wishes, capacities)))


@settings(deadline=None, max_examples=100)
@given(small_seasons())
def test_everybody_is_placed_or_waits_and_only_where_they_asked(
    given_season: tuple[list[Wish], dict[int, int], list[Party], Policy, str],
) -> None:
    wishes, capacities, parties, policy, seed = given_season
    result = assign(wishes, capacities, parties, policy=policy, seed=seed)
    waiting = [step.applicant for step in result.line]
    assert sorted([*result.placed, *waiting]) == sorted(wish.applicant.id for wish in wishes)
    wanted = {wish.applicant.id: wish.runs for wish in wishes}
    assert all(run in wanted[who] for who, run in result.placed.items())
    for run, many in Counter(result.placed.values()).items():
        assert many <= capacities[run]


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 12), st.integers(0, 10), seeds, st.booleans())
def test_one_run_alone_is_divided_as_the_ladder_divides_it(
    people: int, seats: int, seed: str, even: bool
) -> None:
    wishes = [Wish(Applicant(number, number % 4), (1,)) for number in range(people)]
    policy = Policy(even=even)
    ladder = ladder_of(wishes, {1: seats}, [], policy, seed)
    result = assign(wishes, {1: seats}, [], policy=policy, seed=seed)
    assert set(result.placed) == {step.applicant for step in divide(ladder).placed}
    if seats:
        assert [s.applicant for s in result.line] == [s.applicant for s in divide(ladder).line]


@settings(deadline=None, max_examples=100)
@given(small_seasons())
def test_of_colleagues_with_the_same_choices_the_lowest_lot_goes_first(
    given_season: tuple[list[Wish], dict[int, int], list[Party], Policy, str],
) -> None:
    wishes, capacities, parties, policy, seed = given_season
    ladder = ladder_of(wishes, capacities, parties, policy, seed)
    placed = assign(wishes, capacities, parties, policy=policy, seed=seed).placed
    for one in wishes:
        for other in wishes:
            alike = (one.applicant.party, one.runs) == (other.applicant.party, other.runs)
            later = ladder.turn(one.applicant) < ladder.turn(other.applicant)
            if alike and later and other.applicant.id in placed:
                mine = placed[one.applicant.id]
                assert one.runs.index(mine) <= one.runs.index(placed[other.applicant.id])


@settings(deadline=None, max_examples=60)
@given(small_seasons())
def test_a_draw_seats_the_lowest_lots_that_can_be_seated_together(
    given_season: tuple[list[Wish], dict[int, int], list[Party], Policy, str],
) -> None:
    wishes, capacities, parties, _policy, seed = given_season
    policy = Policy(even=False)
    ladder = ladder_of(wishes, capacities, parties, policy, seed)
    turn = {wish.applicant.id: ladder.turn(wish.applicant) for wish in wishes}
    placed = assign(wishes, capacities, parties, policy=policy, seed=seed).placed
    best = min(
        (-len(way), sorted(turn[who] for who in way)) for way in every_outcome(wishes, capacities)
    )
    assert (-len(placed), sorted(turn[who] for who in placed)) == best


def assert_exact(wishes: list[Wish], capacities: dict[int, int], result: Assignment) -> None:
    """No programme places more, spreads more evenly at any height, or has lower choices."""
    assert len(result.placed) == most(wishes, capacities)
    assert result.ranks(wishes) == most(wishes, capacities, exactly=result.seats, cheapest=True)


def test_a_whole_season_is_placed_as_well_as_the_integer_programme_can() -> None:
    for number, people, seats in ((1, 1200, (10, 24)), (2, 900, (20, 40))):
        wishes, capacities, parties = season(people, seats=seats, number=number)
        result = assign(wishes, capacities, parties, policy=Policy(), seed="5eed")
        assert_exact(wishes, capacities, result)
        ladder = ladder_of(wishes, capacities, parties, Policy(), "5eed")
        served = rungs(ladder, Counter(result.seats))
        for height in (len(served) // 8, len(served) // 3, len(served) // 2):
            below = {
                party: sum(
                    ladder.rung(party, held) <= served[height]
                    for held in range(len(ladder.queues[party]))
                )
                for party in ladder.parties
            }
            # As many as can be are seated without climbing above that rung.
            assert most(wishes, capacities, at_most=below) == len(served) - height
