"""Papers that people upload for others to read: told by their content, never by their name.

They are kept as they came and handed out only as files to save. What would run when it is opened
is refused: programs, macros, scripts of a PDF, and archives that grow beyond reason.
"""

import hashlib
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal

from django.conf import settings
from django.core.files.base import File

from network.tables import file_name
from network.uploads.refusals import UploadRefused

PaperKind = Literal["pdf", "docx", "xlsx", "pptx", "odt", "png", "jpg", "txt"]

_MEGABYTE = 1024**2
_ENTRIES = 2_000
_UNPACKED = 400 * _MEGABYTE
_RATIO = 200  # pictures hardly shrink, and plain XML seldom more than fifty times
_TAIL = 2_048  # bytes in which a PDF says where it ends
_NAMED: dict[str, PaperKind] = {".jpeg": "jpg"} | {
    f".{kind}": kind for kind in ("pdf", "docx", "xlsx", "pptx", "odt", "png", "jpg", "txt")
}  # type: ignore[assignment]
_MACRO_ENDINGS = frozenset({".docm", ".xlsm", ".pptm", ".dotm", ".xltm", ".potm", ".xlam"})
_MAIN_PARTS: dict[str, PaperKind] = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}
_ODT = b"application/vnd.oasis.opendocument.text"
_OLE = b"\xd0\xcf\x11\xe0"  # the old formats, and every new one with a password
_RUNS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"L\x00\x00\x00\x01")
_PROGRAMS = re.compile(rb"/(JavaScript|JS|Launch|RichMedia|EmbeddedFile)\b(?!s)")
_OBJECTS = re.compile(rb"/ObjStm.{0,400}?stream\r?\n(.*?)endstream", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class UploadedPaper:
    """A file as it came, with a name that every file system takes and what it really is."""

    name: str
    kind: PaperKind
    content: bytes
    sha256: str


def read_paper(upload: "File[Any]") -> UploadedPaper:
    """The paper that was uploaded; raises UploadRefused, with a sentence, for everything else."""
    most = settings.PAPER_MEGABYTES * _MEGABYTE
    if (upload.size or 0) > most:
        raise UploadRefused("paper_big", {"limit": most})
    upload.seek(0)
    content: bytes = upload.read(most + 1)
    if len(content) > most:
        raise UploadRefused("paper_big", {"limit": most})
    if not content:
        raise UploadRefused("paper_empty")
    name = PurePath(upload.name or "").name
    kind = _kind(PurePath(name).suffix.lower(), content)
    stem = PurePath(name).stem
    return UploadedPaper(
        file_name(stem, kind),
        kind,
        content,
        hashlib.sha256(content).hexdigest(),
    )


def _kind(ending: str, content: bytes) -> PaperKind:
    if content.startswith(_RUNS):
        raise UploadRefused("paper_program")
    if ending in _MACRO_ENDINGS:
        raise UploadRefused("paper_macros")
    named = _NAMED.get(ending)
    if named is None:
        raise UploadRefused("paper_kind")
    if content.startswith(_OLE):
        raise UploadRefused("paper_old")
    found = _told_by_content(content)
    if found != named:
        raise UploadRefused("paper_content")
    return named


def _told_by_content(content: bytes) -> PaperKind | None:
    """What the bytes are, whatever the name says; refuses what is that kind and not whole."""
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return _archived(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png" if b"IEND" in content[-64:] else _cut()
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg" if b"\xff\xd9" in content[-4_096:] else _cut()
    return "txt" if _is_text(content) else None


def _cut() -> PaperKind:
    raise UploadRefused("paper_cut")


def _check_pdf(content: bytes) -> None:
    tail = content[-_TAIL:]
    if b"startxref" not in tail or b"%%EOF" not in tail:
        raise UploadRefused("pdf_cut")
    if b"/Encrypt" in content:
        raise UploadRefused("pdf_locked")
    for part in (content, *_packed_objects(content)):
        if _PROGRAMS.search(_ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)):
            raise UploadRefused("pdf_program")


def _packed_objects(content: bytes) -> Iterator[bytes]:
    """The objects of a PDF that lie packed, in which an action would not be seen."""
    left = 64 * _MEGABYTE
    for found in _OBJECTS.finditer(content):
        unpacker = zlib.decompressobj()
        try:
            part = unpacker.decompress(found[1], left)
        except zlib.error:
            continue
        left -= len(part)
        if unpacker.unconsumed_tail or left <= 0:
            raise UploadRefused("paper_unpacked")
        yield part


def _archived(content: bytes) -> PaperKind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_archive(entries, len(content))
            names = {entry.filename for entry in entries}
            if any(_is_macro(name) for name in names):
                raise UploadRefused("paper_macros")
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return "odt" if archive.read("mimetype").strip() == _ODT else None
            types = archive.getinfo("[Content_Types].xml")
            if types.file_size > _MEGABYTE or b"macroEnabled" in archive.read(types):
                raise UploadRefused("paper_macros")
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, zlib.error):
        return None
    return next((kind for part, kind in _MAIN_PARTS.items() if part in names), None)


def _check_archive(entries: list[zipfile.ZipInfo], size: int) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise UploadRefused("paper_old")
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > _ENTRIES or unpacked > _UNPACKED or unpacked > _RATIO * size:
        raise UploadRefused("paper_unpacked")


def _is_macro(name: str) -> bool:
    low = name.lower()
    return (
        low.endswith("vbaproject.bin") or "activex" in low or low.startswith(("basic/", "scripts/"))
    )


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            return False
    head = text.lstrip()[:200].lower()
    if head.startswith(("<!doctype html", "<html", "<script", "<svg", "<?php")):
        return False
    return not any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n\f" for sign in text)
