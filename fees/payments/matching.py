"""Which invoices a payment is for: pure reckoning on plain data, in kronor.

First by the payment reference, then by an invoice's number in the message, then by payer and
amount. Nothing is placed on a guess: what can be understood in two ways is left to a person.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from fees.bankfiles.incoming import Part
from fees.payments.findings import Finding, How
from network.money import ZERO

MOST_SUMMED = 12  # invoices whose every sum is tried: 4 095 of them
SHORTEST_IN_TEXT = 4
_WORD = re.compile(r"[0-9A-Za-z][0-9A-Za-z./-]*")
_NOT_DIGIT = re.compile(r"[^0-9]")
_NOT_NUMBER = re.compile(r"[^0-9A-Z]")


@dataclass(slots=True)
class Item:
    """An invoice or credit note as the reckoning sees it; `balance` goes down as it is paid."""

    pk: int
    code: str
    reference: str
    account: str
    membership: int
    balance: Decimal
    state: str = "issued"
    is_credit: bool = False


@dataclass(frozen=True, slots=True)
class Money:
    """A payment to place: what is left of it, and what the bank tells of its purpose."""

    amount: Decimal
    account: str = ""
    reference: str = ""
    parts: tuple[Part, ...] = ()
    message: str = ""
    payer_name: str = ""
    payer_number: str = ""
    payer_account: str = ""


@dataclass(frozen=True, slots=True)
class Placing:
    """An amount of the payment on an invoice; with `credit`, an amount set off between the two."""

    item: Item
    amount: Decimal
    how: str
    credit: Item | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a payment is for, why, and the payer if it is known."""

    finding: str
    placings: tuple[Placing, ...] = ()
    named: tuple[Item, ...] = ()
    payer: int | None = None

    @property
    def placed(self) -> Decimal:
        """How much of the payment is placed."""
        return sum((row.amount for row in self.placings if row.credit is None), ZERO)


def digits_of(text: str) -> str:
    """A payment reference as it is compared: digits alone, without zeros in front."""
    return _NOT_DIGIT.sub("", text).lstrip("0")


def name_of(text: str) -> str:
    """A payer's name as it is compared."""
    return " ".join(text.casefold().split())


def _number(text: str) -> str:
    return _NOT_NUMBER.sub("", text.upper())


@dataclass
class Ledger:
    """The network's invoices, found by what payers write."""

    items: Sequence[Item]
    by_number: Mapping[str, int] = field(default_factory=dict)
    by_name: Mapping[str, int] = field(default_factory=dict)
    by_account: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._references: dict[str, list[Item]] = defaultdict(list)
        self._codes: dict[str, list[Item]] = defaultdict(list)
        self._members: dict[int, list[Item]] = defaultdict(list)
        for item in self.items:
            if reference := digits_of(item.reference):
                self._references[reference].append(item)
            self._codes[_number(item.code)].append(item)
            if item.balance:
                self._members[item.membership].append(item)

    def payer(self, money: Money) -> int | None:
        """The member that paid: by organisation number, by an account used before, by name."""
        return (
            self.by_number.get(money.payer_number)
            or self.by_account.get(money.payer_account)
            or self.by_name.get(name_of(money.payer_name))
        )

    def open_of(self, membership: int) -> list[Item]:
        """What a member owes, or has to get back."""
        return [item for item in self._members[membership] if item.balance]

    def named(self, text: str, account: str) -> Item | None:
        """The one invoice with a reference or number."""
        for found in (self._references.get(digits_of(text)), self._codes.get(_number(text))):
            if not found:
                continue
            ours = found if len(found) == 1 else [one for one in found if one.account == account]
            if len(ours) == 1:
                return ours[0]
        return None

    def named_in(self, text: str, account: str) -> list[Item]:
        """The invoices whose references or numbers stand in a text, also with spaces inside."""
        words = _WORD.findall(text)
        found: dict[int, Item] = {}
        place = 0
        while place < len(words):
            for end in range(min(len(words), place + 6), place, -1):
                run = words[place:end]
                if len(run) > 1 and not all(digits_of(word) or word == "0" for word in run):
                    continue
                written = "".join(run)
                if len(_NOT_DIGIT.sub("", written)) < SHORTEST_IN_TEXT:
                    continue
                if (item := self.named(written, account)) is not None:
                    found.setdefault(item.pk, item)
                    place = end - 1
                    break
            place += 1
        return list(found.values())


def match(money: Money, ledger: Ledger) -> Outcome:
    """What the payment is for; the balances in the ledger go down by what is placed."""
    outcome = _match(money, ledger)
    for row in outcome.placings:
        row.item.balance -= row.amount
        if not row.item.balance:
            row.item.state = "paid"
        if row.credit is not None:
            row.credit.balance += row.amount
    return outcome


def _match(money: Money, ledger: Ledger) -> Outcome:
    if money.parts:
        return _by_parts(money, ledger)
    if (item := ledger.named(money.reference, money.account)) is not None:
        return _by_one(money, item, How.REFERENCE)
    for text, how in ((money.reference, How.REFERENCE), (money.message, How.NUMBER)):
        named = ledger.named_in(text, money.account) if text else []
        if len(named) == 1:
            return _by_one(money, named[0], how)
        if named:
            return _by_several(money, named)
    return _by_payer(money, ledger)


def _by_one(money: Money, item: Item, how: str) -> Outcome:
    named = (item,)
    if item.is_credit:
        return Outcome(Finding.SEVERAL, named=named, payer=item.membership)
    if not item.balance:
        paid = item.state in ("paid", "part_paid")
        finding = Finding.DOUBLE if paid else Finding.CLOSED
        return Outcome(finding, named=named, payer=item.membership)
    placed = min(money.amount, item.balance)
    finding = Finding.FULL
    if money.amount < item.balance:
        finding = Finding.PART
    elif money.amount > item.balance:
        finding = Finding.OVER
    return Outcome(finding, (Placing(item, placed, how),), named, item.membership)


def _by_parts(money: Money, ledger: Ledger) -> Outcome:
    """The bank tells several references, some perhaps with an amount, below zero if taken off."""
    found = [(part, ledger.named(part.reference, money.account)) for part in money.parts]
    known = list({item.pk: item for _part, item in found if item is not None}.values())
    if not known:
        return _by_payer(money, ledger)
    whole = len(known) == len(found)
    if len(known) == 1 and len(found) == 1:
        return _by_one(money, known[0], How.REFERENCE)
    told = [(part.amount, item) for part, item in found]
    if whole and _total(known) != money.amount and _says_it_all(told, money.amount):
        rows = [
            Placing(item, min(amount, item.balance), How.REFERENCES)
            for amount, item in told
            if amount and item and not item.is_credit and item.balance
        ]
        outcome = Outcome(Finding.FULL, tuple(rows), tuple(known), _one_payer(known))
        if outcome.placed == money.amount:
            return outcome
        finding = Finding.OVER if rows else Finding.DOUBLE
        return Outcome(finding, tuple(rows), tuple(known), _one_payer(known))
    return _by_several(money, known, whole=whole)


def _says_it_all(told: Sequence[tuple[Decimal | None, Item | None]], amount: Decimal) -> bool:
    amounts = [one for one, _item in told]
    if any(one is None or one <= 0 for one in amounts):
        return False
    return sum((one for one in amounts if one), ZERO) == amount


def _by_several(money: Money, named: Sequence[Item], *, whole: bool = True) -> Outcome:
    """The payment names several invoices: all of them, those that add up, or a person looks."""
    payer = _one_payer(named)
    open_ones = [item for item in named if item.balance]
    if not open_ones:
        return Outcome(Finding.DOUBLE, named=tuple(named), payer=payer)
    total = _total(open_ones)
    chosen: Sequence[Item] | None = None
    finding = Finding.FULL
    if total == money.amount and whole:
        chosen = open_ones
    elif subset := only_sum(open_ones, money.amount):
        chosen = subset
    elif whole and ZERO < total < money.amount:
        chosen, finding = open_ones, Finding.OVER
    rows = settle(chosen, How.REFERENCES) if chosen else None
    if rows is None:
        return Outcome(Finding.SEVERAL, named=tuple(named), payer=payer)
    return Outcome(finding, tuple(rows), tuple(named), payer)


def _by_payer(money: Money, ledger: Ledger) -> Outcome:
    payer = ledger.payer(money)
    if payer is None:
        return Outcome(Finding.UNKNOWN)
    owed = ledger.open_of(payer)
    exact = [item for item in owed if item.balance == money.amount]
    if len(exact) == 1:
        row = Placing(exact[0], money.amount, How.PAYER)
        return Outcome(Finding.FULL, (row,), (exact[0],), payer)
    if exact:
        return Outcome(Finding.SEVERAL, named=tuple(exact), payer=payer)
    subset = only_sum(owed, money.amount)
    rows = settle(subset, How.SUM) if subset else None
    if subset and rows:
        return Outcome(Finding.FULL, tuple(rows), tuple(subset), payer)
    return Outcome(Finding.UNKNOWN, payer=payer)


def _total(items: Iterable[Item]) -> Decimal:
    return sum((item.balance for item in items), ZERO)


def _one_payer(items: Iterable[Item]) -> int | None:
    payers = {item.membership for item in items}
    return payers.pop() if len(payers) == 1 else None


def sums_up(items: Sequence[Item], amount: Decimal) -> Iterator[tuple[Item, ...]]:
    """Every choice of the invoices that adds up to the amount, few first; at most 12 invoices."""
    if len(items) > MOST_SUMMED:
        return
    for size in range(1, len(items) + 1):
        for some in combinations(items, size):
            if _total(some) == amount:
                yield some


def only_sum(items: Sequence[Item], amount: Decimal) -> tuple[Item, ...] | None:
    """The one choice that adds up; None when there is none, or a second."""
    found = sums_up(items, amount)
    first = next(found, None)
    return first if first and next(found, None) is None else None


def settle(items: Sequence[Item], how: str) -> list[Placing] | None:
    """All of the invoices paid, less the credit notes among them, which are set off in order.

    None when a credit note is of another payer than any invoice with room for it.
    """
    room = {item.pk: item.balance for item in items if not item.is_credit}
    rows = []
    for credit in (item for item in items if item.is_credit):
        rest = -credit.balance
        for item in items:
            take = min(rest, room.get(item.pk, ZERO))
            if take > 0 and item.membership == credit.membership:
                rows.append(Placing(item, take, how, credit))
                room[item.pk] -= take
                rest -= take
        if rest:
            return None
    paid = (item for item in items if room.get(item.pk))
    return [*rows, *(Placing(item, room[item.pk], how) for item in paid)]
