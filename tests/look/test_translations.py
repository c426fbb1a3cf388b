"""The Swedish catalogue can be trusted: nothing guessed, nothing that breaks a sentence."""

import re
from pathlib import Path

import polib
import pytest

CATALOGUE = Path(__file__).resolve().parents[2] / "locale" / "sv" / "LC_MESSAGES" / "django.po"
ENTRIES = polib.pofile(str(CATALOGUE))


def _holes(sentence: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]", sentence))


def test_nothing_in_the_catalogue_is_a_guess_of_the_tools() -> None:
    guessed = [e.msgid for e in ENTRIES if e.fuzzy or e.previous_msgid or e.previous_msgctxt]
    assert not guessed


@pytest.mark.parametrize("entry", list(ENTRIES), ids=lambda e: e.msgid[:60])
def test_a_translation_asks_for_the_values_that_its_source_gives(entry: polib.POEntry) -> None:
    said = list(entry.msgstr_plural.values()) or [entry.msgstr]
    given = _holes(entry.msgid) | _holes(entry.msgid_plural)
    for sentence in said:
        assert _holes(sentence) <= given
