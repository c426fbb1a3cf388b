"""Uploaded tables: what is read, what is refused in which words, and what reading may cost."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from openpyxl import Workbook

from network import uploads
from network.tables import to_csv, to_xlsx
from network.uploads import Limits, UploadRefused, read_table
from network.uploads.refusals import SENTENCES

Parts = Sequence[tuple[str, bytes | str]]

MEMBERS = "organisation;kortnamn\nCentrala studiestödsnämnden;CSN\nÖrebro kommun;Örebro\n"


def upload(content: str | bytes, name: str = "members.csv") -> ContentFile[Any]:
    return ContentFile(content.encode() if isinstance(content, str) else content, name=name)


def workbook(rows: Sequence[Sequence[Any]], **changes: Parts) -> ContentFile[Any]:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return upload(repack(file.getvalue(), **changes), "members.xlsx")


def repack(content: bytes, *, replace: Parts = (), extra: Parts = ()) -> bytes:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, dict(replace).get(name, old.read(name)))
        for name, part in extra:
            new.writestr(name, part)
    return file.getvalue()


def refusal(file: ContentFile[Any], **limits: Any) -> UploadRefused:
    with pytest.raises(UploadRefused) as refused:
        read_table(file, limits=Limits(**limits))
    return refused.value


def cells(file: ContentFile[Any]) -> list[tuple[str, ...]]:
    return [row.cells for row in read_table(file).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_file_is_read_as_excel_and_others_save_it(encoding: str, separator: str) -> None:
    content = MEMBERS.replace(";", separator).replace("\n", "\r\n").encode(encoding)
    table = read_table(upload(content))
    assert table.header == ("organisation", "kortnamn")
    assert [row.cells for row in table.rows] == [
        ("Centrala studiestödsnämnden", "CSN"),
        ("Örebro kommun", "Örebro"),
    ]


def test_a_workbook_gives_the_same_table_as_the_csv_file() -> None:
    rows: list[list[Any]] = [
        ["organisation", "kortnamn"],
        ["Centrala studiestödsnämnden", "CSN"],
        [None, None],
    ]
    assert cells(workbook(rows)) == cells(upload(MEMBERS))[:1]


def test_rows_keep_their_numbers_when_blank_lines_stand_between() -> None:
    table = read_table(upload("a;b\n\n1;2\n;\n3;4\n"))
    assert [row.number for row in table.rows] == [3, 5]
    table = read_table(workbook([["a"], [None], [1], [None], [3]]))
    assert [row.number for row in table.rows] == [3, 5]


def test_excels_own_line_about_the_separator_is_no_heading() -> None:
    table = read_table(upload("sep=,\na,b\n1,2\n"))
    assert (table.header, table.rows[0].number) == (("a", "b"), 3)


def test_separators_inside_texts_do_not_mislead() -> None:
    file = upload("namn, titel, roll;ort\nLind, Eva;Sundsvall\nBerg;Timrå\n")
    assert cells(file) == [("Lind, Eva", "Sundsvall"), ("Berg", "Timrå")]


def test_quoted_texts_may_hold_separators_quotes_and_lines() -> None:
    assert cells(upload('a;b\n"x;""y""";"1\n2"\n')) == [('x;"y"', "1\n2")]


def test_values_of_a_workbook_become_text_as_people_write_them() -> None:
    rows: list[list[Any]] = [
        ["a", "b", "c", "d", "e"],
        [2009.0, 0.5, date(2026, 12, 13), True, "202100-5489"],
    ]
    rows.append([datetime(2026, 12, 13, 9, 5), 2021005489, None, False, " x "])  # noqa: DTZ001 - files have no zones
    assert cells(workbook(rows)) == [
        ("2009", "0.5", "2026-12-13", "1", "202100-5489"),
        ("2026-12-13 09:05", "2021005489", "", "0", "x"),
    ]


def test_letters_that_a_mac_stores_in_two_parts_become_one() -> None:
    assert cells(upload("a;b\nA\u030ange;x\n")) == [("Ånge", "x")]


def test_the_same_contents_have_the_same_sum_whatever_the_name() -> None:
    first, second = (read_table(upload(MEMBERS, name)) for name in ("a.csv", "b.txt"))
    assert first.sha256 == second.sha256
    assert len(first.sha256) == 64
    assert read_table(upload(MEMBERS + "x;y")).sha256 != first.sha256


def test_a_file_can_be_read_again_after_the_preview() -> None:
    file = upload(MEMBERS)
    assert read_table(file) == read_table(file)


@pytest.mark.parametrize("write", [to_csv, lambda head, rows: to_xlsx(head, rows, "x")])
def test_an_exported_file_is_read_back_as_it_was(write: Any) -> None:
    rows = [("=1+1", "+46 60 12 34 56"), ("-", "Ö"), ("@x", "'citat'")]
    content = write(["formel", "telefon"], rows)
    name = "x.xlsx" if content.startswith(b"PK") else "x.csv"
    assert cells(upload(content, name)) == rows


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        ("", "a.csv", "empty"),
        ("\n\n;;\n", "a.csv", "empty"),
        ("a;b\n", "a.csv", "no_rows"),
        (MEMBERS, "a.xlsx", "content"),
        (MEMBERS, "a.pdf", "kind"),
        (MEMBERS, "a", "kind"),
        ("PK\x03\x04", "a.csv", "content"),
        ("%PDF-1.7", "a.csv", "content"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 512, "a.xls", "old_workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 512, "a.xlsx", "old_workbook"),
        ("PK\x03\x04", "a.xlsm", "macros"),
        ("PK\x03\x04 and nothing more", "a.xlsx", "damaged"),
        (MEMBERS.encode("utf-16"), "a.csv", "encoding"),
        (b"a;b\n\x81;1\n", "a.csv", "encoding"),
        ("a;a\n1;2\n", "a.csv", "heading_twice"),
        ("Namn;namn\n1;2\n", "a.csv", "heading_twice"),
        ("a;;c\n1;2;3\n", "a.csv", "heading_missing"),
        ("a;b\n1;2;3\n", "a.csv", "extra_cells"),
        ('a;b\n"1"x;2\n', "a.csv", "quotes"),
        ('a;b\n"1;2\n', "a.csv", "quotes"),
        ('a;b\n"' + "x;\n" * 3000, "a.csv", "quotes_or_long"),
        ("a;b\n1;2\0\n", "a.csv", "control"),
        ("a;b\n1;\x1b[31m\n", "a.csv", "control"),
        ("a;b\n1;\x85x\n", "a.csv", "control"),
    ],
)
def test_a_file_that_is_no_table_is_refused(content: str | bytes, name: str, code: str) -> None:
    assert refusal(upload(content, name)).code == code


@pytest.mark.parametrize(
    ("limit", "code", "fits", "breaks"),
    [
        ({"file_bytes": 8}, "too_big", "a;b\n1;2\n", "a;b\n1;23\n"),
        ({"rows": 2}, "rows", "a\n1\n2\n", "a\n1\n2\n3\n"),
        ({"columns": 2}, "columns", "a;b\n1;2\n", "a;b;c\n1;2;3\n"),
        ({"cell_characters": 3}, "cell", "a\nxyz\n", "a\nxyzz\n"),
        ({"text_characters": 5}, "text", "a\n1234\n", "a\n12345\n"),
    ],
)
def test_each_limit_holds_at_its_edge(
    limit: dict[str, int], code: str, fits: str, breaks: str
) -> None:
    assert read_table(upload(fits), limits=Limits(**limit)).rows
    assert refusal(upload(breaks), **limit).code == code


def test_the_limits_are_those_that_the_portal_promises() -> None:
    assert Limits() == Limits(
        file_bytes=5 * 1024**2,
        zip_entries=200,
        unpacked_bytes=50 * 1024**2,
        ratio=100,
        rows=10_000,
        columns=100,
        cell_characters=2_000,
        memory_bytes=512 * 1024**2,
        cpu_seconds=20,
    )


def test_a_workbook_with_too_many_parts_is_refused() -> None:
    file = workbook([["a"], [1]], extra=[(f"x{n}", "x") for n in range(200)])
    assert refusal(file).code == "entries"


def test_a_small_file_that_unpacks_to_a_large_one_is_refused_before_it_is_unpacked() -> None:
    sheet = b"<worksheet>" + b"<row></row>" * 4_000_000
    file = workbook([["a"], [1]], replace=[("xl/worksheets/sheet1.xml", sheet)])
    assert file.size < Limits().file_bytes
    start = time.monotonic()
    assert refusal(file).code == "unpacked"
    assert time.monotonic() - start < 5


def test_entities_that_multiply_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    for part in (bomb, bomb.decode().encode("utf-16-le")):
        file = workbook([["a"], [1]], replace=[("xl/worksheets/sheet1.xml", part)])
        assert refusal(file).code == "entities"


def test_a_workbook_with_macros_is_refused() -> None:
    assert refusal(workbook([["a"], [1]], extra=[("xl/vbaProject.bin", b"x")])).code == "macros"


def test_a_formula_that_failed_is_named_by_row_and_column() -> None:
    refused = refusal(workbook([["a", "b"], [1, 2], [1, "#REF!"]]))
    assert refused.code == "error_value"
    with translation.override("en"):
        assert refused.sentence.startswith("Row 3, column B: the cell shows the error #REF!")


@pytest.mark.parametrize("claim", ["A1", "A1:XFD1048576"])
def test_what_a_sheet_says_about_its_size_is_not_believed(claim: str) -> None:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="{claim}"/><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row>'
        "</sheetData></worksheet>"
    )
    assert cells(workbook([], replace=[("xl/worksheets/sheet1.xml", sheet)])) == [("3", "4")]


def test_the_first_sheet_that_can_be_seen_is_the_one_that_is_read() -> None:
    book = Workbook()
    book.active.append(["hemlig"])
    book.active.sheet_state = "hidden"
    for title in ("Medlemmar", "Annat"):
        for text in ("rubrik", title):
            (book[title] if title in book else book.create_sheet(title)).append([text])
    file = io.BytesIO()
    book.save(file)
    assert cells(upload(file.getvalue(), "a.xlsx")) == [("Medlemmar",)]


def test_a_file_that_says_it_is_small_is_measured_all_the_same() -> None:
    file = upload("a;b\n1;23\n")
    file.size = 1
    assert refusal(file, file_bytes=8).code == "too_big"


def test_a_text_that_many_cells_share_cannot_fill_the_memory() -> None:
    rows = [[f"h{n}" for n in range(99)]] + [["y" * 1999] * 99] * 60
    assert refusal(workbook(rows), ratio=10_000).code == "text"


def test_reading_stops_at_its_memory() -> None:
    rows = [["a"]] + [[f"{n}" * 100] for n in range(3000)]
    assert refusal(workbook(rows), memory_bytes=8 * 1024**2).code == "memory"


def test_reading_stops_at_its_time() -> None:
    rows = [["a", "b"]] + [[n, "x" * 50] for n in range(9000)]
    assert refusal(workbook(rows), wall_seconds=0.05).code == "slow"


def test_reading_stops_at_its_share_of_the_processor() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData>" + b"<row/>" * 3_000_000 + b"</sheetData></worksheet>"
    )
    file = workbook([], replace=[("xl/worksheets/sheet1.xml", sheet)])
    start = time.monotonic()
    assert refusal(file, cpu_seconds=1, ratio=10_000).code == "slow"
    assert time.monotonic() - start < 10


CONFESS = """
import json, os, sys
sys.stdin.buffer.read()
seen = {"environment": dict(os.environ), "files": sorted(os.listdir("/proc/self/fd"))}
print(json.dumps({"refused": "kind", "facts": seen}))
"""


def test_the_child_is_given_no_secrets_and_no_open_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    confessor = tmp_path / "confess.py"
    confessor.write_text(CONFESS)
    monkeypatch.setattr(uploads, "_PARSER", confessor)
    monkeypatch.setenv("SECRET_KEY", "canary")
    left_open = os.open("/", os.O_RDONLY)
    os.set_inheritable(left_open, True)
    try:
        seen = refusal(upload(MEMBERS)).params or {}
    finally:
        os.close(left_open)
    assert set(seen["environment"]) <= {"LC_CTYPE"}  # Python's own
    assert seen["files"] == ["0", "1", "2", "3"]  # 3 is the listing itself


FACTS = {"limit": 10_000, "row": 7, "column": 3, "value": "#REF!", "heading": "namn"}


def test_every_refusal_is_a_whole_sentence_with_its_facts_filled_in() -> None:
    with translation.override("en"):
        for code in SENTENCES:
            sentence = UploadRefused(code, FACTS).sentence
            assert "%" not in sentence
            assert sentence.endswith(".")


def test_limits_are_told_in_the_units_that_people_use() -> None:
    with translation.override("en"):
        assert "larger than 5 MB" in refusal(upload(b"x" * (5 * 1024**2 + 1))).sentence
        assert "more than 10,000 rows" in UploadRefused("rows", {"limit": 10_000}).sentence


def test_refusals_are_told_in_swedish() -> None:
    with translation.override("sv"):
        sentences = {UploadRefused(code, FACTS).sentence for code in SENTENCES}
    with translation.override("en"):
        english = {UploadRefused(code, FACTS).sentence for code in SENTENCES}
    assert not sentences & english
