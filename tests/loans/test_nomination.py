"""HR names one of its people for an approach: they say yes first, then their manager."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from loans.models import Approach, Interest, Loan
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.loans.interesting import (
    ASKED,
    AT,
    INTERESTED,
    NEWS,
    manager_says,
    rows_of,
    standing,
    the_interest,
    told,
)
from tests.loans.making import in_days, make_notice, make_signers
from tests.mentorship.asking import letters, link_in, run_errands
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NAMED = "loan_named"


def approached(cast: Cast, by: str = "spv") -> int:
    """CSN offers staff, and another authority would like to borrow; gives the approach."""
    make_signers(cast)
    offer = make_notice(cast, "csn", kind="idle", title="Två testledare")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        made: Approach = Approach.objects.create(
            notice_id=offer, membership_id=cast.memberships[VN, by], words="Införandet i vår"
        )
        return made.pk


def name(cast: Cast, client: Client, approach: int, who: str = "amina") -> None:
    sign_in(client, "lena")
    said = {
        "person": str(cast.person(who)),
        "starts": in_days(14).isoformat(),
        "ends": in_days(90).isoformat(),
        "percent": "80",
    }
    answer = client.post(f"{AT}/approaches/{approach}/nomination/", said)
    assert answer.status_code == 302, answer.content.decode()
    run_errands(cast)


def test_first_the_person_then_the_manager_and_only_then_the_other_authority(
    cast: Cast, client: Client
) -> None:
    name(cast, client, approached(cast))
    assert told(cast, NAMED) == {"amina"}
    assert told(cast, ASKED) == set()
    everybody = ("mats", "styrbjorn", "karin", "lars", "erik")
    assert [rows_of(cast, who, "loans_interest") for who in everybody] == [1, 0, 0, 0, 0]
    page = Client().get(link_in(cast, letters(cast, NAMED)[0])).content.decode()
    assert "Införandet i vår" in page
    Client().post(link_in(cast, letters(cast, NAMED)[0]), {"answer": "yes"})
    run_errands(cast)
    assert told(cast, ASKED) == {"mats"}
    assert [rows_of(cast, who, "loans_interest") for who in everybody] == [1, 0, 0, 0, 0]
    manager_says(cast)
    assert told(cast, INTERESTED) == {"styrbjorn"}
    assert "lena" in told(cast, NEWS)
    borrower = Client()
    sign_in(borrower, "styrbjorn")
    pk = the_interest(cast).pk
    assert "Amina Hassan" in borrower.get(f"{AT}/interests/{pk}/").content.decode()
    borrower.post(f"{AT}/interests/{pk}/choice/", {"leader": ""})
    with scope.enter(cast.users["styrbjorn"], cast.vn):
        loan = Loan.objects.get()
    assert (loan.lender_id, loan.borrower_id) == (
        cast.memberships[VN, "csn"],
        cast.memberships[VN, "spv"],
    )


def test_who_says_no_is_not_asked_why_and_hr_is_told(cast: Cast, client: Client) -> None:
    name(cast, client, approached(cast))
    Client().post(link_in(cast, letters(cast, NAMED)[0]), {"answer": "no"})
    run_errands(cast)
    assert standing(cast) == "withdrawn"
    assert told(cast, ASKED) == set()
    assert told(cast, NEWS) == {"lena"}


def test_hr_does_not_say_yes_for_the_person(cast: Cast, client: Client) -> None:
    name(cast, client, approached(cast))
    pk = the_interest(cast).pk
    assert client.post(f"{AT}/interests/{pk}/yes/", {"answer": "yes"}).status_code == 403
    with (
        scope.enter(cast.users["lena"], cast.vn),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE loans_interest SET agreed_at = now() WHERE id = %s", [pk])


def test_a_municipality_that_borrows_asks_for_the_persons_own_consent(
    cast: Cast, client: Client
) -> None:
    name(cast, client, approached(cast, "timra"))
    at = link_in(cast, letters(cast, NAMED)[0])
    assert "own_consent" in Client().get(at).content.decode()
    Client().post(at, {"answer": "yes"})
    assert standing(cast) == "asked"
    Client().post(at, {"answer": "yes", "own_consent": "on"})
    assert standing(cast) == "waiting"


def test_only_people_of_the_own_authority_are_named_and_each_once(
    cast: Cast, client: Client
) -> None:
    approach = approached(cast)
    sign_in(client, "lena")
    said = {
        "starts": in_days(14).isoformat(),
        "ends": in_days(90).isoformat(),
        "percent": "80",
    }
    address = f"{AT}/approaches/{approach}/nomination/"
    foreign = client.post(address, said | {"person": str(cast.person("tove"))})
    assert foreign.status_code == 200
    for _twice in range(2):
        client.post(address, said | {"person": str(cast.person("amina"))})
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Interest.objects.count() == 1


def test_nobody_is_named_for_another_authoritys_offer_or_a_declined_approach(
    cast: Cast, client: Client
) -> None:
    approach = approached(cast)
    sign_in(client, "lars")
    assert client.get(f"{AT}/approaches/{approach}/nomination/").status_code == 404
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Approach.objects.update(declined_at=timezone.now())
    sign_in(client, "lena")
    said = {
        "person": str(cast.person("amina")),
        "starts": in_days(14).isoformat(),
        "ends": in_days(90).isoformat(),
        "percent": "80",
    }
    client.post(f"{AT}/approaches/{approach}/nomination/", said)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Interest.objects.exists()
