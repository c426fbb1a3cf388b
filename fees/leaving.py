"""Whether an invoice has left the portal, on its way to the buyer."""

from fees.models import Invoice


def has_left(invoice: Invoice) -> bool:
    """Whether the buyer may have the invoice: with its paper goes the letter that it is there."""
    return invoice.document_id is not None


def is_cancelled(invoice: Invoice) -> bool:
    """Whether the invoice was cancelled before it left, so that nothing of it goes out."""
    return bool(invoice.credits.filter(cancels=True).exists())
