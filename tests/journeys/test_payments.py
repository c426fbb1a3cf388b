"""Eva reads the bank's file: most of it finds its invoice, and she places the rest."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewVisitor

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
    likely = eva.page.locator("main tbody tr", has=eva.page.locator("a[href*='/invoices/']")).first
    code = likely.locator("a[href*='/invoices/']").inner_text()
    likely.locator("th a").click()
    eva.look("payment")
    eva.page.locator("form[action$='/placement/'] button").click()
    eva.page.wait_for_load_state()
    expect(eva.page.locator("#placed")).to_contain_text(code)
    eva.look("payment-placed")
