"""Bank files written for tests, and what stands in them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from fees.bankfiles import Incoming
from fees.bankfiles.example import bgmax

BANKGIRO = "12345674"
IBAN = "SE4550000000058398257466"
DAY = date(2026, 11, 20)
MADE = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
SERIALS = iter(range(1, 10**9))


def paid(amount: Any, reference: str = "", **facts: Any) -> Incoming:
    """A payment in a bank file, with a serial of its own."""
    facts.setdefault("day", DAY)
    facts.setdefault("account", BANKGIRO)
    facts.setdefault("bank_reference", f"{next(SERIALS):012d}")
    return Incoming(amount=Decimal(amount), reference=reference, **facts)


def bgmax_of(*payments: Incoming, account: str = BANKGIRO) -> bytes:
    """A BgMax file with the payments."""
    return bgmax(account, payments, MADE)


def camt_of(
    payments: Sequence[Incoming],
    *,
    kind: str = "camt.054",
    version: str = "08",
    account: str = BANKGIRO,
    batch: bool = False,
    currency: str = "SEK",
    more: str = "",
) -> bytes:
    """A camt file with the payments, each an entry or all of them in one batch."""
    message, part = ("BkToCstmrDbtCdtNtfctn", "Ntfctn")
    if kind == "camt.053":
        message, part = ("BkToCstmrStmt", "Stmt")
    total = sum((row.amount for row in payments), Decimal(0))
    new = version >= "03"
    status = "<Sts><Cd>BOOK</Cd></Sts>" if new else "<Sts>BOOK</Sts>"

    def tx(row: Incoming) -> str:
        amount = f'<Amt Ccy="{currency}">{row.amount}</Amt>'
        told = (
            f"{amount}<CdtDbtInd>CRDT</CdtDbtInd>"
            if new
            else (f"<AmtDtls><TxAmt>{amount}</TxAmt></AmtDtls>")
        )
        name = f"<Nm>{escape(row.payer_name)}</Nm>"
        debtor = f"<Dbtr>{f'<Pty>{name}</Pty>' if version >= '08' else name}</Dbtr>"
        own = f"<AcctSvcrRef>{row.bank_reference}</AcctSvcrRef>" if row.bank_reference else ""
        text = f"<Ustrd>{escape(row.message)}</Ustrd>" if row.message else ""
        ref = (
            f"<Strd><CdtrRefInf><Ref>{row.reference}</Ref></CdtrRefInf></Strd>"
            if row.reference
            else ""
        )
        return (
            f"<TxDtls><Refs>{own}</Refs>{told}<RltdPties>{debtor}</RltdPties>"
            f"<RmtInf>{text}{ref}</RmtInf></TxDtls>"
        )

    def entry(amount: Decimal, day: date, inner: str) -> str:
        return (
            f'<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>{status}'
            f"<BookgDt><Dt>{day}</Dt></BookgDt><NtryDtls>{inner}</NtryDtls></Ntry>\n"
        )

    if batch:
        entries = entry(total, DAY, "".join(map(tx, payments)))
    else:
        entries = "".join(entry(row.amount, row.day, tx(row)) for row in payments)
    count = 1 if batch else len(payments)
    summary = (
        f"<TxsSummry><TtlCdtNtries><NbOfNtries>{count}</NbOfNtries><Sum>{total}</Sum>"
        "</TtlCdtNtries></TxsSummry>"
    )
    number = f"<Othr><Id>{account}</Id></Othr>"
    if account.startswith("SE"):
        number = f"<IBAN>{account}</IBAN>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{kind}.001.{version}"><{message}>'
        f"<GrpHdr><MsgId>1</MsgId></GrpHdr><{part}><Id>1</Id>"
        f"<CreDtTm>2026-11-20T17:30:00+01:00</CreDtTm><Acct><Id>{number}</Id></Acct>"
        f"{summary}\n{entries}{more}</{part}></{message}></Document>"
    ).encode()
