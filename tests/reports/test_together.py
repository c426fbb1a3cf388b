"""Two who write at once: nothing that either wrote is lost without being asked about."""

from hypothesis import given
from hypothesis import strategies as st

from reports.annual.together import PARAGRAPH, together

PARAGRAPHS = st.lists(st.sampled_from(["ett", "två", "tre", "fyra", "fem"]), min_size=1, max_size=5)


def text(*paragraphs: str) -> str:
    return PARAGRAPH.join(paragraphs)


def test_changes_in_different_paragraphs_stand_together() -> None:
    base = text("ett", "två", "tre")
    found = together(base, text("ett", "två", "tre", "deras"), text("mitt", "två", "tre"))
    assert found == text("mitt", "två", "tre", "deras")


def test_a_paragraph_that_both_changed_is_asked_about() -> None:
    assert together(text("ett", "två"), text("deras", "två"), text("mitt", "två")) is None
    assert together(text("ett"), text("ett", "deras"), text("ett", "mitt")) is None


def test_what_one_removed_and_the_other_changed_is_asked_about() -> None:
    assert together(text("ett", "två"), text("två"), text("mitt", "två")) is None


@given(PARAGRAPHS, PARAGRAPHS)
def test_who_changed_nothing_gets_the_others_text(base: list[str], changed: list[str]) -> None:
    assert together(text(*base), text(*changed), text(*base)) == text(*changed)
    assert together(text(*base), text(*base), text(*changed)) == text(*changed)
    assert together(text(*base), text(*changed), text(*changed)) == text(*changed)


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_every_new_paragraph_of_both_is_there(
    base: list[str], theirs: list[str], mine: list[str]
) -> None:
    theirs = [f"{word} deras" if word not in base else word for word in theirs]
    mine = [f"{word} mitt" if word not in base else word for word in mine]
    found = together(text(*base), text(*theirs), text(*mine))
    if found is not None:
        written = {word for word in (*theirs, *mine) if word not in base}
        assert written <= set(found.split(PARAGRAPH))
