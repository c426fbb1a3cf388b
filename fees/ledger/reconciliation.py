"""Whether a batch holds what its invoices and payments do: the same sums, reckoned twice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from fees.ledger.accounts import Entry
from fees.models import Allocation, Invoice, InvoiceLine, LedgerBatch, LedgerRow
from fees.rules import Category, FeeKind
from network import wording
from network.money import ZERO


@dataclass(frozen=True)
class Compared:
    """One sum in the batch, and what its rows come from, in kronor."""

    words: str
    entered: Decimal
    source: Decimal

    @property
    def difference(self) -> Decimal:
        """What they differ by; 0 when all is well."""
        return self.entered - self.source


def reconcile(batch: LedgerBatch) -> list[Compared]:
    """Income by kind and VAT, VAT, bank, write-offs and receivables of a batch."""
    rows = LedgerRow.objects.filter(voucher__batch=batch)
    invoices = Invoice.objects.filter(
        pk__in=batch.vouchers.filter(allocation=None).values("invoice")
    )
    settled = Allocation.objects.filter(
        pk__in=batch.vouchers.exclude(allocation=None).values("allocation")
    )
    billed = invoices.aggregate(vat=Sum("vat"), total=Sum("total"))
    by_entry = _sums(rows.values("entry").annotate(sum=Sum("amount")).values_list("entry", "sum"))
    by_kind = _sums(settled.values_list("kind").annotate(Sum("amount")))
    written_off = by_kind.get(Allocation.Kind.WRITE_OFF, ZERO)
    paid = sum(by_kind.values(), ZERO) - written_off
    return [
        *_incomes(rows, invoices),
        Compared(_("Output VAT"), -by_entry.get(Entry.VAT, ZERO), billed["vat"] or ZERO),
        Compared(_("In the bank"), by_entry.get(Entry.BANK, ZERO), paid),
        Compared(_("Written off"), by_entry.get(Entry.WRITE_OFF, ZERO), written_off),
        Compared(
            _("Receivables"),
            by_entry.get(Entry.RECEIVABLE, ZERO),
            (billed["total"] or ZERO) - paid - written_off,
        ),
    ]


def _sums(pairs: Iterable[tuple[str, Decimal]]) -> Mapping[str, Decimal]:
    return dict(pairs)


def _incomes(rows: Any, invoices: Any) -> list[Compared]:
    entered = {
        (kind, category, rate): -total
        for kind, category, rate, total in rows.filter(entry=Entry.INCOME)
        .values_list("kind", "category", "rate")
        .annotate(Sum("amount"))
    }
    lines = InvoiceLine.objects.filter(invoice__in=invoices).annotate(
        what=Coalesce(F("charge__kind"), F("corrects__charge__kind"), F("invoice__kind"))
    )
    source = {
        (kind, category, rate): total
        for kind, category, rate, total in lines.order_by()
        .values_list("what", "vat_category", "vat_rate")
        .annotate(Sum("net"))
    }
    return [
        Compared(_words(*key), entered.get(key, ZERO), source.get(key, ZERO))
        for key in sorted({*entered, *source})
    ]


def _words(kind: str, category: str, rate: Decimal) -> str:
    what = str(FeeKind(kind).label).capitalize()
    if category == Category.STANDARD:
        return _("%(kind)s, %(rate)s%% VAT") % {"kind": what, "rate": wording.number(rate)}
    return f"{what}, {Category(category).label}"
