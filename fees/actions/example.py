"""A bank file made up for a network's open invoices, with one payment of each kind."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from fees.bankfiles.example import bgmax
from fees.bankfiles.incoming import Incoming
from fees.models import Invoice, Issuer
from network.money import round_kr

NOTE = "Exempelfil, inga riktiga pengar"
MOST = 8


def example_file(made_at: datetime) -> bytes | None:
    """Payments as they come: right, in part, too much, twice, without reference and unknown.

    None when no bankgiro is billed to, or nothing is open.
    """
    issuer = Issuer.objects.exclude(bankgiro="").order_by("pk").first()
    owed = Invoice.objects.owed().order_by("due", "pk")
    invoices = list(owed.filter(seller__account_kind="bankgiro")[:MOST])
    if issuer is None or not invoices:
        return None
    return bgmax(issuer.bankgiro, example_payments(invoices, issuer.bankgiro, made_at), made_at)


def example_payments(invoices: list[Invoice], account: str, made_at: datetime) -> list[Incoming]:
    """The made-up payments of some invoices, on the file's own day."""
    day = made_at.date()

    def pay(invoice: Invoice, amount: Decimal) -> Incoming:
        return Incoming(
            day=day,
            amount=round_kr(amount),
            account=account,
            reference=invoice.payment_reference,
            payer_name=invoice.buyer_name[:70],
            payer_number=str(invoice.buyer.get("organisation_number", "")),
            message=NOTE,
        )

    rows = [pay(invoice, invoice.balance) for invoice in invoices]
    if len(rows) > 1:  # in part
        rows[1] = pay(invoices[1], invoices[1].balance / 2)
    if len(rows) > 2:  # too much
        rows[2] = pay(invoices[2], invoices[2].balance + 250)
    if len(rows) > 3:  # without reference, found by payer and amount
        rows[3] = replace(rows[3], reference="", message=f"{NOTE}, medlemsavgift")
    if len(rows) > 4:  # a digit wrong
        wrong = invoices[4].payment_reference
        digit = (int(wrong[-1]) + 1) % 10
        rows[4] = replace(rows[4], reference=f"{wrong[:-1]}{digit}", payer_number="", payer_name="")
    rows.append(rows[0])  # a second time
    rows.append(
        Incoming(day, Decimal("1250.00"), account, payer_name="Okänd betalare", message=NOTE)
    )
    # Serials of their own, as Bankgirot's, so that one example file never counts as another's.
    return [
        replace(row, bank_reference=f"{made_at:%d%H%M%S}{serial:04d}")
        for serial, row in enumerate(rows, 1)
    ]
