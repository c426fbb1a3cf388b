"""Every room of the fees, on a phone and at a desk: nothing sticks out, nothing is unreadable."""

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import DESK, PHONE, Visitor

pytestmark = pytest.mark.journey

FEES = "/vasternorrland/fees/"
# Who comes, the page, and whether its first row is opened too.
BILL = [
    ("eva", "", False),
    ("eva", "charges/?state=all", True),
    ("eva", "charges/new/", False),
    ("eva", "charges/shared/", False),
    ("eva", "runs/", True),
    ("eva", "invoices/", True),
    ("eva", "corrections/", True),
    ("eva", "write-offs/", False),
    ("eva", "e-invoices/", True),
    ("eva", "e-invoices/handover/", False),
]
PAY = [
    ("eva", "payments/", True),
    ("eva", "payments/work/", True),
    ("eva", "payments/files/", True),
    ("eva", "payments/accounts/", False),
    ("eva", "overdue/", False),
    ("eva", "reminders/", False),
    ("eva", "reminders/steps/", False),
    ("eva", "statements/", True),
    ("lotta", "statements/", False),
    ("lotta", "invoices/", True),
]
FOLLOW_UP = [
    ("eva", "ledger/", True),
    ("eva", "ledger/next/", False),
    ("eva", "ledger/accounts/", True),
    ("eva", "ledger/counterparties/", False),
    ("eva", "ledger/layouts/", True),
    ("bo", "budget/", False),
    ("bo", "budget/members/", False),
    ("bo", "budget/billed/", False),
    ("karin", "budget/lines/new/?side=cost", False),
    ("bo", "simulations/", False),
    ("karin", "simulations/new/", False),
]
RULES = [
    ("karin", "rules/", False),
    ("karin", "rules/models/", True),
    ("karin", "rules/models/new/", False),
    ("karin", "rules/issuers/", True),
    ("eva", "rules/vat/", True),
    ("karin", "contributions/", True),
    ("karin", "contributions/new/", False),
    ("karin", "contributions/kinds/", False),
]


@pytest.mark.parametrize(("width", "language"), [(PHONE, "sv"), (DESK, "en")])
@pytest.mark.parametrize("pages", [BILL, PAY, FOLLOW_UP, RULES], ids=["bill", "pay", "up", "rules"])
def test_no_page_of_the_fees_sticks_out_or_breaks_a_rule_of_access(
    visitor: NewVisitor, pages: list[tuple[str, str, bool]], width: int, language: str
) -> None:
    faults: list[str] = []
    there: dict[str, Visitor] = {}
    for who, path, opens in pages:
        if who not in there:
            there[who] = visitor(width=width, language=language)
            there[who].be(who)
        one = there[who]
        assert one.go(f"{FEES}{path}").status == 200, path
        _look(one, f"{who}-{path}", faults)
        if opens:
            link = one.page.locator("main tbody tr :is(th, td) a").first
            assert link.count(), f"{path} has no row to open"
            link.click()
            one.page.wait_for_load_state()
            _look(one, f"{who}-{path}-one", faults)
    assert not faults, "\n\n".join(faults)
    assert [one.faults for one in there.values()] == [[]] * len(there)


def _look(one: Visitor, name: str, faults: list[str]) -> None:
    """Look, and go on: what is wrong on one page hides no other."""
    try:
        one.look(name.strip("-/").replace("/", "-").split("?")[0])
    except AssertionError as fault:
        faults.append(str(fault))
