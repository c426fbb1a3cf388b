"""A line of an e-invoice: what, how much of it, at which price."""

from decimal import Decimal

from fees.einvoice import tax
from fees.einvoice.elements import Element, amount, part, put
from fees.models import InvoiceLine
from fees.units import Unit

SLACK = Decimal("0.02")  # kronor between quantity times price and the line's sum (rule R120)


def add_line(document: Element, line: InvoiceLine, *, is_credit: bool) -> None:
    """The line, above zero on a credit note too; a price is never below zero (rule BR-27)."""
    quantity, unit, price = _priced(line)
    if is_credit:
        quantity = -quantity
    node = part(document, "CreditNoteLine" if is_credit else "InvoiceLine")
    put(node, "ID", line.position)
    put(node, "CreditedQuantity" if is_credit else "InvoicedQuantity", quantity, unitCode=unit)
    amount(node, "LineExtensionAmount", -line.net if is_credit else line.net)
    item = part(node, "Item")
    put(item, "Description", line.note)
    put(item, "Name", line.text)
    tax.of_line(item, line)
    amount(part(node, "Price"), "PriceAmount", price)


def _priced(line: InvoiceLine) -> tuple[Decimal, str, Decimal]:
    """Quantity with the line's sign, unit and price; one piece where they do not make the sum."""
    price, sign = abs(line.price), -1 if line.net < 0 else 1
    quantity = sign * abs(Decimal(line.quantity))
    if abs(quantity * price - line.net) > SLACK:
        return Decimal(sign), Unit.PIECE, abs(line.net)
    return quantity, line.unit_code or Unit.PIECE, price
