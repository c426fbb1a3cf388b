"""The board: who sees what, search and filters, what fits first, and taking the list away."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from loans.board.facts import facts_of
from loans.board.filter import BoardFilter
from loans.models import Notice
from network import scope
from tests.cast import JL, VN, Cast
from tests.databases import acting_as
from tests.loans.boards import AT, hang, in_days, keep_search, let_in, titles
from tests.mentorship.asking import enter


def test_everybody_in_the_network_reads_what_is_published_and_nobody_else_does(
    cast: Cast, client: Client
) -> None:
    hang(cast, title="Uppe")
    hang(cast, title="Utkast", published_at=None)
    enter(client, "miriam")
    assert titles(client) == ["Uppe"]
    enter(client, "frosta")
    assert client.get(f"{AT}/").status_code == 404
    assert titles(client, at="/jamtland/loans") == []


def test_a_draft_is_read_by_its_writer_and_hr_of_its_authority_alone(
    cast: Cast, client: Client
) -> None:
    pk = hang(cast, "csn", title="Utkast", published_at=None, written_by_id=cast.person("mats"))
    seen = {}
    for who in ("mats", "lena", "amina", "lars", "miriam"):
        enter(client, who)
        seen[who] = client.get(f"{AT}/notices/{pk}/").status_code
    assert seen == {"mats": 200, "lena": 200, "amina": 404, "lars": 404, "miriam": 404}


def test_each_word_of_a_search_is_found_in_title_tasks_place_or_authority(
    cast: Cast, client: Client
) -> None:
    hang(cast, "spv", title="Controller", tasks="Bokslut", place="Härnösand")
    hang(cast, "timra", title="Registrator", tasks="Arkiv")
    enter(client, "amina")
    for words in ("control", "bokslut tjänstepension", "härnösand controller", "SPV"):
        assert titles(client, f"?q={words}") == ["Controller"], words
    assert titles(client, "?q=controller arkiv") == []
    assert titles(client, "?q=%00") == ["Registrator", "Controller"]


FILTERS = [
    ("kind=need", {"kind": "idle"}),
    ("occasion=crisis", {"occasion": "ordinary"}),
    ("competence=change", {"competences": ["money"]}),
    (f"since={in_days(30)}", {"starts": in_days(29)}),
    ("extent=full", {"percent": 99}),
    ("extent=part", {"percent": 100}),
    ("extent=half", {"percent": 51}),
    ("remote=yes", {"remote": "no"}),
    ("remote=wholly", {"remote": "partly"}),
]
FITS: dict[str, Any] = {
    "kind": "need",
    "occasion": "crisis",
    "competences": ["money", "change"],
    "starts": in_days(30),
    "remote": "wholly",
}


@pytest.mark.parametrize(("query", "other"), FILTERS)
def test_a_filter_keeps_what_fits_and_no_more(
    cast: Cast, client: Client, query: str, other: dict[str, Any]
) -> None:
    percent = {"extent=part": 50, "extent=half": 50}.get(query, 100)
    hang(cast, title="Ja", **FITS | {"percent": percent})
    hang(cast, title="Nej", **FITS | {"percent": percent} | other)
    enter(client, "miriam")
    assert titles(client, f"?{query}") == ["Ja"]


def test_the_kind_of_authority_filters_and_nonsense_filters_nothing(
    cast: Cast, client: Client
) -> None:
    hang(cast, "spv", title="Stat")
    hang(cast, "timra", title="Kommun")
    enter(client, "miriam")
    assert titles(client, "?authority=municipality") == ["Kommun"]
    assert len(titles(client, "?authority=moon&kind=x&since=tomorrow&page=99&sort=drop")) == 2


def test_what_is_closed_or_too_late_to_answer_is_shown_on_request(
    cast: Cast, client: Client
) -> None:
    hang(cast, title="Öppen")
    hang(cast, title="Stängd", closed_at=timezone.now())
    hang(cast, title="För sent", answer_by=in_days(-1))
    enter(client, "amina")
    assert titles(client) == ["Öppen"]
    assert set(titles(client, "?state=past")) == {"Stängd", "För sent"}


def test_the_same_filter_says_the_same_in_the_database_and_of_a_sisters_notice(cast: Cast) -> None:
    """What a sister network shows is filtered without a question, one's own with one."""
    kinds, places = ("need", "idle"), ("", "Härnösand")
    for kind, occasion, percent, remote, place in product(
        kinds, ("ordinary", "crisis"), (40, 100), ("no", "wholly"), places
    ):
        hang(
            cast,
            "timra" if place else "spv",
            title=f"Å {kind}",
            occasion=occasion,
            kind=kind,
            percent=percent,
            remote=remote,
            place=place,
            competences=["money"] if percent == 40 else ["change", "self"],
            starts=in_days(percent),
            ends=in_days(200),
        )
    names = {"money": "Pengar", "change": "Förändring"}
    asked = [
        {"q": "å need", "kind": "need"},
        {"q": "TIMRÅ härnö"},
        {"occasion": "crisis", "remote": "yes"},
        {"competence": "change", "extent": "full"},
        {"extent": "half", "authority": "municipality"},
        {"since": str(in_days(50)), "remote": "wholly"},
        {},
    ]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        every = list(Notice.objects.with_owner())
        assert len(every) == 32
        for query in asked:
            filters = BoardFilter(query, names=names)
            found = set(filters.apply(Notice.objects.all()).values_list("pk", flat=True))
            assert found == {row.pk for row in every if filters.holds(facts_of(row))}, query
            assert found, query


def test_what_fits_a_saved_search_comes_first_and_says_so(cast: Cast, client: Client) -> None:
    hang(cast, title="Passar", competences=["money"], published_at=timezone.now() - timedelta(9))
    hang(cast, title="Nyare")
    keep_search(cast, "miriam", competence="money")
    enter(client, "miriam")
    response = client.get(f"{AT}/")
    rows = response.context["rows"]
    assert [row.it.title for row in rows] == ["Passar", "Nyare"]
    assert [bool(row.why) for row in rows] == [True, False]
    assert titles(client, "?sort=newest") == ["Nyare", "Passar"]


def test_an_offer_that_meets_ones_own_need_comes_first_with_the_reason(
    cast: Cast, client: Client
) -> None:
    hang(cast, "csn", title="Vårt behov", competences=["money"])
    hang(
        cast, "spv", kind="idle", title="Ledig ekonom", competences=["money", "self"],
        published_at=timezone.now() - timedelta(days=9),
    )  # fmt: skip
    hang(cast, "spv", kind="idle", title="Ledig annan", competences=["self"])
    enter(client, "lena")
    rows = client.get(f"{AT}/").context["rows"]
    assert [row.it.title for row in rows] == ["Ledig ekonom", "Ledig annan", "Vårt behov"]
    (why,) = rows[0].why
    assert "Vårt behov" in why
    assert "Budget" in why
    assert rows[1].why == rows[2].why == ()


def test_the_list_is_taken_away_as_it_is_filtered_with_sisters_marked(
    cast: Cast, client: Client
) -> None:
    hang(cast, title="Controller", place="=cmd()")
    hang(cast, title="Annat")
    let_in(cast)
    hang(cast, "lansstyrelsen", network=JL, title="Controller norrut", reach="sisters")
    enter(client, "amina")
    file = client.get(f"{AT}/?q=controller&format=csv").content.decode("utf-8-sig")
    assert "Controller norrut" in file
    assert "Jämtlands län" in file
    assert "Annat" not in file
    assert ";'=cmd()" in file
    assert client.get(f"{AT}/?format=xlsx").status_code == 200
    assert client.get(f"{AT}/?format=pdf").status_code == 404


def test_an_empty_board_says_what_to_do(cast: Cast, client: Client) -> None:
    enter(client, "amina")
    assert b"saved" in client.get(f"{AT}/").content or b"spara" in client.get(f"{AT}/").content
    page = client.get(f"{AT}/?q=finnsinte").content.decode()
    assert f"/{VN}/loans/searches/new/?q=finnsinte" in page
