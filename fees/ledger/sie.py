"""SIE 4I: vouchers of a pre-system as a file that accounting systems read.

Format: SIE-gruppen, "SIE filformat" edition 4B. Type 4I holds vouchers alone, in code page 437.
Voucher series and numbers are left empty, since the system that reads the file gives its own.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

COST_CENTRE, PROJECT = 1, 6
# Dimensions up to 19 are reserved by the format; it knows no counterparty.
COUNTERPARTY = 20
ENCODING = "cp437"
_SAID_OTHERWISE = str.maketrans(
    {
        **dict.fromkeys("–—−‐‑‒", "-"),
        **dict.fromkeys("“”„»«″", '"'),
        **dict.fromkeys("’‘‚′´", "'"),
        "€": "EUR",
        "…": "...",
        "•": "*",
        "™": "(TM)",
        "©": "(C)",
        "Ø": "O",
        "ø": "o",
    }
)


@dataclass(frozen=True)
class Row:
    """A transaction: debit above zero, credit below, in kronor; objects by dimension."""

    account: str
    amount: Decimal
    objects: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Voucher:
    """A voucher; its rows sum to 0."""

    day: date
    text: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Ledger:
    """What the head of the file says: whose books, made when, by which program."""

    organisation_number: str
    name: str
    made: date
    accounts: dict[str, str]
    dimensions: dict[int, str]
    program: str
    version: str


class Unbalanced(ValueError):
    """A voucher does not sum to 0."""


def write(ledger: Ledger, vouchers: Iterable[Voucher]) -> bytes:
    """The file, in the order that the format asks for; the same bytes for the same input."""
    vouchers = list(vouchers)
    lines = [
        "#FLAGGA 0",
        f"#PROGRAM {_text(ledger.program)} {_text(ledger.version)}",
        "#FORMAT PC8",
        f"#GEN {_day(ledger.made)}",
        "#SIETYP 4",
        f"#ORGNR {ledger.organisation_number[:6]}-{ledger.organisation_number[6:]}",
        f"#FNAMN {_text(ledger.name)}",
        "#VALUTA SEK",
    ]
    for account, name in sorted(ledger.accounts.items()):
        lines.append(f"#KONTO {_text(account)} {_text(name or account)}")
    used = _objects(vouchers)
    for dimension, name in sorted(ledger.dimensions.items()):
        if any(number == dimension for number, _code in used):
            lines.append(f"#DIM {dimension} {_text(name)}")
    for dimension, code in used:
        lines.append(f"#OBJEKT {dimension} {_text(code)} {_text(code)}")
    for voucher in vouchers:
        lines += _voucher(voucher)
    return "".join(f"{line}\r\n" for line in lines).encode(ENCODING)


def _voucher(voucher: Voucher) -> list[str]:
    if sum((row.amount for row in voucher.rows), Decimal(0)) != 0:
        raise Unbalanced(voucher.text)
    day = _day(voucher.day)
    lines = [f'#VER "" "" {day} {_text(voucher.text)}', "{"]
    for row in voucher.rows:
        objects = " ".join(
            f"{number} {_text(code)}" for number, code in sorted(row.objects.items())
        )
        lines.append(f"   #TRANS {_text(row.account)} {{{objects}}} {row.amount:.2f}")
    return [*lines, "}"]


def _objects(vouchers: Iterable[Voucher]) -> list[tuple[int, str]]:
    return sorted({pair for v in vouchers for row in v.rows for pair in row.objects.items()})


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _text(text: str) -> str:
    r"""A field: always in quotes, inner quotes as \", nothing that code page 437 lacks."""
    return '"' + spelled(text).replace('"', '\\"') + '"'


def spelled(text: str) -> str:
    """The text in the signs of code page 437, each other sign said in the nearest way."""
    said = unicodedata.normalize("NFC", text).translate(_SAID_OTHERWISE)
    said = " ".join("".join(_sign(sign) for sign in said).split())
    # Readers take a backslash for the beginning of an escaped quote.
    return said.replace("\\", "/")


def _sign(sign: str) -> str:
    if unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    if _known(sign):
        return sign
    plain = "".join(
        part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part)
    )
    plain = "".join(part if part.isprintable() else "" for part in plain)
    return plain if plain and all(map(_known, plain)) else "?" if plain else ""


def _known(sign: str) -> bool:
    try:
        sign.encode(ENCODING)
    except UnicodeEncodeError:
        return False
    return sign.isprintable()
