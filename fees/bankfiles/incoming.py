"""What a bank file tells, as plain data."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

KEY_LENGTH = 140


@dataclass(frozen=True, slots=True)
class Part:
    """One reference of a payment that names several; the amount in kronor where the bank tells it.

    Below zero it is a credit note that the payer has taken off.
    """

    reference: str
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """Money that came in on one of the accounts, in kronor, as the bank tells it.

    `bank_reference` is the bank's own word for it, empty where it gives none; `key` is what the
    same payment has in every file.
    """

    day: date
    amount: Decimal
    account: str
    bank_reference: str = ""
    reference: str = ""
    parts: tuple[Part, ...] = ()
    payer_name: str = ""
    payer_account: str = ""
    payer_number: str = ""
    message: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """An entry that is no payment of ours to place: what kind, and its facts as text."""

    kind: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BankFile:
    """One file: its accounts, the payments, and what else it holds."""

    format: str
    made_on: date | None
    accounts: tuple[str, ...]
    incoming: tuple[Incoming, ...]
    told: tuple[Told, ...] = field(default_factory=tuple)


def keyed(file: BankFile) -> BankFile:
    """The payments with the key that makes the same one known again in another file.

    It is the bank's reference with account, day and amount. Where the bank gives no reference,
    the payer's stands in its place. Payments that are alike in all of that are told apart by
    their order within the file: the second is `#2`.
    """
    seen: Counter[str] = Counter()
    rows = []
    for row in file.incoming:
        key = _key(row)
        seen[key] += 1
        if seen[key] > 1:
            key = f"{key}#{seen[key]}"
        rows.append(replace(row, key=key))
    return replace(file, incoming=tuple(rows))


def _key(row: Incoming) -> str:
    own = row.bank_reference or "/".join(
        ["-", row.reference, row.payer_account or row.payer_name, row.message]
    )
    key = f"{row.account}/{row.day:%Y%m%d}/{row.amount}/{own}"
    if len(key) > KEY_LENGTH - 8:
        key = f"{key[: KEY_LENGTH - 50]}…{hashlib.sha256(key.encode()).hexdigest()[:40]}"
    return key


def as_data(told: tuple[Told, ...]) -> list[dict[str, Any]]:
    """The other entries as plain data for a JSON column."""
    return [{"kind": one.kind, "facts": dict(one.facts)} for one in told]
