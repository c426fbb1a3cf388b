"""A new manager from the register to the first module, through the pages and the letter's link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from induction.models import ParticipationAnswer, Programme
from mentorship.models import InterestDraft
from network import scope
from network.models import Letter
from tests.cast import Cast
from tests.databases import acting_as
from tests.induction.inviting import AT, enter, invite, letters, link_in, participations
from tests.induction.programmes import make_new_manager, make_participation, make_programme
from tests.mentorship.rounds import make_round
from tests.signing_in import sign_in


@pytest.fixture
def programme(cast: Cast) -> int:
    """A programme for CSN, with Amina as a new manager under Mats."""
    make_new_manager(cast, "amina", under="mats")
    return make_programme(cast)


def test_only_new_managers_at_members_that_take_part_are_proposed(
    cast: Cast, client: Client, programme: int
) -> None:
    make_new_manager(cast, "tove")  # Timrå takes no part
    make_new_manager(cast, "berit", timezone.localdate() - timedelta(days=800))
    sign_in(client, "karin")
    page = client.get(f"{AT}/{programme}/proposals/").content.decode()
    assert "Amina Hassan" in page
    assert "Tove" not in page
    assert "Berit" not in page


def test_who_is_not_proposed_is_not_invited_whatever_is_sent(
    cast: Cast, client: Client, programme: int
) -> None:
    make_new_manager(cast, "tove")
    invite(cast, client, programme, "tove")
    assert participations(cast) == []


def test_a_second_click_invites_and_writes_once(cast: Cast, client: Client, programme: int) -> None:
    invite(cast, client, programme, "amina")
    invite(cast, client, programme, "amina")
    assert len(participations(cast)) == 1
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Letter.objects.filter(name="induction_invitation").count() == 1


def test_the_manager_gets_a_copy_without_the_link(
    cast: Cast, client: Client, programme: int
) -> None:
    invite(cast, client, programme, "amina")
    copy = letters(cast)["induction_manager_told"]
    assert copy.person_id == cast.person("mats")
    assert "/reply/" not in copy.text


def test_a_yes_by_the_link_begins_the_request_for_a_mentor(
    cast: Cast, client: Client, programme: int
) -> None:
    found = make_round(cast.vn)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Programme.objects.filter(pk=programme).update(mentor_round_id=found)
    invite(cast, client, programme, "amina")
    address = link_in(cast, letters(cast)["induction_invitation"])
    phone = Client()
    page = phone.get(address)
    assert page.status_code == 200
    assert "<select" not in page.content.decode()  # two buttons, and nothing to choose beside them
    assert participations(cast)[0].stage == "invited"
    assert phone.post(address, {"answer": "yes"}).status_code in (200, 302)
    assert participations(cast)[0].stage == "taking"
    with scope.enter(cast.users["amina"], cast.vn):
        draft = InterestDraft.objects.get(round=found, role="mentee")
    since = (timezone.localdate() - timedelta(days=30)).isoformat()
    assert draft.answers["manager_since"] == [since]


def test_not_now_by_the_link_is_asked_again_when_the_day_has_come(
    cast: Cast, client: Client, programme: int
) -> None:
    invite(cast, client, programme, "amina")
    address = link_in(cast, letters(cast)["induction_invitation"])
    Client().post(address, {"answer": "no"})
    assert participations(cast)[0].stage == "later"
    page = client.get(f"{AT}/{programme}/proposals/").content.decode()
    assert "Amina Hassan" not in page
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        answer = ParticipationAnswer.objects.get()
        answer.later = timezone.localdate()
        answer.save()
    page = client.get(f"{AT}/{programme}/proposals/").content.decode()
    assert "Amina Hassan" in page
    invite(cast, client, programme, "amina")
    assert participations(cast)[0].stage == "invited"


def test_who_ticks_the_last_module_can_complete_the_programme_and_nobody_before(
    cast: Cast, client: Client, programme: int
) -> None:
    pk = make_participation(cast, programme, "amina")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        module = Programme.objects.get(pk=programme).modules.get()
    enter(client, "amina")
    ask = client.get(f"{AT}/people/{pk}/end/").content.decode()
    assert "Lämna programmet" in ask or "Leave the programme" in ask
    client.post(f"{AT}/people/{pk}/ticks/", {"module": module.pk, "done": "yes"})
    client.post(f"{AT}/people/{pk}/end/")
    assert participations(cast)[0].stage == "completed"


def test_leaving_before_all_is_done_is_not_completing(
    cast: Cast, client: Client, programme: int
) -> None:
    pk = make_participation(cast, programme, "amina")
    enter(client, "amina")
    client.post(f"{AT}/people/{pk}/end/")
    assert participations(cast)[0].stage == "left"


def test_nobody_answers_for_somebody_else(cast: Cast, client: Client, programme: int) -> None:
    pk = make_participation(cast, programme, "amina", accepted=None)
    sign_in(client, "karin")
    answer = client.post(f"{AT}/people/{pk}/answer/", {"answer": "yes"})
    assert answer.status_code == 403
    assert participations(cast)[0].stage == "invited"
