"""Whether what an invoice says has gone out to its buyer in a letter."""

from fees.models import Invoice


def is_cancelled(invoice: Invoice) -> bool:
    """Whether the invoice was cancelled before its e-invoice left."""
    return bool(invoice.credits.filter(cancels=True).exists())


def was_told(invoice: Invoice, credit: Invoice) -> bool:
    """Whether the letter that an invoice is ready was written before a credit note of it.

    The letter is written with the paper.
    """
    paper = invoice.document
    return paper is not None and paper.created_at < credit.issued_at
