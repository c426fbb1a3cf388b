"""Writing a job advertisement for the members' employees, taking it down and putting it up."""

from django.utils import timezone

from loans.models import JobAdvertisement
from network.models.journal import note
from network.seat import Seat


def advertise(job: JobAdvertisement, *, by: Seat) -> None:
    """Write or change an advertisement of an authority that one is HR of."""
    by.require("advertise_job", job)
    new = job.pk is None
    if new:
        job.written_by = by.user.pk
    job.save()
    _note("advertise_job" if new else "change_advertisement", job)


def end(job: JobAdvertisement, *, by: Seat) -> None:
    """Take an advertisement down."""
    by.require("advertise_job", job)
    now = timezone.now()
    if JobAdvertisement.objects.filter(pk=job.pk, ended_at=None).update(ended_at=now):
        _note("end_advertisement", job)


def show_again(job: JobAdvertisement, *, by: Seat) -> None:
    """Put an advertisement up again."""
    by.require("advertise_job", job)
    if JobAdvertisement.objects.filter(pk=job.pk).exclude(ended_at=None).update(ended_at=None):
        _note("show_advertisement", job)


def _note(verb: str, job: JobAdvertisement) -> None:
    note(verb, job, membership_id=job.membership_id, title=job.title)
