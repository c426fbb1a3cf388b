"""An approved run of what waits, issued and drawn at once: how the demo's rooms get invoices."""

from contextlib import nullcontext
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, cast

from django.utils import timezone

from config.demo.seeding import Demo
from fees.actions import paper
from fees.actions.issue import issue
from fees.actions.review import look_through
from fees.actions.run import freeze
from fees.models import Invoice, InvoiceRun, Issuer
from fees.rules import Category, FeeKind


def bill(
    demo: Demo, *, on: date | None = None, approved_at: datetime | None = None
) -> list[Invoice]:
    """Issue and draw every other charge that waits, in the order of the charges.

    `on` is the invoice date where that is not today.
    """
    run: InvoiceRun = InvoiceRun.objects.create(
        kind=FeeKind.OTHER,
        year=(on or demo.today).year,
        issuer=Issuer.objects.on(demo.today).get(kind=FeeKind.OTHER),
        prepared_by=demo.person("eva").user_id or 0,
        approved_by=demo.person("karin").user_id,
        approved_at=approved_at or timezone.now(),
    )
    freeze(run, look_through(run))
    payers = list(run.charges.order_by("pk").values_list("membership_id", "vat_category"))
    issued = [issue(run, payer, outside_vat=c == Category.OUTSIDE, on=on) for payer, c in payers]
    found = [invoice for invoice in issued if invoice is not None]
    for invoice in found:
        draw(invoice.pk)
    return found


def draw(invoice_id: int) -> None:
    """Draw an invoice or credit note in the one transaction that the demo is filled in."""
    paper.draw(cast(Any, SimpleNamespace(step=nullcontext, user_id=None)), invoice_id)
