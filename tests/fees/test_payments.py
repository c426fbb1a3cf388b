"""Payments find their invoices; what cannot be understood in one way waits for a person."""

from decimal import Decimal
from typing import Any

import pytest

from fees.actions.match import match_again
from fees.actions.place import PlacingRefused, place_by_hand, set_aside, take_up, undo
from fees.actions.receive import FileRefused, keep, look, take_in, throw_away
from fees.bankfiles import Part
from fees.models import Allocation, Payment, PaymentFile
from network import scope
from network.models import JournalEntry
from tests.cast import JL, Cast
from tests.fees.banks import IBAN, bgmax_of, camt_of, paid
from tests.fees.paying import balance, bill, files, host, seat_of, take


def _found(cast: Cast, *payments: Payment) -> list[Any]:
    with scope.enter(cast.users["erik"], cast.vn):
        rows = Payment.objects.filter(pk__in=[one.pk for one in payments]).order_by("pk")
        return [(row.finding, row.left) for row in rows]


def test_a_payment_with_the_reference_pays_its_invoice(cast: Cast) -> None:
    host(cast)
    one, other = bill(cast, "csn", 1000, 2000)
    spaced = " ".join(one.payment_reference)[:25]
    payments = take(cast, paid(1000, f"00{one.payment_reference}"), paid(500, spaced))
    assert _found(cast, *payments) == [("full", 0), ("double", 500)]
    assert balance(cast, one) == (0, "paid")
    assert balance(cast, other) == (2000, "issued")


def test_part_over_double_and_unknown_payments_are_told_apart(cast: Cast) -> None:
    host(cast)
    one, two, three = bill(cast, "csn", 1000, 2000, 3000)
    payments = take(
        cast,
        paid(400, one.payment_reference),
        paid(2100, two.payment_reference),
        paid(3000, three.payment_reference),
        paid(3000, three.payment_reference),
        paid(77, "991234567"),
    )
    assert _found(cast, *payments) == [
        *(("part", 0), ("over", 100), ("full", 0)),
        *(("double", 3000), ("unknown", 77)),
    ]
    assert balance(cast, one) == (600, "part_paid")
    assert balance(cast, two) == (0, "paid")


def test_the_invoice_number_in_the_message_is_enough(cast: Cast) -> None:
    host(cast)
    [one] = bill(cast, "csn", 1000)
    [payment] = take(cast, paid(1000, message=f"Avser faktura {one.code}, medlemsavgift"))
    assert _found(cast, payment) == [("full", 0)]
    with scope.enter(cast.users["erik"], cast.vn):
        assert Allocation.objects.get().how == "number"


def test_payer_and_amount_decide_only_when_one_invoice_fits(cast: Cast) -> None:
    host(cast)
    bill(cast, "csn", 1000, 1000)
    [single] = bill(cast, "miun", 1500)
    by_number = {"payer_number": "2021001819", "payer_name": "CSN"}
    payments = take(
        cast,
        paid(1500, payer_name="mittuniversitetet"),
        paid(1000, **by_number),
        paid(999, **by_number),
        paid(1500, payer_name="Okänd AB"),
    )
    assert _found(cast, *payments) == [
        *(("full", 0), ("several", 1000)),
        *(("unknown", 999), ("unknown", 1500)),
    ]
    assert balance(cast, single) == (0, "paid")


def test_one_sum_pays_the_only_invoices_that_add_up_to_it(cast: Cast) -> None:
    host(cast)
    one, two, three = bill(cast, "csn", 1000, 2500, 4000)
    [summed] = take(cast, paid(6500, payer_name="Centrala studiestödsnämnden"))
    assert _found(cast, summed) == [("full", 0)]
    assert balance(cast, one) == (1000, "issued")
    assert balance(cast, two)[1] == balance(cast, three)[1] == "paid"


def test_several_references_pay_all_that_they_name(cast: Cast) -> None:
    host(cast)
    one, two = bill(cast, "csn", 1000, 2500)
    parts = (Part(one.payment_reference), Part(two.payment_reference))
    [both] = take(cast, paid(3500, parts=parts))
    assert _found(cast, both) == [("full", 0)]
    three, four = bill(cast, "csn", 1000, 2500)
    message = f"{three.payment_reference} {four.payment_reference}"
    [short] = take(cast, paid(3000, message=message))
    assert _found(cast, short) == [("several", 3000)]


def test_the_same_file_again_and_one_that_overlaps_change_nothing_twice(cast: Cast) -> None:
    host(cast)
    one, two = bill(cast, "csn", 1000, 2000)
    first = paid(1000, one.payment_reference)
    take(cast, first)
    take(cast, first)
    assert len(files(cast)) == 1
    later = take(cast, first, paid(2000, two.payment_reference))
    assert [row.amount for row in later] == [2000]
    with scope.enter(cast.users["erik"], cast.vn):
        assert Payment.objects.count() == 2


def test_the_same_money_in_another_format_waits_for_a_person(cast: Cast) -> None:
    host(cast)
    one, _two = bill(cast, "csn", 1000, 1000)
    take(cast, paid(600, one.payment_reference))
    again = camt_of([paid(600, one.payment_reference, bank_reference="B1")])
    [twin] = take(cast, content=again)
    assert _found(cast, twin) == [("twin", 600)]
    assert balance(cast, one) == (400, "part_paid")


def test_a_file_of_another_account_is_refused_by_name_until_it_is_registered(cast: Cast) -> None:
    host(cast)
    with scope.enter(cast.users["erik"], cast.vn):
        for account in ("9912346", IBAN):
            with pytest.raises(FileRefused, match=account):
                keep("b", camt_of([paid(1, "2")], account=account), by=seat_of(cast))
        assert not PaymentFile.objects.exists()


def test_money_for_the_hosts_other_network_tells_nothing_of_it(cast: Cast) -> None:
    host(cast)
    host(cast, JL)
    [theirs] = bill(cast, "miun", 1000, network=JL)
    [payment] = take(cast, paid(1000, theirs.payment_reference))
    assert _found(cast, payment) == [("unknown", 1000)]
    with scope.enter(cast.users["erik"], cast.vn):
        set_aside(payment, "Hör till ett annat nätverk")
    assert _found(cast, payment) == [("unknown", 1000)]


def test_placing_by_hand_and_undoing_moves_money_both_ways(cast: Cast) -> None:
    host(cast)
    one, two = bill(cast, "csn", 1000, 2000)
    [payment] = take(cast, paid(2500, "0"))
    with scope.enter(cast.users["erik"], cast.vn):
        by = seat_of(cast)
        with pytest.raises(PlacingRefused):
            place_by_hand(payment, {one.pk: Decimal(1001)}, by=by)
        with pytest.raises(PlacingRefused):
            place_by_hand(payment, {one.pk: Decimal(1000), two.pk: Decimal(1600)}, by=by)
        left = place_by_hand(payment, {one.pk: Decimal(1000), two.pk: Decimal(1200)}, by=by)
        assert left == 300
    assert balance(cast, two) == (800, "part_paid")
    with scope.enter(cast.users["erik"], cast.vn):
        row = Allocation.objects.get(invoice=two)
        assert undo(row, by=seat_of(cast))
        assert not undo(row, by=seat_of(cast))
        verbs = set(JournalEntry.objects.about(payment).values_list("verb", flat=True))
        assert verbs == {"place_payment", "undo_placing"}
    assert balance(cast, two) == (2000, "issued")
    assert _found(cast, payment)[0][1] == 1500


def test_what_is_set_aside_or_paid_back_takes_no_invoice(cast: Cast) -> None:
    host(cast)
    [one] = bill(cast, "csn", 1000)
    [payment] = take(cast, paid(900, "0"))
    with scope.enter(cast.users["erik"], cast.vn):
        by = seat_of(cast)
        set_aside(payment, "Betald två gånger", repaid_on=payment.day)
        with pytest.raises(PlacingRefused):
            place_by_hand(payment, {one.pk: Decimal(900)}, by=by)
        assert not Payment.objects.unplaced().exists()
        take_up(payment)
        assert place_by_hand(payment, {one.pk: Decimal(900)}, by=by) == 0


def test_money_that_came_before_its_invoice_is_placed_when_it_is_tried_again(cast: Cast) -> None:
    host(cast)
    [early] = take(cast, paid(1000, payer_name="Centrala studiestödsnämnden"))
    [one] = bill(cast, "csn", 1000)
    with scope.enter(cast.users["erik"], cast.vn):
        assert match_again(by=seat_of(cast)) == 1
        assert match_again(by=seat_of(cast)) == 0
    assert balance(cast, one) == (0, "paid")
    assert _found(cast, early) == [("full", 0)]


def test_looking_a_file_through_stores_nothing_and_it_can_be_thrown_away(cast: Cast) -> None:
    host(cast)
    [one] = bill(cast, "csn", 1000)
    content = bgmax_of(paid(1000, one.payment_reference), paid(5, "1"))
    with scope.enter(cast.users["erik"], cast.vn):
        by = seat_of(cast)
        looked = look(content)
        assert (looked.to_invoices, looked.to_look_at) == (1, 1)
        file = keep("b", content, by=by)
        assert not Payment.objects.exists()
        throw_away(file)
        assert not PaymentFile.objects.exists()
        kept = keep("b", content, by=by)
        assert take_in(kept, by=by)
        assert not take_in(kept, by=by)
