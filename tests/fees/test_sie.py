"""A SIE file holds what it was given, in signs that its readers know."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fees.ledger import sie
from tests.fees.sie_reader import read

GOLDEN = Path(__file__).parent / "golden" / "ledger.si"
LEDGER = sie.Ledger(
    organisation_number="2021000928",
    name="Exempelmyndigheten Åäö",
    made=date(2026, 3, 31),
    accounts={"1510": "Kundfordringar", "3001": "Försäljning", "2611": ""},
    dimensions={1: "Kostnadsställe", 6: "Projekt", 20: "Motpart"},
    program="Nätverksportalen",
    version="1",
)
VOUCHERS = [
    sie.Voucher(
        date(2026, 3, 1),
        'Faktura 2026-0001, Region "Norr" – år 1…',
        [
            sie.Row("1510", Decimal("31250.00"), {20: "M17"}),
            sie.Row("3001", Decimal("-25000.00"), {1: "120", 6: "P 7", 20: "M17"}),
            sie.Row("2611", Decimal("-6250.00")),
        ],
    ),
    sie.Voucher(
        date(2026, 3, 2),
        "Betalning, 100 €",
        [sie.Row("1930", Decimal("0.05")), sie.Row("1510", Decimal("-0.05"))],
    ),
]


def test_the_file_is_the_one_that_was_looked_at() -> None:
    assert sie.write(LEDGER, VOUCHERS) == GOLDEN.read_bytes()


def test_what_is_written_is_read_back() -> None:
    file = read(sie.write(LEDGER, VOUCHERS))
    assert file.head["#FORMAT"] == [["PC8"]]
    assert file.head["#SIETYP"] == [["4"]]
    assert file.head["#ORGNR"] == [["202100-0928"]]
    assert file.head["#FNAMN"] == [["Exempelmyndigheten Åäö"]]
    assert file.head["#DIM"] == [["1", "Kostnadsställe"], ["6", "Projekt"], ["20", "Motpart"]]
    assert ["6", "P 7", "P 7"] in file.head["#OBJEKT"]
    first, second = file.vouchers
    assert first.text == 'Faktura 2026-0001, Region "Norr" - år 1...'
    assert first.rows[1] == ("3001", {"1": "120", "6": "P 7", "20": "M17"}, Decimal("-25000.00"))
    assert second.text == "Betalning, 100 EUR"


def test_a_voucher_that_does_not_sum_to_0_is_not_written() -> None:
    one = sie.Voucher(date(2026, 1, 1), "x", [sie.Row("1510", Decimal("0.01"))])
    with pytest.raises(sie.Unbalanced):
        sie.write(LEDGER, [one])


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(max_size=60),
    name=st.text(max_size=30),
    code=st.text(alphabet='ab"\\{} é€–\n', min_size=1, max_size=8),
    amounts=st.lists(st.decimals(-(10**7), 10**7, places=2), min_size=1, max_size=6),
)
def test_no_name_or_text_breaks_the_file(
    text: str, name: str, code: str, amounts: list[Decimal]
) -> None:
    rows = [sie.Row(code.strip() or "1", amount, {1: "7"}) for amount in amounts]
    voucher = sie.Voucher(date(2026, 1, 1), text, [*rows, sie.Row("9", -sum(amounts, Decimal(0)))])
    ledger = sie.Ledger("2021000928", name, date(2026, 1, 1), {"9": name}, {1: text}, "x", "1")
    (read_back,) = read(sie.write(ledger, [voucher])).vouchers
    assert [row[2] for row in read_back.rows][:-1] == amounts
    assert read_back.text == sie.spelled(text)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Länsstyrelsen", "Länsstyrelsen"),
        ("a–b", "a-b"),
        ("”hej”", '"hej"'),
        ("10 €", "10 EUR"),
        ("Łódź", "?ódz"),
        ("tab\there\nnow", "tab here now"),
        ("smile 😀", "smile ?"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_signs_that_the_code_page_lacks_are_said_in_the_nearest_way(
    written: str, said: str
) -> None:
    assert sie.spelled(written) == said
