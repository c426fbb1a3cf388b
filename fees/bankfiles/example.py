"""A BgMax file made up for a network's open invoices, so that receiving can be tried."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from fees.bankfiles.incoming import Incoming
from network.money import ORE, ZERO


def bgmax(account: str, payments: Sequence[Incoming], made_at: datetime) -> bytes:
    """The payments to one bankgiro, a section for each day, as Bankgirot would write them."""
    lines = [f"01BGMAX               01{made_at:%Y%m%d%H%M%S%f}P"]
    counts = {"20": 0, "21": 0, "22": 0, "15": 0}
    serial = 0
    for day in sorted({row.day for row in payments}):
        rows = [row for row in payments if row.day == day]
        lines.append(f"05{account:0>10}{'':10}SEK")
        total, posts = ZERO, 0
        for row in rows:
            serial += 1
            told = _posts(row, row.bank_reference or f"{serial:012d}")
            for line in told:
                kind = "22" if line[:2] == "23" else line[:2]
                counts[kind] = counts.get(kind, 0) + 1
                posts += kind in ("20", "21")
            lines += told
            total += row.amount
        counts["15"] += 1
        lines.append(f"15{account:0>35}{day:%Y%m%d}{counts['15']:05d}{_ore(total)}SEK{posts:08d}K")
    told_counts = "".join(f"{counts[kind]:08d}" for kind in ("20", "21", "22", "15"))
    lines.append(f"70{told_counts}")
    return "".join(f"{line:<80}\r\n" for line in lines).encode("iso-8859-1")


def _ore(amount: Decimal) -> str:
    return f"{int(amount / ORE):018d}"


def _posts(row: Incoming, serial: str) -> list[str]:
    """The payment's post, what it was deducted, more references, and words about the payer."""
    payer = f"{row.payer_account:0>10}"

    def post(kind: str, reference: str, amount: Decimal) -> str:
        code = "2" if reference else "0"
        return f"{kind}{payer}{reference[:25]:<25}{_ore(abs(amount))}{code}1{serial}0"

    about = []
    if row.message:
        about += [
            f"25{row.message[start : start + 50]}" for start in range(0, len(row.message), 50)
        ]
    if row.payer_name:
        about.append(f"26{row.payer_name[:35]:<35}{row.payer_name[35:70]}")
    if row.payer_number:
        about.append(f"29{row.payer_number:0>12}")
    less = [part for part in row.parts if part.amount is not None and part.amount < 0]
    if less:
        paid = [part for part in row.parts if part not in less]
        return [
            *(
                post("20" if part in paid else "21", part.reference, part.amount or ZERO)
                for part in (*paid, *less)
            ),
            *about,
        ]
    extra = [post("22", part.reference, part.amount or ZERO) for part in row.parts]
    return [post("20", row.reference, row.amount), *extra, *about]
