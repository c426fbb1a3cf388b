"""A worker of its own that runs one invoice job, and may shoot itself at a given point."""

import multiprocessing
import os
import signal
import time
import warnings
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.process import BaseProcess
from typing import Any

from django.db import Error, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from fees.actions import paper
from fees.einvoice import schematron
from network import scope
from network.actions import job
from network.models import Job
from tests.databases import connected_to

_fork = multiprocessing.get_context("fork")


@dataclass
class Worker:
    """A process at work; `passed` counts how often it has talked to the database."""

    process: BaseProcess
    passed: Any

    def finish(self) -> None:
        """Wait for a worker that should live."""
        self.process.join(120)
        assert self.process.exitcode == 0

    def was_killed(self) -> bool:
        """Wait; whether the worker died of its bullet."""
        self.process.join(120)
        assert self.process.exitcode in (0, -signal.SIGKILL)
        return self.process.exitcode == -signal.SIGKILL


def hire(
    database: str, network_id: int, job_id: int, *, dies_at: int = 0, stubborn: bool = False
) -> Worker:
    """Start a worker, signed in to the database as production's worker is.

    It kills itself with -9 when it talks to the database for the given time, statements and both
    sides of commits alike; 0 lets it live. A stubborn one draws slowly, and takes the job up again
    until it is over, as the sweep does.
    """
    connection.close()
    passed = _fork.Value("i", 0)
    process = _fork.Process(
        target=_work, args=(database, network_id, job_id, dies_at, passed, stubborn)
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # no thread of ours runs here
        process.start()
    return Worker(process, passed)


def _work(
    database: str, network_id: int, job_id: int, dies_at: int, passed: Any, stubborn: bool
) -> None:
    def pass_point() -> None:
        passed.value += 1
        if passed.value == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def at_statement(execute: Any, *rest: Any) -> Any:
        pass_point()
        return execute(*rest)

    commit = BaseDatabaseWrapper._commit  # type: ignore[attr-defined]

    def at_commit(self: BaseDatabaseWrapper) -> None:
        pass_point()
        commit(self)
        pass_point()

    BaseDatabaseWrapper._commit = at_commit  # type: ignore[attr-defined]
    # How a paper looks, and what Saxon says of it, is another test's matter and takes its time.
    vars(paper)["begin_pdf_bounded"] = lambda *args, **facts: Drawn(slowly=stubborn)
    schematron.core_findings = lambda xml: iter(())
    with connected_to(database, "portal_worker"), connection.execute_wrapper(at_statement):
        if stubborn:
            _insist(network_id, job_id)
        else:
            job.run(network_id, job_id)


class Drawn:
    """In place of the child process: a paper that is drawn already."""

    def __init__(self, *_args: object, slowly: bool = False, **_facts: object) -> None:
        self.slowly = slowly

    def result(self) -> bytes:
        """Something to keep."""
        if self.slowly:
            time.sleep(0.5)
        return b"%PDF-1.7"

    def give_up(self) -> None:
        """Nobody is at it."""


def _insist(network_id: int, job_id: int) -> None:
    """Take the job up whenever its lease has run out, until it is over."""
    job.LEASE = timedelta(seconds=2)
    while True:
        with suppress(Error):
            job.run(network_id, job_id)
            with scope.enter_system(network_id):
                if Job.objects.get(pk=job_id).over:
                    return
        connection.close()
        time.sleep(0.5)
