"""What is left of an invoice and of a payment: moved by allocations alone, never below nothing."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from fees.actions.issue import issue, take_number
from fees.models import Allocation, Invoice, InvoiceLine, InvoiceRun, Payment
from network import scope
from network.money import ZERO
from tests.cast import JL, VN, Cast
from tests.databases import acting_as
from tests.fees.makers import approved_run, furnish

DAY = date(2026, 3, 2)
Settle = Callable[..., Allocation]


@pytest.fixture
def invoice(cast: Cast) -> Iterator[Invoice]:
    """CSN's invoice of 31 250 kr, looked at by the portal's worker."""
    furnish(cast.vn, cast.memberships[VN, "spv"])
    run_id, _job = approved_run(cast.vn, cast.users["erik"])
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        run = InvoiceRun.objects.get(pk=run_id)
        issued = issue(run, cast.memberships[VN, "csn"], outside_vat=False)
        assert issued is not None
        yield issued


@pytest.fixture
def settle(invoice: Invoice) -> Settle:
    """Set an amount against an invoice."""

    def settling(amount: int, on: Invoice = invoice, **facts: Any) -> Allocation:
        facts = {"kind": "write_off", "reason": "test", **facts}
        membership = facts.pop("membership_id", on.membership_id)
        with transaction.atomic():
            made: Allocation = Allocation.objects.create(
                invoice=on, membership_id=membership, amount=amount, day=DAY, **facts
            )
        on.refresh_from_db()
        return made

    return settling


def paid(amount: int, key: str = "1") -> Payment:
    payment: Payment = Payment.objects.create(key=key, day=DAY, amount=amount, left=amount)
    return payment


def credit(invoice: Invoice, share: int) -> Invoice:
    """A credit note of so many hundredths of an invoice."""
    line = invoice.lines.get()
    note: Invoice = Invoice.objects.get(pk=invoice.pk)
    note.pk, note.run_id, note.is_credit, note.reason = None, None, True, "test"
    note._state.adding = True
    note.corrects_id = invoice.pk
    for name in ("net", "vat", "total"):
        setattr(note, name, -getattr(invoice, name) * share / 100)
    with transaction.atomic():
        note.series_id, series, note.number = take_number(invoice.issuer, invoice.day.year)
        note.code = f"{series}-{note.number:04d}"
        note.balance = note.total
        note.save(force_insert=True)
        InvoiceLine.objects.create(
            invoice=note, membership_id=note.membership_id, position=1, text=line.text,
            quantity=1, unit=line.unit, price=note.net, net=note.net, corrects=line,
            vat_category=line.vat_category, vat_rate=line.vat_rate,
        )  # fmt: skip
    return note


def test_an_invoice_begins_with_everything_left_to_pay(invoice: Invoice) -> None:
    invoice.refresh_from_db()
    assert (invoice.balance, invoice.state) == (Decimal("31250.00"), "issued")


def test_a_payment_lowers_what_is_left_on_both_sides(invoice: Invoice, settle: Settle) -> None:
    payment = paid(40_000)
    settle(10_000, kind="payment", payment=payment, reason="")
    assert [invoice.balance, invoice.state] == [21_250, "part_paid"]
    settle(21_250, kind="payment", payment=payment, reason="")
    payment.refresh_from_db()
    assert [invoice.balance, invoice.state, payment.left] == [0, "paid", 8_750]


def test_undoing_gives_back_what_was_settled(invoice: Invoice, settle: Settle) -> None:
    payment = paid(31_250)
    made = settle(31_250, kind="payment", payment=payment, reason="")
    settle(-31_250, kind="payment", payment=payment, reason="", undoes=made)
    payment.refresh_from_db()
    assert [invoice.balance, invoice.state, payment.left] == [31_250, "issued", 31_250]


def test_an_allocation_is_undone_once_and_whole(invoice: Invoice, settle: Settle) -> None:
    made = settle(100)
    with pytest.raises(DatabaseError):
        settle(-50, undoes=made)
    settle(-100, undoes=made)
    with pytest.raises(DatabaseError):
        settle(-100, undoes=made)


def test_no_more_is_settled_than_is_owed(invoice: Invoice, settle: Settle) -> None:
    with pytest.raises(DatabaseError):
        settle(31_251)


def test_no_more_is_placed_than_was_paid(invoice: Invoice, settle: Settle) -> None:
    payment = paid(100)
    with pytest.raises(DatabaseError):
        settle(101, kind="payment", payment=payment, reason="")


def test_nothing_is_settled_below_zero_on_an_invoice(invoice: Invoice, settle: Settle) -> None:
    settle(100)
    with pytest.raises(DatabaseError):
        settle(-50)


def test_an_allocation_names_the_payer_of_its_invoice(
    cast: Cast, invoice: Invoice, settle: Settle
) -> None:
    with pytest.raises(DatabaseError):
        settle(1, membership_id=cast.memberships[VN, "spv"])


def test_a_write_off_says_why(settle: Settle) -> None:
    with pytest.raises(DatabaseError):
        settle(1, reason="")


def test_a_credit_note_is_set_off_on_both_sides(invoice: Invoice, settle: Settle) -> None:
    note = credit(invoice, 100)
    with transaction.atomic():
        settle(31_250, kind="credit", other=note, reason="")
        settle(-31_250, on=note, kind="credit", other=invoice, reason="")
    assert [invoice.balance, invoice.state] == [0, "credited"]
    assert [note.balance, note.state] == [0, "paid"]


def test_one_side_of_a_set_off_is_refused(invoice: Invoice, settle: Settle) -> None:
    note = credit(invoice, 100)

    def one_side() -> None:
        with transaction.atomic():
            settle(31_250, kind="credit", other=note, reason="")
            connection.check_constraints()

    with pytest.raises(DatabaseError):
        one_side()


def test_no_more_is_credited_than_the_invoice_was_on(invoice: Invoice) -> None:
    credit(invoice, 60)
    with pytest.raises(DatabaseError):
        credit(invoice, 60)


def test_balances_are_moved_by_nothing_else(invoice: Invoice) -> None:
    payment = paid(10)
    for change in (
        lambda: Invoice.objects.filter(pk=invoice.pk).update(balance=ZERO),
        lambda: Invoice.objects.filter(pk=invoice.pk).update(state="paid"),
        lambda: Payment.objects.filter(pk=payment.pk).update(left=ZERO),
        lambda: Payment.objects.filter(pk=payment.pk).update(amount=20),
        lambda: Payment.objects.filter(pk=payment.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_network_sees_how_an_invoice_was_settled_and_no_other_network(cast: Cast) -> None:
    furnish(cast.vn, cast.memberships[VN, "spv"])
    run_id, _job = approved_run(cast.vn, cast.users["erik"])
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        run = InvoiceRun.objects.get(pk=run_id)
        issued = issue(run, cast.memberships[VN, "csn"], outside_vat=False)
        assert issued is not None
        Allocation.objects.create(
            invoice=issued, membership_id=issued.membership_id, amount=1, day=DAY,
            kind="write_off", reason="test",
        )  # fmt: skip
    with scope.enter(cast.users["erik"], cast.vn):
        assert Allocation.objects.count() == 1
    with scope.enter(cast.users["jamte"], cast.networks[JL]):
        assert not Allocation.objects.exists()
