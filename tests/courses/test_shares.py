from collections import Counter
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from courses import lots
from courses.shares import (
    Applicant,
    Ladder,
    Party,
    Policy,
    Stage,
    divide,
    evenness,
    fair_parts,
    largest_remainder,
    lost,
)

seeds = st.text("0123456789abcdef", min_size=8, max_size=32)
hundredths = st.integers(-300, 300).map(lambda n: Fraction(n, 100))
parties = st.integers(1, 7).flatmap(
    lambda count: st.tuples(
        *[
            st.builds(
                Party,
                id=st.just(pk),
                declared=st.none() | st.integers(0, 20),
                small=st.booleans(),
                credit=hundredths,
            )
            for pk in range(count)
        ]
    )
)
policies = st.builds(
    Policy, minimum=st.integers(0, 2), firm=st.booleans(), most_credit=st.integers(0, 3)
)


@st.composite
def ladders(draw: st.DrawFn, seats: int | None = None) -> Ladder:
    asked = draw(parties)
    demand = [draw(st.integers(0, 9)) for _party in asked]
    applicants = [
        Applicant(100 * party.id + place, party.id)
        for party, many in zip(asked, demand, strict=True)
        for place in range(many)
    ]
    return Ladder(
        asked,
        applicants,
        seats=draw(st.integers(0, 30)) if seats is None else seats,
        policy=draw(policies),
        seed=draw(seeds),
    )


def seats_of(ladder: Ladder) -> Counter[int]:
    return Counter(step.party for step in divide(ladder).placed)


def with_seats(ladder: Ladder, seats: int) -> Ladder:
    """The same ladder, firm shares and all, for another number of seats."""
    ladder.seats = seats
    return ladder


@given(st.dictionaries(st.integers(0, 30), st.integers(0, 50)), st.integers(0, 200), seeds)
def test_firm_shares_sum_to_the_seats_and_stay_within_one_of_their_quota(
    needs: dict[int, int], seats: int, seed: str
) -> None:
    shares = largest_remainder(needs, seats, seed)
    total = sum(needs.values())
    assert sum(shares.values()) == (seats if total else 0)
    for party, need in needs.items():
        if total:
            assert abs(Fraction(seats * need, total) - shares[party]) < 1


def test_firm_shares_are_those_of_the_textbook() -> None:
    """Hamilton's apportionment of 10 seats over 6 : 6 : 2, and 11 with its paradox."""
    assert largest_remainder({1: 6, 2: 6, 3: 2}, 10, "a") == {1: 4, 2: 4, 3: 2}
    assert largest_remainder({1: 6, 2: 6, 3: 2}, 11, "a") == {1: 5, 2: 5, 3: 1}


@given(ladders())
def test_everybody_has_one_turn_and_no_seat_is_left_while_somebody_asks(ladder: Ladder) -> None:
    division = divide(ladder)
    everybody = {one.id for queue in ladder.queues.values() for one in queue}
    turns = [step.applicant for step in division.placed + division.line]
    assert sorted(turns) == sorted(everybody)
    assert len(division.placed) == min(ladder.seats, len(everybody))


@given(ladders())
def test_no_authority_gets_more_than_it_asks_for(ladder: Ladder) -> None:
    for party, seats in seats_of(ladder).items():
        assert seats <= len(ladder.queues[party])


@given(ladders())
def test_one_seat_more_takes_nothing_from_anybody(ladder: Ladder) -> None:
    before = {step.applicant for step in divide(ladder).placed}
    after = {step.applicant for step in divide(with_seats(ladder, ladder.seats + 1)).placed}
    assert before <= after


@given(ladders())
def test_small_members_have_their_minimum_before_anybody_has_more(ladder: Ladder) -> None:
    got = seats_of(ladder)
    owed = {
        party: min(ladder.minimums[party], len(queue)) for party, queue in ladder.queues.items()
    }
    if sum(owed.values()) <= ladder.seats:
        assert all(got[party] >= seats for party, seats in owed.items())
    else:
        assert all(got[party] <= seats for party, seats in owed.items())


@given(ladders())
def test_firm_shares_are_kept_where_they_are_asked_for(ladder: Ladder) -> None:
    got = seats_of(ladder)
    owed = {
        party: min(max(ladder.minimums[party], ladder.firm[party]), len(queue))
        for party, queue in ladder.queues.items()
    }
    if sum(owed.values()) <= ladder.seats:
        assert all(got[party] >= seats for party, seats in owed.items())


@given(ladders())
def test_no_seat_beyond_the_promised_could_go_to_somebody_with_less(ladder: Ladder) -> None:
    """The certificate of max-min: no unmet authority stands below a rung that was served."""
    got = seats_of(ladder)
    for step in divide(ladder).placed:
        if step.stage != Stage.EVEN:
            continue
        for party, queue in ladder.queues.items():
            if got[party] < len(queue):
                waits = ladder.rung(party, got[party])
                assert (step.stage, step.met) <= (waits.stage, waits.met)


@given(ladders())
def test_the_same_seed_gives_the_same_turns_whatever_the_order_of_the_applications(
    ladder: Ladder,
) -> None:
    everybody = [one for queue in ladder.queues.values() for one in queue]
    again = Ladder(
        reversed(list(ladder.parties.values())),
        reversed(everybody),
        seats=ladder.seats,
        policy=ladder.policy,
        seed=ladder.seed,
    )
    assert list(ladder.order()) == list(again.order())


@given(st.integers(1, 30), st.integers(0, 40), seeds)
def test_a_plain_draw_follows_the_lots_alone(people: int, seats: int, seed: str) -> None:
    ladder = Ladder(
        [],
        [Applicant(number, number % 3) for number in range(people)],
        seats=seats,
        policy=Policy(even=False),
        seed=seed,
    )
    turns = [step.applicant for step in ladder.order()]
    assert turns == sorted(range(people), key=lambda number: lots.lot(seed, number))


def test_priority_comes_before_lots_within_the_authority() -> None:
    applicants = [Applicant(number, 1, priority=int(number == 7)) for number in range(9)]
    for seed in ("a", "b", "c"):
        ladder = Ladder([], applicants, seats=1, policy=Policy(), seed=seed)
        assert divide(ladder).placed[0].applicant == 7


def test_the_loser_of_the_last_division_comes_first_in_the_next() -> None:
    applicants = [Applicant(number, number % 2) for number in range(10)]
    owed = [Party(0, credit=Fraction(-1, 2)), Party(1, credit=Fraction(1, 2))]
    ladder = Ladder(owed, applicants, seats=5, policy=Policy(), seed="any")
    assert seats_of(ladder) == {0: 2, 1: 3}


def test_many_divisions_even_out() -> None:
    """Three authorities ask for two seats each, four times over; in the end all have eight."""
    balance = dict.fromkeys(range(3), Fraction(0))
    got: Counter[int] = Counter()
    for term in range(6):
        applicants = [Applicant(10 * term + n, n % 3) for n in range(6)]
        owed = [Party(pk, credit=credit) for pk, credit in balance.items()]
        ladder = Ladder(owed, applicants, seats=4, policy=Policy(), seed=f"{term}")
        seats = seats_of(ladder)
        got += seats
        for party, less in lost(dict.fromkeys(range(3), 2), seats).items():
            balance[party] += less
        assert all(abs(credit) < 1 for credit in balance.values())
    assert got == {0: 8, 1: 8, 2: 8}


@given(st.dictionaries(st.integers(0, 9), st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_what_some_lose_others_win(rows: dict[int, tuple[int, int]]) -> None:
    demand = {party: max(one) for party, one in rows.items()}
    got = {party: min(one) for party, one in rows.items()}
    assert sum(lost(demand, got).values()) == 0


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 20)), st.integers(0, 60))
def test_fair_parts_sum_to_the_seats_that_are_used(demand: dict[int, int], seats: int) -> None:
    parts = fair_parts(demand, seats)
    assert sum(parts.values()) == min(seats, sum(demand.values()))
    assert all(parts[party] <= asked for party, asked in demand.items())


def test_evenness_tells_alike_from_all_to_one() -> None:
    assert evenness([Fraction(1, 2)] * 4) == 1
    assert evenness([Fraction(1), Fraction(0), Fraction(0), Fraction(0)]) == Fraction(1, 4)


def test_a_commitment_binds_to_its_seed() -> None:
    seed = lots.new_seed()
    assert lots.commitment(seed) == lots.commitment(seed)
    assert lots.commitment(seed) != lots.commitment(lots.new_seed())
    assert seed not in lots.commitment(seed)


def test_a_lot_is_what_the_protocol_says_in_words() -> None:
    """`printf 'a1b2:17' | sha256sum`, so that nobody needs this program to repeat a draw."""
    assert lots.lot("a1b2", 17) == (
        "35c0f1a95fd44f558073a564ec83ecfec9367cd5e2929ecc49fe338d8720583d"
    )
