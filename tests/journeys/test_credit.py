"""Eva credits a part of an invoice; it is Sigrid who approves it, and the paper follows."""

import re
from pathlib import Path

import pytest

from tests.journeys import papers
from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

FEES = "/vasternorrland/fees/"
WHY = "En föreläsare uteblev (exempel)"


def test_eva_credits_a_part_and_sigrid_approves_it(visitor: NewVisitor, tmp_path: Path) -> None:
    eva = visitor(language="en")
    eva.be("eva")
    eva.go(f"{FEES}invoices/?state=open&sort=-balance")
    eva.page.locator("main tbody tr", has_text="Nätverksdag").first.locator("th a").click()
    code = _code(eva.heading())
    invoice = eva.page.url
    eva.press("Credit the invoice")
    eva.look("form")
    eva.page.locator('input[name="what"][value="lines"] + label').click()
    eva.page.locator('input[name^="amount_"]').first.fill("400")
    eva.fill(reason=WHY)
    eva.press("Look at the credit note")
    assert eva.sees("Then left to pay of the invoice")
    eva.look("preview")
    eva.press("Ask for approval")
    assert eva.sees("Another economist approves what you asked for.")
    assert not eva.control("Approve and issue").count()
    eva.look("asked")

    sigrid = visitor(width=PHONE, language="en")
    sigrid.be("sigrid")
    sigrid.go(f"{FEES}corrections/?state=waiting")
    sigrid.look("waiting")
    sigrid.page.locator("main tbody tr", has_text=WHY).locator("th a").click()
    sigrid.look("approval")
    with sigrid.page.expect_navigation():
        sigrid.press("Approve and issue")
    assert _code(sigrid.heading()) != code
    paper = sigrid.page.locator("main a[href$='/document/']").first
    for _try in range(30):  # the worker draws it after the commit
        if paper.count():
            break
        sigrid.page.wait_for_timeout(1000)
        sigrid.page.reload()
    sigrid.look("credit-note")
    address = str(paper.get_attribute("href"))
    file = papers.download(sigrid, address, tmp_path, "credit")
    assert code in papers.text_of(file)
    eva.page.goto(invoice)
    assert WHY in eva.text()
    assert [*eva.faults, *sigrid.faults] == []


def _code(heading: str) -> str:
    """The number of an invoice, as its page is called."""
    found = re.search(r"\d{4}-\d{4}", heading)
    assert found, heading
    return found[0]
