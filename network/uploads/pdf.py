"""Signed papers that people upload: a PDF and nothing else, kept as it came and never opened here.

It is only ever handed out again as a file to save, so the check is of what it is, not of every
byte: where it begins and ends, its size, and that it starts no program when it is opened.
"""

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.files.base import File

from network.tables import file_name
from network.uploads.refusals import UploadRefused

MOST = 10 * 1024**2  # bytes
_TAIL = 2_048  # bytes in which a PDF says where it ends
# Names of actions that run something; in a paper that was signed there is no use for them.
_PROGRAMS = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/RichMedia")


@dataclass(frozen=True)
class UploadedPdf:
    """A PDF as it came, with a name that every file system takes."""

    name: str
    content: bytes
    sha256: str


def read_pdf(upload: "File[Any]") -> UploadedPdf:
    """The PDF that was uploaded; raises UploadRefused, with a sentence, for everything else."""
    if (upload.size or 0) > MOST:
        raise UploadRefused("pdf_big", {"limit": MOST})
    upload.seek(0)
    content: bytes = upload.read(MOST + 1)
    if len(content) > MOST:
        raise UploadRefused("pdf_big", {"limit": MOST})
    if not content:
        raise UploadRefused("empty")
    if not content.startswith(b"%PDF-"):
        raise UploadRefused("pdf_kind")
    tail = content[-_TAIL:]
    if b"startxref" not in tail or b"%%EOF" not in tail:
        raise UploadRefused("pdf_cut")
    if b"/Encrypt" in content:
        raise UploadRefused("pdf_locked")
    if any(name in content for name in _PROGRAMS):
        raise UploadRefused("pdf_program")
    name = file_name(PurePath(upload.name or "").name, "pdf")
    return UploadedPdf(name, content, hashlib.sha256(content).hexdigest())
