"""Any invoice becomes a voucher that sums to 0, on the most exact accounts."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from fees.ledger import vouchers
from fees.ledger.accounts import Entry, Need, choose
from network.money import vat_of

NETS = st.decimals(Decimal("-99999.99"), Decimal("99999.99"), places=2)
LINES = st.lists(
    st.builds(
        lambda kind, vat, net: vouchers.Line(kind, vat[0], Decimal(vat[1]), net),
        st.sampled_from(["membership", "course_seat", "late_fee"]),
        st.sampled_from([("S", 25), ("S", 12), ("S", 6), ("E", 0)]),
        NETS,
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=200, deadline=None)
@given(lines=LINES)
def test_a_voucher_of_any_invoice_sums_to_0_and_holds_its_vat(lines: list[vouchers.Line]) -> None:
    groups = vat_of((line.rate, line.net) for line in lines)
    total = sum((group.gross for group in groups), Decimal(0))
    sums = vouchers.of_invoice(lines, groups, total=total, side="outside")
    assert sum(amount for _need, amount in sums) == 0
    vat = -sum(amount for need, amount in sums if need.entry == Entry.VAT)
    assert vat == sum(group.vat for group in groups)
    assert len(sums) == len({need for need, _amount in sums}), "one row for each account asked for"


def test_money_back_turns_the_sides() -> None:
    paid = vouchers.of_settlement(Decimal(7), against="bank", kind="other", side="inside")
    back = vouchers.of_settlement(Decimal(-7), against="bank", kind="other", side="inside")
    assert [amount for _need, amount in paid] == [7, -7]
    assert [amount for _need, amount in back] == [-7, 7]


@dataclass
class Rule:
    account: str
    entry: str = "income"
    kind: str = ""
    side: str = ""
    category: str = ""
    rate: Decimal | None = None


def test_the_rule_that_says_most_is_used() -> None:
    need = Need("income", "course_seat", "inside", "O", Decimal(0))
    every, side, kind = Rule("1"), Rule("2", side="inside"), Rule("3", kind="course_seat")
    other = Rule("4", kind="late_fee", side="inside", category="O", rate=Decimal(0))
    both = Rule("5", kind="course_seat", side="inside")
    assert choose([every], need) is every
    assert choose([every, side], need) is side
    assert choose([side, kind, every], need) is kind
    assert choose([both, kind, side, other], need) is both
    assert choose([other], need) is None
    assert choose([Rule("6", entry="vat")], need) is None
