"""A row of any tenant table, made from its columns alone.

Composite keys are deferred and every test rolls back, so a row may point to nothing; what a
CHECK or a trigger asks for stands in `ASKED`.
"""

import datetime
import uuid
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection, models

# Columns whose constraint wants more than a plain value of their type.
ASKED: dict[str, dict[str, Any]] = {
    "courses_enrolment": {"state": "withdrawn"},
    "courses_session": {"ends_at": datetime.datetime(2026, 1, 1, 13, tzinfo=datetime.UTC)},
    "members_invoiceprofile": {"endpoint_scheme": "0007"},
    "members_person": {"manager_id": None},
}


def tenant_models() -> list[type[models.Model]]:
    """Every model whose rows belong to one network."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if any(field.name == "network" for field in model._meta.fields)
    ]


def _value(field: Any, serial: int) -> Any:
    if field.null:
        return None
    if field.choices:
        return field.flatchoices[0][0]
    kind = field.get_internal_type()
    values: dict[str, Any] = {
        "ArrayField": [],
        "BinaryField": b"x",
        "BooleanField": False,
        "DateField": datetime.date(2026, 1, 1),
        "DateTimeField": datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC),
        "DecimalField": Decimal(1),
        "EmailField": f"canary{serial}@example.org",
        "JSONField": "{}",
        "TimeField": datetime.time(9),
        "UUIDField": uuid.UUID(int=serial),
    }
    if kind in values:
        return values[kind]
    if "Char" in kind or "Text" in kind or "Slug" in kind:
        return f"c{serial}"[: field.max_length or 20]
    return serial if isinstance(field, models.ForeignKey) else 1


def plant(model: type[models.Model], network_id: int, serial: int) -> int:
    """Insert one row as the current role, by raw SQL; returns its id."""
    table = model._meta.db_table
    row: dict[str, Any] = {
        str(field.column): _value(field, serial)
        for field in model._meta.fields
        if not field.primary_key and not getattr(field, "generated", False)
    }
    row |= {"network_id": network_id, **ASKED.get(table, {})}
    columns = ", ".join(f'"{column}"' for column in row)
    marks = ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING id", list(row.values())
        )
        return int(cursor.fetchone()[0])


def seen(table: str) -> set[tuple[int, int]]:
    """(network, id) of each row that raw SQL sees."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT network_id, id FROM {table}")
        return set(cursor.fetchall())
