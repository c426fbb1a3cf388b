"""Elements of UBL 2.1, written so that none is ever empty."""

import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

from network.money import round_kr

Element = Any  # lxml's own types are not for annotations

CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
CURRENCY = "SEK"


def root(namespace: str, name: str) -> Element:
    """The outermost element of a document."""
    return etree.Element(f"{{{namespace}}}{name}", nsmap={None: namespace, "cac": CAC, "cbc": CBC})


def part(parent: Element, name: str) -> Element:
    """A new element of the aggregate components inside another."""
    return etree.SubElement(parent, f"{{{CAC}}}{name}")


def put(
    parent: Element, name: str, value: str | date | Decimal | int | None, **attributes: str
) -> None:
    """A basic component with a value; nothing at all where there is none (rule R008)."""
    text = _plain(value)
    if text:
        etree.SubElement(parent, f"{{{CBC}}}{name}", attributes).text = text


def amount(parent: Element, name: str, value: Decimal) -> None:
    """An amount in kronor."""
    put(parent, name, f"{round_kr(value):.2f}", currencyID=CURRENCY)


def drop_empty(parent: Element) -> None:
    """Take away the parts that nothing was put into."""
    for child in list(parent):
        drop_empty(child)
        if not len(child) and not (child.text or "").strip():
            parent.remove(child)


def _plain(value: str | date | Decimal | int | None) -> str:
    """One line of text, without the characters that XML cannot carry."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    kept = (sign if _may_stand(sign) else " " for sign in str(value))
    return " ".join("".join(kept).split())


def _may_stand(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cc", "Cs", "Cn"}
