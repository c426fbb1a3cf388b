"""Which wording of an agreement holds: the newest that both sides have signed."""

from datetime import date
from typing import Any

from django.db.models import Count, Q

from loans.models import Loan, LoanPart, Wording

Extent = tuple[date, date, int]


def signed_wording(loan: Loan) -> Wording | None:
    """The newest wording with both signatures standing on it; None while there is none.

    The database lets a signature fall where another wording follows before the loan stands on
    it, and compares each with the wording's hash.
    """
    standing = Count("signatures__side", filter=Q(signatures__fell_at=None), distinct=True)
    both = Wording.objects.filter(loan=loan).annotate(sides=standing).filter(sides=2)
    found: Wording | None = both.order_by("-number").first()
    return found


def extents_of(content: dict[str, Any]) -> list[Extent]:
    """The spans of an agreement and the extent in each, in order of their days."""
    return sorted(
        (
            date.fromisoformat(part["starts"]),
            date.fromisoformat(part["ends"]),
            int(part["percent"]),
        )
        for part in content.get("parts", [])
    )


def lay_extents(loan: Loan, wanted: list[Extent]) -> None:
    """Give a loan the extents that its agreement says; those that stand are left alone."""
    there = {(row.starts, row.ends, row.percent): row for row in loan.parts.all()}
    gone = [row.pk for key, row in there.items() if key not in wanted]
    LoanPart.objects.filter(pk__in=gone).delete()
    for starts, ends, percent in wanted:
        if (starts, ends, percent) not in there:
            LoanPart.objects.create(loan=loan, starts=starts, ends=ends, percent=percent)
