"""What the parsers take for money, and what they refuse."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fees.bankfiles import BankFile, BankFileRefused, Incoming, Part, read
from tests.fees.banks import BANKGIRO, DAY, IBAN, bgmax_of, camt_of, paid

AMOUNTS = st.decimals("0.01", "9999999", places=2)
TEXT = st.text("ABCÅÄÖåäö 0123456789-", max_size=35).map(lambda text: " ".join(text.split()))
PAYMENTS = st.lists(
    st.builds(
        paid,
        AMOUNTS,
        st.integers(10, 10**12).map(str),
        day=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        payer_name=TEXT,
        message=TEXT,
    ),
    min_size=1,
    max_size=8,
)


def _told(rows: tuple[Incoming, ...] | list[Incoming]) -> list[Any]:
    return sorted((row.day, row.amount, row.reference, row.payer_name) for row in rows)


def _refusal(content: bytes) -> str:
    with pytest.raises(BankFileRefused) as refused:
        read(content)
    assert "%(" not in refused.value.sentence
    return refused.value.code


@settings(max_examples=40, deadline=None)
@given(payments=PAYMENTS)
def test_what_a_bgmax_file_tells_is_read_back(payments: list[Incoming]) -> None:
    file = read(bgmax_of(*payments))
    assert file.accounts == (BANKGIRO,)
    assert _told(file.incoming) == _told(payments)


@settings(max_examples=40, deadline=None)
@given(
    payments=PAYMENTS,
    kind=st.sampled_from(["camt.053", "camt.054"]),
    version=st.sampled_from(["02", "04", "08"]),
    batch=st.booleans(),
)
def test_what_a_camt_file_tells_is_read_back(
    payments: list[Incoming], kind: str, version: str, batch: bool
) -> None:
    file = read(camt_of(payments, kind=kind, version=version, batch=batch))
    days = {row.day for row in file.incoming}
    assert sum(row.amount for row in file.incoming) == sum(row.amount for row in payments)
    assert [row.reference for row in file.incoming] == [row.reference for row in payments]
    assert [row.payer_name for row in file.incoming] == [row.payer_name for row in payments]
    assert days == ({DAY} if batch and len(payments) > 1 else {row.day for row in payments}) or (
        batch and days == {DAY}
    )


def _sums(file: BankFile) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for row in file.incoming:
        sums[row.account] = sums.get(row.account, Decimal(0)) + row.amount
    return sums


@settings(max_examples=150, deadline=None)
@given(payments=PAYMENTS, data=st.data(), camt=st.booleans(), line=st.booleans())
def test_a_file_that_lost_a_byte_or_a_line_never_counts_as_other_sums(
    payments: list[Incoming], data: st.DataObject, camt: bool, line: bool
) -> None:
    content = camt_of(payments) if camt else bgmax_of(*payments)
    whole = _sums(read(content))
    if line:
        lines = content.splitlines(keepends=True)
        place = data.draw(st.integers(0, len(lines) - 1))
        broken = b"".join(lines[:place] + lines[place + 1 :])
    else:
        place = data.draw(st.integers(0, len(content) - 1))
        broken = content[:place] + content[place + 1 :]
    try:
        file = read(broken)
    except BankFileRefused:
        return
    assert sum(_sums(file).values()) == sum(whole.values())


def test_each_kind_of_wrong_file_has_its_sentence() -> None:
    good = bgmax_of(paid(100, "20267"), paid(200, "20268"))
    xml = camt_of([paid(100, "20267")])
    assert _refusal(b"  \r\n") == "empty"
    assert _refusal(b"%PDF-1.7 faktura") == "content"
    assert _refusal(b"MZ\x90\x00program") == "content"
    assert _refusal(b"<?xml version='1.0'?><virus/>") == "unknown"
    assert _refusal(b"Datum;Belopp\n2026-01-01;100") == "unknown"
    assert _refusal(good.decode("latin-1").encode("utf-16")) == "encoding"
    assert _refusal(xml.decode().encode("utf-16")) == "encoding"
    named = bgmax_of(paid(100, "20267", payer_name="Länsstyrelsen"))
    assert _refusal(named.decode("latin-1").encode()) == "encoding"
    assert _refusal(good[: len(good) // 2]) in ("cut_off", "line")
    lines = good.splitlines(keepends=True)
    assert _refusal(b"".join(lines[:-1])) == "cut_off"
    assert _refusal(b"".join([*lines[:2], *lines[3:]])) == "sum"
    assert _refusal(good.replace(b"0P ", b"0T ", 1)) == "test"
    assert _refusal(xml[:-20]) in ("cut_off", "xml")
    assert _refusal(xml.replace(b"<Sum>100<", b"<Sum>101<")) == "sum"
    assert _refusal(xml.replace(b"<Document", b"<!DOCTYPE x [<!ENTITY a 'b'>]><Document")) == (
        "definitions"
    )
    assert _refusal(xml.replace(b"camt.054", b"camt.052")) == "other_camt"
    assert _refusal(b" " * (11 * 1024**2)) == "too_big"


def test_several_references_of_one_payment_stay_together() -> None:
    parts = (Part("20267"), Part("20268", Decimal(50)))
    row = read(bgmax_of(paid(150, "", parts=parts))).incoming[0]
    assert (row.amount, row.parts) == (Decimal(150), parts)


def test_a_deduction_lowers_what_its_payer_paid_and_nobody_elses() -> None:
    parts = (Part("20267", Decimal(10000)), Part("20268", Decimal(-500)))
    file = read(
        bgmax_of(
            paid(9500, parts=parts, payer_account="3783511"),
            paid(700, "20269", payer_account="9912346"),
        )
    )
    assert [row.amount for row in file.incoming] == [Decimal(9500), Decimal(700)]
    assert file.incoming[0].parts == parts


def test_what_is_no_payment_in_is_told_and_not_counted() -> None:
    def entry(amount: str, way: str, more: str = "", currency: str = "SEK") -> str:
        return (
            f'<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd>{more}'
            "<BookgDt><Dt>2026-11-20</Dt></BookgDt></Ntry>"
        )

    more = (
        entry("5", "DBIT")
        + entry("6", "DBIT", "<RvslInd>true</RvslInd>")
        + entry("7", "CRDT", "<Sts>PDNG</Sts>")
        + entry("8", "CRDT", currency="EUR")
    )
    plain = camt_of([paid(100, "20267")], more=more, account=IBAN)
    start, end = plain.index(b"<TxsSummry>"), plain.index(b"</TxsSummry>") + 12
    file = read(plain[:start] + plain[end:])
    assert [row.amount for row in file.incoming] == [Decimal(100)]
    assert [one.kind for one in file.told] == ["debit", "returned", "pending", "currency"]
    assert file.accounts == (IBAN,)


def test_payments_that_the_bank_does_not_name_are_told_apart_by_their_order() -> None:
    same = [paid(100, "20267", bank_reference="") for _time in range(3)]
    first = read(camt_of(same))
    keys = [row.key for row in first.incoming]
    assert len(set(keys)) == 3
    assert [row.key for row in read(camt_of(same[:2])).incoming] == keys[:2]
    assert max(map(len, keys)) <= 140
