"""The database's own locks on requests and answers, whatever Python would allow."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from mentorship.models import Interest, ManagerAnswer
from network import scope
from tests.cast import Cast
from tests.databases import acting_as
from tests.mentorship.rounds import make_interest, make_manager, make_round

MANAGER = date(2019, 3, 1)


def seen(table: str) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table}")
        return {row[0] for row in cursor.fetchall()}


@contextmanager
def refused() -> Iterator[None]:
    """The database says that a policy forbids the row."""
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        yield


def keep(row: Interest | ManagerAnswer) -> None:
    """Save a row and check at once what else the commit would check: the composite keys."""
    row.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.fixture
def asked(cast: Cast) -> int:
    """Amina, whose manager is Mats, has asked for a mentor."""
    make_manager(cast, "amina", MANAGER, under="mats")
    return make_interest(cast, make_round(cast.vn))


@pytest.mark.parametrize("who", ["amina", "mats", "karin", "jonas"])
def test_oneself_ones_manager_and_the_coordinators_see_a_request(
    cast: Cast, asked: int, who: str
) -> None:
    with scope.enter(cast.users[who], cast.vn):
        assert seen("mentorship_interest") == {asked}


@pytest.mark.parametrize("who", ["berit", "lena", "lars", "erik", "styrbjorn", "miriam"])
def test_nobody_else_sees_it_not_even_the_own_local_coordinator(
    cast: Cast, asked: int, who: str
) -> None:
    with scope.enter(cast.users[who], cast.vn):
        assert seen("mentorship_interest") == set()


def test_another_network_sees_neither_round_nor_request(cast: Cast, asked: int) -> None:
    with scope.enter(cast.users["jamte"], cast.jl):
        assert seen("mentorship_interest") == seen("mentorship_mentorround") == set()


def test_nobody_asks_in_somebody_elses_name_or_for_another_authority(cast: Cast) -> None:
    found = make_round(cast.vn)
    with scope.enter(cast.users["amina"], cast.vn):
        facts = {"round_id": found, "role": "mentee", "areas": ["talks"]}
        csn, timra = (cast.memberships["vasternorrland", key] for key in ("csn", "timra"))
        with refused():
            Interest.objects.create(person_id=cast.person("berit"), membership_id=csn, **facts)
        with refused():
            Interest.objects.create(person_id=cast.person("amina"), membership_id=timra, **facts)
        Interest.objects.create(person_id=cast.person("amina"), membership_id=csn, **facts)


def test_one_may_not_ask_in_a_round_of_another_network(cast: Cast) -> None:
    other = make_round(cast.jl)
    facts = {
        "round_id": other,
        "person_id": cast.person("amina"),
        "membership_id": cast.memberships["vasternorrland", "csn"],
        "role": "mentee",
        "areas": ["talks"],
    }
    with pytest.raises(IntegrityError), scope.enter(cast.users["amina"], cast.vn):
        keep(Interest(**facts))


@pytest.mark.parametrize("who", ["amina", "berit", "lena", "karin", "erik"])
def test_only_the_manager_answers_where_there_is_one(cast: Cast, asked: int, who: str) -> None:
    with scope.enter(cast.users[who], cast.vn), refused():
        ManagerAnswer.objects.create(
            interest_id=asked,
            person_id=cast.person("amina"),
            approved=True,
            user_id=cast.users[who],
        )


def test_a_manager_cannot_answer_for_another_by_naming_own_staff(cast: Cast) -> None:
    found = make_interest(cast, make_round(cast.vn), who="tove")
    facts = {
        "interest_id": found,
        "person_id": cast.person("amina"),
        "approved": True,
        "user_id": cast.users["mats"],
    }
    with pytest.raises(IntegrityError), scope.enter(cast.users["mats"], cast.vn):
        keep(ManagerAnswer(**facts))


def test_a_manager_cannot_answer_in_somebody_elses_name(cast: Cast, asked: int) -> None:
    with scope.enter(cast.users["mats"], cast.vn), refused():
        ManagerAnswer.objects.create(
            interest_id=asked,
            person_id=cast.person("amina"),
            approved=True,
            user_id=cast.users["karin"],
        )


def test_a_coordinator_stands_in_for_a_missing_manager_and_never_for_oneself(cast: Cast) -> None:
    found = make_round(cast.vn)
    lonely, own = (make_interest(cast, found, who=who) for who in ("tove", "karin"))
    with scope.enter(cast.users["karin"], cast.vn):
        facts = {"approved": True, "user_id": cast.users["karin"]}
        with refused():
            ManagerAnswer.objects.create(interest_id=own, person_id=cast.person("karin"), **facts)
        ManagerAnswer.objects.create(interest_id=lonely, person_id=cast.person("tove"), **facts)


def test_an_answer_is_neither_changed_nor_taken_back(cast: Cast, asked: int) -> None:
    with scope.enter(cast.users["mats"], cast.vn):
        ManagerAnswer.objects.create(
            interest_id=asked,
            person_id=cast.person("amina"),
            approved=True,
            user_id=cast.users["mats"],
        )
        assert ManagerAnswer.objects.update(approved=False, why="ångrar mig") == 0
    for who in ("karin", "amina"):
        with scope.enter(cast.users[who], cast.vn):
            assert ManagerAnswer.objects.update(approved=False, why="nej") == 0
            assert ManagerAnswer.objects.all()._raw_delete("default") == 0


def test_a_manager_cannot_withdraw_or_rewrite_the_request_of_the_staff(
    cast: Cast, asked: int
) -> None:
    with scope.enter(cast.users["mats"], cast.vn):
        assert Interest.objects.filter(pk=asked).update(goals="annat") == 0


def test_only_coordinators_make_rounds(cast: Cast) -> None:
    from mentorship.models import MentorRound

    day = date(2027, 1, 1)
    facts = {"title": "Min egen", "opens": day, "closes": day, "starts": day}
    with scope.enter(cast.users["mats"], cast.vn), refused():
        MentorRound.objects.create(ends=date(2027, 12, 1), **facts)
    with acting_as("portal_app"), scope.enter(cast.users["karin"], cast.vn):
        MentorRound.objects.create(ends=date(2027, 12, 1), **facts)
