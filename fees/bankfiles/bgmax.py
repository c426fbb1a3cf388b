"""BgMax: Bankgirot's file of payments in, lines of 80 signs in ISO 8859-1.

Source: Bankgirot, Bankgiro Inbetalningar, teknisk manual. Positions below count from zero.
01 begins the file, 05 a section for one account, 20 is a payment, 21 a deduction, 22 and 23 are
more references of either, 25 to 29 words about it, 15 ends a section with its sum, 70 the file.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from fees.bankfiles.incoming import BankFile, Incoming, Part, Told
from fees.bankfiles.refusals import BankFileRefused
from network.money import ORE, ZERO

WIDTH = 80
START = b"01BGMAX "
_DIGITS = re.compile(r"[0-9]+\Z")
_UNSEEN = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")
ABOUT = ("22", "23", "25", "26", "27", "28", "29")


def is_bgmax(content: bytes) -> bool:
    """Whether the bytes begin as a BgMax file does."""
    return content.lstrip(b"\xef\xbb\xbf\r\n ").startswith(START)


@dataclass(slots=True)
class _Post:
    """A payment or deduction while its lines are read; the amount is below zero if deducted."""

    line: int
    payer: str
    reference: str
    amount: Decimal
    serial: str
    extra: list[Part] = field(default_factory=list)
    message: list[str] = field(default_factory=list)
    name: str = ""
    number: str = ""


@dataclass(slots=True)
class _Section:
    """What came in on one account in one deposit, in one currency."""

    account: str
    currency: str
    posts: list[_Post] = field(default_factory=list)


def read_bgmax(content: bytes) -> BankFile:
    """The payments of a BgMax file; raises BankFileRefused unless every sum and count agrees."""
    return _Reader(_decoded(content)).read()


def _decoded(content: bytes) -> list[str]:
    if not content.isascii():
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:  # Swedish letters in ISO 8859-1 are never whole letters of UTF-8
            raise BankFileRefused("encoding")
    text = content.decode("iso-8859-1").rstrip("\x1a\r\n ")
    if _UNSEEN.search(text):
        raise BankFileRefused("encoding")
    return re.split(r"\r\n|\n|\r", text)


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.counts: Counter[str] = Counter()
        self.made_on: date | None = None
        self.section: _Section | None = None
        self.accounts: list[str] = []
        self.incoming: list[Incoming] = []
        self.told: list[Told] = []

    def read(self) -> BankFile:
        """Line by line; the last one must end the file."""
        ended = False
        for number, raw in enumerate(self.lines, 1):
            if len(raw.rstrip()) > WIDTH or ended:
                raise BankFileRefused("line", line=number)
            line = raw.ljust(WIDTH)
            kind = line[:2]
            if (number == 1) != (kind == "01"):
                raise BankFileRefused("line", line=number)
            self.counts[kind] += 1
            ended = self._take(kind, line, number)
        if not ended:
            raise BankFileRefused("cut_off")
        return BankFile(
            "bgmax",
            self.made_on,
            tuple(dict.fromkeys(self.accounts)),
            tuple(self.incoming),
            tuple(self.told),
        )

    def _take(self, kind: str, line: str, number: int) -> bool:
        if kind == "01":
            if line[44] == "T":
                raise BankFileRefused("test")
            self.made_on = _day(line[24:32], number)
        elif kind == "05":
            self._open(line, number)
        elif kind in ("20", "21"):
            self._posts(number).append(_post(kind, line, number))
        elif kind in ABOUT:
            self._tell(kind, line, number)
        elif kind == "15":
            self._close(line, number)
        elif kind == "70":
            self._end(line, number)
            return True
        elif not _DIGITS.match(kind):
            raise BankFileRefused("line", line=number)
        return False  # kinds that Bankgirot may add are passed over, as its manual asks

    def _open(self, line: str, number: int) -> None:
        if self.section is not None:
            raise BankFileRefused("line", line=number)
        bankgiro, plusgiro = (_account(line[a:b], number) for a, b in ((2, 12), (12, 22)))
        if not bankgiro and not plusgiro:
            raise BankFileRefused("no_account")
        self.section = _Section(bankgiro or plusgiro, line[22:25])

    def _posts(self, number: int) -> list[_Post]:
        if self.section is None:
            raise BankFileRefused("line", line=number)
        return self.section.posts

    def _tell(self, kind: str, line: str, number: int) -> None:
        """What a line adds to the payment above it."""
        posts = self._posts(number)
        if not posts:
            raise BankFileRefused("line", line=number)
        post = posts[-1]
        if kind in ("22", "23"):
            amount = _amount(line[37:55], number)
            sign = -1 if kind == "23" else 1
            post.extra.append(Part(line[12:37].strip(), sign * amount if amount else None))
        elif kind == "25":
            post.message.append(line[2:52].strip())
        elif kind == "26":
            post.name = " ".join(f"{line[2:37]} {line[37:72]}".split())
        elif kind == "29":
            post.number = line[2:14].strip().lstrip("0")

    def _close(self, line: str, number: int) -> None:
        section = self.section
        if section is None:
            raise BankFileRefused("line", line=number)
        day = _day(line[37:45], number)
        told = _amount(line[50:68], number)
        found = sum((post.amount for post in section.posts), ZERO)
        where = f"15, {number}"
        if found != told:
            raise BankFileRefused("sum", found=found, told=told, where=where)
        if line[68:71] != section.currency:
            raise BankFileRefused("line", line=number)
        count = _number(line[71:79], number)
        if count != len(section.posts):
            raise BankFileRefused("count", found=len(section.posts), told=count, where=where)
        self.accounts.append(section.account)
        if section.currency == "SEK":
            for post in _net(section.posts):
                self._keep(post, section, day)
        else:
            facts = {"amount": str(found), "currency": section.currency, "day": day.isoformat()}
            self.told.append(Told("currency", facts))
        self.section = None

    def _keep(self, post: _Post, section: _Section, day: date) -> None:
        if post.amount == 0:
            facts = {"payer": post.name or post.payer, "day": day.isoformat()}
            self.told.append(Told("settled", facts | {"references": _references(post)}))
            return
        serial = post.serial.strip("0 ")
        self.incoming.append(
            Incoming(
                day=day,
                amount=post.amount,
                account=section.account,
                bank_reference=f"BGC {post.serial} {post.payer}".strip() if serial else "",
                reference=post.reference,
                parts=tuple(post.extra),
                payer_name=post.name,
                payer_account=post.payer,
                payer_number=post.number[-10:],
                message=" ".join(filter(None, post.message)),
            )
        )

    def _end(self, line: str, number: int) -> None:
        if self.section is not None:
            raise BankFileRefused("cut_off")
        found = [
            self.counts["20"],
            self.counts["21"],
            self.counts["22"] + self.counts["23"],
            self.counts["15"],
        ]
        told = [_number(line[start : start + 8], number) for start in (2, 10, 18, 26)]
        for has, says in zip(found, told, strict=True):
            if has != says:
                raise BankFileRefused("count", found=has, told=says, where=f"70, {number}")


def _net(posts: list[_Post]) -> list[_Post]:
    """The payments; a payer's deductions are taken off what the same payer paid in the deposit.

    Only the difference has come in, so it is one payment with a reference for each of them.
    """
    deducting = {post.payer: post for post in posts if post.amount < 0}
    kept: dict[str, _Post] = {}
    result = []
    for post in posts:
        if post.payer not in deducting:
            result.append(post)
            continue
        parts = post.extra or [Part(post.reference, post.amount)]
        if (one := kept.get(post.payer)) is None:
            post.extra = parts
            kept[post.payer] = post
            result.append(post)
            continue
        one.extra = [*one.extra, *parts]
        one.amount += post.amount
        one.message += post.message
        one.name = one.name or post.name
        one.reference = ""
    for payer, post in kept.items():
        if post.amount < 0:
            raise BankFileRefused("deduction", payer=payer, line=deducting[payer].line)
    return result


def _references(post: _Post) -> str:
    return ", ".join(part.reference for part in post.extra)


def _post(kind: str, line: str, number: int) -> _Post:
    amount = _amount(line[37:55], number)
    return _Post(
        line=number,
        payer=_account(line[2:12], number),
        reference=" ".join(line[12:37].split()),
        amount=-amount if kind == "21" else amount,
        serial=line[57:69].strip(),
    )


def _number(text: str, line: int) -> int:
    if not _DIGITS.match(text):
        raise BankFileRefused("line", line=line)
    return int(text)


def _amount(text: str, line: int) -> Decimal:
    return _number(text, line) * ORE


def _account(text: str, line: int) -> str:
    digits = text.strip()
    if digits and not _DIGITS.match(digits):
        raise BankFileRefused("line", line=line)
    return digits.lstrip("0")


def _day(text: str, line: int) -> date:
    if not _DIGITS.match(text):
        raise BankFileRefused("line", line=line)
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        raise BankFileRefused("line", line=line) from None
