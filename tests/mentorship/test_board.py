"""The board: a step lays what the hard rules allow, the last can be undone, pins and bans hold."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from members.models import Person
from mentorship.actions import lay, match
from mentorship.board import table as rows
from mentorship.board.position import position_of
from mentorship.board.rules import (
    CHANGED,
    NOTHING_TO_UNDO,
    CannotLay,
    no_place,
    no_place_beside_pins,
    pinned_elsewhere,
)
from mentorship.matching.criteria import HardRule
from mentorship.matching.pool import pool_of
from mentorship.matching.repair import repair
from mentorship.matching.scoring import score
from mentorship.matching.solving import solve
from mentorship.models import BoardStep, Matching, Pair, PairRule
from network import scope
from tests.cast import Cast, load
from tests.databases import acting_as, connected_to
from tests.mentorship.boards import Table


@pytest.fixture
def table(cast: Cast) -> Table:
    """A round with three mentees and two mentors of one place each."""
    return Table(cast)


def put(table: Table, mentee: str, mentor: str, **more: Any) -> None:
    """Give a mentee a mentor, as Karin does it."""
    with table.coordinator() as by:
        lay.move(table.round(), table.of[mentee], table.of[mentor], by=by, **more)


def proposed(table: Table) -> dict[str, str]:
    """Who is proposed to whom, as a coordinator sees it."""
    with table.coordinator():
        return table.proposed()


def test_a_mentee_is_given_a_mentor_with_points_and_reasons_frozen(table: Table) -> None:
    put(table, "amina", "karin")
    with table.coordinator():
        pair = table.pair("amina")
        assert pair.score > 0
        assert pair.reasons[0]["code"] == "areas"
        assert pair.asked_at is None


def test_a_mentee_who_is_given_another_mentor_leaves_the_first(table: Table) -> None:
    put(table, "amina", "karin")
    put(table, "amina", "miriam")
    assert proposed(table) == {"amina": "miriam"}


def test_a_mentor_without_a_free_place_is_refused_by_name(table: Table) -> None:
    put(table, "amina", "karin")
    with pytest.raises(CannotLay, match=no_place("Karin Öberg")):
        put(table, "berit", "karin")
    assert proposed(table) == {"amina": "karin"}


def test_two_mentees_change_mentors_in_one_step(table: Table) -> None:
    put(table, "amina", "karin")
    put(table, "berit", "miriam")
    put(table, "amina", "miriam", instead_of=table.of["berit"])
    assert proposed(table) == {"amina": "miriam", "berit": "karin"}


def test_who_takes_a_place_leaves_the_other_without_a_mentor(table: Table) -> None:
    put(table, "amina", "karin")
    put(table, "berit", "karin", instead_of=table.of["amina"])
    assert proposed(table) == {"berit": "karin"}


def test_what_breaks_a_hard_rule_is_refused_in_words(cast: Cast) -> None:
    table = Table(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        # Amina's mentor would be her own manager's manager.
        Person.objects.filter(pk=cast.person("mats")).update(manager=cast.person("karin"))
    with pytest.raises(CannotLay, match=HardRule.LINE.label):
        put(table, "amina", "karin")
    assert proposed(table) == {}


def test_each_step_can_be_undone_back_to_the_start(table: Table) -> None:
    put(table, "amina", "karin")
    put(table, "berit", "miriam")
    put(table, "amina", "miriam", instead_of=table.of["berit"])
    seen = []
    for _step in range(3):
        with table.coordinator() as by:
            lay.undo(table.round(), by=by)
        seen.append(proposed(table))
    assert seen == [{"amina": "karin", "berit": "miriam"}, {"amina": "karin"}, {}]
    with pytest.raises(CannotLay, match=str(NOTHING_TO_UNDO)), table.coordinator() as by:
        lay.undo(table.round(), by=by)


def test_a_ban_takes_the_pair_apart_and_its_undoing_brings_it_back(table: Table) -> None:
    put(table, "amina", "karin")
    with table.coordinator() as by:
        lay.decide(table.round(), "ban", table.of["amina"], table.of["karin"], by=by)
    assert proposed(table) == {}
    with pytest.raises(CannotLay, match=HardRule.BAN.label):
        put(table, "amina", "karin")
    with table.coordinator() as by:
        lay.undo(table.round(), by=by)
    assert proposed(table) == {"amina": "karin"}
    with table.coordinator():
        assert not PairRule.objects.exists()


def test_a_pin_that_becomes_a_ban_is_one_rule(table: Table) -> None:
    put(table, "amina", "karin")
    for kind in ("pin", "ban"):
        with table.coordinator() as by:
            lay.decide(table.round(), kind, table.of["amina"], table.of["karin"], by=by)
    with table.coordinator() as by:
        assert [rule.kind for rule in PairRule.objects.all()] == ["ban"]
        lay.undo(table.round(), by=by)
        assert [rule.kind for rule in PairRule.objects.all()] == ["pin"]


def decide(table: Table, kind: str, mentee: str, mentor: str) -> None:
    """Pin two or keep them apart, as Karin does it."""
    with table.coordinator() as by:
        lay.decide(table.round(), kind, table.of[mentee], table.of[mentor], by=by)


def test_two_who_are_not_proposed_are_pinned_and_the_repair_lays_them(table: Table) -> None:
    put(table, "amina", "karin")
    decide(table, "pin", "berit", "karin")
    assert proposed(table) == {"amina": "karin"}
    with table.coordinator():
        position = position_of(table.round())
        assert position.unlaid_pins == {table.of["berit"]: table.of["karin"]}
        (row,) = rows.rows_of(position, [table.of["berit"]], {}, {})
        assert row.wanted == "Karin Öberg"
        solution = repair(position.pool, position.scores, position.proposed)
        assert (table.of["berit"], table.of["karin"]) in solution.pairs


def test_a_mentee_who_is_pinned_is_not_pinned_with_another(table: Table) -> None:
    decide(table, "pin", "berit", "karin")
    with pytest.raises(CannotLay, match=pinned_elsewhere("Berit Berg", "Karin Öberg")):
        decide(table, "pin", "berit", "miriam")


def test_a_mentor_is_pinned_with_no_more_than_they_take(table: Table) -> None:
    decide(table, "pin", "berit", "karin")
    with pytest.raises(CannotLay, match=no_place_beside_pins("Karin Öberg")):
        decide(table, "pin", "amina", "karin")
    with table.coordinator():
        assert PairRule.objects.count() == 1


def test_a_pin_that_a_hard_rule_forbids_is_refused_in_words(cast: Cast) -> None:
    table = Table(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person("mats")).update(manager=cast.person("karin"))
    with pytest.raises(CannotLay, match=HardRule.LINE.label):
        decide(table, "pin", "amina", "karin")


def test_a_ban_that_becomes_a_pin_is_one_rule(table: Table) -> None:
    for kind in ("ban", "pin"):
        decide(table, kind, "amina", "karin")
    with table.coordinator():
        assert [rule.kind for rule in PairRule.objects.all()] == ["pin"]


def test_a_step_from_before_the_last_computation_is_not_undone(table: Table) -> None:
    put(table, "amina", "miriam")
    with table.coordinator() as by:
        found = table.round()
        pool = pool_of(found)
        scores = score(pool, {})
        match.write(found, scores, solve(pool, scores))
        with pytest.raises(CannotLay, match=str(NOTHING_TO_UNDO)):
            lay.undo(found, by=by)


def test_an_undoing_of_what_somebody_changed_since_is_refused(table: Table) -> None:
    put(table, "amina", "karin")
    with table.coordinator() as by:
        pair = table.pair("amina")
        Pair.objects.filter(pk=pair.pk).update(asked_at="2026-01-01T00:00Z")
        with pytest.raises(CannotLay, match=str(CHANGED)):
            lay.undo(table.round(), by=by)
        assert not BoardStep.objects.filter(undone_at__isnull=False).exists()


def test_the_choices_say_what_all_pairs_together_gain_or_lose(table: Table) -> None:
    put(table, "amina", "karin")
    put(table, "berit", "miriam")
    with table.coordinator():
        position = position_of(table.round())
        before = position.total
        tove = rows.choices_of(position, table.of["tove"])
        assert {one.value for one in tove} == {
            f"{table.of['karin']}-{table.of['amina']}",
            f"{table.of['miriam']}-{table.of['berit']}",
        }
        chosen = next(one for one in rows.choices_of(position, table.of["amina"]))
        other = int(chosen.value.partition("-")[2])
    put(table, "amina", "miriam", instead_of=other)
    with table.coordinator():
        assert position_of(table.round()).total - before == chosen.points


def test_another_network_and_people_without_the_office_see_no_steps(table: Table) -> None:
    put(table, "amina", "karin")
    for who in ("amina", "lena", "erik", "mats"):
        with scope.enter(table.cast.users[who], table.cast.vn):
            assert not BoardStep.objects.exists()
            assert not Matching.objects.exists()


def test_two_coordinators_who_give_away_the_last_place_give_it_once(in_own_database: str) -> None:
    table = Table(load())
    start = Barrier(2)

    def give(who: str, mentee: str) -> str:
        with connected_to(in_own_database, "portal_test"):
            start.wait()
            try:
                with table.coordinator(who) as by:
                    lay.move(table.round(), table.of[mentee], table.of["karin"], by=by)
            except CannotLay as refusal:
                return str(refusal)
            finally:
                connection.close()
            return "laid"

    with ThreadPoolExecutor(2) as threads:
        asked = [threads.submit(give, "karin", "amina"), threads.submit(give, "jonas", "berit")]
        said = [one.result() for one in asked]
    assert sorted(said) == [no_place("Karin Öberg"), "laid"]
    assert len(proposed(table)) == 1
