"""Eva bills the members: one invoice each, numbers without a gap, papers for everybody."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import papers
from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

FEES = "/vasternorrland/fees/"
A_RUN = 90_000.0  # milliseconds


def test_eva_bills_every_member_once(visitor: NewVisitor, tmp_path: Path) -> None:
    eva = visitor()
    eva.be("eva")
    eva.look("start")
    ready = _prepare(eva)
    again = _prepare(eva)  # she forgot that she had begun
    assert again == ready
    eva.look("review")
    stale = eva.context.new_page()  # the same list, left open in another window
    stale.goto(eva.page.url)
    _approve(eva.page)
    assert eva.page.locator("progress").count() == 1
    eva.look("progress")
    done = eva.page.locator("progress.progress--done")
    expect(done).to_be_visible(timeout=A_RUN)
    expect(eva.page.locator("main table a[href$='/document/']")).to_have_count(ready, timeout=A_RUN)
    eva.look("issued")

    _approve(stale)
    stale.close()
    eva.page.reload()
    rows = eva.page.locator("main tbody tr")
    codes = rows.locator("th a, td:first-child a").all_inner_texts()
    assert len(codes) == ready
    numbers = sorted(int(re.findall(r"\d+", code)[-1]) for code in codes)
    assert numbers == list(range(numbers[0], numbers[0] + ready))
    buyers = [row.locator("td").first.inner_text() for row in rows.all()]
    assert len(set(buyers)) == ready

    addresses = eva.page.locator("main table a[href$='/document/']")
    for code, link in zip(codes, addresses.all(), strict=True):
        paper = papers.download(eva, str(link.get_attribute("href")), tmp_path, code)
        assert code in papers.text_of(paper)
    papers.hold(tmp_path)

    eva.go(f"{FEES}runs/")
    eva.press("Prepare the run")
    assert eva.page.locator("section.approve button").count() == 0
    eva.look("nothing-left")
    eva.go(f"{FEES}invoices/")
    listed = eva.page.locator("main tbody tr")
    assert listed.count() == ready
    eva.look("invoices")
    listed.first.locator("a").first.click()
    eva.look("invoice")


def _prepare(eva: Visitor) -> int:
    """Look through the year's fees; how many invoices are ready to go."""
    eva.go(f"{FEES}runs/")
    eva.press("Prepare the run")
    verb = eva.page.locator("section.approve button").inner_text()
    return int(re.findall(r"\d+", verb)[0])


def _approve(page: Page) -> None:
    page.locator('label[for="id_looked"]').click()
    page.locator("section.approve button").click()
    page.wait_for_load_state()
