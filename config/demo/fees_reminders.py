"""Example invoices that nobody has paid: one reminded of, one not yet, one with respite.

Amounts and reasons are made up; the authorities are real.
"""

from contextlib import nullcontext
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

from django.utils import timezone

from config.demo.cast import VN
from config.demo.seeding import Demo
from fees.actions import gather, paper
from fees.actions.charge import charge
from fees.actions.issue import issue
from fees.models import (
    Invoice,
    InvoiceReminder,
    InvoiceRespite,
    InvoiceRun,
    Issuer,
    ReminderRule,
    ReminderStep,
)
from fees.reminder_forms import USUAL
from fees.reminding import Tone
from fees.rules import Category, FeeKind
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
    run: InvoiceRun = InvoiceRun.objects.create(
        kind=FeeKind.OTHER,
        year=day.year,
        issuer=Issuer.objects.on(demo.today).get(kind=FeeKind.OTHER),
        prepared_by=demo.person("eva").user_id or 0,
        approved_by=demo.person("karin").user_id,
        approved_at=timezone.now(),
    )
    gather.take(run, gather.preview(run))
    payer, category = run.charges.values_list("membership_id", "vat_category").get()
    invoice = issue(run, payer, outside_vat=category == Category.OUTSIDE, on=day)
    if invoice is None:
        raise ValueError(f"{key} was not invoiced.")
    # The demo is filled in one transaction, where a job steps through many.
    paper.draw(cast(Any, SimpleNamespace(step=nullcontext, user_id=None)), invoice.pk)
    return invoice
