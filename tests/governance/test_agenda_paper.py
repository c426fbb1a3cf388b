"""The agenda as a document, through veraPDF; the same agenda is the same bytes."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from tests.cast import VN, Cast
from tests.documents.verapdf import check
from tests.governance import making
from tests.governance.test_meeting_pages import post, signed_in
from tests.network.test_papers import PDF

pytestmark = pytest.mark.django_db


def test_the_agenda_is_accessible_and_lasting_and_lists_what_everybody_may_read(
    cast: Cast, tmp_path: Path
) -> None:
    seated = making.make_seated(cast)
    meeting = making.make_meeting(cast, seated.body, state="called")
    for title in ("Avgifter", "Budget <& mål>"):
        making.make_item(cast, seated.body, meeting, title=title, background="Två\n\nstycken")
    ulla = signed_in("ulla")
    post(ulla, f"{meeting}/papers/new/", file=SimpleUploadedFile("a.pdf", PDF), title="Underlag")
    post(
        ulla,
        f"{meeting}/papers/new/",
        file=SimpleUploadedFile("b.pdf", PDF + b"\n"),
        title="Anbuden",
        confidential="on",
    )
    address = f"/{VN}/governance/meetings/{meeting}/agenda/paper/"
    first, second = ulla.get(address), ulla.get(address)
    assert first["Content-Disposition"].startswith("attachment")
    assert first.content == second.content
    path = tmp_path / "agenda.pdf"
    path.write_bytes(first.content)
    assert {(one.outcome, *one.faults) for one in check([path])} == {("pass",)}
    pages = PdfReader(io.BytesIO(first.content)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Budget <& mål>" in words
    assert "Underlag" in words
    assert "Anbuden" not in words
