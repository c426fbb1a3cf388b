"""Tables that people upload, as CSV or Excel workbooks: read by a bounded child process.

A megabyte of workbook can unpack to four hundred and take the whole machine's memory, so the
file is measured first and then read by a process that can be given up.
"""

import hashlib
import json
import logging
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import Any

from django.core.files.base import File

from network.tables import unescape_cell
from network.uploads.refusals import UploadRefused

__all__ = ["Limits", "Row", "Table", "UploadRefused", "read_table"]

logger = logging.getLogger(__name__)

_PARSER = Path(__file__).with_name("parser.py")
_MEGABYTE = 1024**2
_KINDS = {".csv": "csv", ".txt": "csv", ".tsv": "csv", ".xlsx": "xlsx"}
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"  # .xls, and every workbook with a password
_ZIP = b"PK\x03\x04"
_NO_TEXT = (_ZIP, _OLD_WORKBOOK, b"%PDF", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one uploaded table may hold, and what reading it may cost."""

    file_bytes: int = 5 * _MEGABYTE
    zip_entries: int = 200
    unpacked_bytes: int = 50 * _MEGABYTE
    ratio: int = 100
    rows: int = 10_000
    columns: int = 100
    cell_characters: int = 2_000
    text_characters: int = 10_000_000
    memory_bytes: int = 512 * _MEGABYTE
    cpu_seconds: int = 20
    wall_seconds: int = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an uploaded table, with its number in the file (the headings are row 1)."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """An uploaded table as text; `sha256` tells the same file again."""

    name: str
    sha256: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(upload: "File[Any]", *, limits: Limits | None = None) -> Table:
    """The table in an uploaded CSV file or Excel workbook.

    Raises UploadRefused, with a sentence that says what to do, for everything else.
    """
    limits = limits or Limits()
    name = PurePath(upload.name or "").name
    content = _content(upload, limits)
    answer = _parse(_kind(name, content), content, limits)
    if "refused" in answer:
        logger.info("Upload refused: %s %s", answer["refused"], answer.get("why", ""))
        raise UploadRefused(answer["refused"], answer["facts"])
    return Table(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        header=tuple(unescape_cell(heading) for heading in answer["header"]),
        rows=tuple(
            Row(number, tuple(unescape_cell(cell) for cell in cells))
            for number, cells in answer["rows"]
        ),
    )


def _content(upload: "File[Any]", limits: Limits) -> bytes:
    if (upload.size or 0) > limits.file_bytes:
        raise UploadRefused("too_big", {"limit": limits.file_bytes})
    upload.seek(0)
    content: bytes = upload.read(limits.file_bytes + 1)
    if len(content) > limits.file_bytes:
        raise UploadRefused("too_big", {"limit": limits.file_bytes})
    if not content:
        raise UploadRefused("empty")
    return content


def _kind(name: str, content: bytes) -> str:
    ending = PurePath(name).suffix.lower()
    if content.startswith(_OLD_WORKBOOK) and ending in (".xls", ".xlsx"):
        raise UploadRefused("old_workbook")
    if ending == ".xlsm":
        raise UploadRefused("macros")
    kind = _KINDS.get(ending)
    if kind is None:
        raise UploadRefused("kind")
    is_zip = content.startswith(_ZIP)
    if is_zip if kind == "csv" else not is_zip:
        raise UploadRefused("content")
    if kind == "csv" and content.startswith(_NO_TEXT):
        raise UploadRefused("content")
    return kind


def _parse(kind: str, content: bytes, limits: Limits) -> dict[str, Any]:
    request = json.dumps({"kind": kind, "limits": asdict(limits)}).encode()
    try:
        child = subprocess.run(  # noqa: S603 - our own interpreter and file, nothing of the user's
            [sys.executable, "-I", "-B", "-X", "utf8", str(_PARSER)],
            input=request + b"\n" + content,
            capture_output=True,
            timeout=limits.wall_seconds,
            cwd="/",
            env={},  # no secrets; open files, the database's among them, are closed by default
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"refused": "slow", "facts": {}}
    if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return {"refused": "slow", "facts": {}}
    if child.returncode != 0:
        return {"refused": "memory", "facts": {}, "why": f"exit {child.returncode}"}
    answer: dict[str, Any] = json.loads(child.stdout)
    return answer
