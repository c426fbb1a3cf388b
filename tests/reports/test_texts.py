"""The texts of the annual report: who writes, every version kept, two at once, the preview."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from network import scope
from network.models import JournalEntry, Network, User
from network.seat import Seat
from reports.annual.texts import Overtaken, save_text, texts_of
from reports.models import ReportText
from tests.cast import VN, Cast, load
from tests.courses.makers import make_people
from tests.databases import acting_as
from tests.reports.year import at, hold
from tests.signing_in import sign_in

AT = "/vasternorrland/reports/annual/2025"


def versions(cast: Cast) -> list[tuple[int, str]]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        rows = ReportText.objects.order_by("section", "number")
        return [(row.number, row.content.get("lead", "")) for row in rows]


def test_a_coordinator_writes_a_section_and_every_version_is_kept(
    cast: Cast, client: Client
) -> None:
    sign_in(client, "karin")
    for base, lead in ((0, "Först"), (1, "Sedan")):
        answer = client.post(
            f"{AT}/training/sv/", {"base": base, "lead": lead, "body": "Ett.\n\nTvå."}
        )
        assert answer.status_code == 302, answer.content.decode()
    assert versions(cast) == [(1, "Först"), (2, "Sedan")]
    page = client.get(f"{AT}/training/sv/versions/").content.decode()
    assert "Först" in page
    assert "Sedan" in page
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert texts_of(2025, "sv")["training"]["lead"] == "Sedan"
        assert texts_of(2025, "en") == {}
        assert JournalEntry.objects.filter(verb="write_report_text").count() == 2


def test_what_is_saved_unchanged_makes_no_version(cast: Cast, client: Client) -> None:
    sign_in(client, "karin")
    for base in (0, 1):
        client.post(f"{AT}/training/sv/", {"base": base, "lead": "Samma", "body": ""})
    assert versions(cast) == [(1, "Samma")]


def test_who_was_overtaken_sees_both_texts_and_loses_nothing(cast: Cast, client: Client) -> None:
    sign_in(client, "karin")
    client.post(f"{AT}/training/sv/", {"base": 0, "lead": "Rubrik", "body": "Gammalt"})
    other = Client()
    sign_in(other, "jonas")
    other.post(f"{AT}/training/sv/", {"base": 1, "lead": "Jonas rubrik", "body": "Gammalt"})
    answer = client.post(
        f"{AT}/training/sv/", {"base": 1, "lead": "Rubrik", "body": "Karins långa text"}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Karins långa text" in page
    assert "Jonas rubrik" in page
    assert 'name="base" value="2"' in page
    assert len(versions(cast)) == 2
    saved = client.post(
        f"{AT}/training/sv/", {"base": 2, "lead": "Jonas rubrik", "body": "Karins långa text"}
    )
    assert saved.status_code == 302
    assert len(versions(cast)) == 3


def test_where_both_changed_the_same_field_theirs_stands_beside(cast: Cast, client: Client) -> None:
    sign_in(client, "karin")
    client.post(f"{AT}/training/sv/", {"base": 0, "lead": "Rubrik", "body": "Gammalt"})
    client.post(f"{AT}/training/sv/", {"base": 1, "lead": "Rubrik", "body": "Deras"})
    page = client.post(
        f"{AT}/training/sv/", {"base": 1, "lead": "Rubrik", "body": "Mina ord"}
    ).content.decode()
    assert "Mina ord</textarea>" in page
    assert "Deras" in page


def test_the_committee_writes_the_foreword_and_nothing_else(cast: Cast, client: Client) -> None:
    sign_in(client, "styrbjorn")
    told = {"base": 0, "lead": "Ett gott år", "byline": "Ordförande", "body": "Tack."}
    assert client.post(f"{AT}/foreword/sv/", told).status_code == 302
    assert client.get(f"{AT}/training/sv/").status_code == 403
    assert client.post(f"{AT}/training/sv/", told).status_code == 403
    refused = pytest.raises(DatabaseError, match="row-level security")
    with scope.enter(cast.users["styrbjorn"], cast.vn), refused, transaction.atomic():
        ReportText.objects.create(year=2025, section="training", language="sv", number=1)


@pytest.mark.parametrize("who", ["erik", "lena", "amina"])
def test_others_write_no_text(cast: Cast, client: Client, who: str) -> None:
    sign_in(client, who)
    assert client.post(f"{AT}/foreword/sv/", {"base": 0, "body": "x"}).status_code == 403
    assert versions(cast) == []


@pytest.mark.parametrize(
    "path", ["1999/foreword/sv", "2025/nothing/sv", "2025/foreword/fi", "2025/particulars/en"]
)
def test_what_there_is_not_is_not_found(cast: Cast, client: Client, path: str) -> None:
    sign_in(client, "karin")
    assert client.get(f"/vasternorrland/reports/annual/{path}/").status_code == 404


def test_a_version_is_never_changed_or_removed(cast: Cast, client: Client) -> None:
    sign_in(client, "karin")
    client.post(f"{AT}/training/sv/", {"base": 0, "lead": "Rubrik", "body": ""})
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        rows = ReportText.objects.all()
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            rows.update(language="en")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            rows.delete()


def test_the_preview_shows_what_is_written_and_saves_nothing(cast: Cast, client: Client) -> None:
    sign_in(client, "karin")
    answer = client.post(
        f"{AT}/training/sv/preview/", {"base": 0, "lead": "Utkast", "body": "Ett.\n\nTvå <b>."}
    )
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "private, no-store"
    assert versions(cast) == []


def test_missing_texts_are_named_before_the_order(cast: Cast, client: Client) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        hold("Kurs", at(2025, 5, 4), 6, make_people(2, cast.memberships[VN, "csn"]))
    sign_in(client, "karin")
    before = client.get(f"{AT}/")
    assert "Utbildning" in [str(title) for title in before.context["lacking"]["sv"]]
    order = before.content.decode().partition('id="order"')[2]
    assert 0 < order.index("Utbildning") < order.index("<form")
    client.post(f"{AT}/training/sv/", {"base": 0, "lead": "Rubrik", "body": ""})
    after = client.get(f"{AT}/").context["lacking"]
    assert "Utbildning" not in [str(title) for title in after["sv"]]
    assert "Utbildning" in [str(title) for title in after["en"]]


def test_a_year_without_data_says_so_and_offers_no_order(cast: Cast, client: Client) -> None:
    sign_in(client, "karin")
    page = client.get("/vasternorrland/reports/annual/2019/").content.decode()
    assert "2019" in page
    assert 'id="order"' not in page


def test_of_two_who_save_at_the_same_moment_one_is_told(in_own_database: str) -> None:
    cast = load()
    barrier, outcomes = threading.Barrier(2), []

    def write(who: str) -> None:
        try:
            with scope.enter(cast.users[who], cast.vn) as granted:
                seat = Seat(
                    User.objects.get(pk=cast.users[who]), Network.objects.get(pk=cast.vn), granted
                )
                barrier.wait(20)
                save_text(2025, "training", "sv", {"lead": who}, base_number=0, by=seat)
            outcomes.append("saved")
        except Overtaken:
            outcomes.append("overtaken")
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(who,)) for who in ("karin", "jonas")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["overtaken", "saved"]
    assert len(versions(cast)) == 1
