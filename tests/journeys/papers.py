"""Papers that a journey downloads: read, and held against the standards."""

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from tests.documents.verapdf import check
from tests.journeys.visitor import Visitor


def download(visitor: Visitor, address: str, folder: Path, name: str) -> bytes:
    """Fetch a paper as the visitor, and keep it for `hold`."""
    answer = visitor.context.request.get(f"{visitor.house.url}{address}")
    assert answer.status == 200, f"{answer.status} at {address}"
    content = answer.body()
    assert content.startswith(b"%PDF")
    (folder / f"{name}.pdf").write_bytes(content)
    return content


def text_of(content: bytes) -> str:
    """What a paper says, in one line."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return " ".join(" ".join(pages).split())


def hold(folder: Path) -> None:
    """Every kept paper is PDF/UA-1 and PDF/A-3a."""
    files = sorted(folder.glob("*.pdf"))
    assert files
    faults = {
        f"{verdict.file.name} {verdict.standard}": verdict.faults
        for verdict in check(files)
        if verdict.outcome != "pass"
    }
    assert not faults, faults
