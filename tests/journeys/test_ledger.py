"""Eva looks at what is not entered yet, closes the batch, and takes its SIE file out."""

from pathlib import Path

import pytest

from tests.fees.sie_reader import read
from tests.journeys.conftest import NewVisitor

pytestmark = pytest.mark.journey

LEDGER = "/vasternorrland/fees/ledger/"


def test_eva_closes_a_batch_and_takes_its_sie_file_out(visitor: NewVisitor, tmp_path: Path) -> None:
    eva = visitor(language="en")
    eva.be("eva")
    eva.go(LEDGER)
    eva.look("ledger")
    eva.press("Prepare the next batch")
    drafts = eva.page.locator("section#vouchers tbody tr").count()
    assert drafts
    eva.look("next")
    eva.press("Make and close the batch")
    assert eva.sees("The batch is made and closed.")
    assert eva.sees("The batch agrees with invoices and payments")
    eva.look("batch")
    with eva.page.expect_download() as coming:
        eva.page.get_by_role("link", name="SIE 4I").click()
    file = tmp_path / "batch.si"
    coming.value.save_as(file)
    found = read(file.read_bytes())
    assert len(found.vouchers) == drafts
    assert all(sum(row[2] for row in voucher.rows) == 0 for voucher in found.vouchers)

    eva.go(f"{LEDGER}next/")
    assert eva.sees("All that is issued and paid is entered.")
    eva.look("nothing-new")
    assert eva.faults == []
