"""What fees were computed from: a head count as it was frozen, and whether it was corrected."""

from datetime import date
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.models import Invoice
from members import head_count_uses
from members.head_count_uses import Use
from members.head_counts import Definition
from members.models import HeadCount
from network.wording import number

SHOWN = 6  # invoices of a member


def frozen(count: HeadCount | None) -> dict[str, Any]:
    """A head count as plain data that outlives every correction, with the day it was frozen."""
    if count is None:
        return {}
    declared = timezone.localtime(count.declared_at).date() if count.declared_at else None
    return {
        "definition": count.definition,
        "covers": count.covers,
        "declared_by": count.declared_name,
        "declared_on": declared.isoformat() if declared else "",
        "frozen_on": timezone.localdate().isoformat(),
    }


def sentences(basis: dict[str, Any], buyer: str) -> list[str]:
    """Who declared how many, counted how, when, and since when the figure is locked."""
    facts = {
        "buyer": buyer,
        "count": number(basis["head_count"]),
        "day": basis["counted_on"],
        "what": _counted(basis),
        "name": basis.get("declared_by", ""),
        "declared": basis.get("declared_on", ""),
        "frozen": basis.get("frozen_on", ""),
    }
    words = _("%(buyer)s declared %(count)s employees as of %(day)s.")
    if facts["what"]:
        words = _("%(buyer)s declared %(count)s employees as of %(day)s (%(what)s).")
    said = [words % facts]
    if facts["name"] and facts["declared"]:
        said.append(_("Declared by %(name)s %(declared)s, locked %(frozen)s.") % facts)
    elif facts["frozen"]:
        said.append(_("The figure was locked %(frozen)s.") % facts)
    return said


def _counted(basis: dict[str, Any]) -> str:
    unit = dict(Definition.choices).get(basis.get("definition", ""), "")
    return ", ".join(str(word) for word in (basis.get("covers", ""), unit) if word)


def corrected_since(basis: dict[str, Any], now: HeadCount | None) -> str:
    """That the head count behind a fee has been corrected meanwhile; nothing when it has not."""
    before = basis.get("head_count")
    if not before or now is None or now.count == before:
        return ""
    return _(
        "The head count of %(day)s has been corrected to %(now)s since; here it was %(before)s."
    ) % {"day": basis["counted_on"], "now": number(now.count), "before": number(before)}


def corrected_of(invoice: Invoice) -> str:
    """As above, for an invoice."""
    if not invoice.basis.get("head_count") or not invoice.basis.get("counted_on"):
        return ""
    now = HeadCount.objects.filter(
        membership=invoice.membership_id, day=invoice.basis["counted_on"]
    ).first()
    return corrected_since(invoice.basis, now)


def _uses(membership_id: int) -> list[Use]:
    """The invoices that were computed from a member's head counts."""
    rows = (
        Invoice.objects.filter(membership=membership_id, is_credit=False)
        .annotate(counted=F("basis__counted_on"), heads=F("basis__head_count"))
        .exclude(heads=None)
        .order_by("-day")[:SHOWN]
    )
    return [
        Use(
            day=date.fromisoformat(row.counted),
            count=row.heads,
            words=_("Invoice %(number)s was computed from %(count)s employees.")
            % {"number": row.code, "count": number(row.heads)},
            route="invoice",
            pk=row.pk,
        )
        for row in rows
        if row.heads and row.counted
    ]


head_count_uses.declare(_uses)
