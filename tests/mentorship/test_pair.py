"""A pair from yes to certificate, as the two and the coordinator live it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from fees.models import Charge
from mentorship.actions.evaluate import ask_due, over
from mentorship.models import Pair, PairEvaluation
from mentorship.pairs.standing import state_of
from mentorship.rules import PairState
from network import scope
from network.actions import letter as outbox
from network.actions.errand import send_on
from network.models import JournalEntry, Letter
from tests.cast import Cast
from tests.courses.outbox import do_errands
from tests.databases import acting_as
from tests.mentorship.pairings import (
    AT,
    SECRET_GOALS,
    WORDING,
    accepted_pair,
    agreed_pair,
    asked_pair,
    change_round,
    completed_pair,
    in_days,
    running_round,
    the_pair,
)
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
YES, NO = {"answer": "yes"}, {"answer": "no"}


def says(who: str, pk: int, what: dict[str, str]) -> None:
    client = Client()
    sign_in(client, who)
    assert client.post(f"{AT}/pairs/{pk}/answer/", what).status_code == 302


def state(cast: Cast, pk: int) -> PairState:
    found = the_pair(cast, pk)
    return state_of(found)


def names(letters: list[Letter]) -> list[str]:
    return [one.name.removeprefix("mentorship.") for one in letters]


def page(client: Client, who: str, path: str) -> str:
    sign_in(client, who)
    answer = client.get(f"{AT}/{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_two_who_both_say_yes_get_each_others_addresses(cast: Cast, client: Client) -> None:
    pk = asked_pair(cast)
    before = page(client, "amina", f"pairs/{pk}/answer/")
    assert "Tove Timrå" in before
    assert "Lyssnar hellre" in before
    assert "tove@example.org" not in before
    says("amina", pk, YES)
    assert state(cast, pk) == PairState.ASKED
    assert "tove@example.org" not in page(client, "amina", f"pairs/{pk}/")
    says("tove", pk, YES)
    assert state(cast, pk) == PairState.ACCEPTED
    assert "tove@example.org" in page(client, "amina", f"pairs/{pk}/")
    assert "amina@example.org" in page(client, "tove", f"pairs/{pk}/")
    letters = do_errands(cast)
    assert names(letters) == ["pair_formed", "pair_formed"]
    assert {one.to for one in letters} == {"amina@example.org", "tove@example.org"}


def test_one_no_ends_the_proposal_and_the_coordinators_are_told(cast: Cast) -> None:
    pk = asked_pair(cast)
    says("amina", pk, YES)
    says("tove", pk, NO)
    assert state(cast, pk) == PairState.DECLINED
    letters = do_errands(cast)
    assert sorted(names(letters)) == ["pair_lapsed", "pair_news", "pair_news"]
    assert {one.to for one in letters} == {
        *("amina@example.org", "karin@example.org", "jonas@example.org")
    }
    says("amina", pk, NO)
    assert state(cast, pk) == PairState.DECLINED


def test_an_answer_stands_and_comes_too_late_after_its_day(cast: Cast) -> None:
    pk = asked_pair(cast)
    says("amina", pk, YES)
    says("amina", pk, NO)
    assert state(cast, pk) == PairState.ASKED
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Pair.objects.filter(pk=pk).update(answer_by=timezone.localdate() - timedelta(days=1))
    says("tove", pk, YES)
    assert state(cast, pk) == PairState.ASKED


def test_a_mentor_answers_by_the_link_alone_and_it_tells_neither_goals_nor_address(
    cast: Cast, client: Client
) -> None:
    pk = asked_pair(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        send_on("mentorship.ask_pair", key=str(pk), pair_id=pk)
    letters = do_errands(cast)
    assert {one.to for one in letters} == {"amina@example.org", "tove@example.org"}
    to_tove = next(one for one in letters if one.to == "tove@example.org")
    assert SECRET_GOALS not in to_tove.text
    assert "amina@example.org" not in to_tove.text
    with acting_as("portal_worker"):
        assert outbox.post(cast.vn, to_tove.pk)
    found = re.search(r"/reply/\S+", str(mail.outbox[-1].body))
    assert found is not None
    shown = client.get(found[0]).content.decode()
    assert "Amina Hassan" in shown
    assert SECRET_GOALS not in shown
    assert client.post(found[0], YES).status_code == 200
    says("amina", pk, YES)
    assert state(cast, pk) == PairState.ACCEPTED
    client.post(found[0], NO)
    assert state(cast, pk) == PairState.ACCEPTED


def test_a_protected_name_is_told_when_both_have_said_yes(cast: Cast, client: Client) -> None:
    from members.models import Person

    pk = asked_pair(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person("tove")).update(protected=True)
    assert "Tove Timrå" not in page(client, "amina", f"pairs/{pk}/answer/")
    says("amina", pk, YES)
    says("tove", pk, YES)
    assert "Tove Timrå" in page(client, "amina", f"pairs/{pk}/")


def test_the_mentees_goals_are_proposed_to_the_mentee_alone(cast: Cast, client: Client) -> None:
    pk = accepted_pair(cast)
    assert SECRET_GOALS in page(client, "amina", f"pairs/{pk}/agreement/new/")
    assert SECRET_GOALS not in page(client, "tove", f"pairs/{pk}/agreement/new/")


def test_the_pair_starts_and_is_charged_once_when_both_agree_to_the_same_words(
    cast: Cast, client: Client
) -> None:
    pk = accepted_pair(cast)
    change_round(cast, pk, mentee_price=1500)
    sign_in(client, "amina")
    client.post(f"{AT}/pairs/{pk}/agreement/new/", WORDING)
    first = re.search(r"agreements/(\d+)/assent", page(client, "tove", f"pairs/{pk}/agreement/"))
    assert first is not None
    client.post(f"{AT}/pairs/{pk}/agreement/new/", WORDING | {"rhythm": "Varje vecka"})
    client.post(f"{AT}/agreements/{first[1]}/assent/")
    sign_in(client, "amina")
    client.post(f"{AT}/agreements/{first[1]}/assent/")  # the old words
    letters = do_errands(cast)
    assert state(cast, pk) == PairState.ACCEPTED
    newest = re.search(r"agreements/(\d+)/assent", page(client, "amina", f"pairs/{pk}/agreement/"))
    assert newest is not None
    for _click in range(2):
        client.post(f"{AT}/agreements/{newest[1]}/assent/")
    after = do_errands(cast)
    assert names(after[len(letters) :]) == ["pair_started", "pair_started"]
    assert all("Varje vecka" not in one.text for one in after)
    assert state(cast, pk) == PairState.RUNNING
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        laid = Charge.objects.get(kind="other")
        assert (laid.net, laid.membership_id) == (1500, the_membership(cast))


def the_membership(cast: Cast) -> int:
    return cast.memberships["vasternorrland", "csn"]


def test_a_pair_that_ends_before_it_starts_costs_nothing(cast: Cast, client: Client) -> None:
    pk = accepted_pair(cast)
    change_round(cast, pk, mentee_price=1500)
    sign_in(client, "tove")
    client.post(f"{AT}/pairs/{pk}/ending/", {"again": "no"})
    do_errands(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Charge.objects.exists()


def test_a_day_is_ticked_once_and_undone_and_no_journal_says_how_it_goes(
    cast: Cast, client: Client
) -> None:
    pk = agreed_pair(cast)
    tick = {"day": in_days(-3).isoformat(), "goes_well": "no"}
    sign_in(client, "amina")
    for _click in range(2):
        client.post(f"{AT}/pairs/{pk}/contact/", tick)
    letters = do_errands(cast)
    assert names(letters) == ["pair_news", "pair_news"]
    shown = page(client, "tove", f"pairs/{pk}/")
    assert "Amina Hassan</td>" in shown.replace("\n", "") or "Amina Hassan" in shown
    assert "Ring mig gärna</" not in shown
    assert "Please call me</" not in shown
    told = page(client, "karin", f"pairs/{pk}/")
    assert f"/pairs/{pk}/call/" in told
    assert client.post(f"{AT}/pairs/{pk}/call/").status_code == 302
    assert f"/pairs/{pk}/call/" not in page(client, "karin", f"pairs/{pk}/")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        facts = [row.facts for row in JournalEntry.objects.filter(verb="tick_contact")]
        assert facts == [{"round": "Mentorsprogrammet"}]
    undo = re.search(r"contacts/(\d+)/removal", page(client, "amina", f"pairs/{pk}/"))
    assert undo is not None
    sign_in(client, "tove")
    assert client.post(f"{AT}/contacts/{undo[1]}/removal/").status_code == 404
    sign_in(client, "amina")
    assert client.post(f"{AT}/contacts/{undo[1]}/removal/").status_code == 302
    assert "/removal/" not in page(client, "amina", f"pairs/{pk}/")


@pytest.mark.parametrize("day", [1, -70])
def test_a_day_to_come_or_before_the_pair_is_refused_and_kept_in_the_form(
    cast: Cast, client: Client, day: int
) -> None:
    pk = agreed_pair(cast)
    sign_in(client, "amina")
    typed = in_days(day).isoformat()
    answer = client.post(f"{AT}/pairs/{pk}/contact/", {"day": typed, "goes_well": "yes"})
    assert answer.status_code == 200
    assert typed in answer.content.decode()
    assert "/removal/" not in page(client, "amina", f"pairs/{pk}/")


FIGURES = {"satisfaction": "4", "effect": "3", "goals": "5", "words": "Fler träffar"}


def test_a_check_is_asked_once_answered_by_link_and_hidden_from_the_other(
    cast: Cast, client: Client
) -> None:
    pk = agreed_pair(cast)
    change_round(cast, pk, midway=in_days(-1))
    for _sweep in range(2):
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            ask_due(timezone.localdate())
        letters = do_errands(cast)
    assert names(letters) == ["pair_check", "pair_check"]
    with acting_as("portal_worker"):
        assert outbox.post(cast.vn, letters[0].pk)
    found = re.search(r"/reply/\S+", str(mail.outbox[-1].body))
    assert found is not None
    assert client.post(found[0], FIGURES).status_code == 200
    client.post(found[0], FIGURES | {"satisfaction": "1"})
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        kept = PairEvaluation.objects.get()
        assert (kept.kind, kept.satisfaction, kept.words) == ("midway", 4, "Fler träffar")
    assert "Fler träffar" not in page(client, "tove", f"pairs/{pk}/")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        ask_due(timezone.localdate() + timedelta(days=7))
    again = do_errands(cast)
    assert len(again) == 3
    assert again[-1].to != letters[0].to


def test_a_pair_is_completed_when_both_have_answered_the_closing_questions(
    cast: Cast, client: Client
) -> None:
    pk = agreed_pair(cast)
    change_round(cast, pk, ends=in_days(5))
    for who in ("amina", "tove"):
        assert state(cast, pk) == PairState.RUNNING
        sign_in(client, who)
        client.post(f"{AT}/pairs/{pk}/evaluation/closing/", FIGURES)
        letters = do_errands(cast)
    assert state(cast, pk) == PairState.COMPLETED
    assert names(letters) == ["pair_completed"]
    assert letters[0].to == "tove@example.org"


def test_a_pair_is_completed_when_its_round_has_ended(cast: Cast) -> None:
    pk = agreed_pair(cast)
    change_round(cast, pk, ends=in_days(-1))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert over(timezone.localdate()) == [pk]
        send_on("mentorship.complete_pair", key="end", pair_id=pk)
    do_errands(cast)
    assert state(cast, pk) == PairState.COMPLETED


def test_either_may_end_it_without_reason_and_each_says_if_they_want_another(
    cast: Cast, client: Client
) -> None:
    pk = agreed_pair(cast)
    sign_in(client, "tove")
    client.post(f"{AT}/pairs/{pk}/ending/", {"again": "yes"})
    assert state(cast, pk) == PairState.ENDED_EARLY
    letters = do_errands(cast)
    assert sorted(names(letters)) == ["pair_ended", "pair_news", "pair_news"]
    sign_in(client, "amina")
    client.post(f"{AT}/pairs/{pk}/again/", {"again": "no"})
    do_errands(cast)
    end = the_pair(cast, pk).end
    assert (end.mentee_again, end.mentor_again) == (False, True)
    client.post(f"{AT}/pairs/{pk}/again/", {"again": "yes"})
    do_errands(cast)
    assert the_pair(cast, pk).end.mentee_again is False


def test_only_the_mentor_and_the_coordinators_fetch_the_certificate_of_a_completed_pair(
    cast: Cast, client: Client
) -> None:
    pk = completed_pair(cast)
    later = running_round(cast, title="Nästa")
    running = agreed_pair(cast, mentee="berit", round_id=later)
    answers = {}
    for who in ("tove", "karin", "amina", "mats"):
        sign_in(client, who)
        answers[who] = client.get(f"{AT}/pairs/{pk}/certificate/").status_code
    assert answers == {"tove": 200, "karin": 200, "amina": 403, "mats": 404}
    sign_in(client, "tove")
    first = client.get(f"{AT}/pairs/{pk}/certificate/").content
    assert first[:5] == b"%PDF-"
    assert b"Amina" not in first
    assert first == client.get(f"{AT}/pairs/{pk}/certificate/").content
    assert client.get(f"{AT}/pairs/{running}/certificate/").status_code == 302
