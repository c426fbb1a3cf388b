"""What is true of merging, quorum and counting, whatever is written and however one votes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from governance.minutes.counting import tally
from governance.minutes.merging import merged, paragraphs, tidy
from governance.minutes.quorum import reckon
from governance.rules import Choice

words = st.text("abc", min_size=1, max_size=3)
texts = st.lists(words, max_size=5).map("\n\n".join)
ballots = st.lists(st.tuples(st.sampled_from(Choice.values), st.integers(1, 9)), max_size=12)


@given(texts, texts, texts)
@settings(max_examples=400)
def test_a_merged_text_holds_every_paragraph_that_either_added(
    base: str, theirs: str, mine: str
) -> None:
    together = merged(base, theirs, mine)
    if together is None:
        return
    kept, there = paragraphs(together), paragraphs(base)
    for one in (theirs, mine):
        for part in set(paragraphs(one)) - set(there):
            assert part in kept


@given(texts, texts)
def test_who_wrote_alone_is_followed_to_the_letter(base: str, text: str) -> None:
    assert merged(base, base, text) == tidy(text)
    assert merged(base, text, base) == tidy(text)
    assert merged(base, text, text) == tidy(text)


@given(texts, texts, texts)
def test_it_does_not_matter_who_was_first_whether_texts_can_be_merged(
    base: str, one: str, two: str
) -> None:
    assert (merged(base, one, two) is None) == (merged(base, two, one) is None)


def test_other_paragraphs_meet_and_the_same_paragraph_does_not() -> None:
    assert merged("a\n\nb\n\nc", "A\n\nb\n\nc", "a\n\nb\n\nC") == "A\n\nb\n\nC"
    assert merged("a\n\nb", "A\n\nb", "Å\n\nb") is None
    assert merged("", "one", "other") is None
    assert merged("a\r\n\r\nb", "a\n\nb", "a\n\nB") == "a\n\nB"


@given(ballots, st.sampled_from([None, *Choice.values]), st.booleans(), st.booleans())
@settings(max_examples=300)
def test_votes_are_counted_as_one_counts_them_one_by_one(
    cast: list[tuple[str, int]], chair: str | None, decides: bool, wins: bool
) -> None:
    plain = [choice for choice, weight in cast for _vote in range(weight)]
    found = tally(cast, chair=chair, chair_decides=decides, discussion_wins=wins)
    for_it, against = plain.count("yes"), plain.count("no")
    assert (found.votes_for, found.votes_against) == (for_it, against)
    assert found.abstained == plain.count("abstain")
    assert found.to_discuss == plain.count("discuss")
    if wins and "discuss" in plain:
        assert found.carried is None
    elif for_it != against:
        assert found.carried is (for_it > against)
        assert not found.chair_decided
    else:
        counts = bool(for_it) and decides and chair in ("yes", "no")
        assert found.chair_decided is counts
        assert found.carried is (counts and chair == "yes")


@given(
    st.sets(st.integers(1, 12)), st.sets(st.integers(1, 12)), st.sets(st.integers(1, 12)),
    st.integers(0, 99),
)  # fmt: skip
def test_a_body_is_quorate_with_more_than_the_share_of_those_left(
    mandates: set[int], present: set[int], out: set[int], percent: int
) -> None:
    found = reckon(mandates, present, out, percent)
    left = mandates - out
    here = left & present
    assert found.holds is (len(here) * 100 > len(left) * percent)
    assert found.holds is (found.missing == 0)
    assert found.present + found.missing >= found.needed
