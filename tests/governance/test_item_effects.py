"""What a decision on an item would change: chosen, frozen in words, and gone with a sentence."""

from collections.abc import Iterator

import pytest

from governance.models import AgendaItem
from members import effects
from members.effects import Choice, Effect, Gone
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.governance import making
from tests.governance.test_meeting_pages import page, post, signed_in

pytestmark = pytest.mark.django_db
ROWS = {7: "Avgiftsmodell 2027"}


def words(pk: int) -> str:
    if pk not in ROWS:
        raise Gone(f"Raden {pk} finns inte längre.")
    return ROWS[pk]


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[int, str]]:
    """One kind of row that a decision may change, and its rows."""
    kind = Effect(
        label="Avgifter",
        choices=lambda seat: [Choice(pk, said) for pk, said in ROWS.items()],
        words=words,
        take=lambda pk, decision, day: None,
        address=lambda pk: "/avgifter/",
    )
    monkeypatch.setitem(effects._effects, "test_fees", kind)
    before = dict(ROWS)
    yield ROWS
    ROWS.clear()
    ROWS.update(before)


def test_a_chosen_row_is_frozen_in_words_and_a_deleted_one_gives_a_sentence(
    cast: Cast, rows: dict[int, str]
) -> None:
    seated = making.make_seated(cast)
    ulla = signed_in("ulla")
    data = {"body": seated.body, "title": "Avgifter", "kind": "decision"}
    where = post(ulla, "items/new/", effect_row="test_fees:7", **data)
    item = int(where.rstrip("/").rpartition("/")[2])
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        row = AgendaItem.objects.get(pk=item)
        assert (row.effect, row.subject_id, row.effect_words) == ("test_fees", 7, ROWS[7])
    assert 'href="/avgifter/"' in page(ulla, f"items/{item}/")
    del rows[7]
    shown = page(ulla, f"items/{item}/")
    assert "Avgiftsmodell 2027" in shown
    assert "Raden 7 finns inte längre." in shown
    answer = ulla.post(
        f"/{VN}/governance/meetings/items/{item}/change/",
        {"title": "Mina ord", "kind": "decision", "effect_row": "test_fees:7"},
    )
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "Raden 7 finns inte längre." in said
    assert "Mina ord" in said


def test_a_row_that_is_not_offered_is_refused(cast: Cast, rows: dict[int, str]) -> None:
    seated = making.make_seated(cast)
    answer = signed_in("ulla").post(
        f"/{VN}/governance/meetings/items/new/",
        {"body": seated.body, "title": "X", "kind": "decision", "effect_row": "test_fees:99"},
    )
    assert answer.status_code == 200
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not AgendaItem.objects.exists()
