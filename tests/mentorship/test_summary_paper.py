"""The report of a round as a document: drawn by a job, valid, and without names."""

from pathlib import Path

from django.test import Client
from pypdf import PdfReader

from network import scope
from network.actions import job as actions
from network.models import Job
from tests.cast import Cast
from tests.databases import acting_as
from tests.documents.verapdf import check
from tests.mentorship.lived import Lived, lived_round
from tests.signing_in import sign_in

PAIRS = (
    Lived("csn", "spv"),
    Lived("csn", "timra", said=(4, 3)),
    Lived("csn", "spv", said=(3, 5)),
    Lived("timra", "csn", end="early", said=None),
)


def test_a_steering_member_gets_the_report_as_a_valid_document_that_names_nobody(
    cast: Cast, client: Client, tmp_path: Path
) -> None:
    lived = lived_round(cast, PAIRS)
    sign_in(client, "styrbjorn")
    at = f"/vasternorrland/mentorship/rounds/{lived}/report/paper/"
    ordered = client.post(at)["Location"]
    assert client.post(at)["Location"] == ordered, "ordered twice, drawn once"
    with acting_as("portal_worker"):
        assert actions.run(cast.vn, int(ordered.rstrip("/").rpartition("/")[2]))
        with scope.enter_system(cast.vn):
            done = Job.objects.with_result().get(pk=int(ordered.rstrip("/").rpartition("/")[2]))
    assert done.state == Job.State.DONE, done.error
    file = tmp_path / "report.pdf"
    file.write_bytes(client.get(f"/vasternorrland/documents/{done.result.pk}/").content)
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())
    assert "Rapportrundan" in words
    assert "Timrå kommun" in words
    assert "Kanarie" not in words
    for verdict in check([file]):
        assert verdict.outcome == "pass", verdict.faults
