"""Pools of made-up candidates for the tests of the matching, without a database."""

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from mentorship.matching.candidates import Candidate
from mentorship.matching.criteria import HardRule
from mentorship.matching.pool import Pool

AREAS = ["talks", "change", "law", "economy"]
TOWNS = [(62.39, 17.31), (62.63, 17.94), (59.33, 18.07), None]


def mentee(number: int, **facts: Any) -> Candidate:
    """Mentee number 0 to 99: interest and person 100 and up, at an authority of their own."""
    return _candidate(100 + number, facts)


def mentor(number: int, **facts: Any) -> Candidate:
    """Mentor number 0 to 99: interest and person 200 and up, at an authority of their own."""
    return _candidate(200 + number, facts)


def _candidate(pk: int, facts: dict[str, Any]) -> Candidate:
    usual: dict[str, Any] = {
        "interest_id": pk,
        "person_id": pk,
        "name": f"Person {pk}",
        "membership_id": pk,
        "authorities": frozenset({pk}),
        "selves": frozenset({pk}),
        "order": pk,
    }
    return Candidate(**(usual | facts))


def pool(mentees: Iterable[Candidate], mentors: Iterable[Candidate], **facts: Any) -> Pool:
    """A pool of candidates."""
    return Pool(tuple(mentees), tuple(mentors), **facts)


@st.composite
def candidates(draw: Any, role: str, number: int) -> Candidate:
    """Somebody with answers at random, few enough that rules collide often."""
    make = mentee if role == "mentee" else mentor
    other = 200 if role == "mentee" else 100
    few = st.frozensets(st.integers(other, other + 3), max_size=1)
    return make(
        number,
        authorities=frozenset({draw(st.integers(1, 3))}),
        kind=draw(st.sampled_from(["state_agency", "court"])),
        above=draw(few),
        units=draw(st.frozensets(st.tuples(st.just(9), st.sampled_from(["a", "b"])), max_size=1)),
        areas=tuple(draw(st.lists(st.sampled_from(AREAS), max_size=3, unique=True))),
        coordinates=draw(st.sampled_from(TOWNS)),
        reach_km=draw(st.sampled_from([None, 30, 400])),
        meeting=draw(st.sampled_from(["either", "either", "place", "online"])),
        language=draw(st.sampled_from(["either", "either", "sv", "en"])),
        rhythm=draw(st.sampled_from(["either", "often", "monthly"])),
        level=draw(st.sampled_from(["", "first", "managers", "head"])),
        staff=draw(st.sampled_from([None, 0, 8, 40])),
        months=draw(st.sampled_from([None, 0, 40, 300])),
        wished_kinds=draw(st.frozensets(st.sampled_from(["court", "region"]), max_size=2)),
        capacity=1 if role == "mentee" else draw(st.integers(1, 2)),
        avoids_people=draw(few),
        avoids_authorities=draw(st.frozensets(st.integers(1, 3), max_size=1)),
        partners=draw(few),
        waited=draw(st.integers(0, 3)),
        breaks=tuple(draw(st.lists(st.just(HardRule.APPROVAL), max_size=1)))
        if draw(st.integers(0, 5)) == 0
        else (),
    )


@st.composite
def pools(draw: Any, most: int = 3) -> Pool:
    """A small pool, with pins, bans and standing pairs that may be contradictory."""
    mentees = [draw(candidates("mentee", n)) for n in range(draw(st.integers(0, most)))]
    mentors = [draw(candidates("mentor", n)) for n in range(draw(st.integers(0, most)))]
    twos = st.frozensets(
        st.tuples(st.integers(100, 100 + most), st.integers(200, 200 + most)), max_size=2
    )
    return pool(
        mentees,
        mentors,
        pins=draw(twos),
        bans=draw(
            st.frozensets(st.tuples(st.integers(100, 102), st.integers(200, 202)), max_size=1)
        ),
        places=draw(st.sampled_from([None, None, 1, 2])),
    )
