"""The portal does not start in a state that would let people see past the locks."""

from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from network import checks
from tests.databases import acting_as, connected_to

in_the_suite = pytest.mark.django_db


@in_the_suite
def test_the_serving_role_has_no_fault() -> None:
    assert checks.role_faults() == []
    checks.refuse_unsafe_role()


@in_the_suite
def test_the_owner_of_the_tables_may_not_serve() -> None:
    with acting_as("portal_owner"), pytest.raises(ImproperlyConfigured, match=r"owns \d+ tables"):
        checks.refuse_unsafe_role()


def test_a_role_that_bypasses_the_policies_may_not_serve(
    in_own_database: str,
) -> None:
    with connected_to(in_own_database, role="portal_backup"):
        assert any("bypasses" in fault for fault in checks.role_faults())


def test_the_owner_migrates_a_database_that_is_migrated_already(in_own_database: str) -> None:
    with connected_to(in_own_database, role="portal_owner"):
        assert any("owns" in fault for fault in checks.role_faults())
        said = StringIO()
        call_command("migrate", skip_checks=False, stdout=said)
        assert "No migrations to apply" in said.getvalue()


@in_the_suite
def test_a_table_without_its_lock_stops_the_start() -> None:
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE members_person NO FORCE ROW LEVEL SECURITY")
    assert "members_person has no row-level security." in checks.role_faults()


@override_settings(DEMO=True)
def test_the_deploy_check_refuses_the_demo() -> None:
    assert [fault.id for fault in checks.no_demo()] == ["network.E002"]


def test_without_the_demo_the_deploy_check_is_content() -> None:
    assert checks.no_demo() == []
