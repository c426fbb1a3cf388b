"""Whom somebody wants to avoid: the coordinators read it, never the manager nor anybody else."""

from datetime import date

import pytest
from django.test import Client

from mentorship.models import Avoided
from network import scope
from network.models import JournalEntry
from tests.cast import Cast
from tests.databases import acting_as
from tests.mentorship.asking import (
    AT,
    WISH,
    enter,
    letters,
    link_in,
    run_errands,
    the_interest,
)
from tests.mentorship.rounds import make_manager, make_round
from tests.signing_in import sign_in

SECRET = "Hemlig Fiende"


@pytest.fixture
def round_id(cast: Cast, client: Client) -> int:
    """Amina, whose manager is Mats, has asked and named somebody whom she wants to avoid."""
    make_manager(cast, "amina", date(2019, 3, 1), under="mats")
    found = make_round(cast.vn)
    enter(client, "amina")
    client.post(f"{AT}/rounds/{found}/interest/mentee/", WISH | {"avoid_names": SECRET})
    return found


def test_the_writer_and_the_coordinators_read_it(cast: Cast, client: Client, round_id: int) -> None:
    at = f"{AT}/interests/{the_interest(cast).pk}/"
    assert SECRET in client.get(at).content.decode()
    sign_in(client, "jonas")
    assert SECRET in client.get(at).content.decode()
    assert SECRET in client.get(f"{AT}/rounds/{round_id}/avoided/").content.decode()


def test_the_manager_sees_it_nowhere_page_link_letter_or_journal(
    cast: Cast, client: Client, round_id: int
) -> None:
    run_errands(cast)
    pk = the_interest(cast).pk
    (question,) = letters(cast, "mentor_answer_asked")
    assert SECRET not in question.text + question.html
    assert SECRET not in Client().get(link_in(cast, question)).content.decode()
    enter(client, "mats")
    for page in (f"interests/{pk}/", f"interests/{pk}/answer/", f"rounds/{round_id}/", ""):
        assert SECRET not in client.get(f"{AT}/{page}").content.decode()
    assert client.get(f"{AT}/rounds/{round_id}/avoided/").status_code == 403
    with scope.enter(cast.users["mats"], cast.vn):
        assert not Avoided.objects.exists()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not any(SECRET in str(row.facts) for row in JournalEntry.objects.all())


@pytest.mark.parametrize("who", ["mats", "berit", "lena", "lars", "erik", "styrbjorn", "miriam"])
def test_the_database_shows_it_to_nobody_else(cast: Cast, round_id: int, who: str) -> None:
    with scope.enter(cast.users[who], cast.vn):
        assert not Avoided.objects.exists()


def test_no_table_that_leaves_the_portal_holds_it(
    cast: Cast, client: Client, round_id: int
) -> None:
    sign_in(client, "karin")
    table = client.get(f"{AT}/rounds/{round_id}/interests/", {"format": "csv"})
    assert SECRET not in table.content.decode("utf-8-sig")
    assert "Våga mer" in table.content.decode("utf-8-sig")


def test_a_coordinator_points_out_who_is_meant_or_that_nobody_is(
    cast: Cast, client: Client, round_id: int
) -> None:
    sign_in(client, "karin")
    assert f"{AT}/rounds/{round_id}/avoided/" in client.get("/vasternorrland/").content.decode()
    with scope.enter(cast.users["karin"], cast.vn):
        pk = Avoided.objects.get().pk
    at = f"{AT}/avoided/{pk}/"
    assert "Tove" in client.get(at, {"q": "tove"}).content.decode()
    assert client.post(at, {"who": str(cast.person("tove"))}).status_code == 302
    with scope.enter(cast.users["karin"], cast.vn):
        assert Avoided.objects.get().who_id == cast.person("tove")
    assert client.post(at, {"who": "999999999"}).status_code == 404
    assert client.post(at, {"who": "x"}).status_code == 404
    client.post(at, {"who": ""})
    with scope.enter(cast.users["karin"], cast.vn):
        found = Avoided.objects.get()
        assert found.who_id is None
        assert found.looked_at
    assert f"{AT}/rounds/{round_id}/avoided/" not in client.get("/vasternorrland/").content.decode()
