import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from courses import lots
from courses.drawing import Why, drawn
from courses.explanations import for_authority, sentences


@pytest.fixture(autouse=True, scope="module")
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def inputs_of(
    demand: dict[int, int], seats: int, *, mode: str = "shares", **authority: Any
) -> dict[str, Any]:
    """One run, 7; so many applications of each authority."""
    applications = [
        {
            "number": 100 * party + place,
            "authority": party,
            "priority": 0,
            "entries": [[7, 100 * party + place]],
        }
        for party, many in demand.items()
        for place in range(many)
    ]
    return {
        "mode": mode,
        "seats": {"7": seats},
        "policy": {"minimum": 1, "firm": True, "most_credit": 2},
        "authorities": [
            {"id": party, "declared": None, "small": False, "credit": "0.00"} | authority
            for party in demand
        ],
        "applications": applications,
    }


demands = st.dictionaries(st.integers(1, 6), st.integers(1, 8), min_size=1)
modes = st.sampled_from(["shares", "draw"])
seeds = st.text("0123456789abcdef", min_size=8, max_size=16)


@given(demands, st.integers(0, 30), modes, seeds)
def test_a_division_kept_as_json_is_repeated_to_the_letter(
    demand: dict[int, int], seats: int, mode: str, seed: str
) -> None:
    inputs = inputs_of(demand, seats, mode=mode)
    kept = json.loads(json.dumps(inputs))
    assert drawn(kept, seed) == drawn(inputs, seed)
    assert json.loads(json.dumps(drawn(inputs, seed))) == drawn(inputs, seed)
    assert lots.fingerprint(kept) == lots.fingerprint(inputs)


@given(demands, st.integers(0, 30), modes, seeds)
def test_everybody_is_told_why_with_numbers_that_are_true(
    demand: dict[int, int], seats: int, mode: str, seed: str
) -> None:
    inputs = inputs_of(demand, seats, mode=mode)
    result = drawn(inputs, seed)
    people = sum(demand.values())
    assert len(result["placed"]["7"]) == min(seats, people)
    assert len(result["line"]["7"]) == people - min(seats, people)
    for one in inputs["applications"]:
        why = result["why"][str(one["number"])]
        seated = one["number"] in result["placed"]["7"]
        assert (why["why"] in (Why.ROOM, Why.SHARE, Why.DRAWN)) == seated
        assert (why["people"], why["seats"]) == (people, seats)
        if not seated:
            assert result["line"]["7"][why["place"] - 1] == one["number"]
        told = " ".join(sentences(why))
        assert str(people) in told
        assert "%" not in told
    assert sum(row["got"] for row in result["authorities"]) == min(seats, people)


def test_the_refused_hear_of_their_own_authority_and_the_range_of_the_others() -> None:
    result = drawn(inputs_of({1: 6, 2: 3}, 3), "5eed")
    refused = next(w for w in result["why"].values() if w["why"] == Why.COLLEAGUES)
    told = " ".join(sentences(refused))
    assert "9 people asked for 3 seats" in told
    assert f"Yours asked for {refused['asked']} and got {refused['got']}" in told


def test_an_authority_hears_what_it_got_and_what_it_carries_over() -> None:
    rows = drawn(inputs_of({1: 6, 2: 3}, 4, small=True), "5eed")["authorities"]
    larger = " ".join(for_authority(rows[0]))
    assert "asked for 6 seats" in larger
    assert "minimum" in larger
    assert {row["lost"] for row in rows} == {"-0.33", "0.33"} or {row["lost"] for row in rows} == {
        "0.67",
        "-0.67",
    }


def test_authorities_on_the_waiting_side_are_told_there_was_no_turn() -> None:
    result = drawn(inputs_of(dict.fromkeys(range(1, 6), 1), 2), "5eed")
    codes = sorted(why["why"] for why in result["why"].values())
    assert codes == [Why.NO_SHARE] * 3 + [Why.SHARE] * 2
