"""Every word of a search is found somewhere, and nothing that is written breaks it."""

import pytest
from django.db.models import Q

from members.models import Authority
from network.sought import MOST_WORDS, holding, words_of
from tests.cast import Cast

NAMES = ("name", "short_name")


def found(asked: str) -> set[str]:
    rows = holding(Authority.objects.all(), asked, *NAMES)
    return set(rows.values_list("short_name", flat=True))


@pytest.mark.django_db
def test_each_word_is_found_in_one_of_the_columns_in_any_order(cast: Cast) -> None:
    assert found("kommun timr") == {"TIMRA"}
    assert "CSN" in found("csn studie")
    assert found("timr csn") == set()


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["", "   ", "\0"], ids=repr)
def test_no_words_leave_everything(cast: Cast, asked: str) -> None:
    assert found(asked) == set(Authority.objects.values_list("short_name", flat=True))


@pytest.mark.django_db
def test_a_word_may_be_found_in_another_way_than_in_a_column(cast: Cast) -> None:
    csn = Authority.objects.get(short_name="CSN")
    rows = holding(Authority.objects.all(), f"{csn.pk} studie", "name",
                   also=lambda word: Q(pk=word) if word.isdecimal() else Q())  # fmt: skip
    assert list(rows) == [csn]


def test_a_search_of_many_words_stays_small() -> None:
    assert len(words_of("ord " * 500)) == MOST_WORDS
