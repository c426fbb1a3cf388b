"""A sender killed anywhere loses no e-invoice and never leaves half a file or a second one."""

import os
import signal
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import override_settings

from fees.actions import carry
from tests.cast import load
from tests.databases import admin_url, connected_to
from tests.fees.dispatches import issue_all
from tests.fees.issuing import Worker, _fork

LEASE_OVER = "UPDATE fees_dispatch SET due_at = now() - interval '1 second'"
BEGIN_ANEW = f"{LEASE_OVER}, state = 'waiting', tries = 0, sent_at = NULL"


def send(database: str, network_id: int, dispatch_id: int, *, dies_at: int = 0) -> Worker:
    """Hand over in a process of its own, which kills itself at a point; 0 lets it live."""
    connection.close()
    passed = _fork.Value("i", 0)
    args = (database, network_id, dispatch_id, dies_at, passed)
    process = _fork.Process(target=_send, args=args)
    process.start()
    return Worker(process, passed)


def _send(database: str, network_id: int, dispatch_id: int, dies_at: int, passed: Any) -> None:
    def pass_point() -> None:
        passed.value += 1
        if passed.value == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def at_statement(execute: Any, *rest: Any) -> Any:
        pass_point()
        return execute(*rest)

    commit, sync, rename = BaseDatabaseWrapper._commit, os.fsync, Path.replace  # type: ignore[attr-defined]

    def at_commit(self: BaseDatabaseWrapper) -> None:
        pass_point()
        commit(self)
        pass_point()

    def at_sync(file: int) -> None:
        pass_point()
        sync(file)

    def at_rename(self: Path, target: Any) -> Path:
        pass_point()
        return rename(self, target)

    BaseDatabaseWrapper._commit = at_commit  # type: ignore[attr-defined]
    os.fsync, Path.replace = at_sync, at_rename  # type: ignore[assignment, method-assign]
    with connected_to(database, "portal_worker"), connection.execute_wrapper(at_statement):
        carry.carry(network_id, dispatch_id)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_sender_killed_at_any_point_is_followed_by_one_that_hands_the_file_over_once(
    in_own_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = load()
    row = issue_all(cast, monkeypatch)["csn"]
    whole: set[bytes] = set()
    deaths = 0
    with override_settings(EINVOICE_FOLDER=str(tmp_path)):
        for point in range(1, 100):
            sender = send(in_own_database, cast.vn, row, dies_at=point)
            died = sender.was_killed()
            visible = [path for path in tmp_path.iterdir() if not path.name.startswith(".")]
            whole |= {path.read_bytes() for path in visible}
            if not died:
                break
            deaths += 1
            with psycopg.connect(admin_url(in_own_database), autocommit=True) as admin:
                admin.execute(LEASE_OVER.encode())
            send(in_own_database, cast.vn, row).finish()
            visible = [path for path in tmp_path.iterdir() if not path.name.startswith(".")]
            assert len(visible) == 1
            whole |= {path.read_bytes() for path in visible}
            with psycopg.connect(admin_url(in_own_database), autocommit=True) as admin:
                state = admin.execute("SELECT state FROM fees_dispatch WHERE id = %s", [row])
                assert state.fetchone() == ("sent",)
                admin.execute("SET session_replication_role = replica")
                admin.execute(f"{BEGIN_ANEW} WHERE id = {row}".encode())
            for path in tmp_path.iterdir():
                path.unlink()
    assert deaths > 8
    assert len(whole) == 1, "never half a file, and always the same one"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_two_senders_at_once_hand_an_e_invoice_over_once(
    in_own_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = load()
    row = issue_all(cast, monkeypatch)["csn"]
    with override_settings(EINVOICE_FOLDER=str(tmp_path)):
        for sender in [send(in_own_database, cast.vn, row) for _twin in range(2)]:
            sender.finish()
    with psycopg.connect(admin_url(in_own_database), autocommit=True) as admin:
        tries = admin.execute("SELECT state, tries FROM fees_dispatch WHERE id = %s", [row])
        assert tries.fetchone() == ("sent", 1)
        told = "SELECT count(*) FROM network_journalentry WHERE verb = 'dispatch_sent'"
        assert admin.execute(told.encode()).fetchone() == (1,)
