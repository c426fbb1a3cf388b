"""Karin weighs other fees, supposes that a member grows, and Bo takes it home as a PDF."""

from pathlib import Path

import pytest

from tests.journeys import papers
from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

HOME = "/vasternorrland/fees/simulations/"


def test_karin_simulates_and_bo_takes_the_paper_home(visitor: NewVisitor, tmp_path: Path) -> None:
    karin = visitor(language="en")
    karin.be("karin")
    karin.go(HOME)
    karin.look("list")
    karin.press("New simulation")
    karin.fill(name="What if CSN grows")
    names = karin.page.locator("main label")
    names.get_by_text("Förslag: fler band (exempel)", exact=True).click()
    karin.look("form")
    karin.press("Reckon")
    assert "A. Förslag: fler band (exempel)" in karin.text()
    karin.press("Suppose other facts")
    karin.fill(member="Centrala studiestödsnämnden", head_count="2600")
    karin.press("Suppose it")
    assert "employees 2,600" in karin.text().lower()
    karin.press("See the result")
    assert "SEK 170,000" in karin.text()
    karin.look("result")
    address = karin.page.url

    bo = visitor(width=PHONE, language="en")
    bo.be("bo")
    bo.page.goto(address)
    bo.look("read")
    assert not bo.page.get_by_role("link", name="Suppose other facts").count()
    bo.press("Make a PDF")
    bo.page.wait_for_url("**/jobs/*/")
    link = bo.page.locator("main a[href*='/documents/']").first
    link.wait_for(timeout=90_000)
    paper = papers.download(bo, str(link.get_attribute("href")), tmp_path, "simulation")
    assert "What if CSN grows" in papers.text_of(paper)
