"""Why somebody has no pair, what would have helped, and what is never told."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings

from mentorship.matching.candidates import Candidate
from mentorship.matching.criteria import Criterion, HardRule
from mentorship.matching.pool import Pool, months_after
from mentorship.matching.scoring import score
from mentorship.matching.solving import Solution, preview
from mentorship.matching.words import (
    fit_in_words,
    notes_in_words,
    reasons_in_words,
    unmatched_in_words,
)
from mentorship.rules import MENTEE
from tests.mentorship.pools import TOWNS, mentee, mentor, pool, pools

NOBODY: frozenset[Any] = frozenset()
OTHERWISE: dict[str, dict[str, Any]] = {
    "meeting": {"meeting": "either"},
    "language": {"language": "either"},
    "reach": {"reach_km": None},
    "veto": {
        "avoids_people": NOBODY,
        "avoids_names": NOBODY,
        "avoids_authorities": NOBODY,
    },
}


def with_other(one: Pool, changed: Candidate, role: str) -> Pool:
    """The pool where somebody had answered otherwise."""
    people = one.mentees if role == MENTEE else one.mentors
    others = tuple(
        changed if person.interest_id == changed.interest_id else person for person in people
    )
    return replace(one, mentees=others) if role == MENTEE else replace(one, mentors=others)


@settings(max_examples=150, deadline=None)
@given(pools(4))
def test_what_would_have_helped_gives_one_pair_more_and_nothing_else_is_said_to(one: Pool) -> None:
    free = replace(one, places=None, pins=NOBODY)
    before = preview(free)[1]
    for pk, entry in before.unmatched.items():
        told = {each["code"] for each in entry["helps"]}
        who = next(c for c in (*free.mentees, *free.mentors) if c.interest_id == pk)
        for code, answers in OTHERWISE.items():
            after = preview(with_other(free, replace(who, **answers), entry["role"]))[1]
            assert (code in told) == (len(after.pairs) > len(before.pairs))


@settings(max_examples=150, deadline=None)
@given(pools(4))
def test_everybody_without_a_pair_is_told_why_and_what_would_help_or_when(one: Pool) -> None:
    solution = preview(one)[1]
    paired = {pk for pair in solution.pairs for pk in pair}
    everybody = {c.interest_id for c in (*one.mentees, *one.mentors)}
    assert set(solution.unmatched) == everybody - paired
    for entry in solution.unmatched.values():
        words = unmatched_in_words(entry)
        assert words.why
        if entry["why"]["code"] in ("full", "nobody", "empty"):
            assert words.helps or entry["role"] != MENTEE


@settings(max_examples=100, deadline=None)
@given(pools(4))
def test_whom_somebody_else_avoids_shows_in_no_reason_beside_any_other_refusal(one: Pool) -> None:
    """A mentor's veto and the coordinator's ban look the same to the mentee."""
    calm = replace(one, pins=NOBODY)
    avoided = calm.mentees[0] if calm.mentees and calm.mentors else None
    if avoided is None:
        return
    first = calm.mentors[0]
    quiet = with_other(calm, replace(first, avoids_people=NOBODY), "mentor")
    vetoed = with_other(
        calm, replace(first, avoids_people=frozenset({avoided.person_id})), "mentor"
    )
    banned = replace(quiet, bans=quiet.bans | {(avoided.interest_id, first.interest_id)})

    def told(solution: Solution) -> str:
        return json.dumps(solution.unmatched.get(avoided.interest_id))

    assert told(preview(vetoed)[1]) == told(preview(banned)[1])


def test_the_reasons_name_no_area_that_only_one_of_them_wrote() -> None:
    names = {code: (code.title(), code.title()) for code in ("talks", "law", "economy")}
    two = pool(
        [mentee(0, areas=("talks", "law"), avoids_authorities=frozenset({9}))],
        [mentor(0, areas=("economy", "talks"))],
        area_names=names,
    )
    frozen = json.dumps(score(two).reasons(100, 200))
    assert "Talks" in frozen
    assert "Law" not in frozen
    assert "Economy" not in frozen


def test_the_reasons_are_sentences_that_speak_for_and_against() -> None:
    one = mentee(
        0,
        areas=("talks",),
        coordinates=TOWNS[0],
        rhythm="often",
        months=20,
        level="first",
        partners=frozenset({200}),
    )
    other = mentor(
        0,
        areas=("talks", "law"),
        coordinates=TOWNS[2],
        rhythm="monthly",
        months=100,
        level="managers",
    )
    names = {"talks": ("svåra samtal", "hard talks")}
    found = score(pool([one], [other], area_names=names)).reasons(100, 200)
    with translation.override("en"):
        lines = reasons_in_words(found)
    assert [line.words for line in lines if line.is_good] == [
        "The mentee wants to grow in hard talks, which the mentor offers.",
        "The mentor has led staff for 6 years more.",
    ]
    assert [line.words for line in lines if not line.is_good] == [
        "They have been paired before.",
        "343 km between their places of work. Both can meet online.",
        "One wants to meet every other week, the other once a month.",
    ]


def told(one: Pool, pk: int) -> tuple[str, list[str]]:
    """Why somebody has no pair, and what would help, in English."""
    with translation.override("en"):
        words = unmatched_in_words(preview(one)[1].unmatched[pk])
    return words.why, words.helps


def test_who_has_not_led_staff_long_enough_is_told_from_which_day() -> None:
    new = mentee(
        0, months=5, breaks=(HardRule.EXPERIENCE,), from_day=months_after(date(2026, 5, 5), 6)
    )
    one = pool([new], [mentor(0)], starts=date(2026, 10, 5), needs={"mentee": 6, "mentor": 36})
    why, helps = told(one, 100)
    assert why == (
        "Will have led staff for 5 months on 5 October 2026. The round asks for 6 months."
    )
    assert helps == ["Can take part in a round that starts on 5 November 2026 or later."]


def test_who_only_meets_in_person_is_told_how_many_there_are_online() -> None:
    far = mentee(0, meeting="place", reach_km=20, coordinates=TOWNS[0])
    near = mentor(0, coordinates=TOWNS[0], authorities=frozenset({100}))
    others = [mentor(n, coordinates=TOWNS[2]) for n in (1, 2, 3)]
    why, helps = told(pool([far], [near, *others]), 100)
    assert why == ("3 mentors cannot meet in the same way. 1 mentor works at the same authority.")
    assert "Meetings online would make 3 mentors possible." in helps


def test_one_authority_with_all_the_mentors_leaves_its_own_mentees_without() -> None:
    own = frozenset({1})
    one = pool([mentee(0, authorities=own)], [mentor(n, authorities=own) for n in range(2)])
    assert told(one, 100) == (
        "2 mentors work at the same authority.",
        ["Another mentor, at another authority, would help."],
    )


def test_a_veto_that_isolates_is_told_to_those_who_match() -> None:
    picky = mentee(0, avoids_authorities=frozenset({200, 201}))
    why, helps = told(pool([picky], [mentor(0), mentor(1)]), 100)
    assert why == "2 mentors are not possible for other reasons."
    assert helps == ["Fewer to avoid would make 2 mentors possible."]


def test_a_pin_that_cannot_be_kept_says_why_and_names_the_two() -> None:
    same = frozenset({1})
    one = pool(
        [mentee(0, authorities=same), mentee(1)],
        [mentor(0, authorities=same), mentor(1)],
        pins=frozenset({(100, 200), (101, 200), (101, 201), (109, 200)}),
    )
    notes = preview(one)[1].notes
    with translation.override("en"):
        words = notes_in_words(notes, {100: "Ada", 101: "Bo", 200: "Cia", 201: "Dan"})
    assert words[0] == (
        "somebody who has left and Cia were pinned, but do not both take part any more."
    )
    assert words[1] == (
        "Ada and Cia were pinned, but cannot be a pair. They work at the same authority."
    )
    assert words[2].endswith("were pinned, which another pinned pair contradicts.")
    assert len(words) == 3


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (100, "Fit very well"),
        (75, "Fit very well"),
        (74, "Fit well"),
        (35, "Fit fairly well"),
        (0, "Fit less well"),
    ],
)
def test_points_are_told_in_words(points: int, words: str) -> None:
    with translation.override("en"):
        assert fit_in_words(points) == words


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 5, 5), 6, date(2026, 11, 5)),
        (date(2026, 8, 31), 6, date(2027, 3, 1)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2025, 10, 31), 1, date(2025, 12, 1)),
    ],
)
def test_whole_months_have_passed_on_the_day_that_is_told(
    day: date, months: int, after: date
) -> None:
    assert months_after(day, months) == after


def test_every_wish_and_rule_has_its_own_words() -> None:
    assert len({wish.label for wish in Criterion}) == len(Criterion)
    assert len({rule.label for rule in HardRule}) == len(HardRule)
