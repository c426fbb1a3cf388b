"""Eva reads the bank's file: most of it finds its invoice, and she places the rest."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

PAYMENTS = "/vasternorrland/fees/payments/"


def test_eva_takes_a_bank_file_in_and_places_what_is_left(
    visitor: NewVisitor, tmp_path: Path
) -> None:
    eva = visitor()
    eva.be("eva")
    eva.go(f"{PAYMENTS}files/new/")
    with eva.page.expect_download() as coming:
        eva.page.locator("a[href$='/files/example/']").click()
    file = tmp_path / "bank.txt"
    coming.value.save_as(file)
    eva.page.locator("input[type=file]").set_input_files(file)
    eva.page.locator("main form[enctype] button").click()
    expect(eva.page.locator("form[action$='/reading/']")).to_be_visible()
    eva.look("bank-file")
    eva.page.locator("form[action$='/reading/'] button").click()
    eva.page.wait_for_load_state()
    eva.look("bank-file-taken-in")

    eva.go(f"{PAYMENTS}work/")
    eva.look("payments-to-look-at")
    _open(eva, "one digit differs in the payment reference")
    code, _place = _suggested(eva)
    eva.look("payment")
    eva.page.locator("form[action$='/placement/'] button").click()
    expect(eva.page.locator("#placed")).to_contain_text(code)
    eva.look("payment-placed")

    eva.go(f"{PAYMENTS}work/")
    _open(eva, "More came than is owed; what is over waits.")
    code, place = _suggested(eva)
    assert place.input_value() == ""  # whose money it is does not say what it is for
    eva.page.locator("form[action$='/placement/'] button").click()
    expect(eva.page.locator("form[action$='/placement/'] [role=alert]")).to_be_visible()
    _suggested(eva)[1].fill("100")
    eva.page.locator("form[action$='/placement/'] button").click()
    expect(eva.page.locator("#placed")).to_contain_text(code)
    eva.look("surplus-placed")


def _open(eva: Visitor, words: str) -> None:
    """Open the first payment of the work list that says so and has a likely invoice."""
    likely = eva.page.locator("main tbody tr", has=eva.page.locator("a[href*='/invoices/']"))
    likely.filter(has_text=eva.say(words)).first.locator("th a").click()
    expect(eva.page.locator("form[action$='/placement/']")).to_be_visible()


def _suggested(eva: Visitor) -> tuple[str, Locator]:
    """The code of the likeliest invoice, and the field for what to place on it."""
    row = eva.page.locator("form[action$='/placement/'] tbody tr").first
    code = row.locator("a[href*='/invoices/']").inner_text()
    return code, row.locator("input[name^='amount-']")
