"""Rounds: whom they are for, how they fill, and the pool that is asked again."""

from datetime import date

import pytest
from django.test import Client

from mentorship.intake.tasks import ask_pools
from mentorship.models import Interest, MentorRound
from network import scope
from tests.cast import Cast, email
from tests.databases import acting_as
from tests.mentorship.asking import AT, WISH, enter, letters, the_interest
from tests.mentorship.rounds import make_interest, make_manager, make_round
from tests.signing_in import sign_in

SINCE = date(2010, 3, 1)
DAYS = {
    "opens": "2027-01-01",
    "closes": "2027-02-01",
    "starts": "2027-03-01",
    "ends": "2028-01-15",
}


def test_a_round_keeps_all_that_its_form_asks(cast: Cast, client: Client) -> None:
    sign_in(client, "karin")
    facts = DAYS | {
        "programme": "reverse",
        "title": "Omvänt",
        "midway": "2027-08-01",
        "mentee_leads": "on",
        "mentee_months": "12",
        "mentor_years": "",
        "authority_kinds": ["state_agency", "court"],
        "standings": ["member"],
        "places": "20",
        "mentee_price": "5000",
        "costs": "Egna resor",
    }
    answer = client.post(f"{AT}/rounds/new/", facts)
    with scope.enter(cast.users["karin"], cast.vn):
        found = MentorRound.objects.get()
    assert answer["Location"] == f"{AT}/rounds/{found.pk}/"
    assert (found.mentee_leads, found.mentor_leads, found.mentee_months) == (True, False, 12)
    assert (found.authority_kinds, found.standings) == (["state_agency", "court"], ["member"])
    assert (found.places, found.mentee_price, found.mentor_years) == (20, 5000, 3)
    assert "Egna resor" in client.get(answer["Location"]).content.decode()


def test_a_short_round_is_kept_and_told_about(cast: Cast, client: Client) -> None:
    sign_in(client, "karin")
    facts = DAYS | {"programme": "mentoring", "title": "Kort", "ends": "2027-06-15"}
    answer = client.post(f"{AT}/rounds/new/", facts, follow=True)
    assert "message--warning" in answer.content.decode() or "10" in answer.content.decode()
    with scope.enter(cast.users["karin"], cast.vn):
        assert MentorRound.objects.filter(title="Kort").exists()


def test_only_the_kinds_of_authority_that_take_part_may_ask(cast: Cast, client: Client) -> None:
    make_manager(cast, "amina", SINCE, under="mats")
    found = make_round(cast.vn, authority_kinds=["court"])
    enter(client, "amina")
    at = f"{AT}/rounds/{found}/interest/mentee/"
    page = client.get(at).content.decode()
    assert '<form class="form' not in page
    assert "earlier=yes" not in page
    client.post(at, WISH)
    with scope.enter(cast.users["amina"], cast.vn):
        assert not Interest.objects.exists()


def test_everybody_reads_a_round_and_only_coordinators_read_how_it_fills(
    cast: Cast, client: Client
) -> None:
    found = make_round(cast.vn, places=7)
    enter(client, "berit")
    page = client.get(f"{AT}/rounds/{found}/").content.decode()
    assert "Mentorsprogrammet" in page
    assert f"{AT}/rounds/{found}/interests/" not in page
    sign_in(client, "jonas")
    page = client.get(f"{AT}/rounds/{found}/").content.decode()
    assert f"{AT}/rounds/{found}/interests/?role=mentee" in page
    sign_in(client, "jamte")
    assert client.get(f"/jamtland/mentorship/rounds/{found}/").status_code == 404


def test_who_asks_when_the_places_are_gone_is_told_the_place_in_line(
    cast: Cast, client: Client
) -> None:
    make_manager(cast, "amina", SINCE, under="mats")
    found = make_round(cast.vn, places=1)
    first = make_interest(cast, found, who="tove")
    enter(client, "amina")
    client.post(f"{AT}/rounds/{found}/interest/mentee/", WISH)
    with scope.enter(cast.users["amina"], cast.vn):
        pk = Interest.objects.get().pk
    page = f"{AT}/interests/{pk}/"
    assert "status--notice" in client.get(page).content.decode()
    sign_in(client, "karin")
    waiting = client.get(f"{AT}/rounds/{found}/interests/", {"state": "in_line"})
    assert "Amina Hassan" in waiting.content.decode()
    assert "Tove Timrå" not in waiting.content.decode()
    client.post(f"{AT}/interests/{first}/withdrawal/")
    enter(client, "amina")
    assert "status--notice" not in client.get(page).content.decode()


def test_a_mentor_never_stands_in_line(cast: Cast, client: Client) -> None:
    make_manager(cast, "amina", SINCE, under="mats")
    found = make_round(cast.vn, places=0)
    enter(client, "amina")
    client.post(f"{AT}/rounds/{found}/interest/mentor/", WISH | {"capacity": "2", "stays": "on"})
    asked = the_interest(cast)
    assert (asked.capacity, asked.stays) == (2, True)
    assert "status--notice" not in client.get(f"{AT}/interests/{asked.pk}/").content.decode()


@pytest.mark.parametrize("capacity", ["0", "6", "-1", "x"])
def test_a_mentor_takes_one_to_five_mentees(cast: Cast, client: Client, capacity: str) -> None:
    make_manager(cast, "amina", SINCE, under="mats")
    found = make_round(cast.vn)
    enter(client, "amina")
    wish = WISH | {"capacity": capacity}
    assert client.post(f"{AT}/rounds/{found}/interest/mentor/", wish).status_code == 200
    with scope.enter(cast.users["amina"], cast.vn):
        assert not Interest.objects.exists()


def _former_round(cast: Cast) -> int:
    return make_round(
        cast.vn,
        title="Förra",
        opens=date(2024, 1, 1),
        closes=date(2024, 2, 1),
        starts=date(2024, 3, 1),
        ends=date(2025, 1, 1),
    )


def test_the_pool_is_asked_once_when_a_round_opens_and_one_may_leave_it(
    cast: Cast, client: Client
) -> None:
    old = _former_round(cast)
    staying = make_interest(cast, old, who="tove", role="mentor")
    make_interest(cast, old, who="berit", role="mentor")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Interest.objects.filter(pk=staying).update(stays=True)
        assert ask_pools() == 0
    found = make_round(cast.vn)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert ask_pools() == 1
        assert ask_pools() == 0
    (letter,) = letters(cast, "mentor_pool_asked")
    assert letter.to == email("tove")
    assert f"{AT}/rounds/{found}/interest/mentor/" in letter.text
    sign_in(client, "karin")
    assert "Tove Timrå" in client.get(f"{AT}/pool/").content.decode()
    table = client.get(f"{AT}/pool/", {"format": "csv"}).content.decode("utf-8-sig")
    assert "Tove Timrå" in table
    assert "Berit" not in table
    assert client.post(f"{AT}/interests/{staying}/pool-leaving/").status_code == 403
    enter(client, "tove")
    client.post(f"{AT}/interests/{staying}/pool-leaving/")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Interest.objects.in_pool().exists()


def test_a_mentor_who_has_asked_in_the_new_round_is_not_asked_again(cast: Cast) -> None:
    old = _former_round(cast)
    make_interest(cast, old, who="tove", role="mentor")
    make_interest(cast, make_round(cast.vn), who="tove", role="mentor")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Interest.objects.update(stays=True)
        assert ask_pools() == 0


def test_a_round_that_has_ended_may_be_read(cast: Cast, client: Client) -> None:
    enter(client, "berit")
    assert client.get(f"{AT}/rounds/{_former_round(cast)}/").status_code == 200
