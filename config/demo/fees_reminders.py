"""Example invoices that nobody has paid: one reminded of, one not yet, one with respite.

Amounts and reasons are made up; the authorities are real.
"""

from datetime import timedelta
from decimal import Decimal

from config.demo.billing import bill
from config.demo.cast import VN
from config.demo.seeding import Demo
from fees.actions.charge import charge
from fees.models import (
    Invoice,
    InvoiceReminder,
    InvoiceRespite,
    ReminderRule,
    ReminderStep,
)
from fees.reminders.forms import USUAL
from fees.reminders.rules import Tone
from fees.rules import FeeKind
from network.models.journal import note

# member -> (days since the invoice, kronor, what)
UNPAID = {
    "csn": (130, 6_400, "Gemensam lokal, delad kostnad (exempel)"),
    "skatteverket": (75, 4_250, "Gemensam annons, delad kostnad (exempel)"),
    "bolagsverket": (48, 2_900, "Inspelning av föreläsning, delad kostnad (exempel)"),
}


def seed(demo: Demo) -> None:
    """Lay the network's reminders, and leave three invoices unpaid."""
    if demo.slug != VN:
        return
    ReminderRule.objects.create(since=demo.today - timedelta(days=200))
    for number, (days, tone) in enumerate(USUAL, start=1):
        ReminderStep.objects.create(number=number, days=days, tone=tone)
    eva = demo.person("eva").user_id
    # The oldest first, so that numbers and days follow each other.
    for key, (age, net, text) in UNPAID.items():
        invoice = _issued(demo, key, age, Decimal(net), text)
        if key == "csn":
            InvoiceRespite.objects.create(
                invoice=invoice,
                membership_id=invoice.membership_id,
                until=demo.today + timedelta(days=20),
                reason="Utreder hyran med hyresvärden (exempel).",
                given_by=eva or 0,
            )
        if key == "skatteverket":
            InvoiceReminder.objects.create(
                invoice=invoice,
                membership_id=invoice.membership_id,
                number=1,
                tone=Tone.FRIENDLY,
                left=invoice.balance,
                day=invoice.due + timedelta(days=12),
                letter=f"invoice-reminder-example-{invoice.pk}",
                sent_by=eva,
            )
            note(
                "remind_of_invoice",
                invoice,
                membership_id=invoice.membership_id,
                number=1,
                left=str(invoice.balance),
                to="faktura.skatteverket@example.org",
            )


def _issued(demo: Demo, key: str, age: int, net: Decimal, text: str) -> Invoice:
    member = demo.membership(key)
    day = demo.today - timedelta(days=age)
    charge(FeeKind.OTHER, f"example-unpaid-{key}", membership_id=member.pk, net=net, text=text)
    issued = bill(demo, on=day)
    if not issued:
        raise ValueError(f"{key} was not invoiced.")
    return issued[0]
