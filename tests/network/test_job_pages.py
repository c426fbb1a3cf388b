"""Jobs and documents through their pages: who finds them, cancels them, fetches the result."""

import pytest
from django.test import Client

from network import scope
from network.actions import job as actions
from network.actions.job import JobRefused, Run
from network.models import Document, Job, JournalEntry, User
from tests.cast import Cast, email
from tests.databases import acting_as
from tests.signing_in import sign_in

AT = "/vasternorrland"


def enter(client: Client, who: str) -> None:
    client.force_login(User.objects.get(email=email(who)))


def make_job(cast: Cast, who: str, **facts: object) -> Job:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        made: Job = Job.objects.create(name="tests.work", key="1", user_id=cast.users[who], **facts)
        return made


def make_document(cast: Cast, who: str, kind: str = "table", member: str = "csn") -> Document:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        made: Document = Document.objects.create(
            kind=kind,
            user_id=cast.users[who],
            membership_id=cast.memberships["vasternorrland", member],
            name="Rapport för Ånge.pdf",
            media_type="application/pdf",
            content=b"%PDF-1.7 canary",
        )
        return made


def test_a_running_job_says_how_far_it_is_and_asks_anew(cast: Cast, client: Client) -> None:
    found = make_job(cast, "amina", state=Job.State.RUNNING, done=7, total=12)
    enter(client, "amina")
    page = client.get(f"{AT}/jobs/{found.pk}/").content.decode()
    assert 'value="7"' in page
    assert f'hx-get="{AT}/jobs/{found.pk}/"' in page
    assert "<html" in page
    piece = client.get(f"{AT}/jobs/{found.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert 'value="7"' in piece
    assert "<html" not in piece


def test_a_job_that_is_over_asks_no_more(cast: Cast, client: Client) -> None:
    enter(client, "amina")
    for state in (Job.State.DONE, Job.State.FAILED, Job.State.CANCELLED):
        found = make_job(cast, "amina", state=state, error="Något gick fel", done=3, total=12)
        page = client.get(f"{AT}/jobs/{found.pk}/").content.decode()
        assert "hx-get" not in page
        assert ("Något gick fel" in page) == (state == Job.State.FAILED)


def test_a_job_belongs_to_its_owner_and_the_coordinators(cast: Cast, client: Client) -> None:
    found = make_job(cast, "amina")
    for who, status in (("amina", 200), ("berit", 404), ("mats", 404), ("styrbjorn", 404)):
        enter(client, who)
        assert client.get(f"{AT}/jobs/{found.pk}/").status_code == status, who
    sign_in(client, "karin")
    assert client.get(f"{AT}/jobs/{found.pk}/").status_code == 200
    at_jl = f"/jamtland/jobs/{found.pk}/"
    sign_in(client, "jamte")
    assert client.get(at_jl).status_code == 404


def test_only_the_owner_cancels(cast: Cast, client: Client) -> None:
    found = make_job(cast, "amina", state=Job.State.RUNNING, total=3)
    at = f"{AT}/jobs/{found.pk}/cancellation/"
    enter(client, "berit")
    assert client.post(at).status_code == 404
    sign_in(client, "karin")
    assert client.post(at).status_code == 403
    enter(client, "amina")
    assert client.get(at).status_code == 405
    assert client.post(at).status_code == 302
    with scope.enter(cast.users["amina"], cast.vn):
        assert Job.objects.get(pk=found.pk).cancel_at
    client.post(f"{AT}/jobs/{make_job(cast, 'amina', state=Job.State.DONE).pk}/cancellation/")
    with scope.enter(cast.users["amina"], cast.vn):
        assert JournalEntry.objects.filter(verb="cancel_job").count() == 1


def test_the_list_shows_own_jobs_and_everybodys_to_coordinators_who_ask(
    cast: Cast, client: Client
) -> None:
    mine, other = make_job(cast, "karin"), make_job(cast, "amina", state=Job.State.DONE)
    sign_in(client, "karin")
    own = client.get(f"{AT}/jobs/").content.decode()
    assert f"/jobs/{mine.pk}/" in own
    assert f"/jobs/{other.pk}/" not in own
    everybodys = client.get(f"{AT}/jobs/?everybody").content.decode()
    assert f"/jobs/{other.pk}/" in everybodys
    assert "Amina Hassan" in everybodys
    enter(client, "amina")
    page = client.get(f"{AT}/jobs/?everybody").content.decode()
    assert f"/jobs/{mine.pk}/" not in page


def test_a_finished_job_offers_its_result_for_download(cast: Cast, client: Client) -> None:
    result = make_document(cast, "amina")
    found = make_job(cast, "amina", state=Job.State.DONE, result=result)
    enter(client, "amina")
    assert f"{AT}/documents/{result.pk}/" in client.get(f"{AT}/jobs/{found.pk}/").content.decode()
    answer = client.get(f"{AT}/documents/{result.pk}/")
    assert answer.content == b"%PDF-1.7 canary"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Rapport")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


READERS = {
    "table": {"amina"},
    "invoice": {"amina", "karin", "jonas", "erik", "lena"},
    "report": {"amina", "karin", "jonas", "erik", "styrbjorn"},
}


@pytest.mark.parametrize("kind", READERS)
def test_a_document_is_found_by_its_readers_alone(cast: Cast, client: Client, kind: str) -> None:
    found = make_document(cast, "amina", kind)
    everybody = ("amina", "karin", "jonas", "erik", "lena", "lars", "mats", "styrbjorn", "miriam")
    for who in everybody:
        sign_in(client, who)
        status = client.get(f"{AT}/documents/{found.pk}/").status_code
        assert status == (200 if who in READERS[kind] else 404), who


@pytest.mark.parametrize("kind", READERS)
def test_the_database_and_python_agree_on_who_reads_documents(cast: Cast, kind: str) -> None:
    from django.db import connection

    from network.models import Network
    from network.seat import Seat

    found = make_document(cast, "amina", kind)
    for who in ("amina", "karin", "erik", "lena", "lars", "styrbjorn"):
        with scope.enter(cast.users[who], cast.vn) as granted:
            user, network = User.objects.get(pk=cast.users[who]), Network.objects.get(pk=cast.vn)
            python = Document.objects.seen_by(Seat(user, network, granted))
            with connection.cursor() as cursor:
                cursor.execute("SELECT id FROM network_document")
                assert [row[0] for row in cursor.fetchall()] == [d.pk for d in python], who
            assert python.exists() == (who in READERS[kind])
    assert found.pk


def test_a_refused_job_says_why(cast: Cast, client: Client) -> None:
    @actions.job("tests.refused", as_system=True)
    def refuse(run: Run) -> None:
        raise JobRefused("Det finns inga medlemmar.")

    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            found = Job.objects.create(name="tests.refused", key="1", user_id=cast.users["amina"])
        assert actions.run(cast.vn, found.pk)
    enter(client, "amina")
    assert "Det finns inga medlemmar." in client.get(f"{AT}/jobs/{found.pk}/").content.decode()
