"""All that is wrong with an e-invoice, before it is issued and before it leaves."""

from collections.abc import Sequence

from fees.einvoice.document import build
from fees.einvoice.fault import Fault
from fees.models import Invoice, InvoiceLine


def faults(xml: bytes, *, quick: bool = False) -> list[Fault]:
    """What is wrong with an e-invoice; empty when it may leave."""
    return []


def draft_faults(
    invoice: Invoice, lines: Sequence[InvoiceLine], *, quick: bool = False
) -> list[Fault]:
    """What would be wrong with the e-invoice of a draft; nothing is issued on a fatal one."""
    return faults(build(invoice, lines), quick=quick)
