"""A host with accounts, invoices and payments to enter."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from fees.actions import ledger
from fees.models import AccountRule, Allocation, Invoice, LedgerBatch, LedgerLayout, Payment
from members.models import Membership
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as

RULES: list[dict[str, Any]] = [
    {"entry": "receivable", "side": "inside", "account": "1561"},
    {"entry": "receivable", "account": "1511"},
    {"entry": "vat", "category": "S", "rate": Decimal(25), "account": "2611"},
    {"entry": "income", "account": "3000"},
    {"entry": "income", "kind": "membership", "account": "3101", "cost_centre": "120"},
    {"entry": "bank", "account": "1930"},
    {"entry": "write_off", "account": "6351"},
]
SINCE = date(2020, 1, 1)


def make_rules(host: int, *, but: str = "") -> None:
    """Account rules of a host, in the scope that is open; all but one kind of entry."""
    AccountRule.objects.bulk_create(
        AccountRule(host_id=host, since=SINCE, **rule) for rule in RULES if rule["entry"] != but
    )


def make_layout(name: str = "Tabell") -> LedgerLayout:
    """A layout of three columns."""
    made: LedgerLayout = LedgerLayout.objects.create(
        name=name, columns=[["account", "Konto"], ["amount", "Belopp"], ["text", "Text"]]
    )
    return made


def pay(invoice: Invoice, amount: Decimal, key: str) -> Allocation:
    """A payment of an invoice today."""
    today = timezone.localdate()
    payment = Payment.objects.create(key=key, day=today, amount=amount, left=amount)
    made: Allocation = Allocation.objects.create(
        invoice=invoice,
        membership_id=invoice.membership_id,
        kind="payment",
        amount=amount,
        payment=payment,
        day=today,
    )
    return made


def write_off(invoice: Invoice, amount: Decimal) -> Allocation:
    """A write-off of an invoice today."""
    made: Allocation = Allocation.objects.create(
        invoice=invoice,
        membership_id=invoice.membership_id,
        kind="write_off",
        amount=amount,
        reason="Går inte att få in.",
        day=timezone.localdate(),
    )
    return made


def host(cast: Cast) -> int:
    """The member that sells."""
    return cast.memberships[VN, "spv"]


def enter(cast: Cast) -> LedgerBatch:
    """Make the next batch, as Erik."""
    by: Any = SimpleNamespace(user=SimpleNamespace(pk=cast.users["erik"]))
    with acting_as("portal_app"), scope.enter(cast.users["erik"], cast.vn):
        seller = Membership.objects.get(pk=host(cast))
        return ledger.enter(seller, timezone.localdate(), by=by)
