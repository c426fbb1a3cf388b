"""The agreement as a document, through veraPDF; what is hashed lies in it."""

import hashlib
import io
from pathlib import Path

import pikepdf
import pytest

from tests.cast import Cast
from tests.documents.verapdf import check
from tests.loans import making
from tests.loans.drafting import AT, newest, visitor, whole_draft

pytestmark = pytest.mark.django_db


def words_of(content: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_draft_and_signed_are_accessible_and_lasting_and_say_what_they_are(
    cast: Cast, tmp_path: Path
) -> None:
    loan = whole_draft(cast)
    municipal = whole_draft(cast, "berit", "timra", legal="others")
    papers = {}
    at = f"{AT}/{loan}/agreement/paper/"
    papers["draft"] = visitor("lena").get(at).content
    papers["municipal"] = visitor("lars").get(f"{AT}/{municipal}/agreement/paper/").content
    for side in ("lender", "borrower"):
        making.sign_as(cast, loan, side)
    papers["signed"] = visitor("amina").get(at).content
    paths = [tmp_path / f"{name}.pdf" for name in papers]
    for path in paths:
        path.write_bytes(papers[path.stem])
    assert {(one.outcome, *one.faults) for one in check(paths)} == {("pass",)}
    said = {name: " ".join(words_of(content).split()) for name, content in papers.items()}
    assert "UTKAST" in said["draft"] or "DRAFT" in said["draft"]
    assert "UTKAST" not in said["signed"]
    assert "DRAFT" not in said["signed"]
    digest = newest(cast, loan).digest
    for name in ("draft", "signed"):
        assert digest in said[name].replace(" ", "")
    assert "Lena" in said["signed"]
    assert "Lena" not in said["draft"]


def test_the_hash_can_be_counted_again_from_what_lies_in_the_file(cast: Cast) -> None:
    loan = whole_draft(cast)
    content = visitor("lena").get(f"{AT}/{loan}/agreement/paper/").content
    with pikepdf.open(io.BytesIO(content)) as paper:
        (name,) = paper.attachments
        hashed = paper.attachments[name].get_file().read_bytes()
    assert name == "agreement.json"
    assert hashlib.sha256(hashed).hexdigest() == newest(cast, loan).digest


def test_the_file_is_named_by_the_loan_and_not_by_the_person(cast: Cast) -> None:
    loan = whole_draft(cast)
    answer = visitor("lena").get(f"{AT}/{loan}/agreement/paper/")
    assert str(loan) in answer["Content-Disposition"]
    assert "Amina" not in answer["Content-Disposition"]
