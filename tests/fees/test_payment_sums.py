"""Whatever is done with payments, in any order: what came is what is placed and what is left."""

from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fees.actions.match import match_again
from fees.actions.place import PlacingRefused, place_by_hand, set_aside, take_up, undo
from fees.models import Allocation, Invoice, Payment
from fees.payments.findings import How
from fees.payments.matching import Item, Ledger, Money, match, only_sum, settle, sums_up
from fees.payments.suggestions import is_near
from network import scope
from network.money import ZERO
from tests.cast import Cast
from tests.fees.banks import paid
from tests.fees.paying import bill, host, seat_of, take

ORE = st.integers(1, 400_000).map(lambda ore: Decimal(ore) / 100)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["take", "place", "undo", "aside", "up", "again"]),
        st.integers(0, 9),
        st.sampled_from([Decimal(50), Decimal(400), Decimal(1000), Decimal("1333.33")]),
    ),
    min_size=4,
    max_size=14,
)


def _holds() -> None:
    for payment in Payment.objects.annotate(placed=Sum("allocations__amount")):
        assert payment.amount == payment.left + (payment.placed or ZERO)
        assert payment.left >= 0
    for invoice in Invoice.objects.annotate(settled=Sum("allocations__amount")):
        assert invoice.total == invoice.balance + (invoice.settled or ZERO)
        assert invoice.balance >= 0


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(plans=st.lists(STEPS, min_size=1, max_size=1))
def test_money_is_neither_made_nor_lost_by_any_order_of_deeds(
    plans: list[Any], billed: Cast
) -> None:
    cast = billed
    for kind, which, amount in plans[0]:
        if kind == "take":
            with scope.enter(cast.users["erik"], cast.vn):
                codes = list(Invoice.objects.order_by("pk").values_list("payment_reference"))
            reference = codes[which][0] if which < len(codes) else ""
            take(cast, paid(amount, reference))
        else:
            with scope.enter(cast.users["erik"], cast.vn):
                _do(cast, kind, which, amount)
        with scope.enter(cast.users["erik"], cast.vn):
            _holds()


@pytest.fixture
def billed(cast: Cast) -> Cast:
    """Three open invoices; the examples go on from what the ones before left."""
    host(cast)
    bill(cast, "csn", 1000, 2000)
    bill(cast, "miun", 1333)
    return cast


def _do(cast: Cast, kind: str, which: int, amount: Decimal) -> None:
    by = seat_of(cast)
    if kind == "again":
        match_again(by=by)
        return
    payments = list(Payment.objects.order_by("pk"))
    if not payments:
        return
    payment = payments[which % len(payments)]
    try:
        if kind == "place":
            invoices = list(Invoice.objects.order_by("pk"))
            place_by_hand(payment, {invoices[which % len(invoices)].pk: amount}, by=by)
        elif kind == "undo":
            rows = list(Allocation.objects.filter(undoes=None).order_by("pk"))
            if rows:
                undo(rows[which % len(rows)], by=by)
        elif kind == "aside":
            set_aside(payment, "test")
        else:
            take_up(payment)
    except PlacingRefused:
        pass


def _items(balances: list[Decimal], notes: int = 0) -> list[Item]:
    return [
        Item(
            pk=number,
            code=f"2026-{number:04d}",
            reference=f"2026{number:04d}",
            account="12345674",
            membership=1,
            balance=-balance if number < notes else balance,
            is_credit=number < notes,
        )
        for number, balance in enumerate(balances)
    ]


@settings(max_examples=200, deadline=None)
@given(balances=st.lists(ORE, min_size=1, max_size=6), amount=ORE, first=st.integers(0, 5))
def test_no_payment_takes_more_than_it_is_or_than_is_owed(
    balances: list[Decimal], amount: Decimal, first: int
) -> None:
    items = _items(balances)
    reference = items[first % len(items)].reference
    outcome = match(Money(amount, reference=reference), Ledger(items))
    assert 0 <= outcome.placed <= amount
    assert all(item.balance >= 0 for item in items)
    assert sum(balances) - sum(item.balance for item in items) == outcome.placed


@settings(max_examples=100, deadline=None)
@given(balances=st.lists(ORE, min_size=2, max_size=6), notes=st.integers(0, 1))
def test_invoices_less_their_credit_notes_are_paid_to_the_ore(
    balances: list[Decimal], notes: int
) -> None:
    items = _items(balances, notes)
    total = sum((item.balance for item in items), ZERO)
    rows = settle(items, How.REFERENCES)
    if rows is None:
        assert sum(b for b in balances[notes:]) < balances[0]
        return
    paid_ = sum((row.amount for row in rows if row.credit is None), ZERO)
    assert paid_ == total
    for item in items:
        taken = sum(row.amount for row in rows if row.item is item)
        back = sum(row.amount for row in rows if row.credit is item)
        assert item.balance == (taken if not item.is_credit else -back)


def test_a_sum_that_two_choices_make_is_left_to_a_person() -> None:
    items = _items([Decimal(100), Decimal(200), Decimal(300)])
    assert only_sum(items, Decimal(300)) is None
    assert only_sum(items, Decimal(600)) == tuple(items)
    assert list(sums_up(_items([Decimal(1)] * 13), Decimal(1))) == []


def test_a_typing_error_in_a_reference_is_recognised_as_one() -> None:
    assert is_near("2026000105", "2026000106")
    assert is_near("2026000105", "2026001005")
    assert is_near("202600105", "2026000105")
    assert not is_near("2026000105", "2026000105")
    assert not is_near("2026000105", "2026000216")
