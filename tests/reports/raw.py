"""Rows laid by SQL alone, past triggers and keys: for random networks and for long histories."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.apps import apps
from psycopg import sql

from tests import databases
from tests.rows.rows import ASKED, _value

Admin = psycopg.Connection[Any]


@contextmanager
def laying(database: str) -> Iterator[Admin]:
    """A connection on which triggers and keys rest."""
    with psycopg.connect(databases.admin_url(database), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        yield admin


def lay(admin: Admin, table: str, count: int, network: int | None, /, **told: str) -> None:
    """Rows of a table: each column as SQL of `n` from 1, the others a plain value."""
    app, _underscore, name = table.partition("_")
    model = apps.get_model(app, name)
    row: dict[str, Any] = {
        str(field.column): _value(field, 1)
        for field in model._meta.fields
        if not field.primary_key and not getattr(field, "generated", False)
    }
    row |= ASKED.get(table, {})
    if network is not None:
        row["network_id"] = network
    named: dict[str, sql.Composable] = {column: sql.Literal(value) for column, value in row.items()}
    named |= {column: sql.SQL(words) for column, words in told.items()}
    words = "INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE SELECT {} FROM generate_series(1, {}) n"
    admin.execute(
        sql.SQL(words).format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, named)),
            sql.SQL(", ").join(named.values()),
            sql.Literal(count),
        )
    )
