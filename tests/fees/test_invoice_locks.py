"""What the database refuses about invoices, whoever asks."""

from collections.abc import Iterator
from contextlib import suppress

import psycopg
import pytest
from django.db import connection

from fees.models import Charge, Invoice, InvoiceLine
from network import scope
from tests.cast import JL, VN, Cast, load
from tests.databases import admin_url, role_url
from tests.fees.issuing import hire
from tests.fees.makers import approved_run, furnish


@pytest.fixture
def billed(in_own_database: str) -> tuple[str, Cast]:
    """Both networks, each with its run of issued invoices."""
    cast = load()
    with psycopg.connect(admin_url(in_own_database), autocommit=True) as admin:
        # Jämtland has no economist in the cast.
        admin.execute(
            "UPDATE members_role SET kind = 'economist' WHERE person_id = %s",
            [cast.people[JL, "jamte"]],
        )
    for network, host, who in ((VN, "spv", "erik"), (JL, "lansstyrelsen", "jamte")):
        network_id = cast.networks[network]
        furnish(network_id, cast.memberships[network, host])
        _run, job = approved_run(network_id, cast.users[who])
        hire(in_own_database, network_id, job).finish()
    return in_own_database, cast


@pytest.fixture
def economist(billed: tuple[str, Cast]) -> Iterator[psycopg.Connection]:
    """Erik's own SQL, as if he had found a way round the portal."""
    database, cast = billed
    with psycopg.connect(role_url("portal_app", database)) as raw:
        raw.execute("SELECT * FROM app.enter(%s, %s)", [cast.users["erik"], cast.vn])
        yield raw
        raw.rollback()


COPY = (
    "INSERT INTO fees_invoice SELECT (jsonb_populate_record(i, jsonb_build_object("
    "'id', nextval('fees_invoice_id_seq'), 'run_id', null, 'number', {number}))).*"
    " FROM fees_invoice i WHERE number = 1 LIMIT 1"
)


FORBIDDEN = (
    "UPDATE fees_invoice SET total = total + 1, net = net + 1",
    "UPDATE fees_invoice SET buyer_name = 'X'",
    "UPDATE fees_invoice SET number = number + 100",
    "UPDATE fees_invoice SET document_id = NULL",
    "DELETE FROM fees_invoice",
    "TRUNCATE fees_invoice CASCADE",
    "UPDATE fees_invoiceline SET net = 1",
    "DELETE FROM fees_invoiceline",
    "UPDATE fees_charge SET net = 1",
    "UPDATE fees_charge SET invoice_id = NULL",
    "DELETE FROM fees_charge",
    "UPDATE fees_numberseries SET last = 1",
    "DELETE FROM fees_numberseries",
    COPY.format(number=1),
    COPY.format(number=6),
    COPY.format(number=5),
)


def test_the_database_keeps_what_was_issued_from_an_economist_and_from_its_owner(
    economist: psycopg.Connection, billed: tuple[str, Cast]
) -> None:
    def invoices() -> list[tuple[str]]:
        with psycopg.connect(admin_url(billed[0])) as admin:
            return admin.execute("SELECT i::text FROM fees_invoice i ORDER BY id").fetchall()

    before = invoices()
    assert len(before) == 6
    for statement in FORBIDDEN:
        refused(economist, statement)
    economist.rollback()
    with psycopg.connect(role_url("portal_owner", billed[0])) as owner:
        for statement in FORBIDDEN:
            refused(owner, statement)
        owner.commit()
    assert invoices() == before


def refused(raw: psycopg.Connection, statement: str) -> None:
    """The database says no, or finds no row that may be touched."""
    touched = 0
    errors = (psycopg.errors.InsufficientPrivilege, psycopg.errors.IntegrityError)
    with suppress(*errors), raw.transaction():
        touched = raw.execute(statement.encode()).rowcount
    assert touched <= 0, statement


def test_a_number_cannot_be_taken_without_an_invoice(economist: psycopg.Connection) -> None:
    issuer = economist.execute("SELECT id FROM fees_issuer").fetchone()
    assert issuer is not None
    economist.execute("SELECT app.next_invoice_number(%s, 2026)", [issuer[0]])
    with pytest.raises(psycopg.errors.IntegrityError, match="taken and not used"):
        economist.commit()


def test_a_line_cannot_be_added_to_an_issued_invoice(economist: psycopg.Connection) -> None:
    economist.execute(
        "INSERT INTO fees_invoiceline (network_id, invoice_id, membership_id, position, text, note,"
        " quantity, unit, unit_code, price, net, vat_category, vat_rate, exemption,"
        " exemption_code)"
        " SELECT network_id, id, membership_id, 9, 'x', '', 1, 'x', 'C62', 1, 1, 'O', 0, '', ''"
        " FROM fees_invoice LIMIT 1"
    )
    with pytest.raises(psycopg.errors.IntegrityError, match="do not add up"):
        economist.commit()


def test_only_those_who_keep_the_money_take_numbers(billed: tuple[str, Cast]) -> None:
    database, cast = billed
    with psycopg.connect(role_url("portal_app", database)) as raw:
        for who in ("karin", "lena", "amina", "styrbjorn"):
            raw.execute("SELECT * FROM app.enter(%s, %s)", [cast.users[who], cast.vn])
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                raw.execute("SELECT app.next_invoice_number(1, 2026)")
            raw.rollback()


def test_an_economist_takes_no_number_of_another_network(billed: tuple[str, Cast]) -> None:
    database, cast = billed
    with psycopg.connect(admin_url(database)) as admin:
        theirs = admin.execute(
            "SELECT id FROM fees_issuer WHERE network_id = %s", [cast.jl]
        ).fetchone()
    assert theirs is not None
    with psycopg.connect(role_url("portal_app", database)) as raw:
        raw.execute("SELECT * FROM app.enter(%s, %s)", [cast.users["erik"], cast.vn])
        with pytest.raises(psycopg.errors.NoDataFound):
            raw.execute("SELECT app.next_invoice_number(%s, 2026)", [theirs[0]])


def test_each_sees_the_invoices_that_are_theirs_to_see(billed: tuple[str, Cast]) -> None:
    _database, cast = billed
    expected = {
        "erik": {"spv", "csn", "miun", "timra"},
        "karin": {"spv", "csn", "miun", "timra"},
        "styrbjorn": {"spv", "csn", "miun", "timra"},
        "lena": {"csn"},
        "lars": {"timra"},
        "amina": set(),
        "mats": set(),
    }
    names = {pk: key for (slug, key), pk in cast.memberships.items() if slug == VN}
    for who, members in expected.items():
        with scope.enter(cast.users[who], cast.vn):
            for table in ("fees_invoice", "fees_invoiceline", "fees_charge"):
                with connection.cursor() as cursor:
                    cursor.execute(f"SELECT membership_id FROM {table}")
                    assert {names.get(row[0]) for row in cursor.fetchall()} == members, (who, table)
            assert Invoice.objects.count() == len(members)
            assert InvoiceLine.objects.count() == Charge.objects.count() == len(members)
