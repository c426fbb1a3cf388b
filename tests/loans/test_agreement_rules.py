"""What is pure of an agreement: identity numbers, differences, two who write at once, extents."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from loans.agreements.clauses import EVERY, WRITTEN, clauses_of, standard_of
from loans.agreements.content import gaps, read
from loans.agreements.differing import ADDED, REMOVED, changes, meet, stretches
from loans.agreements.forms import WordingForm
from loans.agreements.personal import finds_personal_number
from loans.agreements.sides import Party
from loans.agreements.standard import standard_words
from loans.agreements.vat import vat_words
from loans.rules import Legal, Side

DAYS = st.dates(date(1900, 1, 1), date(2026, 12, 31))
TEXTS = st.text(st.sampled_from("ab åö\n.,"), max_size=40)
CONTENTS = st.dictionaries(st.sampled_from(["tasks", "place", "leader", "duty"]), TEXTS)
START = date(2027, 1, 4)


@given(DAYS, st.integers(0, 9999), st.sampled_from(["-", "+", "\u2013"]), st.booleans())
def test_a_birthday_and_four_digits_are_never_let_in(
    day: date, last: int, between: str, century: bool
) -> None:
    born = day.strftime("%Y%m%d" if century else "%y%m%d")
    assert finds_personal_number(f"Amina ({born}{between}{last:04}), utredare")


@pytest.mark.parametrize("number", ["8112189876", "811218 9876", "198112189876", "811278-9873"])
def test_so_are_those_without_a_hyphen_and_coordination_numbers(number: str) -> None:
    assert finds_personal_number(number)


@given(st.integers(2, 9), st.integers(0, 10**7 - 1))
def test_an_organisation_number_is_never_taken_for_one(third: int, rest: int) -> None:
    digits = f"20{third}{rest:07}"
    assert not finds_personal_number(f"{digits[:6]}-{digits[6:]}")
    assert not finds_personal_number(digits)


@pytest.mark.parametrize(
    "text",
    ["070-123 45 67", "060-14 25 36", "dnr 2024-01431-1.1.1", "3.8-382/2015", "MYH 2018/1161"],
)
def test_telephone_and_registry_numbers_are_let_in(text: str) -> None:
    assert not finds_personal_number(text)


@given(TEXTS, TEXTS)
def test_the_stretches_hold_both_texts_whole(before: str, after: str) -> None:
    found = stretches(before, after)
    assert "".join(words for kind, words in found if kind != ADDED) == before
    assert "".join(words for kind, words in found if kind != REMOVED) == after


def test_a_difference_is_told_word_by_word() -> None:
    assert stretches("skriva förslag till strategi", "skriva utkast till strategi") == [
        ("same", "skriva "),
        ("removed", "förslag"),
        ("added", "utkast"),
        ("same", " till strategi"),
    ]


@given(CONTENTS, CONTENTS)
def test_only_clauses_that_differ_are_told(before: dict[str, Any], after: dict[str, Any]) -> None:
    told = {one.code for one in changes(before, after)}
    assert told == {code for code in EVERY if (before.get(code) or "") != (after.get(code) or "")}


@given(CONTENTS, CONTENTS, CONTENTS)
def test_of_two_who_write_at_once_nobody_loses_a_clause(
    base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]
) -> None:
    met = meet(base, theirs, mine)
    for code in {*base, *theirs, *mine}:
        i_changed, they_changed = (one.get(code) != base.get(code) for one in (mine, theirs))
        expected = mine if i_changed else theirs
        assert met.content.get(code) == expected.get(code)
        both = i_changed and they_changed and mine.get(code) != theirs.get(code)
        assert (code in met.contested) == both


@given(st.lists(st.integers(1, 180), max_size=3, unique=True).map(sorted), st.integers(181, 200))
def test_each_day_of_a_loan_has_one_extent(turns: list[int], length: int) -> None:
    ends = START + timedelta(days=length)
    typed: dict[str, Any] = {
        **{one.code: "x" for one in clauses_of(Legal.STATE) if one.shape in WRITTEN},
        **{"base": 1, "starts": START, "ends": ends, "percent": 100, "notice_months": 1},
        **{"remote": "no", "cost_model": "none", "interval": "monthly"},
    }
    for place, days in enumerate(turns, start=1):
        typed |= {f"from_{place}": START + timedelta(days=days), f"percent_{place}": 50}
    form = WordingForm(typed, content={"legal": Legal.STATE}, number=1)
    assert form.is_valid(), form.errors
    parts = form.content({})["parts"]
    covered = [
        date.fromisoformat(part["starts"]) + timedelta(days=n)
        for part in parts
        for n in range(
            (date.fromisoformat(part["ends"]) - date.fromisoformat(part["starts"])).days + 1
        )
    ]
    assert covered == [START + timedelta(days=n) for n in range(length + 1)]
    assert [part["percent"] for part in parts] == [100, *[50] * len(turns)]


@pytest.mark.parametrize("legal", list(Legal))
def test_the_portal_has_a_text_for_each_standard_clause(legal: Legal) -> None:
    assert set(standard_words(legal)) == {one.code for one in standard_of(legal)}


def test_outside_the_state_insurance_and_the_own_consent_are_agreed_too() -> None:
    more = set(standard_words(Legal.OTHERS)) - set(standard_words(Legal.STATE))
    assert more == {"insurance", "consent"}
    assert standard_words(Legal.OTHERS)["duty"] != standard_words(Legal.STATE)["duty"]


def test_who_pays_nothing_is_told_nothing_of_vat_and_statements() -> None:
    content = {"legal": "state", "cost_model": "none", "vat": "Moms", "interval": "monthly"}
    said = {line.code for part in read(content) for line in part.lines}
    assert said == {"cost_model"}


def test_what_is_missing_is_named_in_words() -> None:
    with translation.override("en"):
        assert gaps({"legal": "state", **standard_words("state"), "tasks": "x", "place": "y"}) == [
            "From", "Until", "Extent", "The borrower pays", "Notice, months"
        ]  # fmt: skip


def _party(side: Side, owner: str) -> Party:
    return Party(side, "x", "x", "", owner == "state", owner)


@pytest.mark.parametrize(
    ("seller", "buyer", "taxed"),
    [
        ("state", "state", False),
        ("state", "person 7", True),
        ("person 7", "state", True),
        ("person 7", "person 8", True),
        ("person 7", "person 7", False),
    ],
)
def test_vat_follows_the_legal_persons(seller: str, buyer: str, taxed: bool) -> None:
    with translation.override("en"):
        words = vat_words(_party(Side.LENDER, seller), _party(Side.BORROWER, buyer))
    assert ("25 per cent" in words) == taxed
    assert words.startswith("No VAT") != taxed
