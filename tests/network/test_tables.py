"""Files that leave the portal: no text runs as a formula, no value changes its kind."""

import ast
import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tablib
from django.apps.registry import Apps
from django.db import models
from django.utils import translation
from django.utils.functional import lazystr
from hypothesis import given
from hypothesis import strategies as st
from import_export.fields import Field
from openpyxl import load_workbook

from network.tables import (
    SafeCsv,
    SafeResource,
    SafeXlsx,
    download,
    escape_cell,
    file_name,
    to_csv,
    to_xlsx,
    unescape_cell,
)

DANGEROUS = [
    "=1+1",
    "==1+1",
    "=cmd|' /C calc'!A0",
    "+46 60 12 34 56",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\tx",
    "\nx",
    "|calc",
    "  =1+1",
    "\xa0=1+1",
    "\u200b=1+1",
    "\ufeff@x",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    " ＝1",
    "﹦1",
    "-",
]
HARMLESS = ["", "x", "a=1", "1-2", "202100-5489", "Ö", "'x", " x", "e@post.example", "_x", "'"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_a_spreadsheet_would_run_is_escaped(text: str) -> None:
    assert escape_cell(text) == f"'{text}"
    assert unescape_cell(escape_cell(text)) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert escape_cell(text) == text == unescape_cell(text)


@pytest.mark.parametrize("value", [-5, Decimal("-1.50"), -0.5, date(2026, 1, 1), True, None])
def test_numbers_and_dates_are_not_texts(value: Any) -> None:
    assert escape_cell(value) is value


@given(st.text())
def test_no_escaped_text_begins_as_a_formula_and_escaping_twice_changes_nothing(text: str) -> None:
    escaped = escape_cell(text)
    assert escaped.lstrip()[:1] not in set("=+-@|＝＋－＠")
    assert escape_cell(escaped) == escaped


def parsed(content: bytes) -> list[list[str]]:
    assert content.startswith("\ufeff".encode())
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_csv_file_opens_in_swedish_excel() -> None:
    content = to_csv(["Namn", "Belopp"], [["Örebro; kommun", Decimal("1234567.50")]])
    assert content.decode("utf-8-sig") == 'Namn;Belopp\r\n"Örebro; kommun";1234567,50\r\n'


def test_values_in_a_csv_file_can_be_read_by_other_programs() -> None:
    moment = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    row = [moment, date(2026, 12, 13), time(9, 5), -3, Decimal("-0.5"), 0.25, None, Decimal("1E+3")]
    assert parsed(to_csv(["a"] * 8, [row]))[1] == [
        "2026-07-01 00:30",
        "2026-12-13",
        "09:05",
        "-3",
        "-0,5",
        "0,25",
        "",
        "1000",
    ]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_heading_and_no_cell_of_a_csv_file_is_a_formula(text: str) -> None:
    head, row = parsed(to_csv([text], [[lazystr(text)]]))
    assert head == row == [f"'{text}"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    content = to_xlsx([text], [[text]], "x")
    sheet = load_workbook(io.BytesIO(content)).active
    assert [cell.data_type for row in sheet.iter_rows() for cell in row] == ["s", "s"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", ["#REF!", "#N/A", "TRUE", "2026-12-13", "1E5", "007"])
def test_a_text_in_a_workbook_stays_a_text(text: str) -> None:
    cell = load_workbook(io.BytesIO(to_xlsx(["a"], [[text]], "x"))).active["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_values_in_a_workbook_keep_their_kind() -> None:
    moment = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    row = [moment, date(2026, 12, 13), time(9, 5), -3, Decimal("1234.50"), "0701234567", None]
    sheet = load_workbook(io.BytesIO(to_xlsx(["h"] * 7, [row], "x"))).active
    assert [cell.value for cell in sheet[2]] == [
        datetime(2026, 7, 1, 0, 30),  # noqa: DTZ001 - files have no zones
        datetime(2026, 12, 13),  # noqa: DTZ001 - files have no zones
        time(9, 5),
        -3,
        1234.5,
        "0701234567",
        None,
    ]
    assert [cell.number_format for cell in sheet[2]][:5] == [
        "yyyy-mm-dd hh:mm",
        "yyyy-mm-dd",
        "hh:mm",
        "General",
        "#,##0.00",
    ]


def test_a_workbook_keeps_its_headings_in_sight_and_fits_its_columns() -> None:
    content = to_xlsx(["Namn", "x"], [["Centrala studiestödsnämnden", 1], ["y" * 500, 2]], "Medl")
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet.title == "Medl"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width == 60
    assert sheet.column_dimensions["B"].width == 8


@pytest.mark.parametrize("name", ["Kurser [2026]/*?:", "'" * 40, "", "x" * 50])
def test_any_name_becomes_a_sheet_name(name: str) -> None:
    assert load_workbook(io.BytesIO(to_xlsx(["a"], [], name))).active.title


@pytest.mark.parametrize("text", ["a\0b", "a\x1bb", "\ud800"])
def test_a_character_that_no_file_can_hold_does_not_stop_an_export(text: str) -> None:
    assert parsed(to_csv(["a"], [[text]]))[1] != [text]
    assert load_workbook(io.BytesIO(to_xlsx(["a"], [[text]], "x"))).active["A2"].value != text


def test_yes_and_no_are_told_in_words_of_the_readers_language() -> None:
    with translation.override("en"):
        assert parsed(to_csv(["a", "b"], [[True, False]]))[1] == ["yes", "no"]


def test_the_formats_of_the_library_use_this_door() -> None:
    dataset = tablib.Dataset(["==1+1", Decimal("-1.50")], headers=["=h", "b"])
    assert parsed(SafeCsv().export_data(dataset)) == [["'=h", "b"], ["'==1+1", "-1,50"]]
    sheet = load_workbook(io.BytesIO(SafeXlsx().export_data(dataset))).active
    assert [(cell.value, cell.data_type) for cell in sheet[2]] == [("'==1+1", "s"), (-1.5, "n")]


class Dossier(models.Model):
    """A stand-in for what rooms export; it is never stored."""

    title = models.CharField(max_length=40)
    fee = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    since = models.DateField(null=True)
    seen = models.DateTimeField(null=True)
    secret = models.CharField(max_length=9, default="canary")

    class Meta:
        app_label = "dossiers"
        apps = Apps()

    def __str__(self) -> str:
        return self.title


class Dossiers(SafeResource):
    title = Field("title", "titel")
    grows = Field(column_name="tillväxt")
    sheet = "Akter"

    class Meta:
        model = Dossier
        fields = ("title", "fee", "since", "seen", "grows")

    def dehydrate_grows(self, dossier: Dossier) -> str:
        return f"+{dossier.title}"


def test_a_rooms_export_keeps_kinds_and_escapes_what_it_works_out() -> None:
    moment = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    rows = [Dossier(title="=x", fee=Decimal("-1.50"), since=date(2026, 12, 13), seen=moment)]
    head, row = parsed(Dossiers().write(rows, "csv"))
    assert head == ["titel", "fee", "since", "seen", "tillväxt"]
    assert row == ["'=x", "-1,50", "2026-12-13", "2026-07-01 00:30", "'+=x"]
    response = Dossiers().respond(rows, "Akter", "xlsx")
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert sheet.title == "Akter"
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "d", "d", "s"]
    assert response["Content-Disposition"] == 'attachment; filename="Akter.xlsx"'


def test_a_download_is_saved_and_never_shown_or_kept() -> None:
    response = download("Medlemmar Örnsköldsvik", b"x", "csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''Medlemmar%20%C3%96rnsk%C3%B6ldsvik.csv"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Length"] == "1"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc-passwd.pdf"),
        ('a"b\r\nSet-Cookie: x', "a-bSet-Cookie- x.pdf"),
        ("faktura.pdf", "faktura.pdf"),
        ("gpj\u202efdp", "gpjfdp.pdf"),
        ("...", "fil.pdf"),
        ("x" * 300, "x" * 120 + ".pdf"),
    ],
)
def test_a_file_name_holds_nothing_that_a_computer_misreads(name: str, safe: str) -> None:
    assert file_name(name, "pdf") == safe
    assert "\n" not in download(name, b"", "pdf")["Content-Disposition"]


DOORS = {
    "fees/actions/account_plan.py",  # reads the example plans that come with the portal
    "network/towns.py",  # reads the towns that come with the portal
    "config/demo/courses.py",  # the demo reads its own list, which nobody uploads
    "network/imports.py",
    "network/tables.py",
    "network/uploads/parser.py",
    "network/uploads/refusals.py",
}
BEHIND = ("csv", "openpyxl", "tablib", "xlsxwriter", "import_export.resources",
          "import_export.formats", "import_export.admin", "import_export.mixins")  # fmt: skip


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_no_other_module_reads_or_writes_tables() -> None:
    root = Path(__file__).resolve().parents[2]
    rooms = (
        "config",
        "courses",
        "fees",
        "governance",
        "induction",
        "loans",
        "members",
        "mentorship",
        "network",
        "reports",
    )
    ways_around = {
        str(path.relative_to(root))
        for room in rooms
        for path in (root / room).rglob("*.py")
        for name in imported(path)
        if any(name == door or name.startswith(f"{door}.") for door in BEHIND)
    }
    assert ways_around == DOORS
