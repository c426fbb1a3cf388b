"""A pair by the links in its letters: nobody signs in from the proposal to the certificate."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mentorship.models import Agreement, Contact, Pair, PairEvaluation
from mentorship.pairs import emails
from mentorship.pairs.errands import WITH
from mentorship.rules import PairState
from network import scope
from network.actions.errand import send_on
from network.links import put_secrets_in
from network.models import Letter, MailLink
from tests.cast import Cast
from tests.courses.outbox import do_errands
from tests.databases import acting_as
from tests.mentorship.asking import LINK
from tests.mentorship.pairings import (
    WORDING,
    accepted_pair,
    agreed_pair,
    asked_pair,
    change_round,
    completed_pair,
    in_days,
)
from tests.mentorship.test_pair import state

pytestmark = pytest.mark.django_db
FIGURES = {"satisfaction": "4", "effect": "3", "goals": "5"}


def together(cast: Cast, pk: int, who: str) -> str:
    """The address of the link to a pair, as one of the two gets it."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        pair = Pair.objects.select_related(*WITH).get(pk=pk)
        role = "mentee" if pair.mentee_person_id == cast.person(who) else "mentor"
        emails.write_formed(pair, role)
        letter = Letter.objects.get(name="mentorship.pair_formed", person_id=cast.person(who))
        (text,) = put_secrets_in([letter.text], person_id=letter.person_id)
        found = LINK.search(text)
        assert found
        return found[0]


def letters_to(cast: Cast, who: str) -> list[str]:
    return [
        one.name.removeprefix("mentorship.")
        for one in do_errands(cast)
        if one.to == f"{who}@example.org"
    ]


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_two_agree_tick_and_end_by_their_links_without_an_account(cast: Cast) -> None:
    pk = accepted_pair(cast)
    amina, tove = together(cast, pk, "amina"), together(cast, pk, "tove")
    one, other = Client(), Client()
    assert one.post(f"{amina}?part=writing", WORDING).status_code == 302
    assert letters_to(cast, "tove") == ["pair_formed", "agreement_to_read"]
    page = shown(other, f"{tove}?part=agreement")
    assert WORDING["goals"] in page
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        wording = Agreement.objects.get()
    assert f"part=assent&amp;row={wording.pk}" in page
    assert other.post(f"{tove}?part=assent&row={wording.pk}").status_code == 302
    do_errands(cast)
    assert state(cast, pk) == PairState.RUNNING
    assert other.get(f"{tove}?part=paper").content[:5] == b"%PDF-"
    assert other.get(f"{tove}?part=contact")["Location"] == tove
    tick = {"day": in_days(0).isoformat(), "goes_well": "yes"}
    for _click in range(2):
        assert one.post(f"{amina}?part=contact", tick).status_code == 302
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        made = Contact.objects.get()
    assert other.post(f"{tove}?part=removal&row={made.pk}").status_code == 404
    assert one.post(f"{amina}?part=removal&row={made.pk}").status_code == 302
    told = other.post(f"{tove}?part=ending", {"again": "yes"})
    assert 'name="again"' not in told.content.decode()
    assert state(cast, pk) == PairState.ENDED_EARLY
    assert WORDING["goals"] not in shown(one, f"{amina}?part=agreement")
    assert 'name="again"' in shown(one, amina)
    one.post(amina, {"again": "no"})
    do_errands(cast)
    assert 'name="again"' not in shown(one, amina)


def test_the_same_words_sent_twice_are_one_wording_and_from_the_other_a_yes(cast: Cast) -> None:
    pk = accepted_pair(cast)
    amina, tove = together(cast, pk, "amina"), together(cast, pk, "tove")
    for address in (amina, amina, tove):
        assert Client().post(f"{address}?part=writing", WORDING).status_code == 302
    do_errands(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Agreement.objects.count() == 1
    assert state(cast, pk) == PairState.RUNNING


def test_a_check_by_the_pairs_own_link_leaves_the_link_open(cast: Cast) -> None:
    pk = agreed_pair(cast)
    change_round(cast, pk, midway=in_days(-1))
    amina = together(cast, pk, "amina")
    client = Client()
    assert "part=midway" in shown(client, amina)
    assert client.post(f"{amina}?part=midway", FIGURES).status_code == 302
    assert "part=midway" not in shown(client, amina)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert PairEvaluation.objects.get().person_id == cast.person("amina")


def test_a_mentor_fetches_the_certificate_by_link_and_no_agreement_any_more(cast: Cast) -> None:
    pk = completed_pair(cast)
    amina, tove = together(cast, pk, "amina"), together(cast, pk, "tove")
    client = Client()
    assert "part=certificate" in shown(client, tove)
    assert client.get(f"{tove}?part=certificate").content[:5] == b"%PDF-"
    assert WORDING["goals"] not in shown(client, f"{tove}?part=agreement")
    assert client.get(f"{amina}?part=certificate").get("Content-Type", "") != "application/pdf"


def test_the_link_to_a_pair_ends_with_the_round_and_then_tells_nothing(cast: Cast) -> None:
    pk = agreed_pair(cast)
    change_round(cast, pk, ends=in_days(3))
    amina = together(cast, pk, "amina")
    stranger = Client()
    assert stranger.post(f"{amina}?part=agreement").status_code == 405
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        link = MailLink.objects.get(purpose=emails.TOGETHER)
        assert timezone.localdate(link.expires_at) == in_days(3)
        MailLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    page = shown(stranger, amina)
    assert "Tove" not in page
    assert "nothing was answered" not in page
    assert "inget svar" not in page


def test_a_proposal_that_the_other_said_no_to_says_what_comes_next(cast: Cast) -> None:
    pk = asked_pair(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        send_on("mentorship.ask_pair", key=str(pk), pair_id=pk)
    asked = {one.to: one for one in do_errands(cast)}
    addresses = {}
    for who in ("amina", "tove"):
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            letter = asked[f"{who}@example.org"]
            (text,) = put_secrets_in([letter.text], person_id=letter.person_id)
            found = LINK.search(text)
            assert found
            addresses[who] = found[0]
    Client().post(addresses["tove"], {"answer": "no"})
    client = Client()
    client.cookies["language"] = "en"
    page = shown(client, addresses["amina"])
    assert "you get a letter when there is one" in page
    assert 'name="answer"' not in page
