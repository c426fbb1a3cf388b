"""The child process that reads one uploaded table: no Django, no environment, no open files.

It is started by its path, gets a line of JSON (kind and limits) and then the file on standard
input, and answers one JSON object on standard output: the table, or why it is refused.
"""

import csv
import io
import json
import resource
import sys
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

Limits = dict[str, int]
NumberedRow = tuple[int, list[str]]

_SPREADSHEET = "xl/workbook.xml"
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENTITIES = [
    mark.encode(code)
    for code in ("utf-8", "utf-16-le", "utf-16-be")
    for mark in ("<!DOCTYPE", "<!ENTITY")
]


class Refused(Exception):
    """The file breaks a rule; the parent process puts the reason into words."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def bind(limits: Limits) -> None:
    """Take from this process what reading a table does not need."""
    for kind, value in (
        (resource.RLIMIT_AS, limits["memory_bytes"]),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (value, value))


def inspect_archive(content: bytes, limits: Limits) -> None:
    """Refuse what is no plain workbook, or grows when unpacked, before anything is unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        if len(entries) > limits["zip_entries"]:
            raise Refused("entries", limit=limits["zip_entries"])
        if _SPREADSHEET not in names:
            raise Refused("content")
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise Refused("macros")
        if any(entry.flag_bits & 1 or entry.compress_type not in _READABLE for entry in entries):
            raise Refused("damaged")
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > limits["unpacked_bytes"] or unpacked > limits["ratio"] * len(content):
            raise Refused("unpacked", limit=limits["unpacked_bytes"])
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")):
                text = archive.read(entry)
                if any(mark in text for mark in _ENTITIES):
                    raise Refused("entities")


def read_workbook(content: bytes, limits: Limits) -> Iterator[NumberedRow]:
    """The rows of the first visible sheet, values as text."""
    inspect_archive(content, limits)
    from openpyxl.reader.excel import load_workbook  # noqa: PLC0415 - CSV files need not wait

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheet = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
    if sheet is None:
        raise Refused("empty")
    sheet.reset_dimensions()  # the file may say that its last cell is XFD1048576
    for number, cells in enumerate(sheet.iter_rows(), 1):
        values = []
        for place, cell in enumerate(cells, 1):
            if cell.data_type == "e":
                raise Refused("error_value", row=number, column=place, value=str(cell.value))
            values.append(as_text(cell.value))
        yield number, values


def as_text(value: object) -> str:
    """A cell's value as somebody would write it in a CSV file: ISO dates, whole numbers bare."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value)


def read_text(content: bytes, limits: Limits) -> Iterator[NumberedRow]:
    """The records of a CSV file; the separator is the one that makes the most even table."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("encoding")
    text = decode(content)
    first = 1
    separator = None
    # Excel's own first line that names the separator.
    head, _, rest = text.partition("\n")
    if head.strip().lower().startswith("sep=") and len(head.strip()) == 5:
        separator, text, first = head.strip()[-1], rest, 2
    csv.field_size_limit(max(limits["cell_characters"] * 2, 1000))
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator or sniff(text), strict=True
    )
    number = first - 1
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field limit" in str(error):
                raise Refused("quotes_or_long", row=number) from None
            raise Refused("quotes", row=number) from None


def decode(content: bytes) -> str:
    """Text in UTF-8, or in Windows-1252 as Excel saves it on older Swedish machines."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("encoding")


def sniff(text: str) -> str:
    """The separator of a CSV text: semicolon, tab or comma."""

    def evenness(separator: str) -> tuple[bool, int]:
        widths: list[int] = []
        try:
            for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
                if record:
                    widths.append(len(record))
                if len(widths) == 20:
                    break
        except csv.Error:
            return False, 0
        even = len(set(widths)) == 1 and widths[0] > 1
        return even, max(widths[:1], default=0)

    return max((";", "\t", ","), key=evenness)  # the first of equals wins


def clean(text: str) -> str:
    """One way to store a text: composed letters, no blanks around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip("\ufeff \t\n\r\xa0")


def has_control_characters(text: str) -> bool:
    """Whether a text holds what cannot be seen, other than tabs and line breaks."""
    return any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\t\n" for sign in text)


def assemble(rows: Iterable[NumberedRow], limits: Limits) -> dict[str, Any]:
    """Headings and rows of equal width, each row with its number in the file."""
    header: list[str] = []
    table: list[NumberedRow] = []
    total = 0
    for number, raw in rows:
        cells = checked(number, raw, limits)
        if not cells:
            continue
        total += sum(map(len, cells))
        if total > limits["text_characters"]:
            raise Refused("text", limit=limits["text_characters"])
        if not header:
            header = head(cells)
            continue
        if len(cells) > len(header):
            raise Refused("extra_cells", row=number, column=len(header) + 1)
        if len(table) == limits["rows"]:
            raise Refused("rows", limit=limits["rows"])
        table.append((number, cells + [""] * (len(header) - len(cells))))
    if not table:
        raise Refused("no_rows" if header else "empty")
    return {"header": header, "rows": table}


def checked(number: int, raw: list[str], limits: Limits) -> list[str]:
    """The cells of one row, clean and within the limits; blank ones at the end are left out."""
    cells = [clean(cell) for cell in raw]
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > limits["columns"]:
        raise Refused("columns", limit=limits["columns"], row=number)
    for place, cell in enumerate(cells, 1):
        if len(cell) > limits["cell_characters"]:
            raise Refused("cell", row=number, column=place, limit=limits["cell_characters"])
        if not cell.isprintable() and has_control_characters(cell):
            raise Refused("control", row=number, column=place)
    return cells


def head(cells: list[str]) -> list[str]:
    """The headings; each column has one, and no two are alike."""
    headings = [" ".join(cell.split()) for cell in cells]
    seen: set[str] = set()
    for place, heading in enumerate(headings, 1):
        if not heading:
            raise Refused("heading_missing", column=place)
        if heading.casefold() in seen:
            raise Refused("heading_twice", heading=heading)
        seen.add(heading.casefold())
    return headings


def answer(kind: str, limits: Limits, content: bytes) -> dict[str, Any]:
    """The table, or the code and the facts of a refusal."""
    read = read_workbook if kind == "xlsx" else read_text
    try:
        return assemble(read(content, limits), limits)
    except Refused as refusal:
        return {"refused": refusal.code, "facts": refusal.facts}
    except MemoryError:
        return {"refused": "memory", "facts": {}}
    except Exception as error:  # a broken workbook breaks its reader in many ways
        return {"refused": "damaged", "facts": {}, "why": type(error).__name__}


def main() -> None:
    """Read the request, bind the process, answer."""
    request = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    bind(request["limits"])
    sys.stdout.write(json.dumps(answer(request["kind"], request["limits"], content)))


if __name__ == "__main__":
    main()
