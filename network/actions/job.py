"""Jobs: long work with a row that shows how far it has come, and that survives its worker."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from network import scope
from network.models import Document, Job
from network.models.journal import note
from network.rules import MAX_ATTEMPTS
from network.seat import Seat
from network.wake import wake

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)


class JobRefused(Exception):
    """The work cannot be done; the message is a sentence for the one who started it."""


class Cancelled(Exception):
    """Somebody asked the job to stop."""


@dataclass
class Run:
    """A job while it runs. Work in steps: each step is one transaction in the job's scope."""

    network_id: int
    job_id: int
    user_id: int
    as_system: bool
    facts: dict[str, Any]

    @contextmanager
    def step(self) -> Iterator[scope.Scope]:
        """One transaction, as the one who ordered the job, or as the portal itself."""
        if self.as_system:
            with scope.enter_system(self.network_id) as opened:
                yield opened
        else:
            with scope.enter(self.user_id, self.network_id) as opened:
                yield opened

    def advance(self, done: int, total: int) -> None:
        """Say how far the work has come, keep the lease, and stop if somebody asked to."""
        with self.step():
            job = Job.objects.select_for_update().get(pk=self.job_id)
            job.done, job.total = done, total
            job.lease_until = timezone.now() + LEASE
            job.save(update_fields=["done", "total", "lease_until"])
        if job.cancel_at:
            raise Cancelled

    def keep(self, *, kind: str, name: str, media_type: str, content: bytes) -> None:
        """Store the result; the job's page offers it for download, again and again."""
        with self.step():
            job = Job.objects.select_for_update().get(pk=self.job_id)
            job.result = Document.objects.create(
                kind=kind, user_id=self.user_id, name=name, media_type=media_type, content=content
            )
            job.save(update_fields=["result"])


Work = Callable[[Run], None]
_works: dict[str, tuple[Work, bool]] = {}


def job(name: str, *, as_system: bool = False) -> Callable[[Work], Work]:
    """Declare what a kind of job does. It may be run again from the start at any time."""

    def declare(work: Work) -> Work:
        _works[name] = (work, as_system)
        return work

    return declare


def start(name: str, *, key: str, by: Seat, total: int = 0, **facts: Any) -> Job:
    """Order a job; while one with the same key is not over, that one is returned instead."""
    try:
        with transaction.atomic():
            ordered: Job = Job.objects.create(
                name=name, key=key, facts=facts, user_id=by.user.pk, total=total
            )
    except IntegrityError:
        running: Job | None = Job.objects.active().filter(name=name, key=key).first()
        if running is None:  # a colleague's, which one may not see
            raise JobRefused(_("Somebody else has started this already.")) from None
        return running
    note("order_job", ordered, name=name)
    wake(by.network.pk)
    return ordered


def cancel(job: Job) -> None:
    """Ask a job to stop after the step it is in."""
    if job.state == Job.State.QUEUED:
        job.state = Job.State.CANCELLED
        job.finished_at = timezone.now()
    job.cancel_at = timezone.now()
    job.save(update_fields=["state", "cancel_at", "finished_at"])
    note("cancel_job", job)


def run(network_id: int, job_id: int) -> bool:
    """Run a job to its end; False when another worker holds it.

    The lease lets a second worker take over from a dead one, and from one whose database was
    restarted; the work itself must be such that what was done is not done again.
    """
    claimed = _claim(network_id, job_id)
    if claimed is None:
        return False
    work, as_system = _works[claimed.name]
    running = Run(network_id, job_id, claimed.user_id, as_system, claimed.facts)
    try:
        work(running)
    except Cancelled:
        _finish(network_id, job_id, Job.State.CANCELLED, "")
    except JobRefused as refusal:
        _finish(network_id, job_id, Job.State.FAILED, str(refusal))
    except (OperationalError, InterfaceError):
        # The database went away, or took its time: nobody could write how it ended. The lease
        # runs out, and the sweep hands the job out again where it was.
        log.exception("Job %s lost the database.", job_id)
        connection.close()
    except Exception:
        log.exception("Job %s failed.", job_id)
        _finish(network_id, job_id, Job.State.FAILED, _("Something went wrong. Try again."))
    else:
        _finish(network_id, job_id, Job.State.DONE, "")
    return True


def _claim(network_id: int, job_id: int) -> Job | None:
    with scope.enter_system(network_id):
        row: Job | None = (
            Job.objects.unclaimed().select_for_update(skip_locked=True).filter(pk=job_id).first()
        )
        if row is None:
            return None
        row.attempts += 1
        if row.attempts > MAX_ATTEMPTS:
            row.state = Job.State.FAILED
            row.error = _("The job stopped its worker five times and was given up.")
            row.finished_at = timezone.now()
        else:
            row.state = Job.State.RUNNING
            row.started_at = row.started_at or timezone.now()
            row.lease_until = timezone.now() + LEASE
        row.save()
        return row if row.state == Job.State.RUNNING else None


def _finish(network_id: int, job_id: int, state: str, error: str) -> None:
    with scope.enter_system(network_id):
        Job.objects.filter(pk=job_id).update(
            state=state, error=error, finished_at=timezone.now(), lease_until=None
        )
