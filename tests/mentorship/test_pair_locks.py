"""What the database lets the two, the coordinators and everybody else know of a pair."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from mentorship.models import (
    Agreement,
    AgreementAssent,
    Contact,
    Pair,
    PairAnswer,
    PairCall,
    PairEnd,
    PairEvaluation,
)
from network import scope
from tests.cast import Cast
from tests.databases import acting_as
from tests.mentorship.pairings import agreed_pair, asked_pair, in_days

pytestmark = pytest.mark.django_db
STRANGERS = ("berit", "lena", "mats", "lars", "erik", "styrbjorn", "miriam")


@contextmanager
def refused() -> Iterator[None]:
    """The database says no."""
    with pytest.raises(DatabaseError), transaction.atomic():
        yield


@pytest.fixture
def pair(cast: Cast) -> int:
    """A running pair whose two have each ticked a day, one with a no, and one has evaluated."""
    pk = agreed_pair(cast)
    for who, well in (("amina", False), ("tove", True)):
        with scope.enter(cast.users[who], cast.vn):
            facts = {"pair_id": pk, "person_id": cast.person(who)}
            Contact.objects.create(day=in_days(-2), goes_well=well, **facts)
    with scope.enter(cast.users["amina"], cast.vn):
        PairEvaluation.objects.create(
            kind="midway",
            satisfaction=2,
            effect=2,
            goals=2,
            words="Ont om tid",
            **{
                "pair_id": pk,
                "person_id": cast.person("amina"),
            },
        )
    return pk


def test_nobody_but_the_two_reads_the_agreement(cast: Cast, pair: int) -> None:
    for who in ("amina", "tove"):
        with scope.enter(cast.users[who], cast.vn):
            assert Agreement.objects.count() == 1
            assert AgreementAssent.objects.count() == 2
    for who in ("karin", "jonas", *STRANGERS):
        with scope.enter(cast.users[who], cast.vn):
            assert Agreement.objects.count() == 0, who


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_knows_of_the_pair_not_even_the_manager(
    cast: Cast, pair: int, who: str
) -> None:
    with scope.enter(cast.users[who], cast.vn):
        for model in (Pair, PairAnswer, PairEnd, Contact, PairEvaluation, PairCall):
            assert model.objects.count() == 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM app.mentor_partners()")
            assert cursor.fetchone() == (0,)
            cursor.execute("SELECT count(*) FROM app.partner_days(%s)", [pair])
            assert cursor.fetchone() == (0,)


def test_one_sees_the_days_of_the_other_and_neither_ticks_nor_figures(
    cast: Cast, pair: int
) -> None:
    with scope.enter(cast.users["tove"], cast.vn):
        assert [one.goes_well for one in Contact.objects.all()] == [True]
        assert PairEvaluation.objects.count() == 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM app.partner_days(%s)", [pair])
            assert cursor.fetchall() == [(in_days(-2),)]


def test_the_other_is_told_apart_from_goals_other_areas_and_whom_they_avoid(cast: Cast) -> None:
    from mentorship.models import Avoided, Interest

    pk = asked_pair(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Interest.objects.filter(role="mentor").update(areas=["talks", "law"])
        asked = Interest.objects.get(role="mentor")
        Avoided.objects.create(interest=asked, person_id=asked.person_id, name="Sven Svår")
    with scope.enter(cast.users["amina"], cast.vn), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.mentor_partners()")
        rows = cursor.fetchall()
    assert rows == [(pk, "Tove Timrå", "", "", "Lyssnar hellre än talar", ["talks"])]


def test_one_answers_ticks_and_assents_in_ones_own_name_alone(cast: Cast, pair: int) -> None:
    with scope.enter(cast.users["amina"], cast.vn):
        tove = {"pair_id": pair, "person_id": cast.person("tove")}
        with refused():
            Contact.objects.create(day=in_days(-1), goes_well=True, **tove)
        with refused():
            PairEvaluation.objects.create(kind="closing", satisfaction=1, effect=1, goals=1, **tove)
        with refused():
            Agreement.objects.create(
                pair_id=pair, goals="x", rhythm="x", trust="x", ending="x",
                written_by_id=cast.person("tove"),
            )  # fmt: skip


def test_nobody_outside_ticks_or_ends_a_pair(cast: Cast, pair: int) -> None:
    for who in ("berit", "mats"):
        with scope.enter(cast.users[who], cast.vn), refused():
            PairEnd.objects.create(pair_id=pair, kind="early", on=in_days(0))


@pytest.mark.parametrize(
    "facts", [{"kind": "completed"}, {"kind": "early", "mentor_again": True}, {"kind": "undone"}]
)
def test_one_of_the_two_cannot_complete_a_pair_or_speak_for_the_other(
    cast: Cast, pair: int, facts: dict[str, object]
) -> None:
    with scope.enter(cast.users["amina"], cast.vn):
        with refused():
            PairEnd.objects.create(pair_id=pair, on=in_days(0), **facts)
        PairEnd.objects.create(pair_id=pair, kind="early", on=in_days(0), mentee_again=True)


def test_the_two_cannot_start_a_pair_themselves(cast: Cast) -> None:
    pk = asked_pair(cast)
    with scope.enter(cast.users["amina"], cast.vn):
        assert Pair.objects.filter(pk=pk).update(asked_at=None) == 0


def test_nothing_is_ticked_after_a_pair_has_ended(cast: Cast, pair: int) -> None:
    with scope.enter(cast.users["amina"], cast.vn):
        PairEnd.objects.create(pair_id=pair, kind="early", on=in_days(0))
        with refused():
            Contact.objects.create(
                pair_id=pair, person_id=cast.person("amina"), day=in_days(0), goes_well=True
            )
