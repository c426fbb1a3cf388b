"""Invoices to pay, and bank files taken in, for the tests of payments."""

from typing import Any

from django.utils import timezone

from fees.actions.issue import issue
from fees.actions.receive import keep, take_in
from fees.bankfiles import Incoming
from fees.models import Charge, Invoice, InvoiceRun, Issuer, Payment, PaymentFile, VatRule
from network import scope
from network.models import Network, User
from network.seat import Seat
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.fees.banks import bgmax_of
from tests.fees.makers import furnish


def host(cast: Cast, network: str = VN) -> None:
    """Everything that billing asks for in a network."""
    key = "spv" if network == VN else "lansstyrelsen"
    furnish(cast.networks[network], cast.memberships[network, key])


def bill(cast: Cast, key: str, *amounts: int, network: str = VN) -> list[Invoice]:
    """An invoice outside VAT to a member for each of the amounts, in kronor."""
    made = []
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        rule = VatRule.objects.get(relation="same")
        for amount in amounts:
            run = InvoiceRun.objects.create(
                kind="membership",
                year=2026,
                issuer=Issuer.objects.get(),
                prepared_by=1,
                approved_by=2,
                approved_at=timezone.now(),
            )
            Charge.objects.create(
                membership_id=cast.memberships[network, key],
                kind="membership",
                reference=f"{key}/{run.pk}",
                text="Avgift",
                unit="st",
                price=amount,
                net=amount,
                vat_rule=rule,
                vat_category="O",
                vat_rate=0,
                run=run,
            )
            made.append(issue(run, cast.memberships[network, key], outside_vat=True))
    return [invoice for invoice in made if invoice is not None]


def seat_of(cast: Cast, who: str = "erik", network: str = VN) -> Seat:
    """Somebody's seat; to be asked for inside their scope."""
    return Seat(
        User.objects.get(pk=cast.users[who]),
        Network.objects.get(pk=cast.networks[network]),
        scope.current(),
    )


def take(cast: Cast, *payments: Incoming, content: bytes = b"", who: str = "erik") -> list[Payment]:
    """Take a bank file in as the economist; its payments in their order."""
    with scope.enter(cast.users[who], cast.vn):
        by = seat_of(cast, who)
        file = keep("bank.txt", content or bgmax_of(*payments), by=by)
        take_in(file, by=by)
        return list(Payment.objects.filter(file=file).order_by("pk"))


def files(cast: Cast) -> list[PaymentFile]:
    """The bank files of the network."""
    with scope.enter(cast.users["erik"], cast.vn):
        return list(PaymentFile.objects.defer("content"))


def balance(cast: Cast, invoice: Invoice) -> Any:
    """What is left of an invoice, and its state."""
    with scope.enter(cast.users["erik"], cast.vn):
        found: Any = Invoice.objects.get(pk=invoice.pk)
        return found.balance, found.state
