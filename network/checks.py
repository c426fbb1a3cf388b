"""Checks that keep an unsafe portal from starting."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connection


def role_faults() -> list[str]:
    """Why the connected database role must not serve people; empty when it may."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles"
            " WHERE rolname = current_user"
        )
        name, superuser, bypasses, creates = cursor.fetchone()
        cursor.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind = 'r'"
            " AND pg_get_userbyid(c.relowner) = current_user"
        )
        owned = cursor.fetchone()[0]
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind = 'r'"
            " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
        )
        open_tables = {row[0] for row in cursor.fetchall()}
    faults = []
    if superuser:
        faults.append(f"{name} is a superuser: row-level security does not hold for it.")
    if bypasses:
        faults.append(f"{name} bypasses row-level security.")
    if creates:
        faults.append(f"{name} may create roles.")
    if owned:
        faults.append(f"{name} owns {owned} tables: serve with portal_app or portal_worker.")
    faults += [
        f"{table} has no row-level security." for table in sorted(tenant_tables() & open_tables)
    ]
    return faults


def tenant_tables() -> set[str]:
    """The tables whose rows belong to one network."""
    return {
        model._meta.db_table
        for model in apps.get_models()
        if any(field.name == "network" for field in model._meta.fields)
    }


def refuse_unsafe_role() -> None:
    """Stop a server or worker whose database role would see past the locks."""
    if faults := role_faults():
        raise ImproperlyConfigured(" ".join(faults))


@register(Tags.database)
def serving_role(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """`manage.py check --database default` names every fault of the serving role."""
    if not databases:
        return []
    return [Error(fault, id="network.E001") for fault in role_faults()]


@register(Tags.security, deploy=True)
def no_demo(**kwargs: Any) -> list[CheckMessage]:
    """The persona picker signs anybody in as anyone: never beside real people."""
    if getattr(settings, "DEMO", False) or apps.is_installed("config.demo"):
        return [Error("The demo's persona picker is installed.", id="network.E002")]
    return []
