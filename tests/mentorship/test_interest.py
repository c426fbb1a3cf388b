"""Asking for a mentor, from the open round to the manager's answer, through the pages."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mentorship.models import Interest, ManagerAnswer
from network import scope
from network.models import JournalEntry
from tests.cast import Cast, email
from tests.mentorship.asking import AT, WISH, enter, letters, run_errands, the_interest
from tests.mentorship.rounds import make_interest, make_manager, make_round
from tests.signing_in import sign_in

SINCE = date(2019, 3, 1)


@pytest.fixture
def round_id(cast: Cast) -> int:
    """An open round, and Amina who leads staff under Mats."""
    make_manager(cast, "amina", SINCE, under="mats")
    return make_round(cast.vn)


def test_a_manager_asks_gets_a_receipt_and_sees_the_request_wait(
    cast: Cast, client: Client, round_id: int
) -> None:
    enter(client, "amina")
    page = client.get(f"{AT}/").content.decode()
    assert f"{AT}/rounds/{round_id}/interest/mentee/" in page
    answer = client.post(f"{AT}/rounds/{round_id}/interest/mentee/", WISH)
    asked = the_interest(cast)
    assert answer.status_code == 302
    assert answer["Location"] == f"{AT}/interests/{asked.pk}/"
    assert asked.membership_id == cast.memberships["vasternorrland", "csn"]
    assert asked.state == "waiting"
    assert "status--now" in client.get(answer["Location"]).content.decode()
    receipt = letters(cast)[0]
    assert receipt.to == email("amina")
    assert f"{AT}/interests/{asked.pk}/" in receipt.text
    assert "Våga mer" not in receipt.text + receipt.html
    with scope.enter(cast.users["karin"], cast.vn):
        assert JournalEntry.objects.get(verb="ask_in_round").person_id == cast.person("amina")


def test_the_manager_is_asked_answers_and_the_asker_is_told(
    cast: Cast, client: Client, round_id: int
) -> None:
    found = make_interest(cast, round_id)
    enter(client, "amina")
    client.post(f"{AT}/rounds/{round_id}/interest/mentor/", WISH)
    run_errands(cast)
    to_manager = letters(cast)[-1]
    assert to_manager.to == email("mats")
    assert "Våga mer" not in to_manager.text
    enter(client, "mats")
    assert f"{AT}/interests/{found}/answer/" in client.get(f"{AT}/").content.decode()
    answer = client.post(f"{AT}/interests/{found}/answer/", {"answer": "yes"})
    assert answer["Location"] == f"{AT}/interests/{found}/"
    run_errands(cast)
    assert letters(cast)[-1].to == email("amina")
    enter(client, "amina")
    assert "status--good" in client.get(f"{AT}/interests/{found}/").content.decode()


def test_a_no_needs_a_reason_and_the_first_answer_stands(
    cast: Cast, client: Client, round_id: int
) -> None:
    found = make_interest(cast, round_id)
    at = f"{AT}/interests/{found}/answer/"
    enter(client, "mats")
    assert client.post(at, {"answer": "no"}).status_code == 200
    assert client.post(at, {"answer": "no", "why": "Inte i år"}).status_code == 302
    client.post(at, {"answer": "yes"})
    with scope.enter(cast.users["mats"], cast.vn):
        given = ManagerAnswer.objects.get()
        assert not given.approved
        assert given.why == "Inte i år"
    enter(client, "amina")
    assert "Inte i år" in client.get(f"{AT}/interests/{found}/").content.decode()


def test_one_may_withdraw_and_ask_again_but_not_ask_twice(
    cast: Cast, client: Client, round_id: int
) -> None:
    enter(client, "amina")
    at = f"{AT}/rounds/{round_id}/interest/mentee/"
    client.post(at, WISH)
    client.post(at, WISH)
    first = the_interest(cast)
    assert client.get(f"{AT}/interests/{first.pk}/withdrawal/").status_code == 200
    client.post(f"{AT}/interests/{first.pk}/withdrawal/")
    client.post(f"{AT}/interests/{first.pk}/withdrawal/")
    assert the_interest(cast).state == "withdrawn"
    client.post(at, WISH)
    with scope.enter(cast.users["amina"], cast.vn):
        assert Interest.objects.count() == 2
        assert Interest.objects.filter(withdrawn_at=None).count() == 1
    with scope.enter(cast.users["karin"], cast.vn):
        assert JournalEntry.objects.filter(verb="withdraw_interest").count() == 1


def test_a_double_click_asks_once(cast: Cast, client: Client, round_id: int) -> None:
    enter(client, "amina")
    wish = WISH | {"once": "0b6a2f4e-54f3-4b0e-9d3f-111111111111"}
    answers = [client.post(f"{AT}/rounds/{round_id}/interest/mentee/", wish) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert the_interest(cast)


def test_who_has_not_led_long_enough_reads_why_and_cannot_ask(cast: Cast, client: Client) -> None:
    make_manager(cast, "amina", timezone.localdate(), under="mats")
    found = make_round(cast.vn)
    enter(client, "amina")
    at = f"{AT}/rounds/{found}/interest/mentee/"
    assert '<form class="form' not in client.get(at).content.decode()
    client.post(at, WISH)
    with scope.enter(cast.users["amina"], cast.vn):
        assert not Interest.objects.exists()


def test_nobody_asks_in_a_round_that_is_not_open(cast: Cast, client: Client) -> None:
    make_manager(cast, "amina", SINCE, under="mats")
    today = timezone.localdate()
    closed = make_round(cast.vn, title="Stängd", closes=today - timedelta(days=1))
    coming = make_round(cast.vn, title="Kommer", opens=today + timedelta(days=1))
    enter(client, "amina")
    for found in (closed, coming):
        client.post(f"{AT}/rounds/{found}/interest/mentee/", WISH)
    with scope.enter(cast.users["amina"], cast.vn):
        assert not Interest.objects.exists()


@pytest.mark.parametrize("who", ["berit", "lena", "lars", "tove", "miriam"])
def test_a_request_does_not_exist_for_others(
    cast: Cast, client: Client, round_id: int, who: str
) -> None:
    found = make_interest(cast, round_id)
    enter(client, who)
    assert client.get(f"{AT}/interests/{found}/").status_code == 404
    assert "Hemliga mål" not in client.get(f"{AT}/").content.decode()
    for page in ("withdrawal", "answer"):
        at = f"{AT}/interests/{found}/{page}/"
        assert client.post(at, {"answer": "yes"}).status_code in (403, 404)
    assert the_interest(cast).state == "waiting"


def test_oneself_does_not_answer_nor_the_manager_withdraw(
    cast: Cast, client: Client, round_id: int
) -> None:
    found = make_interest(cast, round_id)
    enter(client, "amina")
    answer = client.post(f"{AT}/interests/{found}/answer/", {"answer": "yes"})
    assert answer.status_code == 403
    enter(client, "mats")
    assert client.post(f"{AT}/interests/{found}/withdrawal/").status_code == 403
    assert the_interest(cast).state == "waiting"


def test_another_network_finds_neither_round_nor_request(
    cast: Cast, client: Client, round_id: int
) -> None:
    found = make_interest(cast, round_id)
    sign_in(client, "jamte")
    assert client.get(f"/jamtland/mentorship/interests/{found}/").status_code == 404
    assert client.get(f"/jamtland/mentorship/rounds/{round_id}/interests/").status_code == 404
    assert client.get(f"{AT}/").status_code == 404


def test_the_coordinator_finds_filters_and_exports_requests(
    cast: Cast, client: Client, round_id: int
) -> None:
    make_interest(cast, round_id)
    make_interest(cast, round_id, who="tove", role="mentor")
    sign_in(client, "karin")
    at = f"{AT}/rounds/{round_id}/interests/"
    page = client.get(at).content.decode()
    assert "Amina Hassan" in page
    assert "Tove Timrå" in page
    only = client.get(at, {"q": "tove", "role": "mentor", "state": "waiting"}).content.decode()
    assert "Tove Timrå" in only
    assert "Amina Hassan" not in only
    for name in ("name", "-name", "authority", "-asked", "nonsense"):
        assert client.get(at, {"sort": name}).status_code == 200
    table = client.get(at, {"format": "csv", "role": "mentor"}).content.decode("utf-8-sig")
    assert "Tove Timrå" in table
    assert "Amina Hassan" not in table
    assert client.get(at, {"format": "exe"}).status_code == 404


def test_the_list_of_requests_asks_as_many_questions_for_many_as_for_few(
    cast: Cast, client: Client, round_id: int
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    sign_in(client, "karin")
    at = f"{AT}/rounds/{round_id}/interests/"
    client.get(at)
    counts = []
    for group in (["amina"], ["tove", "berit", "mats", "lena", "lars", "miriam"]):
        for who in group:
            make_interest(cast, round_id, who=who)
        with CaptureQueriesContext(connection) as asked:
            client.get(at)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_round_that_ends_too_early_or_has_anothers_title_is_refused_in_words(
    cast: Cast, client: Client
) -> None:
    sign_in(client, "karin")
    facts = {
        "programme": "mentoring",
        "title": "Omvänd",
        "opens": "2027-01-01",
        "closes": "2027-02-01",
        "starts": "2027-03-01",
        "ends": "2027-02-15",
        "mentee_months": "6",
        "mentor_years": "3",
    }
    answer = client.post(f"{AT}/rounds/new/", facts)
    assert answer.status_code == 200
    assert client.post(f"{AT}/rounds/new/", facts | {"ends": "2028-02-15"}).status_code == 302
    assert "Omvänd" in client.get(f"{AT}/").content.decode()
    again = client.post(f"{AT}/rounds/new/", facts | {"ends": "2028-02-15"})
    assert again.status_code == 200
    assert "Another round has that title" in again.content.decode() or (
        "En annan omgång heter så" in again.content.decode()
    )
    enter(client, "mats")
    assert client.get(f"{AT}/rounds/new/").status_code == 403


def test_the_coordinators_card_counts_the_newest_round(
    cast: Cast, client: Client, round_id: int
) -> None:
    make_interest(cast, round_id)
    before = timezone.localdate() - timedelta(days=800)
    make_round(
        cast.vn,
        title="Förra omgången",
        opens=before,
        closes=before,
        starts=before + timedelta(days=1),
        ends=before + timedelta(days=300),
    )
    sign_in(client, "karin")
    page = client.get("/vasternorrland/").content.decode()
    assert f"{AT}/rounds/{round_id}/interests/" in page
    assert "0 i Förra omgången" in page or "0 in Förra omgången" in page


def test_a_request_waits_on_the_managers_start_page_until_it_is_answered(
    cast: Cast, client: Client, round_id: int
) -> None:
    found = make_interest(cast, round_id)
    enter(client, "mats")
    assert f"{AT}/interests/{found}/answer/" in client.get("/vasternorrland/").content.decode()
    client.post(f"{AT}/interests/{found}/answer/", {"answer": "yes"})
    assert f"{AT}/interests/{found}/answer/" not in client.get("/vasternorrland/").content.decode()
