"""Karin brings the member list in through the browser, and never by half."""

import re

import pytest

from tests.databases import ROOT
from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

MEMBERS = "/vasternorrland/members/"
LIST = ROOT / "config" / "demo" / "data" / "vasternorrland-members.csv"
FAULTY = """organisation;kortnamn;typ;organisationsnummer;medlemskap;från;till
Myndigheten för påhitt;Påhitt;förening;;medlem;2019;
Sundsvalls kommun;Sundsvall;kommun;212000-2410;medlem;2019;
Nipans vattenverk;Nipan;kommun;;medlem;2019;
"""


def test_karin_imports_the_real_list_and_again_it_changes_nothing(visitor: NewVisitor) -> None:
    karin = visitor()
    karin.be("karin")
    karin.go(MEMBERS)
    karin.look("members-before")
    karin.press("Import members")
    karin.look("upload")
    _choose(karin, LIST.name, LIST.read_bytes())
    karin.look("preview")
    before = _sums(karin)
    rows = len(LIST.read_text().strip().splitlines()) - 1
    assert sum(before) == rows
    assert before[0] > 0
    assert before[3] == 0
    karin.page.get_by_text(karin.say("Enter a decision taken outside the portal")).click()
    karin.fill(decision_title="Medlemslistan", decision_body="Styrgruppen")
    karin.fill(decision_day="2026-01-14")
    karin.press("Apply the list")
    assert karin.heading() == karin.say("Imported list")
    karin.look("result")

    karin.go(f"{MEMBERS}imports/new/")
    _choose(karin, LIST.name, LIST.read_bytes())
    assert karin.sees("The list changes nothing")
    assert _sums(karin) == [0, 0, rows, 0]
    assert karin.control("Apply the list").count() == 0
    karin.look("nothing-new")
    karin.go(MEMBERS)
    assert karin.page.locator("main").inner_text().count("Kammarrätten") > 0
    karin.look("members-after")


def test_rows_with_errors_are_told_in_swedish_and_nothing_is_applied(visitor: NewVisitor) -> None:
    karin = visitor()
    karin.be("karin")
    karin.go(f"{MEMBERS}imports/new/")
    _choose(karin, "fel.csv", FAULTY.encode())
    karin.look("errors")
    text = karin.text()
    assert "rader har fel" in text or "rad har fel" in text
    assert _sums(karin)[3] > 0
    assert karin.control("Apply the list").count() == 0
    for english in ("Write", "Fill in", "not valid", "is not"):
        assert english not in text
    karin.go(f"{MEMBERS}?q=Nipan")
    assert "Nipans vattenverk" not in karin.text()


def test_a_file_that_is_no_table_is_refused_in_words(visitor: NewVisitor) -> None:
    karin = visitor()
    karin.be("karin")
    karin.go(f"{MEMBERS}imports/new/")
    _choose(karin, "bild.csv", b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert karin.heading() == karin.say("Import members")
    assert karin.page.locator('[aria-invalid="true"]').count() == 1
    karin.look("refused")


def _choose(karin: Visitor, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    karin.page.locator('input[type="file"]').set_input_files(file)  # type: ignore[arg-type]
    karin.press("Show what changes")
    karin.page.wait_for_load_state()


def _sums(karin: Visitor) -> list[int]:
    """New, changed, as before, with errors: the figures above the preview."""
    return [
        int(re.sub(r"\D", "", text)) for text in karin.page.locator(".sums dd").all_inner_texts()
    ]
