"""Statements of account: what they say reconciles with what is left of each invoice."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Sum
from django.test import Client

from fees.models import Allocation, Invoice, Payment
from fees.statement import statement_of
from members.models import Membership
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.fees.test_balances import DAY, credit, invoice, paid, settle
from tests.signing_in import sign_in

__all__ = ["invoice", "settle"]
Settle = Callable[..., Allocation]


def _of(membership: int, since: date, until: date) -> Any:
    return statement_of(Membership.objects.select_related("authority").get(pk=membership),
                        since, until)  # fmt: skip


def _left(membership: int) -> Decimal:
    rows = Invoice.objects.filter(membership=membership)
    return rows.aggregate(sum=Sum("balance"))["sum"] or Decimal(0)


def test_the_closing_balance_is_what_is_left_of_every_invoice_and_credit_note(
    invoice: Invoice, settle: Settle
) -> None:
    payment = paid(12_000)
    made = settle(10_000, kind="payment", payment=payment, reason="")
    settle(-10_000, kind="payment", payment=payment, reason="", undoes=made)
    settle(12_000, kind="payment", payment=payment, reason="")
    note = credit(invoice, 20)  # 6 250 kr
    settle(4_000, kind="credit", other=note, reason="")
    settle(-4_000, on=note, kind="credit", other=invoice, reason="")
    settle(-1_000, on=note, kind="repayment", reason="test")
    settle(1_250, kind="write_off", reason="Växelkurs")
    told = _of(invoice.membership_id, invoice.day - timedelta(days=9), date(2099, 1, 1))
    assert told.closing == _left(invoice.membership_id) == Decimal("12750.00")
    assert told.lines[-1].balance == told.closing
    assert told.billed - told.settled == told.closing - told.opening


@pytest.mark.parametrize("cut", [0, 1, 40, 400])
def test_the_opening_balance_is_the_closing_one_of_the_day_before(
    invoice: Invoice, settle: Settle, cut: int
) -> None:
    settle(12_000, kind="payment", payment=paid(12_000), reason="")
    day = min(DAY, invoice.day) + timedelta(days=cut)
    before = _of(invoice.membership_id, date(2000, 1, 1), day - timedelta(days=1))
    after = _of(invoice.membership_id, day, date(2099, 1, 1))
    assert after.opening == before.closing
    assert after.closing == _left(invoice.membership_id)


def test_what_came_in_and_is_set_against_nothing_is_told_and_not_counted(
    invoice: Invoice, settle: Settle
) -> None:
    payment = paid(5_000)
    Payment.objects.filter(pk=payment.pk).update(membership_id=invoice.membership_id)
    told = _of(invoice.membership_id, date(2000, 1, 1), date(2099, 1, 1))
    assert (told.unplaced, told.closing) == (5_000, 31_250)


@pytest.fixture
def billed(cast: Cast) -> int:
    """CSN's membership, billed 31 250 kr today."""
    from fees.actions.issue import issue
    from fees.models import InvoiceRun
    from tests.fees.makers import approved_run, furnish

    furnish(cast.vn, cast.memberships[VN, "spv"])
    run_id, _job = approved_run(cast.vn, cast.users["erik"])
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        run = InvoiceRun.objects.get(pk=run_id)
        issue(run, cast.memberships[VN, "csn"], outside_vat=False)
    return cast.memberships[VN, "csn"]


@pytest.mark.parametrize(
    ("who", "status"),
    [("erik", 200), ("karin", 200), ("lena", 200), ("lars", 403), ("amina", 403), ("jamte", 404)],
)
def test_an_authority_reads_its_own_statement_and_no_other(
    billed: int, client: Client, who: str, status: int
) -> None:
    sign_in(client, who)
    page = client.get(f"/{VN}/fees/statements/{billed}/")
    assert page.status_code == status
    if status == 200:
        assert "31 250,00" in page.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_list_of_balances_and_the_file_say_the_same(billed: int, client: Client) -> None:
    sign_in(client, "erik")
    assert client.get(f"/{VN}/fees/statements/").context["left"] == 31_250
    assert "31250,00" in client.get(f"/{VN}/fees/statements/?format=csv").content.decode()
    table = client.get(f"/{VN}/fees/statements/{billed}/?format=csv").content.decode()
    assert "31250,00" in table


def test_the_paper_is_a_pdf_that_names_the_member(billed: int, client: Client) -> None:
    sign_in(client, "lena")
    paper = client.get(f"/{VN}/fees/statements/{billed}/document/")
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")
