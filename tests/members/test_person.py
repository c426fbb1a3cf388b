"""People and roles: each coordinator within its own walls, and no way up by the side door."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from members.models import Person, Role
from network import scope
from network.actions import errand
from network.models import Errand, Letter, User
from tests.cast import Cast
from tests.databases import acting_as
from tests.signing_in import sign_in

PEOPLE = "/vasternorrland/members/people/"
NEW = {"name": "Nora Ny", "email": "Nora@example.org", "title": "Jurist"}


@pytest.fixture
def lena(client: Client, cast: Cast) -> Client:
    """The local coordinator of CSN."""
    sign_in(client, "lena")
    return client


def csn(cast: Cast) -> int:
    return cast.memberships["vasternorrland", "csn"]


def names(client: Client, query: str = "") -> list[str]:
    return [person.name for person in client.get(f"{PEOPLE}{query}").context["page_obj"]]


def test_a_local_coordinator_lists_the_own_authority_and_a_network_coordinator_everybody(
    cast: Cast,
) -> None:
    lena, karin, amina = Client(), Client(), Client()
    for who, client in (("lena", lena), ("karin", karin), ("amina", amina)):
        sign_in(client, who)
    assert set(names(lena)) == {
        "Jonas Lindqvist",
        "Lena Lokal",
        "Mats Chef",
        "Amina Hassan",
        "Berit Berg",
        "Ulla Utbildningsråd",
    }
    assert "Tove Timrå" in names(karin)
    assert names(karin, "?role=economist") == ["Erik Ekonom"]
    assert amina.get(PEOPLE).status_code == 403
    export = lena.get(f"{PEOPLE}?format=csv").content.decode()
    assert "Amina Hassan" in export
    assert "Tove" not in export


def test_somebody_who_is_added_can_sign_in_and_gets_one_letter(lena: Client, cast: Cast) -> None:
    lena.post(f"{PEOPLE}new/", NEW | {"membership": csn(cast)})
    user = User.objects.get(email="nora@example.org")
    with scope.enter(cast.users["lena"], cast.vn):
        person = Person.objects.get(email="nora@example.org")
    assert person.user_id == user.pk
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            waiting = list(
                Errand.objects.filter(name="members.invite").values_list("pk", flat=True)
            )
        for pk in [*waiting, *waiting]:
            errand.run(cast.vn, pk)
        with scope.enter_system(cast.vn):
            letters = list(Letter.objects.filter(person_id=person.pk))
    assert [letter.to for letter in letters] == ["nora@example.org"]
    assert "http" in letters[0].text


def test_somebody_known_in_another_network_keeps_the_one_sign_in(lena: Client, cast: Cast) -> None:
    lena.post(f"{PEOPLE}new/", NEW | {"email": "JAMTE@example.org", "membership": csn(cast)})
    with scope.enter(cast.users["lena"], cast.vn):
        assert Person.objects.get(name="Nora Ny").user_id == cast.users["jamte"]


def test_nobody_adds_people_to_another_authority(lena: Client, cast: Cast) -> None:
    other = cast.memberships["vasternorrland", "timra"]
    page = lena.post(f"{PEOPLE}new/", NEW | {"membership": other})
    assert "membership" in page.context["form"].errors
    assert not User.objects.filter(email="nora@example.org").exists()


def test_the_same_address_twice_is_a_sentence_and_no_crash(lena: Client, cast: Cast) -> None:
    page = lena.post(f"{PEOPLE}new/", NEW | {"email": "amina@example.org", "membership": csn(cast)})
    assert "Någon på myndigheten har" in page.content.decode()


def test_a_manager_is_found_by_name_or_address_and_only_at_the_same_authority(
    lena: Client, cast: Cast
) -> None:
    address = f"{PEOPLE}{cast.person('berit')}/change/"
    fields = {"name": "Berit Berg", "email": "berit@example.org"}
    assert lena.post(address, fields | {"manager_words": "Tove Timrå"}).status_code == 200
    assert "Mats Chef &lt;mats@example.org&gt;" in lena.get(address).content.decode()
    lena.post(address, fields | {"manager_words": "x <jonas@example.org>"})
    with scope.enter(cast.users["lena"], cast.vn):
        assert Person.objects.get(pk=cast.person("berit")).manager_id == cast.person("jonas")


def test_another_authoritys_people_do_not_exist_for_a_local_coordinator(
    lena: Client, cast: Cast
) -> None:
    for page in ("", "change/", "end/"):
        assert lena.get(f"{PEOPLE}{cast.person('tove')}/{page}").status_code == 404, page


def test_a_local_coordinator_cannot_take_over_the_sign_in_of_a_network_role(
    lena: Client, cast: Cast
) -> None:
    """Jonas works at CSN too, but coordinates the whole network."""
    jonas = cast.person("jonas")
    fields = {"name": "Jonas Lindqvist", "email": "lena@example.org"}
    lena.post(f"{PEOPLE}{jonas}/change/", fields)
    assert lena.get(f"{PEOPLE}{jonas}/end/").status_code == 403
    with scope.enter(cast.users["lena"], cast.vn):
        person = Person.objects.get(pk=jonas)
        assert (person.user_id, person.email) == (cast.users["jonas"], "jonas@example.org")
        with pytest.raises(DatabaseError), transaction.atomic():
            Person.objects.filter(pk=jonas).update(user_id=cast.users["lena"])
        Person.objects.filter(pk=cast.person("amina")).update(unit="Stöd")


def test_who_is_ended_is_shut_out_the_day_after_and_can_be_taken_back(
    lena: Client, cast: Cast
) -> None:
    amina = cast.person("amina")
    yesterday = timezone.localdate() - timedelta(days=1)
    lena.post(f"{PEOPLE}{amina}/end/", {"until": yesterday.isoformat()})
    with pytest.raises(scope.NotAMember), scope.enter(cast.users["amina"], cast.vn):
        pass
    assert "Amina Hassan" not in names(lena)
    assert "Amina Hassan" in names(lena, "?former=1")
    lena.post(f"{PEOPLE}{amina}/return/")
    with scope.enter(cast.users["amina"], cast.vn) as granted:
        assert granted.people == {amina}


def test_only_the_network_coordinator_gives_and_ends_roles(lena: Client, cast: Cast) -> None:
    amina = cast.person("amina")
    fields = {"kind": "local_coordinator", "since": timezone.localdate().isoformat()}
    assert lena.post(f"{PEOPLE}{amina}/roles/new/", fields).status_code == 403
    karin = Client()
    sign_in(karin, "karin")
    karin.post(f"{PEOPLE}{amina}/roles/new/", fields)
    with scope.enter(cast.users["amina"], cast.vn) as granted:
        assert granted.memberships == {csn(cast)}
        role = Role.objects.get(person=amina)
    assert "blev lokal utbildningskoordinator" in karin.get(f"{PEOPLE}{amina}/").content.decode()
    karin.post(f"/vasternorrland/members/roles/{role.pk}/end/")
    with scope.enter(cast.users["amina"], cast.vn) as granted:
        assert granted.memberships == set()


def test_a_network_never_loses_its_last_coordinator(cast: Cast, client: Client) -> None:
    sign_in(client, "karin")
    with scope.enter(cast.users["karin"], cast.vn):
        role = Role.objects.get(person=cast.person("karin"))
    client.post(f"/vasternorrland/members/roles/{role.pk}/end/")
    with scope.enter(cast.users["karin"], cast.vn) as granted:
        assert granted.whole


def test_search_finds_members_for_all_and_people_only_for_coordinators(cast: Cast) -> None:
    for who, sees in (("lena", True), ("amina", False)):
        client = Client()
        sign_in(client, who)
        hits = client.get("/vasternorrland/search/?q=mats").content.decode()
        assert ("Mats Chef" in hits) is sees
        assert "Timrå kommun" in client.get("/vasternorrland/search/?q=timrå").content.decode()
