"""Tables that leave the portal: the only door to CSV files, workbooks and downloads.

Texts are escaped so that no spreadsheet program runs what somebody typed into a form. The
import-export library's own escaping takes away one leading "=" and lets the rest through.
"""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, ClassVar, Literal

import tablib
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from import_export.formats import base_formats
from import_export.resources import ModelResource
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | float | Decimal | date | datetime | time | bool | None
Kind = Literal[
    "csv", "xlsx", "pdf", "xml", "ics", "txt", "zip", "si", "docx", "pptx", "odt", "png", "jpg"
]  # fmt: skip

CONTENT_TYPES: dict[Kind, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "xml": "application/xml",
    "ics": "text/calendar; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
    "si": "application/octet-stream",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "png": "image/png",
    "jpg": "image/jpeg",
}
_STARTS_FORMULA = frozenset("=+-@")
_STARTS_TROUBLE = _STARTS_FORMULA | frozenset("\t\r\n|")
_UNPRINTABLE_IN_NAMES = re.compile(r'[\\/:*?"<>|]+')
_NOT_IN_SHEET_NAMES = re.compile(r"[\\*?:/\[\]']")
_NOT_IN_FILES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # nor in XML
_WIDEST = 60
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*<")


def _starts_formula(text: str) -> bool:
    if not text:
        return False
    if unicodedata.normalize("NFKC", text[0])[:1] in _STARTS_TROUBLE:  # full-width twins too
        return True
    for sign in text:
        if sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf"):
            continue
        return unicodedata.normalize("NFKC", sign)[:1] in _STARTS_FORMULA
    return False


def escape_cell(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it.

    Numbers and dates stay what they are; a telephone number that begins with + becomes text.
    """
    if isinstance(value, str) and _starts_formula(value):
        return f"'{value}"
    return value


def unescape_cell(text: str) -> str:
    """What a text was before `escape_cell`, so that an exported file can be imported again."""
    return text[1:] if text.startswith("'") and _starts_formula(text[1:]) else text


def to_csv(headers: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """A CSV file that Excel opens by a double click: semicolons, decimal comma, ISO dates, BOM."""
    return to_lines([headers, *rows]).encode("utf-8-sig")


def to_lines(
    rows: Iterable[Sequence[Any]],
    *,
    separator: str = ";",
    decimal_sign: str = ",",
    dates: str = "%Y-%m-%d",
) -> str:
    """Rows as lines of text, with the signs that the reading system asks for."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
    writer.writerows([_in_csv(value, decimal_sign, dates) for value in row] for row in rows)
    return file.getvalue()


def _in_csv(value: Any, decimal_sign: str, dates: str) -> str:
    value = _plain(value)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime(f"{dates} %H:%M")
    if isinstance(value, date):
        return value.strftime(dates)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", decimal_sign)
    if isinstance(value, float):
        return repr(value).replace(".", decimal_sign)
    return str(value)


def _plain(value: Any) -> Any:
    """A value that both kinds of files can hold: local time, words for yes and no, safe text."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        aware = timezone.is_aware(value)
        return timezone.localtime(value).replace(tzinfo=None) if aware else value
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    if isinstance(value, int | float | Decimal | date | time):
        return value
    return escape_cell(_NOT_IN_FILES.sub("\N{REPLACEMENT CHARACTER}", str(value)))


def to_xlsx(headers: Sequence[Any], rows: Iterable[Sequence[Any]], sheet: str) -> bytes:
    """An Excel workbook of one sheet; its headings stay in sight and filter their columns."""
    book = Workbook(write_only=True)
    _add_sheet(book, sheet, headers, rows)
    return _saved(book)


def to_workbook(
    sheets: Iterable[tuple[str, Sequence[Any], Iterable[Sequence[Any]]]], *, made: datetime
) -> bytes:
    """An Excel workbook of several sheets (name, headings, rows); the same bytes for the same
    input, since `made` is the only time that is written into it.
    """
    book = Workbook(write_only=True)
    for name, headers, rows in sheets:
        _add_sheet(book, name, headers, rows)
    stamp = made.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.properties.created = stamp
    return _timed(_saved(book), stamp)


def _timed(content: bytes, stamp: datetime) -> bytes:
    """The workbook as if all of it were written at one moment."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>%sZ<" % stamp.isoformat().encode(), part)
            entry = zipfile.ZipInfo(name, stamp.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return file.getvalue()


def _saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _add_sheet(
    book: Workbook, name: str, headers: Sequence[Any], rows: Iterable[Sequence[Any]]
) -> None:
    body = [[_plain(value) for value in row] for row in rows]
    head = [_plain(heading) for heading in headers]
    page: WriteOnlyWorksheet = book.create_sheet(_sheet_name(name))
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(max(len(head), 1))}{len(body) + 1}"
    for place, width in enumerate(_widths([head, *body]), 1):
        page.column_dimensions[get_column_letter(place)].width = width
    bold = Font(bold=True)
    page.append([_in_xlsx(page, heading, font=bold) for heading in head])
    for row in body:
        page.append([_in_xlsx(page, value) for value in row])


def _in_xlsx(page: WriteOnlyWorksheet, value: Any, *, font: Font | None = None) -> Any:
    if value is None:
        return None
    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # never "f", whatever the text looks like
    elif isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, time):
        cell.number_format = "hh:mm"
    elif isinstance(value, Decimal) and value.as_tuple().exponent == -2:
        cell.number_format = "#,##0.00"
    if font is not None:
        cell.font = font
    return cell


def _sheet_name(name: str) -> str:
    # Excel refuses longer names, and some signs in them.
    return _NOT_IN_SHEET_NAMES.sub(" ", str(name)).strip()[:31] or "1"


def _widths(rows: Iterable[Sequence[Any]]) -> list[int]:
    widths: list[int] = []
    for row in rows:
        widths += [8] * (len(row) - len(widths))
        for place, value in enumerate(row):
            longest = max(map(len, str(value).splitlines()), default=0) if value else 0
            widths[place] = min(max(widths[place], longest + 2), _WIDEST)
    return widths


def download(name: str, content: bytes, kind: Kind) -> HttpResponse:
    """A file to save: never shown inside the portal, never kept by the browser or a proxy."""
    response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = content_disposition_header(True, file_name(name, kind)) or ""
    response["Content-Length"] = str(len(content))
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def table_file(
    name: str, headers: Sequence[Any], rows: Iterable[Sequence[Any]], kind: str
) -> HttpResponse:
    """A table to save, as the kind that was asked for: a workbook, or else CSV."""
    if kind == "xlsx":
        return download(name, to_xlsx(headers, rows, name), "xlsx")
    return download(name, to_csv(headers, rows), "csv")


def file_name(name: str, kind: Kind) -> str:
    """A name that every file system takes, with the ending of its kind."""
    visible = "".join(sign for sign in str(name) if unicodedata.category(sign)[0] != "C")
    stem = _UNPRINTABLE_IN_NAMES.sub("-", visible).strip(" .-").removesuffix(f".{kind}")
    return f"{stem[:120].rstrip(' .-') or 'fil'}.{kind}"


class SafeCsv(base_formats.CSV):  # type: ignore[misc]  # the library has no types
    """The CSV format of import-export with this module's writer."""

    CONTENT_TYPE = CONTENT_TYPES["csv"]

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        """The dataset as `to_csv` writes it."""
        return to_csv(dataset.headers or [], dataset)

    def is_binary(self) -> bool:
        """Bytes, since the file begins with a byte order mark."""
        return True


class SafeXlsx(base_formats.XLSX):  # type: ignore[misc]
    """The workbook format of import-export with this module's writer."""

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        """The dataset as `to_xlsx` writes it."""
        return to_xlsx(dataset.headers or [], dataset, dataset.title or "")


class SafeResource(ModelResource):  # type: ignore[misc]
    """What a room may export: fields with column names, and a sheet name.

    `table` gives typed values, `respond` the download; both go through this module's escaping.
    """

    formats: ClassVar[list[type[base_formats.Format]]] = [SafeCsv, SafeXlsx]
    sheet: ClassVar[str] = ""

    def table(self, queryset: Any) -> tablib.Dataset:
        """Headings and rows of a query, numbers and dates as such."""
        dataset = self.export(queryset, force_native_type=True)
        dataset.title = str(self.sheet)
        return dataset

    def write(self, queryset: Any, kind: Literal["csv", "xlsx"]) -> bytes:
        """A query as a file, for a download now or a job's result."""
        chosen = SafeCsv() if kind == "csv" else SafeXlsx()
        return chosen.export_data(self.table(queryset))

    def respond(self, queryset: Any, name: str, kind: Literal["csv", "xlsx"]) -> HttpResponse:
        """A query as a download."""
        return download(name, self.write(queryset, kind), kind)
