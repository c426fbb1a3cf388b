"""What the pages of the notice board may ask the database: the same, whatever hangs there."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from network.kept import Kept
from tests.cast import JL, VN, Cast
from tests.loans.boards import hang, keep_search, let_in, make_approach
from tests.signing_in import sign_in

# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("amina", "loans/", 20),
    ("lena", "loans/", 20),
    ("lena", "loans/?q=utred&kind=need&competence=money&extent=full&sort=authority", 20),
    ("lena", "loans/?state=ours&sort=newest", 20),
    ("karin", "loans/?state=past", 20),
    ("lena", "loans/?format=csv", 14),
    ("lena", "loans/notices/{need}/", 22),
    ("lena", "loans/notices/{offer}/", 22),
    ("amina", "loans/notices/{need}/", 16),
    ("amina", "loans/searches/", 14),
    ("lena", "loans/notices/new/", 20),
    ("lena", "", 90),
    ("amina", "", 90),
    ("lena", "search/?q=utredare", 60),
]


def _add(cast: Cast, count: int) -> None:
    """More of all that hangs there: needs, offers, own and others', drafts, sister networks'."""
    for number in range(count):
        for owner in ("spv", "csn", "timra"):
            hang(cast, owner, title=f"Utredare {number}", competences=["money", "self"])
            hang(cast, owner, kind="idle", title=f"Ledig {number}", competences=["money"])
        hang(cast, "csn", title=f"Utkast {number}", published_at=None, asked_at="2026-11-01T08:00Z")
        hang(cast, "lansstyrelsen", network=JL, title=f"Norrut {number}", reach="sisters")
        make_approach(cast, hang(cast, "csn", kind="idle", title=f"Vår {number}"))


def test_no_page_of_the_board_asks_more_for_many_than_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    let_in(cast)
    need = hang(cast, "csn", competences=["money"], contact_id=cast.person("lena"))
    offer = hang(cast, "csn", kind="idle", competences=["money"])
    make_approach(cast, offer)
    for who in ("amina", "lena"):
        keep_search(cast, who, competence="money")
        keep_search(cast, who, q="utredare")
    counts: list[dict[str, int]] = []
    for rows in (2, 12):
        _add(cast, rows)
        asked = {}
        for who, path, _most in PAGES:
            client = Client()
            sign_in(client, who)
            client.get(f"/{VN}/search/?q=nothing")
            with CaptureQueriesContext(connection) as questions:
                page = client.get(f"/{VN}/{path.format(need=need, offer=offer)}")
            assert page.status_code == 200
            asked[f"{who} {path}"] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    over = {f"{who} {path}": few[f"{who} {path}"] for who, path, most in PAGES
            if few[f"{who} {path}"] > most}  # fmt: skip
    assert over == {}, few
