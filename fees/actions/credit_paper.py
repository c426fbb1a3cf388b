"""What a credit note says beside what every invoice says."""

from typing import Any

from django.db.models import Sum
from django.utils.translation import ngettext

from fees.models import Allocation, Invoice
from network.money import ZERO


def facts(invoice: Invoice) -> dict[str, Any]:
    """Which invoice it corrects and why, and how much is drawn from that one; above zero.

    What is drawn is what was set off at once; the rest is given back otherwise.
    """
    corrected = invoice.corrects
    if corrected is None:
        raise ValueError("Only a credit note corrects an invoice.")
    credited = corrected.credits.filter(pk__lte=invoice.pk).aggregate(sum=Sum("total"))["sum"]
    drawn = (
        Allocation.objects.filter(
            invoice=invoice, other=corrected, kind=Allocation.Kind.CREDIT
        ).aggregate(sum=Sum("amount"))["sum"]
        or ZERO
    )
    return {
        "corrects": {
            "number": corrected.code,
            "date": corrected.day,
            "rows": _rows(invoice, corrected),
            "left": corrected.total + (credited or ZERO),
        },
        "reason": invoice.reason,
        "set_off": -drawn,
        "back": drawn - invoice.total,
    }


def _rows(invoice: Invoice, corrected: Invoice) -> str:
    """Which lines of the invoice are credited, where it is not all of them: "rows 2, 13"."""
    rows = [line.corrects.position for line in invoice.lines.all() if line.corrects is not None]
    if len(rows) == corrected.lines.count():
        return ""
    words = ngettext("row %(rows)s", "rows %(rows)s", len(rows))
    return words % {"rows": ", ".join(str(row) for row in sorted(rows))}
