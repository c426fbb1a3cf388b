"""A run's invoices before they have numbers: as rows, as paper, and what is wrong with them."""

from copy import copy
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from fees.actions import paper
from fees.actions.issue import draft, lines_of
from fees.actions.review import Row
from fees.einvoice import Fault, draft_faults
from fees.models import Charge, Invoice, InvoiceLine, InvoiceRun
from fees.rules import Category
from network.documents import render_pdf_bounded
from network.looks import look_of
from network.models import Network


@dataclass(frozen=True)
class Draft:
    """An invoice that has no number yet, with its lines; nothing of it is saved."""

    invoice: Invoice
    lines: list[InvoiceLine]


def drafts_of(run: InvoiceRun, row: Row) -> list[Draft]:
    """What a payer would get: one invoice, or two where part of it is outside VAT."""
    day = timezone.localdate()
    parts: dict[bool, list[Charge]] = {}
    for charge in row.charges:
        parts.setdefault(charge.vat_category == Category.OUTSIDE, []).append(charge)
    made = []
    for charges in parts.values():
        invoice = draft(run, row.member, row.profile, charges, day)
        made.append(Draft(invoice, lines_of(invoice, charges)))
    return made


def faults_of(one: Draft) -> list[Fault]:
    """What the e-invoice's rules say of a draft; nothing of one that goes as paper alone."""
    if not one.invoice.buyer["endpoint"]:
        return []
    return draft_faults(one.invoice, one.lines)


def paper_of(one: Draft, network: Network) -> bytes:
    """The draft as PDF, marked so that nobody pays it."""
    invoice = copy(one.invoice)
    invoice.network = network
    invoice.issued_at = timezone.now()
    with translation.override(settings.LANGUAGE_CODE):
        invoice.code = _("Draft")
    # The paper reads the lines of its invoice; those of a draft are in no table.
    invoice.pk = 0
    invoice._prefetched_objects_cache = {"lines": one.lines}  # type: ignore[attr-defined]
    facts = paper.context(invoice) | {"draft": True}
    return render_pdf_bounded(
        paper.TEMPLATE,
        facts,
        language=settings.LANGUAGE_CODE,
        network=look_of(network),
        created=invoice.issued_at,
    )
