"""What a credit note says beside what every invoice says."""

from typing import Any

from django.db.models import Sum

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
            "rows": "",
            "left": corrected.total + (credited or ZERO),
        },
        "reason": invoice.reason,
        "set_off": -drawn,
        "back": drawn - invoice.total,
    }
