"""Bo orders the year report and takes it home as a PDF."""

import re
from pathlib import Path

import pytest

from tests.journeys import papers
from tests.journeys.conftest import NewVisitor

pytestmark = pytest.mark.journey


def test_bo_orders_and_downloads_the_year_report(visitor: NewVisitor, tmp_path: Path) -> None:
    bo = visitor()
    bo.be("bo")
    bo.look("start")
    bo.go("/vasternorrland/reports/")
    bo.look("reports")
    made = bo.page.locator("#made tbody tr")
    before = made.count()  # a simulation that somebody has drawn stands here too
    bo.press("Make the annual report")
    bo.page.wait_for_url("**/jobs/*/")
    link = bo.page.locator("main a[href*='/documents/']").first
    link.wait_for(timeout=90_000)
    bo.look("job")
    paper = papers.download(bo, str(link.get_attribute("href")), tmp_path, "report")
    text = papers.text_of(paper)
    assert "Myndighetsnätverket Västernorrland" in text
    headline = re.search(r"(\d+) deltagare på kurs", text)
    seats = re.search(r"(\d+) av (\d+) platser", text)
    assert headline, text
    assert seats, text
    assert 0 < int(headline[1]) == int(seats[1]) <= int(seats[2])
    papers.hold(tmp_path)
    bo.go("/vasternorrland/reports/")
    assert made.count() == before + 2  # the paper and its workbook
    bo.look("reports-after")
