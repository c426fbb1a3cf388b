"""What helps an authority to answer: its own figures of last year, and others' in numbers alone."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.models import Campaign, Candidate, NeedLine
from network import scope
from tests.cast import VN, Cast
from tests.courses.answering import Asked
from tests.courses.needs import make_answer, make_campaign, make_candidate
from tests.databases import acting_as
from tests.signing_in import sign_in


@pytest.fixture
def asked(cast: Cast) -> Asked:
    return Asked(cast)


def others(asked: Asked, *keys: str) -> None:
    """Others ask for Excel too."""
    with acting_as("portal_worker"), scope.enter_system(asked.cast.vn):
        campaign = Campaign.objects.get(pk=asked.campaign)
        excel = Candidate.objects.get(pk=asked.excel)
        for key in keys:
            make_answer(campaign, asked.cast.memberships[VN, key], {excel: (5, 0)})


def counted(asked: Asked, who: str) -> list[tuple[int | None, int]]:
    """What the database tells somebody of the others."""
    with scope.enter(asked.cast.users[who], asked.cast.vn), connection.cursor() as cursor:
        cursor.execute("SELECT candidate_id, members FROM app.others_need(%s)", [asked.campaign])
        return list(cursor.fetchall())


def test_one_other_authority_is_never_told_of_and_two_are_a_number(asked: Asked) -> None:
    others(asked, "timra")
    assert counted(asked, "lena") == []
    others(asked, "miun")
    assert counted(asked, "lena") == [(asked.excel, 2)]
    with scope.enter(asked.cast.users["lena"], asked.cast.vn):
        assert NeedLine.objects.count() == 0, "the others' lines are not read"


def test_ones_own_answer_is_not_counted_among_the_others(asked: Asked) -> None:
    others(asked, "timra", "miun")
    assert counted(asked, "lars") == []


def test_nobody_of_another_network_is_told(asked: Asked) -> None:
    others(asked, "timra", "miun")
    with scope.enter(asked.cast.users["jamte"], asked.cast.jl), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.others_need(%s)", [asked.campaign])
        assert cursor.fetchall() == []


def test_last_years_figures_stand_at_the_field(client: Client, asked: Asked) -> None:
    with acting_as("portal_worker"), scope.enter_system(asked.cast.vn):
        now = Campaign.objects.get(pk=asked.campaign)
        before = make_campaign(now.year - 1, state="closed")
        excel = make_candidate(before)
        make_answer(before, asked.cast.memberships[VN, "csn"], {excel: (8, 6)})
        Campaign.objects.filter(pk=asked.campaign).update(previous=before)
    sign_in(client, "lena")
    page = client.get(asked.url())
    assert f"{before.year}: ni bad om 8" in page.content.decode() or "asked for 8" in (
        page.content.decode()
    )


def test_the_page_asks_the_database_as_often_for_two_courses_as_for_forty(
    client: Client, asked: Asked
) -> None:
    sign_in(client, "lena")
    client.get(asked.url())

    def questions() -> int:
        with CaptureQueriesContext(connection) as asks:
            assert client.get(asked.url()).status_code == 200
        return len(asks)

    few = questions()
    with acting_as("portal_worker"), scope.enter_system(asked.cast.vn):
        campaign = Campaign.objects.get(pk=asked.campaign)
        for n in range(38):
            make_candidate(campaign, f"Kurs {n}")
    assert questions() == few
