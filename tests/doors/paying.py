"""The payments and bank files that their doors are tried with."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from fees.models import Allocation, BankAccount, Invoice, Issuer, Payment, PaymentFile
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.doors.invoicing import invoice
from tests.doors.making import Maker, made_in
from tests.fees.banks import DAY, bgmax_of, paid
from tests.fees.makers import furnish


def _furnish(cast: Cast, network: str) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        there = Issuer.objects.exists()
    if not there:
        host = cast.memberships[network, "spv" if network == VN else "lansstyrelsen"]
        furnish(cast.networks[network], host)


def waiting_file(cast: Cast, network: str, who: str, key: str) -> int:
    """A file that is looked through and not taken in."""
    _furnish(cast, network)
    facts = {"name": f"{who}.txt", "digest": f"{network}{who}", "format": "bgmax", "read_by": 1}
    content = bgmax_of(paid(100, "20267", bank_reference=f"{len(who):012d}"))
    return made_in(cast, network, lambda: PaymentFile.objects.create(content=content, **facts))


def payment(cast: Cast, network: str, who: str, key: str) -> int:
    facts: dict[str, Any] = {"key": f"{network}/{who}", "day": DAY, "account": "12345674"}
    return made_in(cast, network, lambda: Payment.objects.create(amount=100, left=100, **facts))


def payment_aside(cast: Cast, network: str, who: str, key: str) -> int:
    pk = payment(cast, network, who, key)

    def set_aside() -> Any:
        Payment.objects.filter(pk=pk).update(set_aside=True, why_aside="test")
        return Payment.objects.get(pk=pk)

    return made_in(cast, network, set_aside)


def placing(cast: Cast, network: str, who: str, key: str) -> int:
    pk = payment(cast, network, who, key)
    invoice_pk = invoice(cast, network, who, key)

    def place() -> Any:
        it = Invoice.objects.get(pk=invoice_pk)
        return Allocation.objects.create(
            invoice=it,
            membership_id=it.membership_id,
            kind="payment",
            amount=100,
            payment_id=pk,
            day=DAY,
        )

    return made_in(cast, network, place)


def account(cast: Cast, network: str, who: str, key: str) -> int:
    day = timezone.localdate()
    member = cast.memberships[network, key]
    return made_in(
        cast,
        network,
        lambda: BankAccount.objects.create(membership_id=member, number=f"99{who}", since=day),
    )


PAYING: Mapping[str, Maker] = {
    "bank_account_end": account,
    "payment": payment,
    "payment_aside": payment,
    "payment_file": waiting_file,
    "payment_file_reading": waiting_file,
    "payment_file_removal": waiting_file,
    "payment_placement": payment,
    "payment_placing_undoing": placing,
    "payment_repayment": payment,
    "payment_rest": payment,
    "payment_resumption": payment_aside,
}
