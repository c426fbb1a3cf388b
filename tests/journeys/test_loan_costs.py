"""Helena states what a lent colleague cost, Lotta approves it on her phone, Eva has it to bill."""

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

LIST = "/vasternorrland/loans/statements/"
CHARGES = "/vasternorrland/fees/charges/?kind=staff_loan&state=all&q="


def test_a_statement_goes_from_the_lender_by_the_borrower_to_the_economist(
    visitor: NewVisitor,
) -> None:
    helena = visitor(language="en")
    helena.be("helena")
    helena.go(f"{LIST}?state=draft")
    helena.look("drafts")
    helena.page.locator("main tbody tr", has_text="Länsstyrelsen").first.locator("th a").click()
    helena.look("draft")
    helena.press("Change")
    helena.fill(cost1_text="Hotel (example)", cost1_amount="1234.50")
    helena.page.keyboard.press("Tab")
    helena.page.get_by_text("Hotel (example)").last.wait_for()  # reckoned while she writes
    helena.look("form")
    helena.press("Save the draft")
    assert helena.sees("The draft is saved. Look it through, and send it.")
    helena.press("Send the statement")
    assert helena.sees("The statement is sent. It stands as it is now.")
    helena.look("sent")
    statement = helena.page.url
    number = statement.rstrip("/").rsplit("/", 1)[-1]
    assert not helena.control("Approve the statement").count()

    lotta = visitor(width=PHONE, language="en")
    lotta.be("lotta")
    lotta.go(f"{LIST}?state=sent")
    lotta.look("waiting")
    lotta.page.locator(f"main a[href$='/statements/{number}/']").first.click()
    assert "Hotel (example)" in lotta.text()
    lotta.look("approval")
    lotta.press("Approve the statement")
    assert lotta.sees("The statement is approved, and stands.")

    eva = visitor(language="en")
    eva.be("eva")
    eva.go(statement.split(helena.house.url, 1)[-1])
    words = "It waits for the economist's next invoice run of staff loans."
    for _try in range(30):  # the worker charges it after the commit
        if words in eva.text():
            break
        eva.page.wait_for_timeout(1000)
        eva.page.reload()
    assert words in eva.text()
    eva.look("charged")
    eva.go(CHARGES)
    assert "Hanna" not in eva.text()
    eva.look("charges")
    assert [*helena.faults, *lotta.faults, *eva.faults] == []
