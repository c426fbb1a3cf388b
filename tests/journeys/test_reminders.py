"""Eva reads the reminder that is due, sends it, and it goes out once."""

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House

pytestmark = pytest.mark.journey

FEES = "/vasternorrland/fees/"


def test_eva_reminds_of_what_is_overdue_once(visitor: NewVisitor, house: House) -> None:
    eva = visitor()
    eva.be("eva")
    eva.go(f"{FEES}overdue/")
    eva.look("overdue")
    eva.go(f"{FEES}reminders/")
    eva.look("due")
    due = eva.page.locator("main tbody tr", has_text="Skatteverket")
    code = due.locator("a[href*='/invoices/']").first.inner_text()
    due.get_by_role("link", name=eva.say("Read the letter")).click()
    assert code in eva.page.locator("body").inner_text()
    eva.look("letter")
    eva.go(f"{FEES}reminders/")
    box = eva.page.locator("main tbody tr", has_text="Skatteverket").locator("input[type=checkbox]")

    box.check()
    eva.press("Send the chosen reminders")
    eva.page.wait_for_load_state()
    assert not eva.page.locator("main tbody tr", has_text="Skatteverket").count()
    eva.look("sent")
    letter = house.letter("faktura.skatteverket@", "")
    body = letter.get_body(preferencelist=("plain",))
    assert body is not None
    assert code in body.get_content()
    eva.go(f"{FEES}reminders/")
    assert not eva.page.locator("main tbody tr", has_text="Skatteverket").count()
    assert eva.faults == []
