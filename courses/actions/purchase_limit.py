"""Suppliers, kinds of purchase and dated limits of the procurement act."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.models import PurchaseLimit, SameKind, Supplier
from courses.procurements.purchasing import LimitKind
from network.models.journal import note
from network.seat import Seat

# What is known of the act as of 2022, read second-hand: whoever takes them over checks them.
KNOWN_SINCE = date(2022, 2, 1)
KNOWN = {
    LimitKind.DIRECT_AWARD: Decimal(700_000),
    LimitKind.DOCUMENTATION: Decimal(100_000),
}


def known_limits() -> list[PurchaseLimit]:
    """The limits that a network begins with, unsaved, with where they were read."""
    source = _("LOU (2016:1145) as of 2022, read second-hand. Check with your host authority.")
    return [
        PurchaseLimit(kind=kind, amount=amount, since=KNOWN_SINCE, source=source)
        for kind, amount in KNOWN.items()
    ]


def lay_known_limits(*, by: Seat) -> int:
    """Write down the known limits of the kinds that have none; answers how many."""
    by.require("keep_procurements")
    there = set(PurchaseLimit.objects.values_list("kind", flat=True))
    fresh = [limit for limit in known_limits() if limit.kind not in there]
    for limit in fresh:
        lay_limit(limit, by=by)
    return len(fresh)


def lay_limit(limit: PurchaseLimit, *, by: Seat) -> PurchaseLimit:
    """Let a limit hold from its day; the one before ends the day before."""
    by.require("keep_procurements")
    if limit.since is None:
        raise ValueError("A new limit holds from a day.")
    same = PurchaseLimit.objects.filter(kind=limit.kind)
    same.on(limit.since).update(until=limit.since - timedelta(days=1))
    following = same.filter(since__gt=limit.since).order_by("since").first()
    limit.until = following.since - timedelta(days=1) if following and following.since else None
    limit.save(force_insert=True)
    note(
        "lay_purchase_limit",
        limit,
        kind=limit.kind,
        amount=str(limit.amount),
        since=limit.since.isoformat(),
    )
    return limit


def save_supplier(supplier: Supplier, *, by: Seat) -> Supplier:
    """Write a supplier down, or keep a changed one."""
    by.require("keep_procurements")
    new = supplier.pk is None
    supplier.save()
    note("add_supplier" if new else "change_supplier", supplier)
    return supplier


def save_same_kind(kind: SameKind, *, by: Seat) -> SameKind:
    """Write a kind of purchase down, or keep a changed one."""
    by.require("keep_procurements")
    new = kind.pk is None
    kind.save()
    note("add_same_kind" if new else "change_same_kind", kind)
    return kind
