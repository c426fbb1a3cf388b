"""The page where needs are put together, as the coordinator uses it."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from courses.models import Campaign, Candidate, Merger, NeedLine, SetApart
from network import scope
from tests.cast import VN, Cast
from tests.courses.needs import bring, make_answer, make_campaign, make_candidate, make_line
from tests.databases import acting_as
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

NEEDS = f"/{VN}/courses/needs"


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    """A candidate, and two members with the same need in other words."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        made = make_campaign(state="closed")
        candidate = make_candidate(made, "Excel grund")
        for key, text in (("csn", "Grundkurs i Excel"), ("spv", "Excel, grunderna")):
            answer = make_answer(made, cast.memberships[VN, key])
            make_line(answer, candidate)
            make_line(answer, text=text)
            bring(answer, "sent")
    return made


def _rows(cast: Cast) -> tuple[Candidate, list[NeedLine]]:
    with scope.enter(cast.users["jonas"], cast.vn):
        return Candidate.objects.get(), list(NeedLine.objects.exclude(text="").order_by("pk"))


def test_a_proposal_is_put_together_and_undone(
    cast: Cast, campaign: Campaign, client: Client
) -> None:
    sign_in(client, "jonas")
    address = f"{NEEDS}/{campaign.pk}/merging/"
    assert client.get(address).content.decode().count("Grundkurs i Excel") >= 2
    candidate, lines = _rows(cast)
    chosen = [f"candidate-{candidate.pk}", *(f"line-{line.pk}" for line in lines)]
    answer = client.post(
        f"{address}merger/", {"chosen": chosen, "into": f"candidate-{candidate.pk}"}, follow=True
    )
    assert answer.status_code == 200
    assert {line.candidate_id for line in _rows(cast)[1]} == {candidate.pk}
    assert "Grundkurs i Excel" not in answer.content.decode()
    with scope.enter(cast.users["jonas"], cast.vn):
        merger = Merger.objects.get()
    client.post(f"{NEEDS}/mergers/{merger.pk}/undoing/")
    assert {line.candidate_id for line in _rows(cast)[1]} == {None}


def test_a_need_that_was_put_together_is_taken_out(
    cast: Cast, campaign: Campaign, client: Client
) -> None:
    sign_in(client, "jonas")
    candidate, lines = _rows(cast)
    client.post(
        f"{NEEDS}/{campaign.pk}/merging/merger/",
        {"chosen": [f"line-{lines[0].pk}"], "into": f"candidate-{candidate.pk}"},
    )
    page = client.get(f"{NEEDS}/candidates/{candidate.pk}/").content.decode()
    assert "Grundkurs i Excel" in page
    client.post(f"{NEEDS}/lines/{lines[0].pk}/leaving/")
    assert _rows(cast)[1][0].candidate_id is None


def test_a_new_candidate_without_a_title_keeps_what_was_ticked(
    cast: Cast, campaign: Campaign, client: Client
) -> None:
    sign_in(client, "jonas")
    _candidate, lines = _rows(cast)
    answer = client.post(
        f"{NEEDS}/{campaign.pk}/merging/merger/",
        {"chosen": [f"line-{lines[0].pk}"], "into": "new", "title": " "},
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="id_title_error"' in page or "error-summary" in page or 'role="alert"' in page
    by_hand = BeautifulSoup(page, "lxml").select("#by-hand input[name=chosen]")
    assert {str(box["value"]): box.has_attr("checked") for box in by_hand} == {
        f"line-{lines[0].pk}": True,
        f"line-{lines[1].pk}": False,
    }


def test_what_is_not_the_same_is_not_proposed_again(
    cast: Cast, campaign: Campaign, client: Client
) -> None:
    sign_in(client, "jonas")
    candidate, lines = _rows(cast)
    address = f"{NEEDS}/{campaign.pk}/merging/"
    assert 'id="proposal-1"' in client.get(address).content.decode()
    chosen = [f"candidate-{candidate.pk}", *(f"line-{line.pk}" for line in lines)]
    client.post(f"{address}apart/", {"chosen": chosen})
    assert 'id="proposal-1"' not in client.get(address).content.decode()
    with scope.enter(cast.users["jonas"], cast.vn):
        assert SetApart.objects.count() == 3


@pytest.mark.parametrize(
    "given",
    [
        {"into": "candidate-999999999"},
        {"into": "line-1"},
        {"chosen": ["line-99999999999999999999", "x", "candidate-"], "into": "new", "title": "A"},
        {},
    ],
)
def test_nonsense_is_answered_with_a_sentence(
    cast: Cast, campaign: Campaign, client: Client, given: dict[str, object]
) -> None:
    sign_in(client, "jonas")
    answer = client.post(f"{NEEDS}/{campaign.pk}/merging/merger/", given)
    assert answer.status_code == 200
    with scope.enter(cast.users["jonas"], cast.vn):
        assert not Merger.objects.exists()
        assert not Candidate.objects.filter(title_sv="A").exists()
