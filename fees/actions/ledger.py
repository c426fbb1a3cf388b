"""Into the host's ledger: what would be entered, and the batch that is closed at once."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from fees.actions.ledger_files import make_all
from fees.ledger import vouchers
from fees.ledger.accounts import Entry, Need, choose
from fees.models import (
    AccountRule,
    Allocation,
    Counterparty,
    Invoice,
    InvoiceLine,
    Issuer,
    LedgerBatch,
    LedgerRow,
    LedgerVoucher,
)
from fees.rules import FeeKind
from members.models import Membership
from network.models.journal import note
from network.money import ZERO
from network.refusals import Refused
from network.seat import Seat

# A credit note set off against its invoice moves nothing: both stand on the same claim.
ENTERED = {
    Allocation.Kind.PAYMENT: Entry.BANK,
    Allocation.Kind.REPAYMENT: Entry.BANK,
    Allocation.Kind.WRITE_OFF: Entry.WRITE_OFF,
}


class LedgerRefused(Refused):
    """Nothing was entered; the message is a sentence for the one who asked."""


@dataclass(frozen=True)
class Entered:
    """A sum and the rule that says where it goes; none where the host has said nothing."""

    need: Need
    amount: Decimal
    rule: AccountRule | None


@dataclass(frozen=True)
class Draft:
    """A voucher as it would be made."""

    invoice: Invoice
    allocation: Allocation | None
    day: date
    text: str
    counterparty: str
    rows: list[Entered]

    @property
    def debit(self) -> Decimal:
        """The sum of its debit side."""
        return sum((row.amount for row in self.rows if row.amount > 0), ZERO)

    @property
    def is_complete(self) -> bool:
        """Whether every sum has an account."""
        return all(row.rule for row in self.rows)


@dataclass(frozen=True)
class Preview:
    """What the next batch would hold."""

    drafts: list[Draft]

    @property
    def missing(self) -> list[Need]:
        """What no account rule covers, each told once."""
        return sorted({row.need for draft in self.drafts for row in draft.rows if not row.rule})

    @property
    def debit(self) -> Decimal:
        """The sum of all debit sides."""
        return sum((draft.debit for draft in self.drafts), ZERO)

    @property
    def without_counterparty(self) -> list[str]:
        """Buyers that the host has given no code."""
        return sorted({d.invoice.buyer_name for d in self.drafts if not d.counterparty})


def hosts() -> models.QuerySet[Membership]:
    """The members that sell in the network's name, or have; then those that only lend staff."""
    issuers = Issuer.objects.filter(membership=OuterRef("pk"))
    return (
        Membership.objects.filter(Exists(issuers))
        .select_related("authority")
        .order_by(Exists(issuers.exclude(kind=FeeKind.STAFF_LOAN)).desc(), "pk")
    )


def look_ahead(host: Membership, through: date) -> Preview:
    """Invoices, payments and write-offs up to a day that no batch has entered; oldest first."""
    rules, codes = _Rules(host), _Counterparties(host)
    entered = LedgerVoucher.objects.all()
    invoices = (
        Invoice.objects.filter(issuer__membership=host, day__lte=through)
        .exclude(pk__in=entered.filter(allocation=None).values("invoice"))
        .prefetch_related("lines__charge", "lines__corrects__charge")
        .order_by("day", "number", "pk")
    )
    settled = (
        Allocation.objects.filter(
            invoice__issuer__membership=host, day__lte=through, kind__in=list(ENTERED)
        )
        .exclude(pk__in=entered.exclude(allocation=None).values("allocation"))
        .select_related("invoice")
        .order_by("day", "pk")
    )
    with translation.override(settings.LANGUAGE_CODE):
        drafts = [_of_invoice(invoice, rules, codes) for invoice in invoices]
        drafts += [_of_settlement(one, rules, codes) for one in settled]
    return Preview(sorted(drafts, key=lambda draft: draft.day))


def enter(host: Membership, through: date, *, by: Seat) -> LedgerBatch:
    """Make the next batch and close it; what is entered once is never entered again."""
    seen = look_ahead(host, through)
    if not seen.drafts:
        raise LedgerRefused(_("There is nothing new to enter up to that day."))
    if seen.missing:
        raise LedgerRefused(_("Some sums have no account. Write the account rules first."))
    last = LedgerBatch.objects.filter(host=host).aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            batch: LedgerBatch = LedgerBatch.objects.create(
                host=host, number=last + 1, through=through, made_by=by.user.pk
            )
            _keep(batch, seen)
    except IntegrityError:
        raise LedgerRefused(_("Somebody else has just made a batch. Look at it first.")) from None
    batch.debit, batch.closed_at = seen.debit, timezone.now()
    batch.save(update_fields=["debit", "closed_at"])
    make_all(batch)
    note(
        "close_ledger_batch",
        batch,
        membership_id=host.pk,
        number=batch.number,
        vouchers=len(seen.drafts),
        debit=str(batch.debit),
    )
    return batch


def _keep(batch: LedgerBatch, seen: Preview) -> None:
    kept = LedgerVoucher.objects.bulk_create(
        LedgerVoucher(
            batch=batch,
            number=number,
            membership_id=draft.invoice.membership_id,
            invoice=draft.invoice,
            allocation=draft.allocation,
            day=draft.day,
            text=draft.text[:200],
        )
        for number, draft in enumerate(seen.drafts, 1)
    )
    LedgerRow.objects.bulk_create(
        LedgerRow(
            voucher=voucher,
            position=position,
            entry=row.need.entry,
            kind=row.need.kind or draft.invoice.kind,
            side=row.need.side,
            category=row.need.category,
            rate=row.need.rate,
            account=row.rule.account,
            account_name=row.rule.account_name,
            cost_centre=row.rule.cost_centre,
            project=row.rule.project,
            counterparty=draft.counterparty,
            amount=row.amount,
        )
        for voucher, draft in zip(kept, seen.drafts, strict=True)
        for position, row in enumerate(draft.rows, 1)
        if row.rule
    )


class _Rules:
    """The account rules of a host, asked once."""

    def __init__(self, host: Membership) -> None:
        self.rows = list(AccountRule.objects.filter(host=host))

    def enter(self, sums: vouchers.Sums, day: date) -> list[Entered]:
        holding = [rule for rule in self.rows if _holds(rule, day)]
        return [Entered(need, amount, choose(holding, need)) for need, amount in sums]


class _Counterparties:
    """The codes by which a host's ledger knows the members, asked once."""

    def __init__(self, host: Membership) -> None:
        self.rows = list(Counterparty.objects.filter(host=host))

    def code(self, membership_id: int, day: date) -> str:
        fitting = (r for r in self.rows if r.membership_id == membership_id and _holds(r, day))
        return next((str(row.code) for row in fitting), "")


def _holds(row: AccountRule | Counterparty, day: date) -> bool:
    return row.since <= day and (row.until is None or day <= row.until)


def _side(invoice: Invoice) -> str:
    return vouchers.side_of(buyer_in_state=bool(invoice.buyer.get("in_the_state")))


def _of_invoice(invoice: Invoice, rules: _Rules, codes: _Counterparties) -> Draft:
    lines = [
        vouchers.Line(_kind_of(line), line.vat_category, line.vat_rate, line.net)
        for line in invoice.lines.all()
    ]
    sums = vouchers.of_invoice(
        lines, invoice.vat_groups(), total=invoice.total, side=_side(invoice)
    )
    words = (
        _("Credit note %(number)s, %(buyer)s")
        if invoice.is_credit
        else _("Invoice %(number)s, %(buyer)s")
    )
    return Draft(
        invoice=invoice,
        allocation=None,
        day=invoice.day,
        text=words % {"number": invoice.code, "buyer": invoice.buyer_name},
        counterparty=codes.code(invoice.membership_id, invoice.day),
        rows=rules.enter(sums, invoice.day),
    )


def _kind_of(line: InvoiceLine) -> str:
    """What a line is for; on a credit note, what the line that it corrects was for."""
    charged = line.corrects or line
    return str(charged.charge.kind if charged.charge else line.invoice.kind)


def _of_settlement(settled: Allocation, rules: _Rules, codes: _Counterparties) -> Draft:
    invoice = settled.invoice
    kind = Allocation.Kind(settled.kind)
    sums = vouchers.of_settlement(
        settled.amount, against=ENTERED[kind], kind=invoice.kind, side=_side(invoice)
    )
    return Draft(
        invoice=invoice,
        allocation=settled,
        day=settled.day,
        text=_("%(what)s, invoice %(number)s, %(buyer)s")
        % {
            "what": str(kind.label).capitalize(),
            "number": invoice.code,
            "buyer": invoice.buyer_name,
        },
        counterparty=codes.code(invoice.membership_id, settled.day),
        rows=rules.enter(sums, settled.day),
    )
