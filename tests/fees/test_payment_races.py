"""Two at once, and files that die on the way: money is there once, or not at all."""

import threading
from collections.abc import Callable
from decimal import Decimal

from django.db import connection

from fees.actions.place import PlacingRefused, place_by_hand, undo
from fees.actions.receive import keep, take_in
from fees.models import Allocation, Invoice, Payment, PaymentFile
from network import scope
from network.models import JournalEntry
from tests.cast import Cast, load
from tests.databases import acting_as
from tests.fees.banks import bgmax_of, paid
from tests.fees.paying import balance, bill, host, seat_of, take


def _together(*acts: Callable[[], None]) -> list[Exception]:
    """Every act in a thread of its own, begun at the same moment; what they raised."""
    gate, faults = threading.Barrier(len(acts)), []

    def do(act: Callable[[], None]) -> None:
        try:
            gate.wait()
            act()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def _upload(cast: Cast, content: bytes) -> Callable[[], None]:
    def act() -> None:
        with scope.enter(cast.users["erik"], cast.vn):
            by = seat_of(cast)
            take_in(keep("b", content, by=by), by=by)

    return act


def test_files_that_are_taken_in_at_once_bring_each_payment_once(in_own_database: str) -> None:
    cast = load()
    host(cast)
    one, two = bill(cast, "csn", 1000, 2000)
    shared = paid(1000, one.payment_reference)
    same = bgmax_of(shared)
    overlapping = bgmax_of(shared, paid(1500, two.payment_reference))
    assert _together(*(_upload(cast, file) for file in (same, same, overlapping))) == []
    with scope.enter(cast.users["erik"], cast.vn):
        assert sorted(Payment.objects.values_list("amount", flat=True)) == [1000, 1500]
        assert PaymentFile.objects.count() == 2
    assert balance(cast, one) == (0, "paid")
    assert balance(cast, two) == (500, "part_paid")


def test_a_payment_and_a_write_off_at_once_never_settle_more_than_is_owed(
    in_own_database: str,
) -> None:
    cast = load()
    host(cast)
    [one] = bill(cast, "csn", 1000)
    content = bgmax_of(paid(1000, one.payment_reference))

    def write_off() -> None:
        with scope.enter(cast.users["erik"], cast.vn):
            held = Invoice.objects.select_for_update(no_key=True).get(pk=one.pk)
            if held.balance == 1000:
                Allocation.objects.create(
                    invoice=held,
                    membership_id=held.membership_id,
                    kind="write_off",
                    amount=1000,
                    day=held.day,
                    reason="test",
                )

    assert _together(_upload(cast, content), write_off) == []
    assert balance(cast, one)[0] == 0
    with scope.enter(cast.users["erik"], cast.vn):
        payment = Payment.objects.get()
        kind = Allocation.objects.get().kind
        assert payment.left == (0 if kind == "payment" else 1000)
        assert payment.finding == ("full" if kind == "payment" else "closed")


def test_two_who_place_the_same_money_at_once_place_it_once(in_own_database: str) -> None:
    cast = load()
    host(cast)
    one, two = bill(cast, "csn", 1000, 1000)
    [payment] = take(cast, paid(1000, "0"))

    def place(invoice: Invoice) -> Callable[[], None]:
        def act() -> None:
            with scope.enter(cast.users["erik"], cast.vn):
                place_by_hand(payment, {invoice.pk: Decimal(1000)}, by=seat_of(cast))

        return act

    faults = _together(place(one), place(two))
    assert [type(fault) for fault in faults] == [PlacingRefused]
    assert sorted([balance(cast, one)[0], balance(cast, two)[0]]) == [0, 1000]
    with scope.enter(cast.users["erik"], cast.vn):
        row = Allocation.objects.get()

    def undone() -> None:
        with scope.enter(cast.users["erik"], cast.vn):
            undo(row, by=seat_of(cast))

    assert _together(undone, undone) == []
    with scope.enter(cast.users["erik"], cast.vn):
        assert Payment.objects.get().left == 1000
        assert Allocation.objects.count() == 2


class Killed(Exception):
    """Where a process dies, its transaction is gone with it."""


def test_a_file_that_dies_at_any_statement_brings_nothing_and_then_all(
    in_own_database: str,
) -> None:
    cast = load()
    host(cast)
    one, two = bill(cast, "csn", 1000, 2000)
    content = bgmax_of(paid(1000, one.payment_reference), paid(900, two.payment_reference))
    with scope.enter(cast.users["erik"], cast.vn):
        file = keep("b", content, by=seat_of(cast))
    passed = 0
    for dies_at in range(1, 60):
        count = 0

        def dying(execute: Callable[..., object], *rest: object, dies: int = dies_at) -> object:
            nonlocal count
            count += 1
            if count == dies:
                raise Killed
            return execute(*rest)

        try:
            with scope.enter(cast.users["erik"], cast.vn):
                by = seat_of(cast)
                with connection.execute_wrapper(dying):
                    take_in(file, by=by)
        except Killed:
            passed += 1
            with acting_as("portal_worker"), scope.enter_system(cast.vn):
                assert not Payment.objects.exists()
                assert not Allocation.objects.exists()
                assert not JournalEntry.objects.filter(verb="take_in_payment_file").exists()
            continue
        break
    assert passed > 8
    assert (balance(cast, one), balance(cast, two)) == ((0, "paid"), (1100, "part_paid"))
    with scope.enter(cast.users["erik"], cast.vn):
        assert JournalEntry.objects.filter(verb="take_in_payment_file").count() == 1
