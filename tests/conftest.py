"""The house of the tests: real PostgreSQL, the app's role, the cast in every database."""

import fcntl
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoDbBlocker

from network import scope
from tests import databases
from tests.cast import Cast, load


@pytest.fixture(scope="session")
def django_db_setup(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """One template for all workers; each worker gets a copy.

    Nothing is unblocked: what a fixture writes before the test's transaction begins would stay
    for the tests that follow.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    marker = tmp_path_factory.getbasetemp().parent / "template-is-made"
    lock = marker.with_suffix(".lock")
    if worker == "main":
        databases.make_template()
    else:
        _once(lock, marker)
    with (
        databases.copy_of_template(f"{databases.PREFIX}_{worker}") as name,
        databases.connected_to(name),
    ):
        yield


def _once(lock: Path, marker: Path) -> None:
    """The first worker makes the template, the others wait for it."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not marker.exists():
            databases.make_template()
            marker.touch()


@pytest.fixture
def cast(db: None) -> Cast:
    """The named people of the tests, two networks, always a stranger."""
    return load()


@pytest.fixture
def own_database() -> Iterator[str]:
    """A database that this test alone commits to: for races, kills and role tests."""
    name = f"{databases.PREFIX}_own_{uuid.uuid4().hex[:10]}"
    with databases.copy_of_template(name):
        yield name


@pytest.fixture
def in_own_database(
    own_database: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """As `own_database`, with Django connected to it and committing for real."""
    with django_db_blocker.unblock(), databases.connected_to(own_database):
        yield own_database


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture(autouse=True)
def nothing_leaks() -> Iterator[None]:
    """No test leaves a scope open or inherits a letter."""
    mail.outbox = []
    yield
    assert not scope.is_open(), "A test left a scope open."
