"""Processes of their own that shoot themselves at a given point of what they do."""

import os
import signal
from collections.abc import Callable
from typing import Any

from django.core.mail import EmailMessage
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.databases import connected_to
from tests.fees.issuing import Worker, _fork


def begin(database: str, role: str, work: Callable[[], object], *, dies_at: int = 0) -> Worker:
    """Do something in a process of its own, signed in as a role; 0 lets it live.

    It passes a point at each statement, before and after each commit, and before and after each
    mail that it hands over.
    """
    connection.close()
    passed = _fork.Value("i", 0)
    process = _fork.Process(target=_work, args=(database, role, work, dies_at, passed))
    process.start()
    return Worker(process, passed)


def _work(database: str, role: str, work: Callable[[], object], dies_at: int, passed: Any) -> None:
    def pass_point() -> None:
        passed.value += 1
        if passed.value == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(do: Any) -> Any:
        def done(*args: Any, **facts: Any) -> Any:
            pass_point()
            result = do(*args, **facts)
            pass_point()
            return result

        return done

    def at_statement(execute: Any, *rest: Any) -> Any:
        pass_point()
        return execute(*rest)

    BaseDatabaseWrapper._commit = around(BaseDatabaseWrapper._commit)  # type: ignore[attr-defined]
    EmailMessage.send = around(EmailMessage.send)  # type: ignore[method-assign]
    with connected_to(database, role), connection.execute_wrapper(at_statement):
        work()
