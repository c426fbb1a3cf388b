"""What is issued and paid is entered once, on the accounts that the host has written."""

from contextlib import suppress
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from fees.actions import ledger, ledger_files
from fees.ledger.reconciliation import reconcile
from fees.models import (
    AccountRule,
    Counterparty,
    Invoice,
    LedgerBatch,
    LedgerFile,
    LedgerRow,
    LedgerVoucher,
)
from members.models import Membership
from network import scope
from tests.cast import VN, Cast, load
from tests.databases import acting_as, admin_url, connected_to, role_url
from tests.fees.dispatches import issue_all
from tests.fees.issuing import _fork
from tests.fees.ledgers import SINCE, enter, host, make_layout, make_rules, pay, write_off
from tests.fees.sie_reader import read


@pytest.fixture
def billed(in_own_database: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Cast]:
    """Four issued invoices, with VAT, one of them paid in part; committed for real."""
    cast = load()
    issue_all(cast, monkeypatch)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        csn = Invoice.objects.get(membership=cast.memberships[VN, "csn"])
        timra = Invoice.objects.get(membership=cast.memberships[VN, "timra"])
        pay(csn, Decimal("1000.50"), "1")
        write_off(timra, timra.total)
        Counterparty.objects.create(
            host_id=host(cast), membership_id=timra.membership_id, code="M81", since=SINCE
        )
        make_layout()
    return in_own_database, cast


def as_system(cast: Cast, do: Any) -> Any:
    """Ask in the network's own scope."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return do()


def test_each_invoice_payment_and_write_off_is_entered_once_and_sums_to_0(
    billed: tuple[str, Cast],
) -> None:
    _database, cast = billed
    as_system(cast, lambda: make_rules(host(cast)))
    first = enter(cast)
    rows = as_system(
        cast,
        lambda: list(
            LedgerRow.objects.order_by("voucher__number", "position").values_list(
                "voucher__number", "account", "cost_centre", "counterparty", "amount"
            )
        ),
    )
    assert len({row[0] for row in rows}) == 6
    for number in {row[0] for row in rows}:
        assert sum(row[4] for row in rows if row[0] == number) == 0
    accounts = {row[1] for row in rows}
    assert accounts == {"1561", "1511", "2611", "3101", "1930", "6351"}
    assert {row[2] for row in rows if row[1] == "3101"} == {"120"}
    assert {row[1] for row in rows if row[3] == "M81"} == {"1511", "2611", "3101", "6351"}
    assert first.number == 1
    with pytest.raises(ledger.LedgerRefused):
        enter(cast)

    def pay_more() -> None:
        pay(Invoice.objects.get(membership=cast.memberships[VN, "csn"]), Decimal(5), "2")

    as_system(cast, pay_more)
    second = enter(cast)
    assert second.number == 2
    assert second.debit == 5
    assert as_system(cast, lambda: LedgerVoucher.objects.filter(batch=second).count()) == 1


def _enter_alone(database: str, cast: Cast, entered: Any) -> None:
    by: Any = SimpleNamespace(user=SimpleNamespace(pk=cast.users["erik"]))
    with connected_to(database, "portal_app"), suppress(ledger.LedgerRefused):
        with scope.enter(cast.users["erik"], cast.vn):
            seller = Membership.objects.get(pk=host(cast))
            ledger.enter(seller, timezone.localdate(), by=by)
        with entered.get_lock():
            entered.value += 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_two_who_enter_at_once_make_one_batch(billed: tuple[str, Cast]) -> None:
    database, cast = billed
    as_system(cast, lambda: make_rules(host(cast)))
    connection.close()
    entered = _fork.Value("i", 0)
    both = [
        _fork.Process(target=_enter_alone, args=(database, cast, entered)) for _twin in range(2)
    ]
    for process in both:
        process.start()
    for process in both:
        process.join(120)
        assert process.exitcode == 0
    assert entered.value == 1
    assert as_system(cast, LedgerVoucher.objects.count) == 6
    assert as_system(cast, LedgerBatch.objects.count) == 1


def test_a_batch_agrees_with_its_invoices_and_payments(billed: tuple[str, Cast]) -> None:
    _database, cast = billed
    as_system(cast, lambda: make_rules(host(cast)))
    batch = enter(cast)
    compared = as_system(cast, lambda: reconcile(batch))
    assert [one.difference for one in compared] == [0] * len(compared)
    assert [one.entered for one in compared] == [
        Decimal(100_000),
        Decimal(25_000),
        Decimal("1000.50"),
        Decimal(31_250),
        Decimal("92749.50"),
    ]


def test_what_lacks_an_account_is_told_by_name_and_nothing_is_entered(
    billed: tuple[str, Cast],
) -> None:
    _database, cast = billed
    as_system(cast, lambda: make_rules(host(cast), but="vat"))

    def look() -> ledger.Preview:
        seller = Membership.objects.get(pk=host(cast))
        return ledger.look_ahead(seller, timezone.localdate())

    missing = as_system(cast, look).missing
    assert {(need.entry, need.side, need.rate) for need in missing} == {
        ("vat", "inside", 25),
        ("vat", "outside", 25),
    }
    with pytest.raises(ledger.LedgerRefused):
        enter(cast)
    assert as_system(cast, LedgerBatch.objects.count) == 0


def test_a_file_is_the_same_whatever_changes_after_it_was_made(billed: tuple[str, Cast]) -> None:
    _database, cast = billed
    as_system(cast, lambda: make_rules(host(cast)))
    batch = enter(cast)

    def files() -> dict[str, bytes]:
        return {file.title: bytes(file.content) for file in LedgerFile.objects.all()}

    before = as_system(cast, files)
    assert set(before) == {"SIE 4I", "Tabell"}
    as_system(cast, lambda: AccountRule.objects.update(account="9999"))
    as_system(cast, lambda: ledger_files.make_all(batch))
    assert as_system(cast, files) == before
    assert as_system(cast, LedgerFile.objects.count) == 2
    vouchers = read(before["SIE 4I"]).vouchers
    assert len(vouchers) == 6
    assert {row[0] for v in vouchers for row in v.rows} >= {"1561", "2611", "1930"}
    table = before["Tabell"].decode("utf-8-sig").splitlines()
    assert table[0] == "Konto;Belopp;Text"
    assert any(line.startswith("1930;1000,50;") for line in table)


@pytest.fixture
def entered(billed: tuple[str, Cast]) -> tuple[str, Cast]:
    """One closed batch."""
    _database, cast = billed
    as_system(cast, lambda: make_rules(host(cast)))
    enter(cast)
    return billed


ADDED = (
    "INSERT INTO fees_ledgervoucher (network_id, batch_id, number, membership_id, invoice_id,"
    " allocation_id, day, text) SELECT network_id, {batch}, 99, membership_id, invoice_id,"
    " allocation_id, day, text FROM fees_ledgervoucher LIMIT 1"
)
FORBIDDEN = (
    "UPDATE fees_ledgerbatch SET debit = 0",
    "UPDATE fees_ledgerbatch SET closed_at = NULL",
    "UPDATE fees_ledgerbatch SET through = '2020-01-01'",
    "DELETE FROM fees_ledgerbatch",
    "TRUNCATE fees_ledgerbatch CASCADE",
    "UPDATE fees_ledgervoucher SET text = 'x'",
    "DELETE FROM fees_ledgervoucher",
    ADDED.format(batch="batch_id"),
    "UPDATE fees_ledgerrow SET amount = 0",
    "DELETE FROM fees_ledgerrow",
    "INSERT INTO fees_ledgerrow SELECT (jsonb_populate_record(r, jsonb_build_object("
    "'id', nextval('fees_ledgerrow_id_seq'), 'position', 99))).* FROM fees_ledgerrow r LIMIT 1",
    "UPDATE fees_ledgerfile SET content = ''",
    "DELETE FROM fees_ledgerfile",
)


@pytest.mark.parametrize("role", ["portal_app", "portal_owner"])
def test_nothing_of_a_closed_batch_is_changed_by_any_sql(
    entered: tuple[str, Cast], role: str
) -> None:
    database, cast = entered
    with psycopg.connect(role_url(role, database)) as raw:
        raw.execute("SELECT * FROM app.enter(%s, %s)", [cast.users["erik"], cast.vn])
        for statement in FORBIDDEN:
            touched = 0
            refusals = (psycopg.errors.InsufficientPrivilege, psycopg.errors.IntegrityError)
            with suppress(*refusals), raw.transaction():
                touched = raw.execute(statement.encode()).rowcount
            assert touched <= 0, statement


NEW_BATCH = (
    "INSERT INTO fees_ledgerbatch (network_id, host_id, number, through, debit, made_by, made_at)"
    " SELECT network_id, host_id, 7, through, 0, 1, now() FROM fees_ledgerbatch LIMIT 1"
)


def test_a_batch_is_not_left_open_and_a_voucher_not_out_of_balance(
    entered: tuple[str, Cast],
) -> None:
    database, cast = entered
    with psycopg.connect(role_url("portal_owner", database)) as raw:
        raw.execute("SELECT * FROM app.enter(%s, %s)", [cast.users["erik"], cast.vn])
        raw.execute(NEW_BATCH.encode())
        with pytest.raises(psycopg.errors.IntegrityError, match="is closed"):
            raw.commit()
    with psycopg.connect(admin_url(database), autocommit=True) as admin:
        invoice = admin.execute("SELECT id FROM fees_invoice LIMIT 1").fetchone()
        # As if one had not been entered yet.
        admin.execute("SET session_replication_role = replica")
        admin.execute("DELETE FROM fees_ledgervoucher WHERE invoice_id = %s", invoice)
    with psycopg.connect(role_url("portal_owner", database)) as raw:
        raw.execute("SELECT * FROM app.enter(%s, %s)", [cast.users["erik"], cast.vn])
        raw.execute(NEW_BATCH.encode())
        batch = raw.execute("SELECT id FROM fees_ledgerbatch WHERE number = 7").fetchone()
        assert batch is not None
        raw.execute(
            "INSERT INTO fees_ledgervoucher (network_id, batch_id, number, membership_id,"
            " invoice_id, day, text) SELECT network_id, %s, 1, membership_id, id, day, 'x'"
            " FROM fees_invoice WHERE id = %s",
            [batch[0], invoice[0]] if invoice else [],
        )
        raw.execute("UPDATE fees_ledgerbatch SET closed_at = now() WHERE number = 7")
        with pytest.raises(psycopg.errors.IntegrityError, match="sums to 0"):
            raw.commit()


def test_an_invoice_is_not_entered_in_a_second_batch(entered: tuple[str, Cast]) -> None:
    database, cast = entered
    with psycopg.connect(role_url("portal_owner", database)) as raw:
        raw.execute("SELECT * FROM app.enter(%s, %s)", [cast.users["erik"], cast.vn])
        raw.execute(NEW_BATCH.encode())
        batch = "(SELECT id FROM fees_ledgerbatch WHERE number = 7)"
        with pytest.raises(psycopg.errors.UniqueViolation):
            raw.execute(ADDED.format(batch=batch).encode())
