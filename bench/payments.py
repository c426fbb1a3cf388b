"""A bank file of 10 000 payments against 10 000 open invoices: reckoned, and taken in whole.

Of ten payments eight have the right reference, one names the invoice in its message, and one is
known by nobody. Beside the seconds stands how many times bare reading of the same file they are,
in the same run, so that the figures hold on a busy machine too. Seconds are of processor.
"""

import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.stand import postgres_cpu
from bench.verdict import Line
from fees.actions.match import judge, read_ledger
from fees.actions.receive import keep, look, take_in
from fees.bankfiles import Incoming, read
from fees.models import Invoice, Issuer, NumberSeries, Payment
from network import identifiers, scope
from tests import databases
from tests.cast import VN, Cast, load
from tests.fees.banks import bgmax_of, paid
from tests.fees.paying import host, seat_of

FEW, MANY = 10, 10_000
MOST = 5  # seconds
YEAR = 2026


def run() -> list[Line]:
    """Lines of figures; makes and drops a database of its own."""
    databases.make_template()
    name = f"{databases.PREFIX}_bench_payments"
    with databases.copy_of_template(name), databases.connected_to(name):
        cast = load()
        host(cast)
        _fill(cast, MANY + FEW)
        few = bgmax_of(*_payments(MANY, FEW))
        many = bgmax_of(*_payments(0, MANY))
        bare = _seconds(lambda: read(many), "")
        with scope.enter(cast.users["erik"], cast.vn):
            payments = look(many).payments
            ledger = _seconds(read_ledger, name)
            matched = _seconds(lambda: judge(payments, read_ledger()), name)
        counts = [_questions(cast, file) for file in (few, many)]
        whole = _seconds(lambda: _take(cast, bgmax_of(*_payments(0, MANY, day=2))), name)
        with scope.enter(cast.users["erik"], cast.vn):
            placed = Payment.objects.placed().count()
    return [
        Line(
            f"payments: matching {MANY:,}".replace(",", " "),
            f"{matched:.2f} s of a processor, {matched / bare:.1f} × reading the file"
            f" ({bare:.2f} s); of it the invoices {ledger:.2f} s",
            f"< {MOST} s",
            matched < MOST,
        ),
        Line(
            "payments: taking the file in, with every row and journal",
            f"{whole:.2f} s, {whole / bare:.1f} × reading the file; {placed} placed",
        ),
        Line(
            f"payments: questions at {FEW} and {MANY:,} payments".replace(",", " "),
            f"{counts[0]} and {counts[1]}; past the first, one more a kind for each 1 000",
            "≤ 4 × 9 more",
            counts[1] <= counts[0] + 4 * (MANY // 1000 - 1),
        ),
    ]


def _payments(start: int, count: int, day: int = 1) -> list[Incoming]:
    rows = []
    for number in range(start + 1, start + count + 1):
        amount, facts = _amount(number), _facts(day)
        if number % 10 == 0:
            rows.append(paid(amount, payer_name=f"Okänd {number}", **facts))
        elif number % 10 == 5:
            rows.append(paid(amount, message=f"Avser faktura {YEAR}-{number:04d}", **facts))
        else:
            rows.append(paid(amount, _reference(number), **facts))
    return rows


def _facts(day: int) -> dict[str, Any]:
    return {"day": date(YEAR, 11, day)}


def _amount(number: int) -> Decimal:
    return Decimal(number) * 3 + Decimal("100.25")


def _reference(number: int) -> str:
    return identifiers.ocr(f"{YEAR}{number:04d}", length_digit=True)


def _fill(cast: Cast, count: int) -> None:
    """Open invoices, laid as they are issued but without the numbering of one after the other."""
    with databases.acting_as("portal_owner"):
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE fees_invoice DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE fees_numberseries DISABLE TRIGGER USER")
        with scope.enter_system(cast.vn):
            issuer = Issuer.objects.get()
            series = NumberSeries.objects.create(seller_id=1, code=str(YEAR), last=count)
            members = [cast.memberships[VN, key] for key in ("csn", "miun", "timra")]
            Invoice.objects.bulk_create(
                (_invoice(issuer, series, members, number) for number in range(1, count + 1)),
                batch_size=1000,
            )
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE fees_invoice ENABLE TRIGGER USER")
            cursor.execute("ALTER TABLE fees_numberseries ENABLE TRIGGER USER")
            cursor.execute("ANALYZE fees_invoice")


def _invoice(issuer: Issuer, series: NumberSeries, members: list[int], number: int) -> Invoice:
    amount, day = _amount(number), date(YEAR, 10, 1)
    return Invoice(
        issuer=issuer,
        membership_id=members[number % len(members)],
        kind="membership",
        series=series,
        number=number,
        code=f"{YEAR}-{number:04d}",
        title="Avgift",
        day=day,
        due=date(YEAR, 10, 31),
        payment_days=30,
        buyer_name="Exempel",
        buyer_reference="REF",
        buyer={},
        seller={"account": issuer.bankgiro, "account_kind": "bankgiro"},
        payment_reference=_reference(number),
        outside_vat=True,
        net=amount,
        vat=0,
        total=amount,
        balance=amount,
    )


def _take(cast: Cast, content: bytes) -> None:
    with scope.enter(cast.users["erik"], cast.vn):
        by = seat_of(cast)
        take_in(keep("bench.txt", content, by=by), by=by)


def _questions(cast: Cast, content: bytes) -> int:
    """How many questions taking a file in asks; it is rolled back."""
    with scope.enter(cast.users["erik"], cast.vn):
        by = seat_of(cast)
        file = keep("bench.txt", content, by=by)
        with CaptureQueriesContext(connection) as asked:
            take_in(file, by=by)
        connection.set_rollback(True)
    return len(asked)


def _seconds(work: Callable[[], object], database: str) -> float:
    """Processor seconds, PostgreSQL's with them."""
    start = time.process_time() + postgres_cpu(database)
    work()
    return time.process_time() + postgres_cpu(database) - start
