"""Who comes: for those with a seat, without addresses, and never against somebody's will."""

import pytest
from django.db import connection
from django.test import Client

from courses.models import Enrolment, Run, Unlisted
from members.models import Person
from network import scope
from network.models import User
from tests.cast import VN, Cast, email
from tests.courses.makers import make_course, make_run

HOME = "/vasternorrland/courses"


@pytest.fixture
def run(cast: Cast) -> Run:
    """Amina, Berit and Tove have seats; Miriam waits."""
    with scope.enter(cast.users["jonas"], cast.vn):
        made = make_run(capacity=3, course=make_course("Klarspråk"))
        for who, key in (("amina", "csn"), ("berit", "csn"), ("tove", "timra"), ("miriam", "miun")):
            Enrolment.objects.create(
                run=made, person_id=cast.person(who), membership_id=cast.memberships[VN, key]
            )
        return made


def be(who: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email(who)))
    return client


def in_database(cast: Cast, run: Run, who: str) -> list[str]:
    with scope.enter(cast.users[who], cast.vn), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM app.participants_of(%s) ORDER BY name", [run.pk])
        return [row[0] for row in cursor.fetchall()]


def test_those_with_a_seat_see_each_other_by_name_and_authority_and_no_address(
    cast: Cast, run: Run
) -> None:
    page = be("amina").get(f"{HOME}/runs/{run.pk}/fellows/").content.decode()
    assert "Tove Timrå" in page
    assert "Timrå kommun" in page
    assert "Miriam" not in page  # waits
    assert "tove@example.org" not in page


@pytest.mark.parametrize("who", ["miriam", "mats", "lars", "karin", "styrbjorn"])
def test_without_a_seat_the_database_itself_tells_nothing(cast: Cast, run: Run, who: str) -> None:
    assert in_database(cast, run, who) == []
    if who != "karin":  # she needs a second factor before any page
        assert be(who).get(f"{HOME}/runs/{run.pk}/fellows/").status_code == 403


def test_another_network_gets_nothing_by_the_runs_number(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["miriam"], cast.jl), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM app.participants_of(%s)", [run.pk])
        assert cursor.fetchone()[0] == 0


def test_a_protected_person_is_on_no_list_and_in_no_file(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["lars"], cast.vn):
        Person.objects.filter(pk=cast.person("tove")).update(protected=True)
    assert in_database(cast, run, "amina") == ["Amina Hassan", "Berit Berg"]
    assert in_database(cast, run, "tove") == ["Amina Hassan", "Berit Berg"]
    assert "Tove" not in be("berit").get(f"{HOME}/runs/{run.pk}/fellows/").content.decode()


def test_who_leaves_the_list_is_gone_from_it_and_may_come_back(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["tove"], cast.vn):
        mine = Enrolment.objects.get(run=run)
    tove = be("tove")
    for _click in range(2):
        tove.post(f"{HOME}/enrolments/{mine.pk}/listing/", {"listed": "no"})
    assert in_database(cast, run, "amina") == ["Amina Hassan", "Berit Berg"]
    tove.post(f"{HOME}/enrolments/{mine.pk}/listing/", {"listed": "yes"})
    assert "Tove Timrå" in in_database(cast, run, "amina")


def test_nobody_takes_somebody_else_off_the_list(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["tove"], cast.vn):
        hers = Enrolment.objects.get(run=run)
    assert be("amina").post(f"{HOME}/enrolments/{hers.pk}/listing/").status_code == 404
    assert be("lars").post(f"{HOME}/enrolments/{hers.pk}/listing/").status_code == 403
    with scope.enter(cast.users["amina"], cast.vn):  # nor by a row of one's own that names hers
        Unlisted.objects.create(enrolment_id=hers.pk, run_id=run.pk, person_id=cast.person("amina"))
    assert "Tove Timrå" in in_database(cast, run, "amina")
