"""Letters and the journal through their pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from network import scope
from network.models import JournalEntry, Letter
from network.models.journal import note
from tests.cast import Cast
from tests.databases import acting_as
from tests.signing_in import sign_in

AT = "/vasternorrland"


def make_letter(cast: Cast, key: str, state: str = "sent", **facts: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        made: Letter = Letter.objects.create(
            name="test",
            key=key,
            to=facts.pop("to", f"{key}@example.org"),
            subject=facts.pop("subject", f"Ärende {key}"),
            text="Hej <b>canary</b>",
            state=state,
            attempts=5,
            error="550 No such user" if state == "failed" else "",
            **facts,
        )
        return made.pk


def state_of(cast: Cast, pk: int) -> str:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return str(Letter.objects.get(pk=pk).state)


def test_coordinators_search_and_filter_letters(cast: Cast, client: Client) -> None:
    make_letter(cast, "anna")
    make_letter(cast, "bosse", "failed")
    sign_in(client, "karin")
    page = client.get(f"{AT}/letters/").content.decode()
    assert "anna@example.org" in page
    assert "bosse@example.org" in page
    only = client.get(f"{AT}/letters/", {"q": "ANNA"}).content.decode()
    assert "bosse@example.org" not in only
    failed = client.get(f"{AT}/letters/", {"state": "failed"}).content.decode()
    assert "anna@example.org" not in failed
    assert client.get(f"{AT}/letters/", {"state": "nonsense"}).status_code == 200


def test_a_letter_shows_its_text_and_runs_none_of_it(cast: Cast, client: Client) -> None:
    found = make_letter(cast, "anna")
    sign_in(client, "jonas")
    page = client.get(f"{AT}/letters/{found}/").content.decode()
    assert "&lt;b&gt;canary" in page
    assert "<b>canary" not in page


@pytest.mark.parametrize("who", ["erik", "lena", "amina", "mats", "styrbjorn"])
def test_letters_are_for_coordinators_only(cast: Cast, client: Client, who: str) -> None:
    found = make_letter(cast, "anna", "failed")
    sign_in(client, who)
    for at in ("", f"{found}/"):
        assert client.get(f"{AT}/letters/{at}").status_code == 403
    for at in ("sendings/", f"{found}/sending/"):
        assert client.post(f"{AT}/letters/{at}").status_code == 403
    assert state_of(cast, found) == "failed"


def test_another_networks_coordinator_finds_no_letter(cast: Cast, client: Client) -> None:
    found = make_letter(cast, "anna", "failed")
    sign_in(client, "jamte")
    assert client.get(f"/jamtland/letters/{found}/").status_code == 404
    assert client.post(f"/jamtland/letters/{found}/sending/").status_code == 404
    client.post("/jamtland/letters/sendings/")
    assert state_of(cast, found) == "failed"


def test_a_failed_letter_is_sent_again_and_others_are_not(cast: Cast, client: Client) -> None:
    failed, sent = make_letter(cast, "anna", "failed"), make_letter(cast, "bosse")
    sign_in(client, "karin")
    for pk in (failed, sent):
        assert client.post(f"{AT}/letters/{pk}/sending/").status_code == 302
    assert state_of(cast, failed) == "queued"
    assert state_of(cast, sent) == "sent"
    with scope.enter(cast.users["karin"], cast.vn):
        assert JournalEntry.objects.get(verb="send_letter_again").subject_id == failed


def test_all_failed_letters_are_sent_again_at_once(cast: Cast, client: Client) -> None:
    failed = [make_letter(cast, name, "failed") for name in ("anna", "bosse")]
    sign_in(client, "karin")
    client.post(f"{AT}/letters/sendings/")
    assert {state_of(cast, pk) for pk in failed} == {"queued"}


def test_failed_letters_wait_on_the_coordinators_start_page(cast: Cast, client: Client) -> None:
    make_letter(cast, "anna", "failed")
    for who, shown in (("karin", True), ("jonas", True), ("erik", False), ("amina", False)):
        sign_in(client, who)
        page = client.get(f"{AT}/").content.decode()
        assert (f"{AT}/letters/?state=failed" in page) == shown, who


def test_the_journal_speaks_in_sentences_with_names(cast: Cast, client: Client) -> None:
    from members.models import Person

    with scope.enter(cast.users["amina"], cast.vn):
        person = Person.objects.get(pk=cast.person("amina"))
        note("withdraw_interest", person, person_id=person.pk, round="Omgång 7")
        note("paint_the_fence", person)
    sign_in(client, "karin")
    page = client.get(f"{AT}/journal/").content.decode()
    assert "Amina Hassan" in page
    assert "Omgång 7" in page
    assert "paint the fence" in page
    only = client.get(f"{AT}/journal/", {"verb": "paint_the_fence"}).content.decode()
    assert "Omgång 7" not in only
    tomorrow = timezone.localdate() + timedelta(days=1)
    later = client.get(f"{AT}/journal/", {"since": tomorrow.isoformat()}).content.decode()
    assert "Amina Hassan" not in later


@pytest.mark.parametrize("who", ["jonas", "erik", "lena", "amina", "styrbjorn"])
def test_the_journal_is_for_who_leads_the_network(cast: Cast, client: Client, who: str) -> None:
    sign_in(client, who)
    assert client.get(f"{AT}/journal/").status_code == 403


def test_a_page_of_the_journal_asks_as_many_questions_for_many_lines_as_for_few(
    cast: Cast, client: Client
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from members.models import Person

    sign_in(client, "karin")
    counts = []
    for times in (2, 60):
        with scope.enter(cast.users["karin"], cast.vn):
            for person in Person.objects.all():
                for _turn in range(times // 2):
                    note("see", person, person_id=person.pk)
        client.get(f"{AT}/journal/")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{AT}/journal/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
