"""The one door: what a document may read, how large it may be, that it is always the same."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from pypdf import PdfReader

from network.documents import (
    DocumentFault,
    DocumentTooLarge,
    DocumentTooSlow,
    NetworkLook,
    render,
    render_pdf,
    render_pdf_bounded,
)
from network.documents.fetcher import Refused, StaticFetcher, static_file
from network.documents.legible import legible
from tests.documents import samples

INVOICE = "documents/invoice.html"
HOW: dict[str, Any] = {
    "language": "sv",
    "network": samples.VASTERNORRLAND,
    "created": samples.CREATED,
}
FRAME = "<!doctype html><html lang=sv><head><title>x</title></head><body><h1>x</h1>{}</body></html>"


def draw(body: str) -> bytes:
    """A page of our own making, through the door's second half."""
    return render.draw(FRAME.format(body), network=None, attachments=(), created=samples.CREATED)


def text(pdf: bytes, tmp_path: Path) -> str:
    """What stands on the pages, with ordinary spaces."""
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf)
    words = " ".join(page.extract_text() for page in PdfReader(file).pages)
    return " ".join(words.split())


def test_the_same_facts_make_the_same_bytes() -> None:
    first = render_pdf(INVOICE, samples.membership_invoice(), **HOW)
    assert first == render_pdf(INVOICE, samples.membership_invoice(), **HOW)
    changed = samples.membership_invoice(demo=False)
    assert first != render_pdf(INVOICE, changed, **HOW)


def test_a_child_process_makes_the_same_bytes_and_is_gone_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    children: list[int] = []
    fork = os.fork

    def counted() -> int:
        child = fork()
        children.append(child)
        return child

    monkeypatch.setattr(os, "fork", counted)
    facts = samples.membership_invoice()
    assert render_pdf_bounded(INVOICE, facts, **HOW) == render_pdf(INVOICE, facts, **HOW)
    assert len(children) == 1
    with pytest.raises(ProcessLookupError):
        os.kill(children[0], 0)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/x.png",
        "https://example.com/x.png",
        "//example.com/x.png",
        "/etc/hostname",
        "../config/settings.py",
        "css/../../config/settings.png",
        "data:text/css,x",
        "vendor/missing.png",
    ],
)
def test_a_document_reads_nothing_but_our_static_files(address: str) -> None:
    with pytest.raises(DocumentFault):
        draw(f'<p><img alt="x" src="{address}"></p>')
    with pytest.raises((Refused, ValueError)):
        StaticFetcher().fetch(address)


def test_a_document_attaches_no_file_of_the_machine() -> None:
    with pytest.raises(DocumentFault):
        draw('<link rel="attachment" href="file:///etc/passwd">')


def test_the_typeface_is_ours() -> None:
    assert static_file("vendor/Inter-Light.woff2")[:4] == b"wOF2"


def test_a_picture_without_words_is_a_fault_of_ours() -> None:
    with pytest.raises(DocumentFault, match="alt"):
        draw('<p><img src="img/favicon.svg"></p>')


def test_more_rows_than_a_document_may_have_are_refused() -> None:
    line = samples.membership_invoice()["lines"][0]
    with pytest.raises(DocumentTooLarge):
        render_pdf(INVOICE, samples.membership_invoice(lines=[line] * 2001), **HOW)


def test_a_slow_document_is_stopped() -> None:
    line = samples.membership_invoice()["lines"][0]
    facts = samples.membership_invoice(lines=[line] * 1500)
    with pytest.raises(DocumentTooSlow):
        render_pdf_bounded(INVOICE, facts, **HOW, wall=0.05)
    with pytest.raises(DocumentTooSlow):
        render_pdf_bounded(INVOICE, facts, **HOW, cpu=1)


def test_a_document_that_eats_the_memory_is_stopped() -> None:
    line = samples.membership_invoice()["lines"][0]
    facts = samples.membership_invoice(lines=[line] * 1500)
    with pytest.raises(DocumentTooLarge):
        render_pdf_bounded(INVOICE, facts, **HOW, memory=8 * 1024**2)


def test_text_from_people_is_text() -> None:
    facts = samples.membership_invoice(
        buyer={"lines": ['<img src="file:///etc/passwd">', "<script>x</script>"]}
    )
    assert b"%PDF" in render_pdf(INVOICE, facts, **HOW)[:8]


def test_a_created_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        render_pdf(
            INVOICE,
            samples.membership_invoice(),
            language="sv",
            network=None,
            created=samples.CREATED.replace(tzinfo=None),
        )


@pytest.mark.parametrize("colour", ["red", "#2F3680", "#2f3680; } body { display: none", ""])
def test_a_network_cannot_smuggle_styles_in_its_colour(colour: str) -> None:
    with pytest.raises(ValueError, match="colour"):
        NetworkLook("x", accent=colour)


@pytest.mark.parametrize(
    ("written", "set_as"),
    [
        ("Ångström & Sámi giella ŧŋđ", "Ångström & Sámi giella ŧŋđ"),
        ("A\u030ange", "Ånge"),
        ("ﬁnans½", "finans½"),
        ("Bra\N{ZERO WIDTH SPACE} \x00kurs \N{SOFT HYPHEN}nu", "Bra kurs nu"),
        ("Heja \N{PARTY POPPER}", "Heja □"),
    ],
)
def test_text_that_the_typeface_lacks_is_set_as_near_as_can_be(written: str, set_as: str) -> None:
    assert legible(written) == set_as


def test_the_state_pays_the_state_without_vat(tmp_path: Path) -> None:
    page = text(render_pdf(INVOICE, samples.membership_invoice(), **HOW), tmp_path)
    assert "Omsättning mellan statliga myndigheter – ingen mervärdesskatt." in page
    assert "90 000,00 kr" in page
    assert "SE2021" not in page


def test_a_municipality_pays_vat(tmp_path: Path) -> None:
    page = text(render_pdf(INVOICE, samples.municipal_invoice(), **HOW), tmp_path)
    assert "Moms 25 % på 90 000,00 kr" in page
    assert "112 500,00 kr" in page
    assert "ingen mervärdesskatt" not in page
    assert "Momsregistreringsnummer SE202100092801" in page


def test_what_a_payer_needs_stands_before_the_lines(tmp_path: Path) -> None:
    page = text(render_pdf(INVOICE, samples.membership_invoice(), **HOW), tmp_path)
    places = [page.index(word) for word in ("Att betala", "2026-02-16", "1234-5674", "20260 10708")]
    assert places == sorted(places)
    assert places[-1] < page.index("À-pris")


def test_example_data_says_so_and_real_data_does_not(tmp_path: Path) -> None:
    real = samples.membership_invoice(demo=False)
    assert "Exempeldata" in text(render_pdf(INVOICE, samples.membership_invoice(), **HOW), tmp_path)
    assert "Exempeldata" not in text(render_pdf(INVOICE, real, **HOW), tmp_path)


def test_no_template_of_a_document_styles_itself() -> None:
    folder = Path(engines["django"].dirs[0]) / "documents"
    templates = list(folder.rglob("*.html"))
    assert templates
    assert [file.name for file in templates if "style=" in file.read_text("utf-8")] == []
