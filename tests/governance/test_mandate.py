"""Mandates: one for each member, held by one at a time, with roles that follow and leave."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import Error, transaction
from django.test import Client
from django.utils import timezone

from governance.actions.follow_mandates import follow_mandates
from governance.bodies.tasks import end_for_those_who_left
from governance.models import Holder, Mandate, MandateRole, Office
from governance.rules import Rank
from members.models import Person, Role
from network import scope
from network.models import Letter
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.governance.making import (
    make_attendance,
    make_body,
    make_holder,
    make_mandate,
    make_meeting,
    make_office,
)
from tests.loans.drafting import run_errands
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

AT = f"/{VN}/governance"
TODAY = timezone.localdate


@contextmanager
def system(cast: Cast) -> Iterator[None]:
    """The network's own scope."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        yield


@contextmanager
def refused(name: str) -> Iterator[None]:
    """The database refuses it by a constraint's name."""
    with pytest.raises(Error) as caught, transaction.atomic():
        yield
    cause: Any = caught.value.__cause__
    assert cause.diag.constraint_name == name


def appoint(client: Client, mandate: int, **said: Any) -> Any:
    """Karin appoints somebody; gives the answer."""
    sign_in(client, "karin")
    data = {"rank": "member", "since": TODAY().isoformat()} | said
    return client.post(f"{AT}/mandates/{mandate}/holders/new/", data)


def roles(cast: Cast, who: str, kind: str = "steering_member") -> list[tuple[date, date | None]]:
    """From when to when somebody has a role."""
    with system(cast):
        rows = Role.objects.filter(person=cast.person(who), kind=kind).order_by("since")
        return list(rows.values_list("since", "until"))


def test_each_member_gets_one_mandate_in_one_act_and_none_gets_two(
    cast: Cast, client: Client
) -> None:
    body = make_body(cast, nature="board")
    sign_in(client, "karin")
    address = f"{AT}/bodies/{body}/mandates/"
    page = client.get(address).content.decode()
    assert page.count('name="members"') == 4
    everybody = [cast.memberships[VN, key] for key in ("spv", "csn", "miun", "timra")]
    said = {"since": TODAY().isoformat(), "votes": "on", "members": everybody}
    assert client.post(address, said).status_code == 302
    assert "Mittuniversitetet" in client.get(address).content.decode()
    assert client.post(address, said).status_code == 200  # nobody is left to choose
    with system(cast):
        held = Mandate.objects.filter(body=body)
        assert sorted(held.values_list("membership", flat=True)) == sorted(everybody)


def test_a_new_member_replaces_the_former_who_leaves_the_day_before(
    cast: Cast, client: Client
) -> None:
    mandate = make_mandate(cast, make_body(cast), "csn")
    former = make_holder(cast, mandate, "ulla")
    assert appoint(client, mandate, person=cast.person("mats")).status_code == 302
    with system(cast):
        assert Holder.objects.get(pk=former).until == TODAY() - timedelta(days=1)
        new = Holder.objects.get(mandate=mandate, person=cast.person("mats"))
        assert (new.replaces_id, new.since, new.name) == (former, TODAY(), "Mats Chef")
    sign_in(client, "karin")
    assert client.post(f"{AT}/holders/{new.pk}/undoing/").status_code == 302
    with system(cast):
        assert list(Holder.objects.filter(mandate=mandate).values_list("pk", "until")) == [
            (former, None)
        ]


def test_an_appointment_that_has_taken_part_in_a_meeting_is_not_taken_back(
    cast: Cast, client: Client
) -> None:
    body = make_body(cast)
    mandate = make_mandate(cast, body, "csn")
    holder = make_holder(cast, mandate, "ulla")
    make_attendance(cast, make_meeting(cast, body), mandate, holder_id=holder)
    sign_in(client, "karin")
    page = client.post(f"{AT}/holders/{holder}/undoing/", follow=True).content.decode()
    with system(cast):
        assert Holder.objects.filter(pk=holder).exists()
    assert "deltagit" in page or "taken part" in page


def test_the_database_lets_one_member_hold_a_mandate_on_a_day(cast: Cast) -> None:
    mandate = make_mandate(cast, make_body(cast), "csn")
    make_holder(cast, mandate, "ulla", until=date(2026, 6, 30))
    with refused("governance_holder_one_member"):
        make_holder(cast, mandate, "mats", since=date(2026, 6, 30))
    make_holder(cast, mandate, "mats", since=date(2026, 7, 1))
    make_holder(cast, mandate, "amina", rank=Rank.DEPUTY)
    make_holder(cast, mandate, "berit", rank=Rank.DEPUTY)
    with refused("governance_holder_once"):
        make_holder(cast, mandate, "mats", rank=Rank.DEPUTY, since=date(2026, 8, 1))


def test_the_database_lets_one_be_chair_on_a_day(cast: Cast) -> None:
    body = make_body(cast)
    make_office(cast, body, "chair", "ulla", until=date(2026, 6, 30))
    with refused("governance_office_one_chair"):
        make_office(cast, body, "chair", "mats", since=date(2026, 6, 30))
    make_office(cast, body, "chair", "mats", since=date(2026, 7, 1))
    make_office(cast, body, "secretary", "ulla")
    make_office(cast, body, "secretary", "lars")


def test_nobody_holds_two_mandates_of_a_body_at_once(cast: Cast, client: Client) -> None:
    body = make_body(cast)
    make_holder(cast, make_mandate(cast, body, "csn"), "ulla")
    # A second seat of the same authority, from another day.
    other = make_mandate(cast, body, "csn", since=date(2021, 1, 1))
    answer = appoint(client, other, person=cast.person("ulla"))
    assert answer.status_code == 200
    with system(cast):
        assert not Holder.objects.filter(mandate=other).exists()


def test_a_coordinator_chooses_among_the_authoritys_own_people(cast: Cast, client: Client) -> None:
    mandate = make_mandate(cast, make_body(cast), "timra")
    sign_in(client, "karin")
    page = client.get(f"{AT}/mandates/{mandate}/holders/new/").content.decode()
    assert "Tove Timrå" in page
    assert "Ulla Utbildningsråd" not in page
    assert appoint(client, mandate, person=cast.person("ulla")).status_code == 200
    with system(cast):
        assert not Holder.objects.exists()


def test_members_and_deputies_of_a_steering_body_have_the_role_for_the_same_days(
    cast: Cast, client: Client
) -> None:
    mandate = make_mandate(cast, make_body(cast, nature="steering"), "csn")
    last = TODAY() + timedelta(days=300)
    appoint(client, mandate, person=cast.person("mats"), until=last.isoformat())
    appoint(client, mandate, person=cast.person("berit"), rank="deputy")
    assert roles(cast, "mats") == [(TODAY(), last)]
    assert roles(cast, "berit") == [(TODAY(), None)]
    with system(cast):
        holder = Holder.objects.get(person=cast.person("mats"))
    sign_in(client, "karin")
    yesterday = TODAY() - timedelta(days=1)
    client.post(f"{AT}/holders/{holder.pk}/end/", {"until": yesterday.isoformat()})
    assert roles(cast, "mats") == []
    client.post(f"{AT}/mandates/{mandate}/end/", {"until": TODAY().isoformat()})
    assert roles(cast, "berit") == [(TODAY(), TODAY())]


def test_a_replaced_member_keeps_no_rights(cast: Cast, client: Client) -> None:
    mandate = make_mandate(cast, make_body(cast, nature="council"), "csn")
    make_holder(cast, mandate, "mats")
    with system(cast):
        follow_mandates([cast.person("mats")])
    assert roles(cast, "mats", "council_member") == [(date(2020, 1, 1), None)]
    appoint(client, mandate, person=cast.person("berit"))
    yesterday = TODAY() - timedelta(days=1)
    assert roles(cast, "mats", "council_member") == [(date(2020, 1, 1), yesterday)]
    assert roles(cast, "berit", "council_member") == [(TODAY(), None)]


def test_a_role_that_was_given_by_hand_stays_when_the_mandate_ends(
    cast: Cast, client: Client
) -> None:
    # Styrbjörn was made a steering member by hand.
    by_hand = [(date(2020, 1, 1), None)]
    assert roles(cast, "styrbjorn") == by_hand
    mandate = make_mandate(cast, make_body(cast, nature="steering"), "spv")
    make_holder(cast, mandate, "styrbjorn")
    appoint(client, mandate, name="Någon Annan")
    assert roles(cast, "styrbjorn") == by_hand
    with system(cast):
        assert not MandateRole.objects.filter(role__person=cast.person("styrbjorn")).exists()


def test_who_sits_in_two_bodies_keeps_the_role_until_the_last_of_them_ends(cast: Cast) -> None:
    first = make_mandate(cast, make_body(cast, nature="steering"), "csn")
    second = make_mandate(cast, make_body(cast, nature="steering"), "csn")
    soon = TODAY() + timedelta(days=10)
    later = TODAY() + timedelta(days=99)
    make_holder(cast, first, "mats", since=TODAY(), until=soon)
    make_holder(cast, second, "mats", since=soon, until=later)
    with system(cast):
        assert follow_mandates([cast.person("mats")]) == 1
        assert follow_mandates([cast.person("mats")]) == 0
    assert roles(cast, "mats") == [(TODAY(), later)]


def test_sitting_in_a_working_group_gives_no_role(cast: Cast) -> None:
    make_holder(cast, make_mandate(cast, make_body(cast, nature="group"), "csn"), "mats")
    with system(cast):
        assert follow_mandates([cast.person("mats")]) == 0


def test_whoever_leaves_the_authority_leaves_its_mandates_and_offices(cast: Cast) -> None:
    body = make_body(cast, nature="steering")
    make_holder(cast, make_mandate(cast, body, "csn"), "mats")
    make_office(cast, body, "chair", "mats")
    left = TODAY() - timedelta(days=3)
    with system(cast):
        follow_mandates([cast.person("mats")])
        Person.objects.filter(pk=cast.person("mats")).update(until=left)
        end_for_those_who_left()
        assert Holder.objects.get(person=cast.person("mats")).until == left
        assert Office.objects.get(person=cast.person("mats")).until == left
    assert roles(cast, "mats") == [(date(2020, 1, 1), left)]


def test_deputies_step_in_in_an_order_that_can_be_changed(cast: Cast, client: Client) -> None:
    mandate = make_mandate(cast, make_body(cast), "csn")
    for who in ("mats", "berit", "amina"):
        appoint(client, mandate, person=cast.person(who), rank="deputy")
    with system(cast):
        third = Holder.objects.get(person=cast.person("amina"))
        assert third.position == 3
    client.post(f"{AT}/holders/{third.pk}/place/")
    with system(cast):
        rows = Holder.objects.filter(mandate=mandate).order_by("position")
        names = list(rows.values_list("name", flat=True))
    assert names == ["Mats Chef", "Amina Hassan", "Berit Berg"]


def test_ending_a_mandate_ends_the_terms_in_it_and_takes_away_those_to_come(
    cast: Cast, client: Client
) -> None:
    mandate = make_mandate(cast, make_body(cast, nature="steering"), "csn")
    make_holder(cast, mandate, "mats")
    coming = TODAY() + timedelta(days=50)
    appoint(client, mandate, person=cast.person("berit"), since=coming.isoformat())
    assert roles(cast, "berit") == [(coming, None)]
    client.post(f"{AT}/mandates/{mandate}/end/", {"until": TODAY().isoformat()})
    with system(cast):
        assert Mandate.objects.get(pk=mandate).until == TODAY()
        assert list(Holder.objects.values_list("name", "until")) == [("Mats Chef", TODAY())]
    assert roles(cast, "berit") == []


def test_who_is_appointed_gets_a_letter_and_who_is_taken_back_at_once_gets_none(
    cast: Cast, client: Client
) -> None:
    body = make_body(cast, name="Styrgruppen")
    mandate = make_mandate(cast, body, "csn")
    assert appoint(client, mandate, person=cast.person("mats")).status_code == 302
    assert appoint(client, mandate, person=cast.person("berit"), rank="deputy").status_code == 302
    with system(cast):
        berit = Holder.objects.get(person=cast.person("berit"))
    assert client.post(f"{AT}/holders/{berit.pk}/undoing/").status_code == 302
    run_errands(cast)
    with system(cast):
        (told,) = Letter.objects.filter(name="holder_appointed")
    assert (told.to, told.person_id) == ("mats@example.org", cast.person("mats"))
    assert "Styrgruppen" in told.subject
    assert f"/governance/bodies/{body}/" in told.text


def test_who_is_replaced_or_let_go_gets_a_letter_with_the_last_day(
    cast: Cast, client: Client
) -> None:
    body = make_body(cast, name="Styrgruppen")
    mandate = make_mandate(cast, body, "csn")
    mats = make_holder(cast, mandate, "mats")
    day = TODAY() + timedelta(days=10)
    appoint(client, mandate, person=cast.person("berit"), since=day.isoformat())
    run_errands(cast)
    with system(cast):
        (told,) = Letter.objects.filter(name="holder_left")
        berit = Holder.objects.get(person=cast.person("berit"))
        assert Holder.objects.get(pk=mats).until == day - timedelta(days=1)
    assert (told.to, told.person_id) == ("mats@example.org", cast.person("mats"))
    assert "Styrgruppen" in told.subject
    client.post(f"{AT}/holders/{berit.pk}/end/", {"until": (day + timedelta(days=5)).isoformat()})
    run_errands(cast)
    with system(cast):
        assert Letter.objects.filter(name="holder_left", to="berit@example.org").count() == 1
