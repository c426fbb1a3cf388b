"""An employee shows interest: only their manager learns of it before the yes."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from loans.consents.tasks import remind
from loans.models import Consent, Interest
from members.models import Person
from network import scope
from tests.cast import Cast, email
from tests.databases import acting_as
from tests.loans.interesting import (
    ASKED,
    AT,
    INTERESTED,
    NEWS,
    manager_says,
    rows_of,
    show,
    standing,
    the_interest,
    told,
    wish,
)
from tests.loans.making import in_days, later, make_interest, make_notice, make_signers
from tests.mentorship.asking import letters, link_in, run_errands
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

# Everybody who must not know before the manager's yes: coordinators, economist, HR of the notice's
# owner, HR of the employee's own authority, steering, council, colleagues, another manager.
OTHERS = ("karin", "jonas", "erik", "styrbjorn", "lena", "lars", "ulla", "berit", "tove")
KNOWING = ("amina", "mats")


def test_before_the_yes_the_database_shows_the_interest_to_the_person_and_their_manager_alone(
    cast: Cast, client: Client
) -> None:
    show(cast, client)
    assert {who: rows_of(cast, who, "loans_interest") for who in KNOWING} == {
        "amina": 1,
        "mats": 1,
    }
    assert {who: rows_of(cast, who, "loans_interest") for who in OTHERS} == dict.fromkeys(OTHERS, 0)


def test_before_the_yes_no_letter_or_line_of_the_journal_is_anybody_elses(
    cast: Cast, client: Client
) -> None:
    show(cast, client)
    assert told(cast, ASKED) == {"mats"}
    assert told(cast, INTERESTED) == set()
    lines = "verb = 'show_loan_interest'"
    assert rows_of(cast, "amina", "network_journalentry", lines) == 1
    for who in (*OTHERS, "mats"):
        assert rows_of(cast, who, "network_journalentry", lines) == 0, who
        assert rows_of(cast, who, "network_letter", "name LIKE 'loan%'") == 0, who


@pytest.mark.parametrize("who", OTHERS)
def test_before_the_yes_no_page_export_or_search_tells_of_it(
    cast: Cast, client: Client, who: str
) -> None:
    pk = show(cast, client)
    notice = the_interest(cast).notice_id
    other = Client()
    sign_in(other, who)
    for path in (
        "/",
        "/search/?q=Amina",
        "/letters/",
        "/journal/",
        "/loans/",
        "/loans/interests/",
        "/loans/openings/?format=csv",
        f"/loans/notices/{notice}/interested/",
        f"/loans/notices/{notice}/",
    ):
        page = other.get(f"/vasternorrland{path}").content.decode()
        assert "visade intresse" not in page, path
        assert "showed interest" not in page, path
        assert "gjort det förut" not in page, path
        if who not in ("karin", "jonas", "lena"):  # who keep the register of people
            assert "Hassan" not in page, path
    assert other.get(f"{AT}/interests/{pk}/").status_code == 404


def test_nobody_forges_the_yes_of_the_person_or_the_manager(cast: Cast, client: Client) -> None:
    pk = show(cast, client)
    forged = [
        ("mats", "UPDATE loans_interest SET agreed_at = now(), words = 'annat' WHERE id = %s"),
        ("mats", "UPDATE loans_interest SET withdrawn_at = now() WHERE id = %s"),
        (
            "amina",
            "INSERT INTO loans_consent (network_id, interest_id, person_id, given, legal,"
            " employee_agrees, why, by_name, at) SELECT network_id, id, person_id, true, 'state',"
            " false, '', 'x', now() FROM loans_interest WHERE id = %s",
        ),
    ]
    for who, statement in forged:
        with (
            scope.enter(cast.users[who], cast.vn),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [pk])
    assert standing(cast) == "waiting"


def test_hr_without_a_manager_in_between_does_not_consent_to_its_own_loan(
    cast: Cast, client: Client
) -> None:
    """Lena is HR of CSN and nobody's staff: her own authority's HR would answer, but not she."""
    make_signers(cast)
    notice = make_notice(cast)
    sign_in(client, "lena")
    client.post(f"{AT}/notices/{notice}/interest/", wish())
    run_errands(cast)
    pk = the_interest(cast).pk
    assert told(cast, ASKED) == set()
    assert told(cast, NEWS) == {"lena"}  # nobody could be asked
    assert client.post(f"{AT}/interests/{pk}/answer/", {"answer": "yes"}).status_code == 403
    with (
        scope.enter(cast.users["lena"], cast.vn),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO loans_consent (network_id, interest_id, person_id, given, legal,"
            " employee_agrees, why, by_name, at) SELECT network_id, id, person_id, true, 'state',"
            " false, '', 'x', now() FROM loans_interest"
        )


def test_hr_answers_where_no_manager_is_registered(cast: Cast, client: Client) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person("amina")).update(manager=None)
    show(cast, client)
    assert told(cast, ASKED) == {"lena"}
    manager_says(cast)
    assert standing(cast) == "agreed"


def test_a_yes_by_link_within_limits_tells_the_owner_a_name_and_the_limited_days(
    cast: Cast, client: Client
) -> None:
    pk = show(cast, client)
    page = Client().get(link_in(cast, letters(cast, ASKED)[0])).content.decode()
    assert "gjort det förut" in page
    said = manager_says(cast, starts=in_days(30).isoformat(), percent="50", why="Lycka till")
    assert "<h1" in said
    assert told(cast, INTERESTED) == {"styrbjorn"}
    assert told(cast, NEWS) == {"amina"}
    owner = Client()
    sign_in(owner, "styrbjorn")
    listed = owner.get(f"{AT}/notices/{the_interest(cast).notice_id}/interested/").content.decode()
    assert "Amina Hassan" in listed
    assert in_days(30).isoformat() in listed
    assert "50 %" in listed
    seen = owner.get(f"{AT}/interests/{pk}/").content.decode()
    assert "Amina Hassan" in seen
    assert "gjort det förut" in seen
    assert "Lycka till" not in seen
    assert "Lycka till" in client.get(f"{AT}/interests/{pk}/").content.decode()


def test_a_no_asks_for_words_that_only_the_employee_reads(cast: Cast, client: Client) -> None:
    pk = show(cast, client)
    manager_says(cast, "no")
    assert standing(cast) == "waiting"
    manager_says(cast, "no", why="Vi är för få")
    assert standing(cast) == "refused"
    assert told(cast, INTERESTED) == set()
    (letter,) = letters(cast, NEWS)
    assert letter.to == email("amina")
    assert "Vi är för få" in letter.text
    assert "Vi är för få" in client.get(f"{AT}/interests/{pk}/").content.decode()
    for who in OTHERS:
        assert rows_of(cast, who, "loans_interest") == 0, who
        assert rows_of(cast, who, "loans_consent") == 0, who
        assert rows_of(cast, who, "network_letter", "name LIKE 'loan%'") == 0, who
        told_of = "verb IN ('refuse_loan_of', 'show_loan_interest', 'answer_by_link')"
        assert rows_of(cast, who, "network_journalentry", told_of) == 0, who


def test_a_link_of_the_manager_answers_once_and_not_after_a_withdrawal(
    cast: Cast, client: Client
) -> None:
    pk = show(cast, client)
    client.post(f"{AT}/interests/{pk}/withdrawal/")
    page = Client().post(link_in(cast, letters(cast, ASKED)[0]), {"answer": "yes"})
    assert page.status_code == 200
    assert standing(cast) == "withdrawn"
    run_errands(cast)
    assert told(cast, NEWS) == {"mats"}


def test_one_may_ask_again_after_a_withdrawal(cast: Cast, client: Client) -> None:
    pk = show(cast, client)
    notice = the_interest(cast).notice_id
    client.post(f"{AT}/interests/{pk}/withdrawal/")
    assert client.post(f"{AT}/notices/{notice}/interest/", wish()).status_code == 302
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Interest.objects.filter(withdrawn_at=None).count() == 1


def test_the_manager_finds_it_on_the_start_page_and_answers_there(
    cast: Cast, client: Client
) -> None:
    pk = show(cast, client)
    manager = Client()
    sign_in(manager, "mats")
    assert f"/loans/interests/{pk}/answer/" in manager.get("/vasternorrland/").content.decode()
    assert manager.get(f"{AT}/interests/{pk}/answer/").status_code == 200
    manager.post(f"{AT}/interests/{pk}/answer/", {"answer": "yes"})
    assert standing(cast) == "agreed"
    assert f"/interests/{pk}/answer/" not in manager.get("/vasternorrland/").content.decode()


def test_a_manager_who_has_not_answered_in_five_working_days_is_reminded_once(
    cast: Cast, client: Client
) -> None:
    show(cast, client)
    for days, due in ((4, 0), (9, 1), (16, 0)):
        with later(days), acting_as("portal_worker"), scope.enter_system(cast.vn):
            assert remind(timezone.localdate()) == due, days
    first, again = letters(cast, ASKED)
    assert (first.to, again.to) == (email("mats"), email("mats"))
    assert first.subject != again.subject
    assert again.private


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"starts": in_days(40).isoformat(), "ends": in_days(20).isoformat()}, "ends"),
        ({"starts": in_days(300).isoformat(), "ends": in_days(320).isoformat()}, "starts"),
        ({"percent": "140"}, "percent"),
        ({"ends": "igår"}, "ends"),
    ],
)
def test_days_and_extent_that_do_not_fit_are_said_at_their_field_and_nothing_is_lost(
    cast: Cast, client: Client, changes: dict[str, str], words: str
) -> None:
    notice = make_notice(cast)
    sign_in(client, "amina")
    answer = client.post(f"{AT}/notices/{notice}/interest/", wish(**changes))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "gjort det förut" in page
    assert 'aria-invalid="true"' in page
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Interest.objects.exists()


def test_a_notice_that_is_closed_or_of_the_own_authority_takes_no_interest(
    cast: Cast, client: Client
) -> None:
    sign_in(client, "amina")
    for notice in (make_notice(cast, closed_at=timezone.now()), make_notice(cast, "csn")):
        client.post(f"{AT}/notices/{notice}/interest/", wish())
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Interest.objects.exists()


def test_a_loan_to_a_municipality_needs_the_employees_own_consent(
    cast: Cast, client: Client
) -> None:
    notice = make_notice(cast, "timra")
    sign_in(client, "amina")
    address = f"{AT}/notices/{notice}/interest/"
    assert "own_consent" in client.get(address).content.decode()
    assert client.post(address, wish()).status_code == 200
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Interest.objects.exists()
    assert client.post(address, wish(own_consent="on")).status_code == 302
    run_errands(cast)
    manager_says(cast)
    said = the_interest(cast).consent
    assert (said.legal, said.employee_agrees) == ("others", True)


def test_nobody_agrees_in_the_employees_place_nor_takes_that_back_alone(cast: Cast) -> None:
    silent = make_interest(cast, make_notice(cast, "timra"))
    with (
        pytest.raises(IntegrityError, match="in the employee's place"),
        acting_as("portal_worker"),
        scope.enter_system(cast.vn),
    ):
        Consent.objects.create(
            interest_id=silent,
            person_id=cast.person("amina"),
            given=True,
            legal="others",
            employee_agrees=True,
            by_name="Mats Chef",
        )
    said = make_interest(cast, make_notice(cast, "timra"), own_consent=True)
    with (
        pytest.raises(DatabaseError, match="taken back by withdrawing"),
        scope.enter(cast.users["amina"], cast.vn),
    ):
        Interest.objects.filter(pk=said).update(own_consent=False)


def test_a_loan_between_state_authorities_asks_for_no_such_consent(
    cast: Cast, client: Client
) -> None:
    notice = make_notice(cast, "spv")
    sign_in(client, "amina")
    page = client.get(f"{AT}/notices/{notice}/interest/").content.decode()
    assert "own_consent" not in page


def test_a_party_that_no_rules_cover_stops_with_what_to_do_instead(
    cast: Cast, client: Client
) -> None:
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE members_authority SET kind = 'other' WHERE id = (SELECT authority_id FROM"
            " members_membership WHERE id = %s)",
            [cast.memberships["vasternorrland", "timra"]],
        )
    notice = make_notice(cast, "timra")
    sign_in(client, "amina")
    address = f"{AT}/notices/{notice}/interest/"
    page = client.get(address).content.decode()
    assert "Timrå kommun" in page
    assert "own_consent" not in page
    client.post(address, wish(own_consent="on"))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Interest.objects.exists()


def test_an_employee_follows_their_own_on_one_page(cast: Cast, client: Client) -> None:
    show(cast, client)
    page = client.get(f"{AT}/interests/").content.decode()
    assert "digitaliseringsstrategi" in page
    manager_says(cast)
    assert client.get(f"{AT}/interests/").status_code == 200
