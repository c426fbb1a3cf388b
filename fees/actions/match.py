"""Matching: what the payments of a file, or those that wait, are for, and placing them so."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils import timezone

from fees.bankfiles.incoming import Part
from fees.models import Allocation, Invoice, Payment
from fees.payments.findings import Finding
from fees.payments.matching import Item, Ledger, Money, Outcome, match, name_of
from members.models import Membership
from network.models import JournalEntry
from network.scope import current
from network.seat import Seat

BATCH = 1000


def read_ledger(*, hold: bool = False) -> Ledger:
    """Every invoice of the network as the reckoning sees it, and by what payers are known.

    `hold` keeps other payments and credit notes away from what is open until the transaction
    ends; a fixed order lets two of them wait instead of standing in each other's way.
    """
    if hold:
        owed = Invoice.objects.exclude(balance=0).select_for_update(no_key=True)
        list(owed.order_by("pk").values_list("pk"))
    columns = (
        *("pk", "code", "payment_reference", "seller__account", "membership_id"),
        *("balance", "state", "is_credit"),
    )
    rows = Invoice.objects.order_by("due", "pk").values_list(*columns)
    return Ledger([Item(*row) for row in rows], *_payers())


def _payers() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Members by organisation number, by name and by the accounts they have paid from.

    What two members share tells nothing, and is left out.
    """
    members = Membership.objects.select_related("authority")
    named = [
        (member.authority.organisation_number, name_of(member.name), member.pk)
        for member in members
    ]
    paid = Payment.objects.exclude(payer_account="").exclude(membership=None)
    accounts = set(paid.values_list("payer_account", "membership_id"))
    return (
        _unshared((number, pk) for number, _name, pk in named),
        _unshared((name, pk) for _number, name, pk in named),
        _unshared(accounts),
    )


def _unshared(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    rows = set(pairs)
    times = Counter(word for word, _pk in rows)
    return {word: pk for word, pk in rows if word and times[word] == 1}


def money_of(payment: Payment) -> Money:
    """A payment as the reckoning sees it: what is left of it."""
    return Money(
        amount=payment.left if payment.pk else payment.amount,
        account=payment.account,
        reference=payment.reference,
        parts=tuple(
            Part(part["reference"], Decimal(part["amount"]) if part["amount"] else None)
            for part in payment.parts
        ),
        message=payment.message,
        payer_name=payment.payer_name,
        payer_number=payment.payer_number,
        payer_account=payment.payer_account,
    )


def judge(payments: Sequence[Payment], ledger: Ledger) -> list[Outcome]:
    """What each payment is for, in their order; earlier ones take of the balances first."""
    outcomes = []
    for payment in payments:
        if payment.finding == Finding.TWIN:
            outcomes.append(Outcome(Finding.TWIN))
            continue
        outcome = match(money_of(payment), ledger)
        payment.finding = outcome.finding
        payment.named = [item.pk for item in outcome.named]
        payment.membership_id = outcome.payer
        outcomes.append(outcome)
    return outcomes


def place(payments: Sequence[Payment], outcomes: Sequence[Outcome], *, by: Seat) -> int:
    """Write what was judged: allocations and journal, in a few statements for all of them.

    Returns how many payments were placed. The database moves the balances, and refuses what
    no longer fits.
    """
    rows: list[Allocation] = []
    notes: list[JournalEntry] = []
    placed = 0
    for payment, outcome in zip(payments, outcomes, strict=True):
        placed += bool(outcome.placings)
        for placing in outcome.placings:
            item, credit = placing.item, placing.credit
            facts = {"invoice": item.code, "amount": str(placing.amount), "how": placing.how}
            if credit is None:
                rows.append(_row(by, item, placing.amount, payment=payment, how=placing.how))
            else:
                rows.append(_row(by, item, placing.amount, other_id=credit.pk))
                rows.append(_row(by, credit, -placing.amount, other_id=item.pk))
                facts["credit"] = credit.code
            notes.append(_entry("place_payment", payment, item.membership, facts))
    Allocation.objects.bulk_create(rows, batch_size=BATCH)
    JournalEntry.objects.bulk_create(notes, batch_size=BATCH, ignore_conflicts=True)
    return placed


def match_again(*, by: Seat) -> int:
    """Try the payments that wait once more, as when new invoices are issued; returns how many.

    What somebody has begun to place by hand stays with them.
    """
    waiting = Payment.objects.unplaced().exclude(finding=Finding.TWIN).filter(allocations=None)
    payments = list(waiting.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    outcomes = judge(payments, read_ledger(hold=True))
    Payment.objects.bulk_update(payments, ["finding", "named", "membership"], batch_size=BATCH)
    return place(payments, outcomes, by=by)


def _row(
    by: Seat,
    item: Item,
    amount: Decimal,
    *,
    payment: Payment | None = None,
    other_id: int | None = None,
    how: str = "",
) -> Allocation:
    return Allocation(
        invoice_id=item.pk,
        membership_id=item.membership,
        kind=Allocation.Kind.CREDIT if other_id else Allocation.Kind.PAYMENT,
        how=how,
        amount=amount,
        payment=payment,
        other_id=other_id,
        day=payment.day if payment else timezone.localdate(),
        made_by=by.user.pk,
    )


def _entry(
    verb: str, payment: Payment, membership_id: int | None, facts: dict[str, str]
) -> JournalEntry:
    return JournalEntry(
        user_id=current().user_id,
        verb=verb,
        subject=payment._meta.label_lower,
        subject_id=payment.pk,
        membership_id=membership_id,
        facts=facts,
    )
