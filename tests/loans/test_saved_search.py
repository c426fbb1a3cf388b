"""Saved searches: one's own alone, new hits once a week whatever is killed, and no more letters."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from loans.board import emails, weekly
from loans.board.tasks import tell_searches
from loans.models import SavedSearch
from members.models import Person
from network import scope
from network.models import JournalEntry, Letter
from tests.cast import JL, Cast
from tests.databases import acting_as
from tests.loans.boards import AT, hang, in_days, keep_search, let_in
from tests.mentorship.asking import enter, letters, link_in
from tests.signing_in import sign_in

HERE = ZoneInfo("Europe/Stockholm")
HITS = "loan_search_hits"
MONDAY = datetime(2027, 3, 8, 9, tzinfo=HERE)  # two hours after the letters fall due


def the_search(cast: Cast) -> SavedSearch:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found: SavedSearch = SavedSearch.objects.get()
        return found


def tell() -> None:
    """The worker's round."""
    with acting_as("portal_worker"):
        tell_searches()


def up(cast: Cast, title: str, days_ago: int = 2, **changes: Any) -> int:
    """A notice that was published some days before the round."""
    facts = {"published_at": timezone.now() - timedelta(days=days_ago)} | changes
    return hang(cast, title=title, **facts)


def test_the_search_on_the_board_is_kept_as_it_stands(cast: Cast, client: Client) -> None:
    enter(client, "amina")
    at = f"{AT}/searches/new/?q=utredare&extent=half&state=past&page=2&kind=finnsinte"
    assert client.get(at).status_code == 200
    client.post(at, {"name": "Min", "weekly": "on"})
    assert the_search(cast).query == {"q": "utredare", "extent": "half"}
    page = client.get(f"{AT}/searches/").content.decode()
    assert f"{AT}/?q=utredare&amp;extent=half" in page


def test_two_searches_have_two_names_and_there_are_ten_at_most(cast: Cast, client: Client) -> None:
    enter(client, "amina")
    client.post(f"{AT}/searches/new/", {"name": "Samma"})
    twice = client.post(f"{AT}/searches/new/", {"name": "Samma"})
    assert twice.status_code == 200
    for number in range(9):
        client.post(f"{AT}/searches/new/", {"name": f"N{number}"})
    eleventh = client.post(f"{AT}/searches/new/", {"name": "En till"})
    assert eleventh.context["form"].non_field_errors()
    assert len(client.get(f"{AT}/searches/").context["rows"]) == 10


def test_what_one_looks_for_is_nobody_elses_to_read(cast: Cast, client: Client) -> None:
    """Not the search, not its line in the journal, not its letter."""
    enter(client, "amina")
    client.post(f"{AT}/searches/new/?q=hemlig", {"name": "Hemlig längtan", "weekly": "on"})
    pk = the_search(cast).pk
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        hang(cast, title="hemlig", published_at=timezone.now() - timedelta(days=8))
        tell()
    assert len(letters(cast, HITS)) == 1
    for who in ("karin", "mats", "lena", "styrbjorn"):
        with scope.enter(cast.users[who], cast.vn):
            assert not SavedSearch.objects.exists(), who
            assert not JournalEntry.objects.filter(subject="loans.savedsearch").exists(), who
            assert not Letter.objects.filter(name=HITS).exists(), who
    sign_in(client, "karin")
    assert client.get(f"{AT}/searches/{pk}/change/").status_code == 404
    for path in ("journal/", "letters/"):
        page = client.get(f"/vasternorrland/{path}").content.decode()
        assert "Hemlig" not in page
        assert "Amina" not in page


@time_machine.travel(MONDAY)
def test_a_week_has_one_letter_with_what_is_new_and_fits(cast: Cast) -> None:
    keep_search(cast, q="utredare")
    keep_search(cast, competence="money")
    up(cast, "Utredare på nytt", competences=["money"])
    up(cast, "Controller", competences=["money"])
    up(cast, "Gammal utredare", days_ago=20)
    up(cast, "Kock")
    up(cast, "Utredare hemma", owner="csn")
    for _hour in range(3):
        tell()
    (letter,) = letters(cast, HITS)
    assert letter.text.count("Utredare på nytt") == 1  # though two searches hold it
    assert "Controller" in letter.text
    for silent in ("Gammal", "Kock", "hemma"):
        assert silent not in letter.text, silent


@time_machine.travel(MONDAY)
def test_nothing_new_is_no_letter_and_the_next_week_begins_where_this_one_ended(
    cast: Cast,
) -> None:
    keep_search(cast, q="utredare")
    tell()
    assert letters(cast) == []
    with time_machine.travel(MONDAY + timedelta(days=3)):
        hang(cast, title="Utredare", answer_by=in_days(30))
        tell()
        assert letters(cast) == []
    for week in (7, 14):
        with time_machine.travel(MONDAY + timedelta(days=week)):
            tell()
            assert len(letters(cast, HITS)) == 1


@time_machine.travel(MONDAY)
def test_a_worker_killed_between_letter_and_memory_writes_it_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_search(cast, q="utredare")
    up(cast, "Utredare")
    written = emails.hits

    class Killed(BaseException):
        """The worker is gone."""

    def kill(*args: object, **kwargs: object) -> None:
        written(*args, **kwargs)  # type: ignore[arg-type]
        raise Killed

    monkeypatch.setattr(emails, "hits", kill)
    with pytest.raises(Killed):
        tell()
    assert letters(cast, HITS) == []
    monkeypatch.undo()
    tell()
    tell()
    assert len(letters(cast, HITS)) == 1


@time_machine.travel(MONDAY)
def test_what_closed_meanwhile_and_what_a_sister_shows(cast: Cast) -> None:
    keep_search(cast, q="utredare")
    let_in(cast, since=date(2020, 1, 1))  # the database has its own clock
    up(cast, "Utredare som stängt", closed_at=timezone.now())
    up(cast, "Utredare norrut", owner="lansstyrelsen", network=JL, reach="sisters")
    up(cast, "Utredare hemlig", owner="lansstyrelsen", network=JL)
    tell()
    (letter,) = letters(cast, HITS)
    assert "Utredare norrut" in letter.text
    assert "stängt" not in letter.text
    assert "hemlig" not in letter.text


@time_machine.travel(MONDAY)
def test_the_link_in_the_letter_stops_the_letters_and_leaves_the_searches(
    cast: Cast, client: Client
) -> None:
    keep_search(cast, q="utredare")
    up(cast, "Utredare")
    tell()
    at = link_in(cast, letters(cast, HITS)[0])
    assert client.get(at).status_code == 200
    assert the_search(cast).weekly
    assert client.post(at, {"answer": "yes"}).status_code == 200
    assert not the_search(cast).weekly
    with time_machine.travel(MONDAY + timedelta(days=7)):
        up(cast, "Utredare igen")
        tell()
    assert len(letters(cast, HITS)) == 1


@time_machine.travel(MONDAY)
def test_who_has_left_gets_no_letter(cast: Cast) -> None:
    keep_search(cast, q="utredare")
    up(cast, "Utredare")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person("amina")).update(until=in_days(-1))
    tell()
    assert letters(cast) == []


def test_letters_wanted_again_begin_with_what_comes_from_then_on(
    cast: Cast, client: Client
) -> None:
    pk = keep_search(cast, q="utredare")
    enter(client, "amina")
    client.post(f"{AT}/searches/{pk}/change/", {"name": "Vila"})
    client.post(f"{AT}/searches/{pk}/change/", {"name": "Vila", "weekly": "on"})
    assert timezone.now() - the_search(cast).told_until < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ((2027, 3, 8, 6, 59), (2027, 3, 1, 7)),
        ((2027, 3, 8, 7, 0), (2027, 3, 8, 7)),
        ((2027, 3, 14, 23, 0), (2027, 3, 8, 7)),
        ((2027, 3, 29, 7, 0), (2027, 3, 29, 7)),  # the day after summer time begins
    ],
)
def test_letters_fall_due_on_mondays_at_seven(
    now: tuple[int, int, int, int, int], due: tuple[int, int, int, int]
) -> None:
    due_at = datetime(*due, tzinfo=HERE)
    assert weekly.latest_monday(datetime(*now, tzinfo=HERE)) == due_at
