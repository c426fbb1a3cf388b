"""Servers of our own for each module: these tests kill them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from config.local.child import MARK, sweep
from config.local.postgres import Postgres
from config.local.valkey import Valkey


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A running PostgreSQL with nothing in it."""
    home = tmp_path_factory.mktemp("postgres")
    server = Postgres(home, log=home / "postgres.log", lasting=False)
    server.start()
    yield server
    server.stop()
    server.remove()


@pytest.fixture(scope="module")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Valkey]:
    """A running Valkey that keeps what it is told."""
    home: Path = tmp_path_factory.mktemp("valkey")
    server = Valkey(home, log=home / "valkey.log", mark={MARK: str(home)})
    server.start()
    yield server
    server.stop()
    sweep(str(home))
