"""Receiving a bank file: keep it to look through, then take its payments in, all or none."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.actions.match import BATCH, judge, place, read_ledger
from fees.bankfiles import BankFile, BankFileRefused, Incoming, read
from fees.bankfiles.incoming import as_data
from fees.models import BankAccount, Issuer, Payment, PaymentFile
from fees.payments.findings import Finding
from fees.payments.matching import Outcome
from network.models.journal import note
from network.money import ZERO
from network.refusals import Refused
from network.scope import current_network_id
from network.seat import Seat


class FileRefused(Refused):
    """The file is not taken; the message is a sentence that says why and what to do."""


@dataclass
class Looked:
    """What taking a file in would do: new payments with what they are for, and known ones."""

    file: BankFile
    payments: list[Payment] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    known: list[Incoming] = field(default_factory=list)

    @property
    def sums(self) -> dict[tuple[str, date], tuple[int, Decimal]]:
        """How many payments and how much, by account and day, of all that the file holds."""
        counts: Counter[tuple[str, date]] = Counter()
        totals: dict[tuple[str, date], Decimal] = {}
        for row in self.file.incoming:
            place_ = (row.account, row.day)
            counts[place_] += 1
            totals[place_] = totals.get(place_, ZERO) + row.amount
        return {where: (counts[where], totals[where]) for where in sorted(totals)}

    @property
    def to_invoices(self) -> int:
        """How many payments would be placed, all of them or a part."""
        return sum(bool(outcome.placings) for outcome in self.outcomes)

    @property
    def to_look_at(self) -> int:
        """How many payments somebody would have to look at."""
        return sum(
            outcome.placed != payment.amount
            for payment, outcome in zip(self.payments, self.outcomes, strict=True)
        )


def issuer_accounts() -> set[str]:
    """The bankgiro and plusgiro numbers that the network's issuers have or have had."""
    pairs = Issuer.objects.values_list("bankgiro", "plusgiro")
    return {number.lstrip("0") for pair in pairs for number in pair if number}


def our_accounts(day: date) -> set[str]:
    """The accounts that bank files may be about: the issuers' and the registered ones."""
    return issuer_accounts() | set(BankAccount.objects.on(day).values_list("number", flat=True))


def look(content: bytes) -> Looked:
    """What a file would do now; raises FileRefused for what is not read."""
    return _judged(_ours(content), hold=False)


def _ours(content: bytes) -> BankFile:
    """What a file tells, if it can be trusted and is about our accounts alone."""
    try:
        file = read(content)
    except BankFileRefused as refusal:
        raise FileRefused(refusal.sentence) from None
    strange = set(file.accounts) - our_accounts(timezone.localdate())
    if strange:
        raise FileRefused(
            _(
                "The file is about the account %(account)s, which is none of the network’s. Choose "
                "another file, or add the account if it is the host authority’s."
            )
            % {"account": ", ".join(sorted(strange))}
        )
    return file


def keep(name: str, content: bytes, *, by: Seat) -> PaymentFile:
    """The file, kept to be looked through; the same bytes again are the file that is there."""
    looked = look(content)
    digest = hashlib.sha256(content).hexdigest()
    there: PaymentFile | None = PaymentFile.objects.filter(digest=digest).first()
    if there is not None:
        return there
    fresh = PaymentFile(
        name=name[:200],
        digest=digest,
        format=looked.file.format,
        made_on=looked.file.made_on,
        read_by=by.user.pk,
        content=content,
        told=as_data(looked.file.told),
    )
    PaymentFile.objects.bulk_create([fresh], ignore_conflicts=True)
    kept: PaymentFile = PaymentFile.objects.get(digest=digest)
    note("upload_payment_file", kept, name=kept.name)
    return kept


def take_in(file: PaymentFile, *, by: Seat) -> bool:
    """Take the payments of a file in and place what can be placed; False when that is done.

    One transaction, so that a file is in whole or not at all, and one at a time in a network, so
    that two files with the same payments cannot pass each other. Raises FileRefused.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('fees.take_in'), %s)", [current_network_id()]
        )
    held: PaymentFile = PaymentFile.objects.select_for_update().get(pk=file.pk)
    if held.taken_at is not None:
        return False
    looked = _judged(_ours(bytes(held.content)), hold=True)
    for payment in looked.payments:
        payment.file = held
    Payment.objects.bulk_create(looked.payments, batch_size=BATCH)
    placed = place(looked.payments, looked.outcomes, by=by)
    held.taken_at, held.taken_by = timezone.now(), by.user.pk
    held.save(update_fields=["taken_at", "taken_by"])
    note(
        "take_in_payment_file",
        held,
        name=held.name,
        count=len(looked.payments),
        known=len(looked.known),
        placed=placed,
        total=str(sum((row.amount for row in looked.payments), ZERO)),
    )
    return True


def throw_away(file: PaymentFile) -> None:
    """Forget a file that was looked through and not taken in."""
    note("throw_payment_file_away", file, name=file.name)
    file.delete()


def _judged(file: BankFile, *, hold: bool) -> Looked:
    there = set(
        Payment.objects.filter(key__in=[row.key for row in file.incoming]).values_list(
            "key", flat=True
        )
    )
    fresh = [row for row in file.incoming if row.key not in there]
    looked = Looked(file, known=[row for row in file.incoming if row.key in there])
    looked.payments = _payments(fresh, file.format)
    looked.outcomes = judge(looked.payments, read_ledger(hold=hold))
    return looked


def _payments(rows: Sequence[Incoming], format_: str) -> list[Payment]:
    twins = _told_otherwise(rows, format_)
    return [
        Payment(
            key=row.key,
            day=row.day,
            amount=row.amount,
            left=row.amount,
            account=row.account[:34],
            reference=row.reference[:140],
            payer_name=row.payer_name[:140],
            payer_account=row.payer_account[:34],
            payer_number=row.payer_number[:10],
            message=row.message[:500],
            parts=[
                {"reference": part.reference, "amount": str(part.amount) if part.amount else ""}
                for part in row.parts
            ],
            finding=Finding.TWIN if (row.day, row.amount, row.reference) in twins else "",
        )
        for row in rows
    ]


def _told_otherwise(rows: Sequence[Incoming], format_: str) -> set[tuple[date, Decimal, str]]:
    """Payments with the same day, amount and reference that came by files of another format.

    A bank tells the same money in BgMax and in camt, under different words of its own.
    """
    days = {row.day for row in rows}
    there = Payment.objects.filter(day__in=days).exclude(file=None).exclude(file__format=format_)
    return set(there.exclude(reference="").values_list("day", "amount", "reference"))
