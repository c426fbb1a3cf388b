"""Two at once on one invoice: part credits, and a credit against a payment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

from django.db import connection

from fees.actions import correct
from fees.actions.correct import CorrectionRefused
from fees.credits.arithmetic import Part
from fees.models import Allocation, Invoice
from tests.cast import Cast, load
from tests.databases import connected_to
from tests.fees.correcting import found, make_invoice, pay, ready, seated

TOGETHER = 4


def at_once(database: str, works: list[Callable[[], object]]) -> list[object]:
    """Each in a thread and on a connection of its own, begun at the same moment."""
    start = Barrier(len(works))

    def one(work: Callable[[], object]) -> object:
        with connected_to(database, "portal_test"):
            start.wait()
            try:
                return work()
            finally:
                connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(one, work) for work in works]]


def credit_some(cast: Cast, invoice: int, amount: str) -> bool:
    """Credit an amount of the first line; whether it was done."""
    with seated(cast) as seat:
        it = Invoice.objects.get(pk=invoice)
        part = Part(it.lines.get(position=1).pk, Decimal(amount))
        try:
            correct.credit(it, [part], reason="Reserven kom", by=seat)
        except CorrectionRefused:
            return False
    return True


def test_of_part_credits_at_once_no_more_pass_than_the_line_was_on(in_own_database: str) -> None:
    cast = load()
    ready(cast)
    pk = make_invoice(cast)
    done = at_once(in_own_database, [lambda: credit_some(cast, pk, "700")] * TOGETHER)
    assert sorted(map(bool, done)) == [False, False, True, True]
    after = found(cast, pk)
    assert after.total - after.balance == Decimal("1750.00")
    with seated(cast):
        codes = list(Invoice.objects.order_by("number").values_list("number", flat=True))
    assert codes == [1, 2, 3]


def test_a_credit_and_a_payment_at_once_never_settle_more_than_the_invoice(
    in_own_database: str,
) -> None:
    cast = load()
    ready(cast)
    pk = make_invoice(cast, [(25, "1", "800")])

    def paid() -> bool:
        try:
            pay(cast, pk, "1000")
        except Exception:
            return False
        return True

    done = at_once(in_own_database, [paid, lambda: credit_some(cast, pk, "800")])
    assert done[1]
    after = found(cast, pk)
    with seated(cast):
        settled = sum(row.amount for row in Allocation.objects.filter(invoice=pk))
        (note,) = Invoice.objects.filter(is_credit=True)
    assert after.balance == 0
    assert settled == after.total
    # Who came second found the invoice settled: the money or the credit note is left over.
    assert note.balance == (note.total if done[0] else 0)
