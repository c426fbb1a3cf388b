"""The scope: without one nothing is seen, inside one only what the grants give."""

import pytest
from django.db import connection

from members.models import Membership, Person
from network import scope
from tests.cast import Cast


def seen(model: str = "members_person") -> set[int]:
    """Ids that raw SQL sees, past every Python filter."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {model}")
        return {row[0] for row in cursor.fetchall()}


def test_without_a_scope_python_refuses_and_the_database_shows_nothing(cast: Cast) -> None:
    with pytest.raises(scope.NoScope):
        Person.objects.count()
    assert seen() == set()


def test_a_coordinator_sees_all_people_of_the_network_and_none_of_another(cast: Cast) -> None:
    with scope.enter(cast.users["karin"], cast.vn) as granted:
        assert granted.whole
        everyone = {pk for (slug, _who), pk in cast.people.items() if slug == "vasternorrland"}
        assert seen() == everyone
    assert seen() == set()


def test_a_local_coordinator_sees_only_the_people_of_the_own_authority(cast: Cast) -> None:
    with scope.enter(cast.users["lars"], cast.vn):
        assert seen() == {cast.person("lars"), cast.person("tove")}


def test_an_employee_sees_oneself_and_a_manager_the_staff(cast: Cast) -> None:
    with scope.enter(cast.users["amina"], cast.vn):
        assert seen() == {cast.person("amina")}
    with scope.enter(cast.users["mats"], cast.vn):
        assert seen() == {cast.person(who) for who in ("mats", "amina", "berit")}


def test_a_stranger_has_no_way_in(cast: Cast) -> None:
    with pytest.raises(scope.NotAMember), scope.enter(cast.users["stranger"], cast.vn):
        pass
    with pytest.raises(scope.NotAMember), scope.enter(cast.users["amina"], cast.jl):
        pass


def test_scopes_do_not_nest(cast: Cast) -> None:
    with scope.enter(cast.users["karin"], cast.vn):
        with pytest.raises(RuntimeError), scope.enter(cast.users["karin"], cast.vn):
            pass
        assert Membership.objects.count() == 4
