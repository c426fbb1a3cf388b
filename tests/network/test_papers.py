"""Papers that people upload: what each may be, and what is refused, told by the content."""

import io
import zipfile
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory, override_settings

from network.uploads.paper import read_paper
from network.uploads.refusals import SENTENCES, UploadRefused

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\nstartxref\n0\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40 + b"IEND\xaeB`\x82"
JPG = b"\xff\xd8\xff\xe0" + b"0" * 40 + b"\xff\xd9"
TYPES = b'<?xml version="1.0"?><Types/>'


def archive(parts: dict[str, bytes], *, stored: bool = False) -> bytes:
    kept = io.BytesIO()
    how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(kept, "w", how) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return kept.getvalue()


def office(part: str, **more: bytes) -> bytes:
    return archive({"[Content_Types].xml": TYPES, part: b"<x/>", **more})


def packed(action: bytes) -> bytes:
    body = zlib.compress(action)
    return (
        b"%PDF-1.7\n1 0 obj<</Type/ObjStm/Filter/FlateDecode/N 1/First 5>>stream\n"
        + body
        + b"endstream endobj\nstartxref\n0\n%%EOF\n"
    )


GOOD: dict[str, bytes] = {
    "avgifter.pdf": PDF,
    "Avgifter 2027.PDF": PDF,
    "plan.docx": office("word/document.xml"),
    "budget.xlsx": office("xl/workbook.xml"),
    "bilder.pptx": office("ppt/presentation.xml"),
    "plan.odt": archive({"mimetype": b"application/vnd.oasis.opendocument.text"}, stored=True),
    "karta.png": PNG,
    "foto.jpeg": JPG,
    "noter.txt": "Åtgärder: räkna om.\n".encode(),
    "gamla.txt": "Åtgärder".encode("cp1252"),
}
BAD: dict[str, tuple[str, bytes, str]] = {
    "a program named .pdf": ("rapport.pdf", b"MZ\x90\x00" + b"0" * 99, "paper_program"),
    "a Linux program": ("rapport.txt", b"\x7fELF" + b"0" * 99, "paper_program"),
    "a script": ("rapport.txt", b"#!/bin/sh\nrm -rf /\n", "paper_program"),
    "a picture named .pdf": ("rapport.pdf", PNG, "paper_content"),
    "a page named .txt": ("rapport.txt", b"<!DOCTYPE html><script>", "paper_content"),
    "a kind that is not taken": ("rapport.exe", b"hej", "paper_kind"),
    "an archive": ("allt.zip", archive({"x": b"y"}), "paper_kind"),
    "an archive named .docx": ("allt.docx", archive({"x": b"y"}), "paper_content"),
    "a broken archive": ("allt.docx", b"PK\x03\x04" + b"0" * 99, "paper_content"),
    "nothing": ("tom.pdf", b"", "paper_empty"),
    "a PDF cut short": ("x.pdf", b"%PDF-1.7\n1 0 obj", "pdf_cut"),
    "a PDF with a password": ("x.pdf", PDF.replace(b"1 0 obj<<", b"1 0 obj<</Encrypt 2 0 R"),
                              "pdf_locked"),
    "a PDF with a script": ("x.pdf", PDF.replace(b"<<", b"<</S/JavaScript/JS(x)"), "pdf_program"),
    "a PDF that hides its script's name": (
        "x.pdf", PDF.replace(b"<<", b"<</S/J#61vaScript"), "pdf_program"),
    "a PDF that packs its script": ("x.pdf", packed(b"1 0 <</S/Launch/F(x)>>"), "pdf_program"),
    "a document with macros": (
        "plan.docx", office("word/document.xml", **{"word/vbaProject.bin": b"x"}), "paper_macros"),
    "a document whose name says macros": ("plan.docm", office("word/document.xml"), "paper_macros"),
    "an old document, or one with a password": ("x.docx", b"\xd0\xcf\x11\xe0" + b"0" * 99,
                                                "paper_old"),
    "a bomb": ("x.xlsx", office("xl/workbook.xml", **{"xl/a.xml": b"0" * 30_000_000}),
               "paper_unpacked"),
    "many parts": (
        "x.xlsx", office("xl/workbook.xml", **{f"xl/{n}": b"" for n in range(2_100)}),
        "paper_unpacked"),
    "a picture cut short": ("x.png", PNG[:20], "paper_cut"),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_a_paper_is_taken_as_what_it_is(name: str) -> None:
    paper = read_paper(SimpleUploadedFile(name, GOOD[name]))
    assert paper.content == GOOD[name]
    assert paper.name.endswith(f".{paper.kind}")


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_paper_is_refused_with_its_sentence(case: str) -> None:
    name, content, code = BAD[case]
    with pytest.raises(UploadRefused) as caught:
        read_paper(SimpleUploadedFile(name, content))
    assert caught.value.code == code
    assert str(SENTENCES[code])[:20] in caught.value.sentence[:20]


def test_a_name_leads_nowhere() -> None:
    paper = read_paper(SimpleUploadedFile("../../etc/pass\r\nwd:x.pdf", PDF))
    assert not set(paper.name) & set("/\\:\r\n")


@override_settings(PAPER_MEGABYTES=1)
def test_a_file_that_is_too_large_is_not_kept_and_the_rest_of_the_form_is() -> None:
    big = SimpleUploadedFile("stor.pdf", b"%PDF-" + b"0" * (7 * 1024**2))
    request = RequestFactory().post("/", {"file": big, "title": "Mina ord"})
    file: Any = request.FILES["file"]
    assert request.POST["title"] == "Mina ord"
    assert file.size > 7 * 1024**2
    file.seek(0)
    assert len(file.read()) <= 1024**2 + 1
    with pytest.raises(UploadRefused) as caught:
        read_paper(file)
    assert caught.value.code == "paper_big"
    request.close()
