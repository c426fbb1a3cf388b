"""A draft is never lost, and nobody but its writer sees it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mentorship.intake.tasks import forget_drafts
from mentorship.models import Avoided, Interest, InterestDraft, MentorRound
from network import scope
from tests.cast import Cast
from tests.databases import acting_as
from tests.mentorship.asking import AT, WISH, enter, letters, the_interest
from tests.mentorship.rounds import make_interest, make_manager, make_round
from tests.signing_in import sign_in


@pytest.fixture
def at(cast: Cast) -> str:
    """The address of Amina's form in an open round; she leads staff under Mats."""
    make_manager(cast, "amina", date(2019, 3, 1), under="mats")
    return f"{AT}/rounds/{make_round(cast.vn)}/interest/mentee/"


def test_what_is_written_is_saved_while_one_writes_and_put_back_on_return(
    cast: Cast, client: Client, at: str
) -> None:
    enter(client, "amina")
    half = {"goals": "Våga mer i vår", "areas": ["talks"], "town": "Ånge", "meeting": "online"}
    answer = client.post(f"{at}draft/", half, headers={"HX-Request": "true"})
    assert 'id="saved"' in answer.content.decode()
    assert "<html" not in answer.content.decode()
    page = client.get(at).content.decode()
    assert "Våga mer i vår" in page
    assert 'value="Ånge"' in page
    assert 'value="talks" id="id_areas_0" checked' in page or page.count(" checked") >= 2
    assert f"{at}draft/removal/" in page
    with scope.enter(cast.users["amina"], cast.vn):
        assert not Interest.objects.exists()


def test_a_refused_form_keeps_what_was_typed_also_for_the_next_visit(
    cast: Cast, client: Client, at: str
) -> None:
    enter(client, "amina")
    answer = client.post(at, {"goals": "Mina hemliga ord", "go": "review"})
    assert answer.status_code == 200
    assert "Mina hemliga ord" in answer.content.decode()
    assert "Mina hemliga ord" in client.get(at).content.decode()


def test_looking_through_shows_all_of_it_sends_it_once_and_ends_the_draft(
    cast: Cast, client: Client, at: str
) -> None:
    enter(client, "amina")
    timra = cast.memberships["vasternorrland", "timra"]
    wish = WISH | {"avoid_names": "Bo Ek", "avoid_authorities": [timra], "go": "review"}
    wish |= {"town": "Härnösand", "reach_km": "40", "words": "Gärna promenad"}
    answer = client.post(at, wish)
    assert answer["Location"] == f"{at}review/"
    page = client.get(f"{at}review/").content.decode()
    for words in ("Våga mer", "Bo Ek", "Timrå", "Härnösand", "Gärna promenad"):
        assert words in page
    clicks = [client.post(f"{at}review/")["Location"] for _ in range(2)]
    asked = the_interest(cast)
    assert clicks == [f"{AT}/interests/{asked.pk}/"] * 2
    assert (asked.town, asked.reach_km, asked.words) == ("Härnösand", 40, "Gärna promenad")
    assert asked.manager_since == date(2019, 3, 1)
    with scope.enter(cast.users["amina"], cast.vn):
        assert not InterestDraft.objects.exists()
        assert Avoided.objects.count() == 2
    assert len(letters(cast, "mentor_request_waits")) == 1


def test_a_draft_that_cannot_be_sent_leads_back_to_the_form(
    cast: Cast, client: Client, at: str
) -> None:
    enter(client, "amina")
    client.post(f"{at}draft/", {"goals": "halv"})
    assert client.get(f"{at}review/")["Location"] == at
    assert client.post(f"{at}review/")["Location"] == at
    with scope.enter(cast.users["amina"], cast.vn):
        assert not Interest.objects.exists()


def test_starting_over_throws_the_draft_away(cast: Cast, client: Client, at: str) -> None:
    enter(client, "amina")
    client.post(f"{at}draft/", {"goals": "Bort med det"})
    client.post(f"{at}draft/removal/")
    assert "Bort med det" not in client.get(at).content.decode()


@pytest.mark.parametrize("who", ["mats", "karin", "jonas", "lena", "berit", "erik"])
def test_nobody_else_sees_a_draft_neither_manager_nor_coordinator(
    cast: Cast, client: Client, at: str, who: str
) -> None:
    enter(client, "amina")
    client.post(f"{at}draft/", {"goals": "Bara mitt"})
    with scope.enter(cast.users[who], cast.vn):
        assert not InterestDraft.objects.exists()
    sign_in(client, who)
    assert "Bara mitt" not in client.get(at).content.decode()


def test_what_was_sent_is_changed_while_the_round_is_open_and_the_answer_stands(
    cast: Cast, client: Client, at: str
) -> None:
    enter(client, "amina")
    client.post(at, WISH | {"avoid_names": "Bo Ek\nÅsa Berg"})
    first = the_interest(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Avoided.objects.filter(name="Bo Ek").update(who_id=cast.person("tove"))
    assert "Våga mer" in client.get(at).content.decode()
    client.post(at, WISH | {"goals": "Något annat", "avoid_names": "Bo Ek\nNils Alm"})
    changed = the_interest(cast)
    assert (changed.pk, changed.goals) == (first.pk, "Något annat")
    with scope.enter(cast.users["amina"], cast.vn):
        names = dict(Avoided.objects.values_list("name", "who"))
    assert names == {"Bo Ek": cast.person("tove"), "Nils Alm": None}
    assert len(letters(cast, "mentor_request_waits")) == 1


def test_a_new_round_begins_with_what_was_written_in_the_last(
    cast: Cast, client: Client, at: str
) -> None:
    old = make_round(
        cast.vn,
        title="Förra",
        opens=date(2024, 1, 1),
        closes=date(2024, 2, 1),
        starts=date(2024, 3, 1),
        ends=date(2025, 1, 1),
    )
    make_interest(cast, old)
    enter(client, "amina")
    page = client.get(at).content.decode()
    assert "Hemliga mål" in page
    assert "Förra" in page


def test_drafts_are_forgotten_when_the_round_starts(cast: Cast, client: Client, at: str) -> None:
    enter(client, "amina")
    client.post(f"{at}draft/", {"goals": "kvar"})
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert forget_drafts() == 0
        today = timezone.localdate()
        MentorRound.objects.update(closes=today - timedelta(days=1), starts=today)
        assert forget_drafts() == 1


def test_a_closed_round_saves_no_draft_and_says_so(cast: Cast, client: Client) -> None:
    make_manager(cast, "amina", date(2019, 3, 1), under="mats")
    closed = make_round(cast.vn, closes=timezone.localdate() - timedelta(days=1))
    at = f"{AT}/rounds/{closed}/interest/mentee/"
    enter(client, "amina")
    answer = client.post(f"{at}draft/", {"goals": "sent"}, headers={"HX-Request": "true"})
    assert 'role="alert"' in answer.content.decode()
    with scope.enter(cast.users["amina"], cast.vn):
        assert not InterestDraft.objects.exists()


def test_who_has_led_staff_elsewhere_says_from_when_and_the_manager_sees_both_days(
    cast: Cast, client: Client
) -> None:
    make_manager(cast, "amina", timezone.localdate(), under="mats")
    at = f"{AT}/rounds/{make_round(cast.vn)}/interest/mentee/"
    enter(client, "amina")
    assert "?earlier=yes" in client.get(at).content.decode()
    assert '<form class="form' in client.get(f"{at}?earlier=yes").content.decode()
    client.post(at, WISH | {"manager_since": "2015-02-01"})
    asked = the_interest(cast)
    assert asked.manager_since == date(2015, 2, 1)
    enter(client, "mats")
    page = client.get(f"{AT}/interests/{asked.pk}/answer/").content.decode()
    assert "2015" in page
    assert str(timezone.localdate().year) in page
