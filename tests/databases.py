"""Databases for the tests: one template, migrated by the owner and peopled by the cast.

The suite connects as `portal_test`, who may step into every role and is none: a test runs as
`portal_app` unless it says otherwise, so every read passes the locks that production has.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from django.db import connection

ROOT = Path(__file__).parent.parent
PASSWORD = "for-tests-only"
PREFIX = os.environ.get("TEST_DATABASE_PREFIX", "portal_tests")
TEMPLATE = f"{PREFIX}_template"

# Set up once for each cluster; PostgreSQL 15 knows NOINHERIT, 16 and on know it for each grant.
ROLE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_test') THEN
        CREATE ROLE portal_test LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS;
    END IF;
END $$;
ALTER ROLE portal_test PASSWORD '{PASSWORD}';
ALTER ROLE portal_test SET role TO 'portal_app';
ALTER ROLE portal_owner PASSWORD '{PASSWORD}';
ALTER ROLE portal_app PASSWORD '{PASSWORD}';
ALTER ROLE portal_worker PASSWORD '{PASSWORD}';
ALTER ROLE portal_backup PASSWORD '{PASSWORD}';
"""
GRANTS = ("portal_owner", "portal_app", "portal_worker")


def admin_url(database: str = "postgres") -> str:
    """The superuser's address; it makes databases and is never what a test reads through."""
    parts = urlsplit(os.environ["DATABASE_ADMIN_URL"])
    return urlunsplit(parts._replace(path=f"/{database}"))


def role_url(role: str, database: str) -> str:
    """A role's own address, for tests that sign in to the database as production does."""
    parts = urlsplit(os.environ["DATABASE_ADMIN_URL"])
    where = f"{parts.hostname}:{parts.port}"
    return f"postgresql://{role}:{quote(PASSWORD)}@{where}/{database}"


def _admin(*statements: str, database: str = "postgres") -> None:
    with psycopg.connect(admin_url(database), autocommit=True) as admin:
        for statement in statements:
            admin.execute(statement)


def make_template() -> None:
    """Roles, schema and cast, from nothing."""
    _admin(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)", f"CREATE DATABASE {TEMPLATE}")
    roles = (ROOT / "config" / "database" / "roles.sql").read_text()
    _admin(roles, ROLE, *(f"GRANT {role} TO portal_test" for role in GRANTS), database=TEMPLATE)
    _admin(f"GRANT CONNECT ON DATABASE {TEMPLATE} TO portal_test")
    environment = os.environ | {
        "DATABASE_URL": role_url("portal_owner", TEMPLATE),
        "DJANGO_SETTINGS_MODULE": "config.settings_test",
        "PYTHONPATH": str(ROOT),
    }
    for command in (
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        [sys.executable, "-m", "tests.cast"],
    ):
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")


@contextmanager
def copy_of_template(name: str) -> Iterator[str]:
    """A database of one's own, like the template, dropped afterwards."""
    _admin(
        f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
        f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}",
        f"GRANT CONNECT ON DATABASE {name} TO portal_test, portal_app, portal_worker",
        f"GRANT CONNECT ON DATABASE {name} TO portal_owner, portal_backup",
    )
    try:
        yield name
    finally:
        _admin(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def connected_to(name: str, role: str = "portal_test") -> Iterator[None]:
    """Let Django's connection lead to another database, or sign in as another role."""
    settings = connection.settings_dict
    before = {key: settings[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    parts = urlsplit(role_url(role, name))
    connection.close()
    settings |= {
        "NAME": name,
        "USER": role,
        "PASSWORD": PASSWORD,
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
    }
    try:
        yield
    finally:
        connection.close()
        settings |= before


@contextmanager
def acting_as(role: str) -> Iterator[None]:
    """Step into another role on the running connection."""
    if role not in GRANTS:
        raise ValueError(role)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        before = cursor.fetchone()[0]
        cursor.execute(f"SET ROLE {role}")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE {before}")
