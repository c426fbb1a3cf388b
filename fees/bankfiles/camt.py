"""camt.054 and camt.053: the banks' notifications and statements in XML (ISO 20022).

All versions have the same bones, so tags are read by their local names. Credit entries are
payments; what left the account, is only pending or in another currency is told instead.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from fees.bankfiles.incoming import BankFile, Incoming, Part, Told
from fees.bankfiles.refusals import BankFileRefused
from network.money import ZERO, round_kr

_MESSAGE = re.compile(rb"urn:iso:std:iso:20022:tech:xsd:(camt\.\d{3})\.001\.\d\d")
FORMATS = {"camt.054": "camt054", "camt.053": "camt053"}
_HEAD = 4000
NOTHING = ("", "NOTPROVIDED", "NOT PROVIDED")
Node = Any  # an lxml element


def is_camt(content: bytes) -> bool:
    """Whether the bytes begin as an XML file of the ISO 20022 cash family does."""
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n\t ")
    return head.startswith(b"<") and _MESSAGE.search(head) is not None


def read_camt(content: bytes) -> BankFile:
    """The payments of a camt file; raises BankFileRefused unless the sums that it tells agree."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise BankFileRefused("definitions")
    named = _MESSAGE.search(content[:_HEAD])
    kind = named.group(1).decode() if named else ""
    if kind not in FORMATS:
        raise BankFileRefused("other_camt", kind=kind)
    root = _parsed(content)
    reader = _Reader(FORMATS[kind])
    for statement in _each(root, "BkToCstmrDbtCdtNtfctn", "BkToCstmrStmt"):
        for part in _each(statement, "Ntfctn", "Stmt"):
            reader.take(part)
    if not reader.accounts:
        raise BankFileRefused("no_account")
    return BankFile(
        reader.format,
        reader.made_on,
        tuple(dict.fromkeys(reader.accounts)),
        tuple(reader.incoming),
        tuple(reader.told),
    )


def _parsed(content: bytes) -> Node:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        return etree.fromstring(content.lstrip(b"\r\n\t "), parser)
    except etree.XMLSyntaxError as fault:
        said = str(fault)
        if "encoding" in said.lower():
            raise BankFileRefused("encoding") from None
        ends = ("Premature end", "EndTag: '</' not found", "Couldn't find end")
        if any(words in said for words in ends):
            raise BankFileRefused("cut_off") from None
        raise BankFileRefused("xml", line=fault.lineno or 1) from None


class _Reader:
    def __init__(self, kind: str) -> None:
        self.format = kind
        self.made_on: date | None = None
        self.accounts: list[str] = []
        self.incoming: list[Incoming] = []
        self.told: list[Told] = []

    def take(self, statement: Node) -> None:
        """One account's statement or notification, with its own sums."""
        account = _account(_at(statement, "Acct"))
        if not account:
            raise BankFileRefused("no_account")
        self.accounts.append(account)
        self.made_on = self.made_on or _made(statement)
        entries = list(_each(statement, "Ntry"))
        _check_summary(statement, entries)
        _check_balances(statement, entries)
        for entry in entries:
            self._entry(entry, account)

    def _entry(self, entry: Node, account: str) -> None:
        amount, currency = _amount(entry)
        day = _day(entry)
        facts = {
            "amount": str(amount),
            "day": day.isoformat(),
            "reference": _text(entry, "AcctSvcrRef"),
        }
        why = ""
        reversed_ = _text(entry, "RvslInd") in ("true", "1")
        credit = _is_credit(entry)
        status = _text(entry, "Sts", "Cd") or _text(entry, "Sts")
        if status not in ("", "BOOK"):
            why = "pending"
        elif currency != "SEK":
            why, facts["currency"] = "currency", currency
        elif reversed_:
            why = "returned" if not credit else "reversed_debit"
        elif not credit:
            why = "debit"
        if why:
            self.told.append(Told(why, facts))
            return
        self.incoming.extend(_payments(entry, account, amount, day))


def _payments(entry: Node, account: str, amount: Decimal, day: date) -> Iterator[Incoming]:
    """The payments of a credit entry: one, or those of its batch when each tells its amount."""
    details = [tx for part in _each(entry, "NtryDtls") for tx in _each(part, "TxDtls")]
    own = _text(entry, "AcctSvcrRef") or _text(entry, "NtryRef")
    amounts = [_detail_amount(tx) for tx in details]
    if len(details) > 1 and None not in amounts:
        found = sum((one for one in amounts if one), ZERO)
        if found != amount:
            raise BankFileRefused("sum", found=found, told=amount, where=own or "Ntry")
        if min(one or ZERO for one in amounts) > 0:
            for place, (tx, one) in enumerate(zip(details, amounts, strict=True), 1):
                mine = _text(tx, "Refs", "AcctSvcrRef")
                word = mine if mine and mine != own else (f"{own}/{place}" if own else "")
                yield _incoming([tx], account, one or ZERO, day, word)
            return
    elif len(details) == 1 and amounts[0] not in (None, amount):
        raise BankFileRefused("sum", found=amounts[0], told=amount, where=own or "Ntry")
    first = details[0] if details else entry
    word = own or _text(first, "Refs", "AcctSvcrRef")
    if amount > 0:
        yield _incoming(details or [entry], account, amount, day, word)


def _incoming(details: list[Node], account: str, amount: Decimal, day: date, word: str) -> Incoming:
    first = details[0]
    parts = [part for tx in details for part in _parts(tx, alone=len(details) == 1)]
    debtor = _at(first, "RltdPties", "Dbtr")
    party = _at(debtor, "Pty") if _at(debtor, "Pty") is not None else debtor
    message = [node.text or "" for tx in details for node in _path(tx, "RmtInf", "Ustrd")]
    message += [node.text or "" for tx in details for node in _path(tx, "AddtlTxInf")]
    end_to_end = _text(first, "Refs", "EndToEndId")
    references = [part.reference for part in parts]
    return Incoming(
        day=day,
        amount=amount,
        account=account,
        bank_reference=word[:100],
        reference=" ".join(references)[:140] if len(references) == 1 else "",
        parts=tuple(parts) if len(parts) > 1 else (),
        payer_name=_text(party, "Nm")[:140],
        payer_account=_account(_at(first, "RltdPties", "DbtrAcct"))[:34],
        payer_number=_number(_text(party, "Id", "OrgId", "Othr", "Id")),
        message=" ".join(
            [*message, *([end_to_end] if end_to_end.upper() not in NOTHING else [])]
        ).strip()[:500],
    )


def _parts(tx: Node, *, alone: bool) -> Iterator[Part]:
    """The structured references of a transaction, credit notes below zero."""
    for told in _path(tx, "RmtInf", "Strd"):
        reference = _text(told, "CdtrRefInf", "Ref") or _text(told, "RfrdDocInf", "Nb")
        if not reference:
            continue
        less, paid = (
            _decimal(_text(told, "RfrdDocAmt", name)) for name in ("CdtNoteAmt", "RmtdAmt")
        )
        amount = -less if less else paid
        if amount is None and not alone:
            amount = _detail_amount(tx)
        yield Part(reference, amount)


def _check_summary(statement: Node, entries: list[Node]) -> None:
    """What the statement says about its entries, where it does."""
    for name, wanted in (("TtlNtries", None), ("TtlCdtNtries", True), ("TtlDbtNtries", False)):
        told = _at(statement, "TxsSummry", name)
        if told is None:
            continue
        rows = [one for one in entries if wanted is None or _is_credit(one) is wanted]
        count = _text(told, "NbOfNtries")
        if count.isdecimal() and int(count) != len(rows):
            raise BankFileRefused("count", found=len(rows), told=count, where=name)
        said = _decimal(_text(told, "Sum"))
        found = sum((_amount(one)[0] for one in rows), ZERO)
        if said is not None and said != found:
            raise BankFileRefused("sum", found=found, told=said, where=name)


def _check_balances(statement: Node, entries: list[Node]) -> None:
    """Opening balance and booked entries make the closing balance, where both are told."""
    balances: dict[str, Decimal] = {}
    for balance in _each(statement, "Bal"):
        code = _text(balance, "Tp", "CdOrPrtry", "Cd")
        amount, _currency = _amount(balance)
        balances[code] = amount if _is_credit(balance) else -amount
    if not {"OPBD", "CLBD"} <= balances.keys():
        return
    moved = ZERO
    for entry in entries:
        if (_text(entry, "Sts", "Cd") or _text(entry, "Sts")) in ("", "BOOK"):
            amount, _currency = _amount(entry)
            moved += amount if _is_credit(entry) else -amount
    if balances["OPBD"] + moved != balances["CLBD"]:
        told = balances["CLBD"] - balances["OPBD"]
        raise BankFileRefused("sum", found=moved, told=told, where="CLBD")


def _is_credit(node: Node) -> bool:
    said = _text(node, "CdtDbtInd")
    if said not in ("CRDT", "DBIT"):
        raise BankFileRefused("xml", line=node.sourceline or 1)
    return said == "CRDT"


def _amount(node: Node) -> tuple[Decimal, str]:
    told = _at(node, "Amt")
    amount = _decimal(told.text or "") if told is not None else None
    if amount is None or amount < 0:
        raise BankFileRefused("xml", line=node.sourceline or 1)
    return amount, told.get("Ccy", "SEK")


def _detail_amount(tx: Node) -> Decimal | None:
    """A transaction's own amount, below zero when it is taken off; None when it tells none."""
    for path in (("Amt",), ("AmtDtls", "TxAmt", "Amt")):
        told = _at(tx, *path)
        if told is not None and (amount := _decimal(told.text or "")) is not None:
            return -amount if _text(tx, "CdtDbtInd") == "DBIT" else amount
    return None


def _decimal(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.strip()) if text.strip() else None
    except InvalidOperation:
        return None
    if amount is None or not amount.is_finite() or abs(amount) >= 10**10:
        return None
    return round_kr(amount) if round_kr(amount) == amount else None


def _account(node: Node) -> str:
    """An account's number, digits and letters alone: IBAN, bankgiro, plusgiro or bank account."""
    if node is None:
        return ""
    number = _text(node, "Id", "IBAN") or _text(node, "Id", "Othr", "Id")
    return re.sub(r"[^0-9A-Za-z]", "", number).upper().lstrip("0")


def _number(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return digits[-10:] if len(digits) in (10, 12) else ""


def _made(statement: Node) -> date | None:
    try:
        return date.fromisoformat(_text(statement, "CreDtTm")[:10])
    except ValueError:
        return None


def _day(entry: Node) -> date:
    """The day of the booking, else of the value."""
    for name in ("BookgDt", "ValDt"):
        said = _text(entry, name, "Dt") or _text(entry, name, "DtTm")
        try:
            return date.fromisoformat(said[:10])
        except ValueError:
            continue
    raise BankFileRefused("xml", line=entry.sourceline or 1)


def _name(node: Node) -> str:
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _each(node: Node, *names: str) -> Iterator[Node]:
    if node is not None:
        yield from (child for child in node if _name(child) in names)


def _at(node: Node, *path: str) -> Node:
    """The first node down a path of local names."""
    for name in path:
        node = next(_each(node, name), None)
        if node is None:
            return None
    return node


def _path(node: Node, *path: str) -> Iterator[Node]:
    """Every node down a path of local names."""
    nodes = [node]
    for name in path:
        nodes = [child for one in nodes for child in _each(one, name)]
    yield from nodes


def _text(node: Node, *path: str) -> str:
    found = _at(node, *path)
    return (found.text or "").strip() if found is not None else ""
