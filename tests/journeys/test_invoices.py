"""Eva bills the members: one invoice each, numbers without a gap, papers for everybody."""

import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys import papers
from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

FEES = "/vasternorrland/fees/"
A_RUN = 90_000.0  # milliseconds


def test_eva_prepares_and_sigrid_approves_one_invoice_for_every_member(
    visitor: NewVisitor, tmp_path: Path
) -> None:
    eva = visitor()
    eva.be("eva")
    eva.look("start")
    ready = _prepare(eva)
    again = _prepare(eva)  # she forgot that she had begun
    assert again == ready
    eva.look("review")
    _leave_out(eva, "Bolagsverket")
    ready -= 1
    assert _count(eva) == ready
    eva.look("left-out")
    eva.page.locator('form[action$="/handing-over/"] button').click()
    assert eva.page.locator("#id_looked").count() == 0  # what she prepared, another approves
    eva.look("handed-over")

    address = eva.page.url
    sigrid = visitor()
    sigrid.be("sigrid")
    sigrid.look("approver-start")
    sigrid.page.goto(address)
    sigrid.look("approval")
    stale = sigrid.context.new_page()  # the same list, left open in another window
    stale.goto(sigrid.page.url)
    _approve(sigrid.page)
    assert sigrid.page.locator("progress").count() == 1
    sigrid.look("progress")
    done = sigrid.page.locator("progress.progress--done")
    expect(done).to_be_visible(timeout=A_RUN)
    expect(sigrid.page.locator("main table a[href$='/document/']")).to_have_count(
        ready, timeout=A_RUN
    )
    sigrid.look("issued")

    _approve(stale)
    stale.close()
    sigrid.page.reload()
    # The host's own share stands below the invoices: it is settled inside, without a number.
    paper = sigrid.page.locator("a[href$='/document/']")
    rows = sigrid.page.locator("main tbody tr", has=paper)
    codes = rows.locator("th a, td:first-child a").all_inner_texts()
    assert len(codes) == ready
    numbers = sorted(int(re.findall(r"\d+", code)[-1]) for code in codes)
    assert numbers == list(range(numbers[0], numbers[0] + ready))
    buyers = [row.locator("td").first.inner_text() for row in rows.all()]
    assert len(set(buyers)) == ready

    addresses = sigrid.page.locator("main table a[href$='/document/']")
    for code, link in zip(codes, addresses.all(), strict=True):
        drawn = papers.download(sigrid, str(link.get_attribute("href")), tmp_path, code)
        assert code in papers.text_of(drawn)
    papers.hold(tmp_path)

    assert _prepare(sigrid) == 1  # only who was left out is left
    sigrid.look("late-run")
    this_year = timezone.localdate().year  # the years before are billed already
    sigrid.go(f"{FEES}invoices/?kind=membership&year={this_year}")
    listed = sigrid.page.locator("main tbody tr")
    assert listed.count() == ready
    sigrid.look("invoices")
    listed.first.locator("a").first.click()
    sigrid.look("invoice")


def _prepare(eva: Visitor) -> int:
    """Look through the year's fees; how many invoices are ready to go."""
    eva.go(f"{FEES}runs/")
    eva.press("Prepare the run")
    return _count(eva)


def _count(eva: Visitor) -> int:
    """How many invoices the heading speaks of."""
    return int(re.findall(r"\d+", eva.heading())[0])


def _leave_out(eva: Visitor, member: str) -> None:
    """Open a member of the list, see its draft, and leave it out with a reason."""
    eva.page.locator("main table").get_by_role("link", name=member).click()
    eva.look("payer")
    eva.page.locator('main textarea[name="why"]').fill("Antalet anställda utreds")
    eva.page.locator('form[action$="/exclusion/"] button').click()


def _approve(page: Page) -> None:
    page.locator('label[for="id_looked"]').click()
    page.locator("section.approve button").click()
    page.wait_for_load_state()
