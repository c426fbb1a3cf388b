"""Asking both of a pair: once, with a last day, and taken back while it can be."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mentorship.actions import ask_pairs, lay
from mentorship.actions.ask_pairs import CannotAsk, usual_last_day
from mentorship.board import errands
from mentorship.board.rules import CannotLay
from mentorship.matching.criteria import HardRule
from mentorship.models import Pair, PairAnswer, PairEnd
from network import scope
from network.models import Errand, Letter
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.mentorship.boards import Table
from tests.signing_in import sign_in


@pytest.fixture
def table(cast: Cast) -> Table:
    """Amina is proposed to Karin, Berit to Miriam."""
    made = Table(cast)
    with made.coordinator() as by:
        lay.move(made.round(), made.of["amina"], made.of["karin"], by=by)
        lay.move(made.round(), made.of["berit"], made.of["miriam"], by=by)
    return made


def last_day() -> Any:
    """A last day that leaves time."""
    return timezone.localdate() + timedelta(days=9)


def ask(table: Table, mentee: str = "amina") -> int:
    """Ask both of a mentee's pair; how many pairs were asked."""
    with table.coordinator() as by:
        return ask_pairs.ask([table.pair(mentee)], last_day(), by=by)


def waiting_errands(table: Table, name: str) -> list[dict[str, Any]]:
    """What the portal is to do after the commit."""
    with acting_as("portal_worker"), scope.enter_system(table.cast.vn):
        return list(Errand.objects.filter(name=name).values_list("facts", flat=True))


def answer(table: Table, who: str, *, yes: bool = True) -> None:
    """Somebody's answer to Amina's pair."""
    with acting_as("portal_worker"), scope.enter_system(table.cast.vn):
        pair = Pair.objects.get(mentee=table.of["amina"])
        PairAnswer.objects.create(pair=pair, person_id=table.cast.person(who), accepted=yes)


def test_a_pair_that_is_asked_twice_gets_one_question(table: Table) -> None:
    with table.coordinator() as by:
        pair = table.pair("amina")
        asked = [ask_pairs.ask([pair], last_day(), by=by) for _time in range(2)]
    assert asked == [1, 0]
    assert len(waiting_errands(table, "mentorship.ask_pair")) == 1


def test_a_last_day_that_has_come_is_refused_and_nobody_is_asked(table: Table) -> None:
    with pytest.raises(CannotAsk), table.coordinator() as by:
        ask_pairs.ask([table.pair("amina")], timezone.localdate(), by=by)
    with table.coordinator():
        assert table.pair("amina").asked_at is None


def test_an_asked_mentee_is_not_moved_before_the_question_is_taken_back(table: Table) -> None:
    ask(table)
    with pytest.raises(CannotLay, match=HardRule.TAKEN.label), table.coordinator() as by:
        lay.move(table.round(), table.of["amina"], table.of["miriam"], by=by)
    with table.coordinator() as by:
        assert ask_pairs.take_back(table.pair("amina"), by=by)
        assert PairEnd.objects.filter(kind="undone", pair__mentee=table.of["amina"]).exists()
        lay.move(table.round(), table.of["amina"], table.of["karin"], by=by)
        assert table.proposed()["amina"] == "karin"


def test_what_both_have_said_yes_to_is_not_taken_back(table: Table) -> None:
    ask(table)
    answer(table, "amina")
    answer(table, "karin")
    with table.coordinator() as by:
        assert not ask_pairs.take_back(table.pair("amina"), by=by)
        assert table.pair("amina").ended_at is None


def test_both_are_told_when_a_question_is_taken_back_and_no_letter_names_the_other(
    table: Table,
) -> None:
    ask(table)
    with table.coordinator() as by:
        pair = table.pair("amina")
        ask_pairs.take_back(pair, by=by)
    with acting_as("portal_worker"), scope.enter_system(table.cast.vn):
        errands.tell_taken_back(pair.pk)
        letters = {row.to: row.text for row in Letter.objects.filter(name__contains="lapsed")}
    assert set(letters) == {"amina@example.org", "karin@example.org"}
    assert "Karin Öberg" not in letters["amina@example.org"]
    assert "Amina" not in letters["karin@example.org"]


def test_a_reminder_goes_out_once_a_day_and_by_itself_three_days_before(table: Table) -> None:
    ask(table)
    today = timezone.localdate()
    with table.coordinator():
        pair = table.pair("amina")
        for _time in range(2):
            ask_pairs.remind([pair], today=today)
    assert len(waiting_errands(table, "mentorship.ask_pair")) == 2
    with acting_as("portal_worker"), scope.enter_system(table.cast.vn):
        for days in (7, 6, 6, 5):
            ask_pairs.remind_in_time(last_day() - timedelta(days=days - 3))
    assert len(waiting_errands(table, "mentorship.ask_pair")) == 3


@pytest.mark.parametrize("offset", range(7))
def test_the_last_day_that_is_proposed_is_a_working_day(offset: int) -> None:
    today = timezone.localdate() + timedelta(days=offset)
    assert usual_last_day(today).weekday() < 5
    assert usual_last_day(today) >= today + timedelta(days=ask_pairs.USUAL_DAYS)


def test_the_page_asks_the_chosen_pairs_and_no_others(table: Table, client: Client) -> None:
    sign_in(client, "karin")
    with table.coordinator():
        chosen, other = table.pair("amina"), table.pair("berit")
    address = f"/{VN}/mentorship/rounds/{table.round_id}/questions/"
    form = {"pair": [chosen.pk], "answer_by": last_day().isoformat()}
    assert client.post(address, form).status_code == 302
    with table.coordinator():
        assert table.pair("amina").answer_by == last_day()
        assert table.pair("berit").asked_at is None
    assert client.post(address, {"answer_by": form["answer_by"]}).status_code == 200
    page = client.get(address).content.decode()
    assert f'value="{other.pk}"' in page
    assert f'value="{chosen.pk}"' not in page
