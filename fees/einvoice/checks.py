"""All that is wrong with an e-invoice, before it is issued and before it leaves."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from fees.einvoice import peppol, places, schema, schematron
from fees.einvoice.document import build
from fees.einvoice.elements import Element
from fees.einvoice.fault import Fault
from fees.einvoice.words import sentence
from fees.models import Invoice, InvoiceLine

NOT_READABLE, NOT_UBL = "XML", "UBL-2.1"
NO_ADDRESS = "PEPPOL-EN16931-R010"


def faults(xml: bytes, *, quick: bool = False) -> list[Fault]:
    """What is wrong with an e-invoice; empty when it may leave.

    The schema of UBL 2.1, the rules of EN 16931, those of Peppol and Sweden, and the operator's
    own where PEPPOL_RULES names them. `quick` leaves out the sets that Saxon runs, which our own
    building keeps to: enough to look at a long list, never to issue.
    """
    try:
        document = schema.read(xml)
    except schema.NotUbl as why:
        return [Fault(NOT_READABLE, sentence(NOT_READABLE, str(why)), "")]
    if broken := schema.breaks(document):
        return [
            Fault(NOT_UBL, sentence(NOT_UBL, text), places.of_location(text, document))
            for text in broken
        ]
    found = [*_of_peppol(document)]
    if not quick:
        found += _of_sets(xml, document)
    told: dict[tuple[str, str], Fault] = {}
    for fault in found:
        told.setdefault((fault.field, fault.words), fault)
    return list(told.values())


def draft_faults(
    invoice: Invoice, lines: Sequence[InvoiceLine], *, quick: bool = False
) -> list[Fault]:
    """What would be wrong with the e-invoice of a draft; nothing is issued on a fatal one.

    A buyer without an e-invoice address gets paper only: that is a warning.
    """
    return [
        replace(fault, fatal=False) if fault.rule == NO_ADDRESS else fault
        for fault in faults(build(invoice, lines), quick=quick)
    ]


def _of_peppol(document: Element) -> Iterator[Fault]:
    for rule, node in peppol.breaches(document):
        yield Fault(rule, sentence(rule, rule), places.of_node(node))


def _of_sets(xml: bytes, document: Element) -> Iterator[Fault]:
    findings = [*schematron.core_findings(xml)]
    if settings.PEPPOL_RULES:
        findings += schematron.findings(xml, Path(settings.PEPPOL_RULES))
    for found in findings:
        yield Fault(
            found.rule,
            sentence(found.rule, found.text),
            places.of_location(found.location, document),
            found.fatal,
        )
