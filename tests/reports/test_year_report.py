"""The annual report, from the order to the paper: who may, what stands in it, made once."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from members.models import Role
from network import scope
from network.actions import job as actions
from network.models import Document, Job
from reports import editions
from reports.models import Edition
from tests.cast import VN, Cast
from tests.courses.makers import make_people
from tests.databases import acting_as
from tests.documents.verapdf import check
from tests.reports.year import YEAR, at, fill, hold
from tests.signing_in import sign_in

AT = "/vasternorrland/reports"


def order(client: Client, language: str = "sv") -> int:
    answer = client.post(f"{AT}/year/", {"year": str(YEAR), "language": language})
    assert answer.status_code == 302, answer.content.decode()
    return int(answer["Location"].rstrip("/").rpartition("/")[2])


def work(cast: Cast, pk: int) -> Job:
    with acting_as("portal_worker"):
        assert actions.run(cast.vn, pk)
        with scope.enter_system(cast.vn):
            done: Job = Job.objects.with_result().get(pk=pk)
            return done


@pytest.fixture
def busy(cast: Cast) -> None:
    """A year in which something happened: one course was held."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        hold("Full och kö", at(YEAR, 5, 4), 6, make_people(5, cast.memberships[VN, "csn"]))


@pytest.fixture
def quick(busy: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers that take no time, for tests of who and when."""
    monkeypatch.setattr(editions, "render_pdf_bounded", lambda *args, **facts: b"%PDF-1.7")


def test_a_steering_member_orders_the_report_and_fetches_the_paper(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fill(cast, monkeypatch)
    sign_in(client, "styrbjorn")
    assert client.get(f"{AT}/").status_code == 200
    pk = order(client)
    assert "<progress" in client.get(f"/vasternorrland/jobs/{pk}/").content.decode()
    done = work(cast, pk)
    assert done.state == Job.State.DONE, done.error
    assert (done.done, done.total) == (4, 4)
    address = f"/vasternorrland/documents/{done.result.pk}/"
    assert address in client.get(f"/vasternorrland/jobs/{pk}/").content.decode()
    assert address in client.get(f"{AT}/").content.decode()
    file = tmp_path / "report.pdf"
    file.write_bytes(client.get(address).content)
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())
    assert "Full och kö" in words
    assert "Timrå kommun" in words
    assert "kanariefågel" not in words
    timra = words.rpartition("Timrå kommun")[2][:60]
    assert "5" in timra
    assert " 3 " not in timra
    for verdict in check([file]):
        assert verdict.outcome == "pass", verdict.faults


@pytest.mark.parametrize("who", ["karin", "jonas", "erik", "styrbjorn"])
def test_those_who_read_reports_order_them(
    cast: Cast, client: Client, quick: None, who: str
) -> None:
    sign_in(client, who)
    assert work(cast, order(client)).state == Job.State.DONE


@pytest.mark.parametrize("who", ["lena", "lars", "mats", "amina", "miriam"])
def test_others_have_no_reports(cast: Cast, client: Client, who: str) -> None:
    sign_in(client, who)
    assert client.get(f"{AT}/").status_code == 403
    assert client.post(f"{AT}/year/", {"year": YEAR, "language": "sv"}).status_code == 403


def test_a_role_that_ended_meanwhile_gets_no_report(
    cast: Cast, client: Client, quick: None
) -> None:
    sign_in(client, "styrbjorn")
    pk = order(client)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Role.objects.filter(person_id=cast.person("styrbjorn")).delete()
    ended = work(cast, pk)
    assert ended.state == Job.State.FAILED
    assert ended.error
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Document.objects.exists()


def test_somebody_who_left_the_network_gets_no_report(
    cast: Cast, client: Client, quick: None
) -> None:
    from members.models import Person

    sign_in(client, "styrbjorn")
    pk = order(client)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person("styrbjorn")).update(until="2020-01-01")
    assert work(cast, pk).state == Job.State.FAILED


def test_a_job_that_is_run_again_makes_no_second_paper(
    cast: Cast, client: Client, quick: None
) -> None:
    sign_in(client, "karin")
    pk = order(client)
    work(cast, pk)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Job.objects.filter(pk=pk).update(state=Job.State.QUEUED)
    assert work(cast, pk).state == Job.State.DONE
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Document.objects.count() == 2  # the paper and its workbook
        assert Edition.objects.count() == 1


def test_the_same_order_twice_is_one_job_and_two_people_have_their_own(
    cast: Cast, client: Client, busy: None
) -> None:
    sign_in(client, "karin")
    first = order(client)
    assert order(client) == first
    sign_in(client, "styrbjorn")
    assert order(client) != first


def test_a_year_that_is_not_offered_is_refused_in_words(cast: Cast, client: Client) -> None:
    sign_in(client, "karin")
    answer = client.post(f"{AT}/year/", {"year": "1999", "language": "sv"})
    assert answer.status_code == 200
    assert "error" in answer.content.decode()


def test_a_paper_that_cannot_be_made_says_why(
    cast: Cast, client: Client, busy: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from network.documents import DocumentTooSlow

    def too_slow(*args: object, **facts: object) -> bytes:
        raise DocumentTooSlow("60 s")

    monkeypatch.setattr(editions, "render_pdf_bounded", too_slow)
    sign_in(client, "karin")
    failed = work(cast, order(client))
    assert failed.state == Job.State.FAILED
    assert "60 s" not in failed.error
    assert failed.finished_at is not None
    assert failed.finished_at <= timezone.now()
