"""The manager answers by the link in the letter, with an account or without one."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from members.models import Person
from mentorship.intake.tasks import remind
from mentorship.models import Interest, ManagerAnswer
from network import scope
from tests.cast import Cast, email
from tests.databases import acting_as
from tests.mentorship.asking import AT, WISH, enter, letters, link_in, run_errands, the_interest
from tests.mentorship.rounds import make_manager, make_round

ASKED = "mentor_answer_asked"


def ask(cast: Cast, client: Client, *, under: str | None = "mats") -> None:
    """Amina asks in an open round."""
    make_manager(cast, "amina", date(2019, 3, 1), under=under)
    enter(client, "amina")
    client.post(f"{AT}/rounds/{make_round(cast.vn)}/interest/mentee/", WISH)
    run_errands(cast)


def without_account(cast: Cast) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person("mats")).update(user=None)


@pytest.mark.parametrize("account", [True, False])
def test_a_yes_by_link_approves_without_signing_in_and_the_asker_is_told(
    cast: Cast, client: Client, *, account: bool
) -> None:
    if not account:
        without_account(cast)
    ask(cast, client)
    (letter,) = letters(cast, ASKED)
    at = link_in(cast, letter)
    page = Client().get(at).content.decode()
    assert "Våga mer" in page
    assert the_interest(cast).state == "waiting"
    assert Client().post(at, {"answer": "yes"}).status_code == 200
    assert the_interest(cast).state == "approved"
    run_errands(cast)
    assert [row.to for row in letters(cast, "mentor_answer_given")] == [email("amina")]


def test_a_no_by_link_says_why_and_the_link_answers_once(cast: Cast, client: Client) -> None:
    ask(cast, client)
    at = link_in(cast, letters(cast, ASKED)[0])
    Client().post(at, {"answer": "no"})
    assert the_interest(cast).state == "waiting"
    Client().post(at, {"answer": "no", "reason": "Vi omorganiserar"})
    Client().post(at, {"answer": "yes"})
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        given = ManagerAnswer.objects.get()
    assert (given.approved, given.why) == (False, "Vi omorganiserar")


def test_a_link_says_that_the_request_was_answered_or_withdrawn_meanwhile(
    cast: Cast, client: Client
) -> None:
    ask(cast, client)
    at = link_in(cast, letters(cast, ASKED)[0])
    client.post(f"{AT}/interests/{the_interest(cast).pk}/withdrawal/")
    assert "<button" not in _main(Client().get(at).content.decode())
    Client().post(at, {"answer": "yes"})
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not ManagerAnswer.objects.exists()


def _main(page: str) -> str:
    return page.split("<main", 1)[1].split("</main", 1)[0]


def test_who_is_no_manager_any_more_cannot_answer_by_an_old_link(
    cast: Cast, client: Client
) -> None:
    ask(cast, client)
    at = link_in(cast, letters(cast, ASKED)[0])
    make_manager(cast, "amina", date(2019, 3, 1), under="berit")
    Client().post(at, {"answer": "yes"})
    assert the_interest(cast).state == "waiting"


def test_the_coordinators_stand_in_where_no_manager_is_registered(
    cast: Cast, client: Client
) -> None:
    ask(cast, client, under=None)
    told = {row.to for row in letters(cast, ASKED)}
    assert {email("karin"), email("jonas")} <= told
    assert email("amina") not in told
    assert all("/reply/" not in row.text for row in letters(cast, ASKED))


def test_a_manager_who_has_not_answered_in_a_week_is_reminded_once(
    cast: Cast, client: Client
) -> None:
    ask(cast, client)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert remind() == 0
        Interest.objects.update(asked_at=timezone.now() - timedelta(days=8))
        assert remind() == 1
        assert remind() == 0
    first, again = letters(cast, ASKED)
    assert again.to == email("mats")
    assert first.subject != again.subject
    Client().post(link_in(cast, again), {"answer": "yes"})
    assert the_interest(cast).state == "approved"
    assert "<button" not in _main(Client().get(link_in(cast, first)).content.decode())
