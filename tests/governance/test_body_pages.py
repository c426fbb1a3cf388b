"""The front of bodies and one body's page: what each sees, and what waits for the coordinator."""

import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from governance.bodies.tasks import end_for_those_who_left
from governance.models import Body, BodyKind, Holder, Mandate
from members.models import Membership, Standing
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.deciding import a_decision
from tests.governance.making import (
    make_body,
    make_holder,
    make_kind,
    make_mandate,
    make_meeting,
    make_seated,
)
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

AT = f"/{VN}/governance"
BODY = {
    "name": "Arkivgruppen",
    "since": "2026-01-01",
    "open_to": "network",
    "quorum_percent": "50",
    "votes_by": "mandate",
    "calls_days_before": "14",
}


def shown(client: Client, who: str, path: str = "/") -> str:
    """A page as somebody sees it."""
    sign_in(client, who)
    return client.get(f"{AT}{path}").content.decode()


def test_what_one_sits_in_stands_on_top_and_meetings_only_for_those_who_read_them(
    cast: Cast, client: Client
) -> None:
    seated = make_seated(cast, name="Styrgruppen")
    make_body(cast, nature="group", name="Arbetsgruppen", open_to="network")
    make_meeting(cast, seated.body)
    day = (timezone.localdate() + timedelta(days=7)).isoformat()
    assert 'id="mine"' in shown(client, "ulla")
    assert day in shown(client, "ulla")
    assert 'id="mine"' not in shown(client, "amina")
    assert "Styrgruppen" in shown(client, "amina")
    assert day not in shown(client, "amina")


def test_everybody_reads_who_sits_where_and_nobody_but_coordinators_an_address(
    cast: Cast, client: Client
) -> None:
    body = make_seated(cast).body
    for who in ("amina", "lars", "ulla", "karin"):
        page = shown(client, who, f"/bodies/{body}/")
        assert "Ulla Utbildningsråd" in page
        assert "ulla@example.org" not in page.replace(f"{who}@example.org", "")
    assert "ulla@example.org" in shown(client, "karin", f"/bodies/{body}/addresses/")


def test_the_list_finds_by_words_kind_and_vacancy_and_exports_what_it_shows(
    cast: Cast, client: Client
) -> None:
    full = make_seated(cast, name="Styrgruppen")
    empty = make_body(cast, nature="group", name="Arkivgruppen", purpose="Diarieföring")
    make_mandate(cast, empty, "miun")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        kind = Body.objects.get(pk=full.body).kind_id
    for query, there, away in (
        ("?q=diarie", "Arkivgruppen", "Styrgruppen"),
        ("?vacant=yes", "Arkivgruppen", "Styrgruppen"),
        (f"?kind={kind}", "Styrgruppen", "Arkivgruppen"),
    ):
        page = shown(client, "amina", f"/{query}")
        assert there in page
        assert away not in page
    answer = client.get(f"{AT}/?vacant=yes&format=xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    first = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows(min_row=2)]
    assert len(first) == 1
    assert first[0][:2] == ["Arkivgruppen", "Mittuniversitetet"]
    assert "@" not in client.get(f"{AT}/?format=csv").content.decode()


def test_each_network_names_its_own_kinds_and_keeps_the_votes_of_its_levels(
    cast: Cast, client: Client
) -> None:
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        Standing.objects.filter(membership=cast.memberships[VN, "spv"]).update(
            level="1", by_decision=a_decision("Nivåerna")
        )
    sign_in(client, "karin")
    assert client.get(f"{AT}/bodies/new/").status_code == 302  # first a kind
    kind = {"name": "Nätverksgrupp", "name_en": "", "nature": "group"}
    assert client.post(f"{AT}/kinds/new/", kind).status_code == 302
    assert client.post(f"{AT}/kinds/new/", kind).status_code == 200
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        made = BodyKind.objects.get().pk
    said = BODY | {"kind": str(made), "votes_by": "level", "level_0": "3"}
    assert client.post(f"{AT}/bodies/new/", said).status_code == 302
    assert client.post(f"{AT}/bodies/new/", said).status_code == 200
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Body.objects.get().level_votes == {"1": 3}


def test_terms_that_end_and_seats_long_vacant_wait_for_the_coordinator(
    cast: Cast, client: Client
) -> None:
    today = timezone.localdate()
    body = make_body(cast, name="Styrgruppen")
    ends = make_mandate(cast, body, "csn")
    make_holder(cast, ends, "ulla", until=today + timedelta(days=60))
    left = make_mandate(cast, body, "timra")
    make_holder(cast, left, "lars", until=today - timedelta(days=32))
    sign_in(client, "karin")
    start = client.get(f"/{VN}/").content.decode()
    assert start.count(f"{AT}/bodies/{body}/") == 2
    make_holder(cast, ends, "mats", since=today + timedelta(days=61))
    make_holder(
        cast, left, "tove", since=today - timedelta(days=31), until=today - timedelta(days=1)
    )
    assert f"{AT}/bodies/{body}/" not in client.get(f"/{VN}/").content.decode()
    sign_in(client, "lena")
    assert f"{AT}/bodies/{body}/" not in client.get(f"/{VN}/").content.decode()


def test_a_body_is_found_by_the_search_of_the_portal(cast: Cast, client: Client) -> None:
    body = make_body(cast, name="Arkivgruppen")
    sign_in(client, "amina")
    assert f"{AT}/bodies/{body}/" in client.get(f"/{VN}/search/?q=arkivgrupp").content.decode()


def test_a_member_that_has_left_the_network_leaves_its_mandates(cast: Cast) -> None:
    mandate = make_mandate(cast, make_body(cast), "timra")
    holder = make_holder(cast, mandate, "lars")
    last = date(2026, 6, 30)
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        Membership.objects.filter(pk=cast.memberships[VN, "timra"]).update(until=last)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        end_for_those_who_left()
        assert Mandate.objects.get(pk=mandate).until == last
        assert Holder.objects.get(pk=holder).until == last


def test_a_kind_that_begins_to_steer_gives_those_who_sit_there_the_role(
    cast: Cast, client: Client
) -> None:
    kind = make_kind(cast, nature="group")
    make_holder(cast, make_mandate(cast, make_body(cast, nature="group"), "csn"), "mats")
    sign_in(client, "karin")
    said = {"name": "Styrgrupp", "name_en": "", "nature": "steering"}
    assert client.post(f"{AT}/kinds/{kind}/", said).status_code == 302
    with scope.enter(cast.users["mats"], cast.vn) as granted:
        assert "steering_member" in granted.roles
    said["nature"] = "group"
    client.post(f"{AT}/kinds/{kind}/", said)
    with scope.enter(cast.users["mats"], cast.vn) as granted:
        assert "steering_member" not in granted.roles
