"""Head counts: what is asked about, what a correction keeps, and the rules behind."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from members.head_counts import is_jump, reminder_due
from members.models import HeadCount
from network import scope
from network.models import JournalEntry
from tests.cast import VN, Cast
from tests.signing_in import sign_in

FIELDS = {"day": "2026-06-30", "source": "Lönesystemet", "definition": "persons"}


@pytest.mark.parametrize(
    ("before", "now", "asked"),
    [
        (100, 119, False),
        (100, 120, True),
        (100, 80, True),
        (12, 20, False),  # two thirds, and eight people
        (1000, 1150, False),  # 150 people, and 15 per cent
        (None, 9000, False),
    ],
)
def test_a_change_is_asked_about_only_when_both_limits_are_reached(
    before: int | None, now: int, asked: bool
) -> None:
    assert is_jump(before, now, percent=20, people=10) is asked


@pytest.mark.parametrize(
    ("today", "step"),
    [(21, None), (22, -7), (28, -1), (29, -1), (30, -1), (31, -1)],
)
def test_the_latest_reminder_that_has_fallen_due_counts(today: int, step: int | None) -> None:
    found = reminder_due(
        [7, 1], [3], asked=date(2026, 1, 5), last=date(2026, 1, 29), today=date(2026, 1, today)
    )
    assert found == step


def test_a_reminder_after_the_last_day_follows_those_before_it() -> None:
    asked, last = date(2026, 1, 5), date(2026, 1, 29)
    assert reminder_due([7], [3], asked=asked, last=last, today=date(2026, 2, 1)) == 3


def test_who_was_asked_late_is_not_reminded_of_what_fell_before() -> None:
    asked = date(2026, 1, 28)
    assert reminder_due([7, 1], [], asked=asked, last=date(2026, 1, 29), today=asked) is None


def _address(cast: Cast) -> str:
    return f"/{VN}/members/{cast.memberships[VN, 'csn']}/head-counts/new/"


def test_a_jump_comes_back_with_both_figures_and_is_taken_when_it_is_explained(
    cast: Cast, client: Client
) -> None:
    sign_in(client, "lena")
    asked = client.post(_address(cast), FIELDS | {"count": "1 150"})
    page = BeautifulSoup(asked.content, "html.parser")
    question = page.get_text()
    assert "120" in question
    assert "1 150".replace(" ", "\N{NO-BREAK SPACE}") in question
    assert page.find("textarea", {"name": "explanation"})
    with scope.enter(cast.users["lena"], cast.vn):
        assert HeadCount.objects.filter(day=date(2026, 6, 30)).count() == 0
    why = {"count": "1150", "explanation": "Två myndigheter gick ihop."}
    assert client.post(_address(cast), FIELDS | why).status_code == 302
    with scope.enter(cast.users["lena"], cast.vn):
        kept = HeadCount.objects.get(day=date(2026, 6, 30))
        assert (kept.count, kept.explanation) == (1150, "Två myndigheter gick ihop.")
        assert (kept.declared_name, kept.definition) == ("Lena Lokal", "persons")
        assert kept.declared_at is not None


@pytest.mark.parametrize("count", ["0", "1000000", "tolv", "-3", ""])
def test_an_impossible_figure_is_a_sentence_and_nothing_is_kept(
    cast: Cast, client: Client, count: str
) -> None:
    sign_in(client, "lena")
    answer = client.post(_address(cast), FIELDS | {"count": count})
    assert answer.status_code == 200
    assert answer.context["form"].errors["count"]
    with scope.enter(cast.users["lena"], cast.vn):
        assert not HeadCount.objects.filter(day=date(2026, 6, 30)).exists()


def test_another_figure_for_the_same_day_is_a_correction_that_keeps_the_first_in_the_journal(
    cast: Cast, client: Client
) -> None:
    sign_in(client, "lena")
    client.post(_address(cast), FIELDS | {"count": "125"})
    assert client.post(_address(cast), FIELDS | {"count": "128"}).status_code == 200
    why = {"count": "128", "explanation": "Tre var tjänstlediga."}
    assert client.post(_address(cast), FIELDS | why).status_code == 302
    with scope.enter(cast.users["karin"], cast.vn):
        assert HeadCount.objects.get(day=date(2026, 6, 30)).count == 128
        told = JournalEntry.objects.get(verb="correct_head_count").facts
        assert (told["before"], told["count"]) == (125, 128)


def test_the_same_declaration_twice_is_one(cast: Cast, client: Client) -> None:
    sign_in(client, "lena")
    for _click in range(2):
        assert client.post(_address(cast), FIELDS | {"count": "125"}).status_code == 302
    with scope.enter(cast.users["karin"], cast.vn):
        entries = JournalEntry.objects.filter(subject="members.headcount")
        assert [entry.verb for entry in entries] == ["declare_head_count"]


@pytest.mark.parametrize(
    ("who", "sees"),
    [("karin", True), ("erik", True), ("styrbjorn", True), ("lars", False)],
)
def test_the_ledger_shows_all_members_to_those_who_follow_and_the_own_one_else(
    cast: Cast, client: Client, who: str, sees: bool
) -> None:
    sign_in(client, who)
    page = client.get(f"/{VN}/members/head-counts/").content.decode()
    assert ("Centrala studiestödsnämnden" in page) is sees
    table = client.get(f"/{VN}/members/head-counts/?format=csv").content.decode()
    assert ("Centrala studiestödsnämnden" in table) is sees
    assert "Timrå kommun" in table
