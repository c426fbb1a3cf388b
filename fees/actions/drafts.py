"""A run's invoices before they have numbers: as rows, as paper, and what is wrong with them."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

from django.conf import settings
from django.db.models import prefetch_related_objects
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


def faults_of(one: Draft, *, quick: bool = False) -> list[Fault]:
    """What the e-invoice's rules say of a draft; nothing of one that goes as paper alone.

    `quick` leaves out the slow sets of rules, for a list; all are asked before it is issued.
    """
    if not one.invoice.buyer["endpoint"]:
        return []
    return draft_faults(one.invoice, one.lines, quick=quick)


def hindered(run: InvoiceRun, rows: Sequence[Row]) -> dict[int, str]:
    """For each payer whose e-invoice would be refused: the first sentence that says why."""
    names = [run.issuer.membership.authority, *(row.member.authority for row in rows)]
    prefetch_related_objects(names, "former_names")
    told = {}
    for row in rows:
        if not (row.ready and row.profile and row.profile.endpoint):
            continue
        faults = [fault for one in drafts_of(run, row) for fault in faults_of(one, quick=True)]
        if fatal := [fault.words for fault in faults if fault.fatal]:
            told[row.member.pk] = fatal[0]
    return told


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
