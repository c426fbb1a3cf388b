"""Who reads the papers of a meeting, and what becomes of their versions."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.models import Paper, PaperVersion
from network import scope
from network.actions.job import run
from network.models import Job
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.governance import making
from tests.governance.test_meeting_pages import page, post, signed_in
from tests.governance.test_order import refused
from tests.network.test_papers import PDF

pytestmark = pytest.mark.django_db
MEETINGS = f"/{VN}/governance/meetings/"


def pdf(mark: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("underlag.pdf", PDF.replace(b"Catalog", b"Catalog" + mark))


def newest(cast: Cast) -> PaperVersion:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found: PaperVersion = PaperVersion.objects.order_by("-id")[0]
        return found


@pytest.mark.parametrize("confidential", [False, True])
def test_a_confidential_paper_is_there_only_for_those_who_sit_in_the_body(
    cast: Cast, confidential: bool
) -> None:
    seated = making.make_seated(cast, open_to="network")
    meeting = making.make_meeting(cast, seated.body, state="called")
    lars = signed_in("lars")
    data = {"file": pdf(), "title": "Anbud"} | ({"confidential": "on"} if confidential else {})
    post(lars, f"{meeting}/papers/new/", **data)
    version = newest(cast)
    for who, may in {"ulla": True, "mats": True, "karin": True, "amina": not confidential}.items():
        client = signed_in(who)
        assert ("Anbud" in page(client, f"{meeting}/")) is may, who
        answer = client.get(f"{MEETINGS}papers/files/{version.pk}/")
        assert answer.status_code == (200 if may else 404), who
        page(client, f"papers/{version.paper_id}/", 200 if may else 404)
    answer = lars.get(f"{MEETINGS}papers/files/{version.pk}/")
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    stranger = signed_in("frosta")
    assert stranger.get(f"{MEETINGS}papers/files/{version.pk}/").status_code == 404


def test_a_new_version_keeps_the_former_and_the_same_file_makes_none(cast: Cast) -> None:
    seated = making.make_seated(cast)
    meeting = making.make_meeting(cast, seated.body)
    ulla, lars = signed_in("ulla"), signed_in("lars")
    post(ulla, f"{meeting}/papers/new/", file=pdf())
    first = newest(cast)
    for mark in (b"/A", b"/A", b"/B"):
        post(ulla, f"papers/{first.paper_id}/versions/", file=pdf(mark))
    page(lars, f"papers/{first.paper_id}/versions/", 403)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        numbers = PaperVersion.objects.order_by("number").values_list("number", flat=True)
        assert list(numbers) == [1, 2, 3]
    assert ulla.get(f"{MEETINGS}papers/files/{first.pk}/").content == PDF
    post(ulla, f"papers/{first.paper_id}/removal/")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Paper.objects.exists()


def test_a_program_named_pdf_is_refused_and_the_words_stay(cast: Cast) -> None:
    seated = making.make_seated(cast)
    meeting = making.make_meeting(cast, seated.body)
    ulla = signed_in("ulla")
    answer = ulla.post(
        f"{MEETINGS}{meeting}/papers/new/",
        {"file": SimpleUploadedFile("x.pdf", b"MZ" + b"0" * 50), "title": "Mitt underlag"},
    )
    assert answer.status_code == 200
    assert "Mitt underlag" in answer.content.decode()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Paper.objects.exists()


def test_the_papers_of_a_meeting_that_is_over_stand(cast: Cast) -> None:
    seated = making.make_seated(cast)
    meeting = making.make_meeting(cast, seated.body, state="called")
    ulla = signed_in("ulla")
    post(ulla, f"{meeting}/papers/new/", file=pdf())
    first = newest(cast)
    making.go_on(cast, meeting, "closed")
    for path in (f"{meeting}/papers/new/", f"papers/{first.paper_id}/versions/"):
        answer = ulla.post(f"{MEETINGS}{path}", {"file": pdf(b"/C")})
        assert answer.status_code == 200
    post(ulla, f"papers/{first.paper_id}/removal/")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert PaperVersion.objects.count() == 1


def test_all_papers_come_as_one_file_without_those_one_may_not_read(cast: Cast) -> None:
    seated = making.make_seated(cast, open_to="network")
    meeting = making.make_meeting(cast, seated.body, state="called")
    ulla, amina = signed_in("ulla"), signed_in("amina")
    post(ulla, f"{meeting}/papers/new/", file=pdf(), title="Öppen")
    post(ulla, f"{meeting}/papers/new/", file=pdf(b"/A"), title="Hemlig", confidential="on")
    for client, names in ((ulla, ["Hemlig", "Öppen"]), (amina, ["Öppen"])):
        post(client, f"{meeting}/papers/together/")
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            job = Job.objects.order_by("-id")[0]
        with acting_as("portal_worker"):
            assert run(cast.vn, job.pk)
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            made = Job.objects.select_related("result").get(pk=job.pk)
            assert made.state == Job.State.DONE, made.error
            content = bytes(made.result.content)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = sorted(name for name in archive.namelist() if "(" in name)
        assert [name.split()[1] for name in found] == names


def test_a_paper_lies_only_with_a_meeting_of_its_own_body(cast: Cast) -> None:
    seated, other = making.make_seated(cast), making.make_body(cast)
    meeting = making.make_meeting(cast, other)
    with (
        acting_as("portal_worker"),
        scope.enter_system(cast.vn),
        refused("governance_paper_body"),
    ):
        Paper.objects.create(body_id=seated.body, meeting_id=meeting, title="Fel organ")
