"""The worker's doors: thin, by ids only, and safe to be called twice."""

from celery import shared_task
from django.db import OperationalError

from network import scope
from network.actions import errand, job, letter
from network.models import Errand, Job, Letter
from network.wake import awake

HAND_OUT = 200


@shared_task(name="network.relay")
def relay(network_id: int | None = None) -> None:
    """Hand out what waits: of one network when woken, of every network in the sweep.

    This is the one door through which global work goes: network by network, each in its own
    system scope.
    """
    ids = [network_id] if network_id else scope.each_network()
    for pk in ids:
        awake(pk)
        with scope.enter_system(pk):
            letter.requeue_deserted()
            errands = list(Errand.objects.waiting().values_list("pk", flat=True)[:HAND_OUT])
            letters = list(Letter.objects.waiting().values_list("pk", flat=True)[:HAND_OUT])
            jobs = list(Job.objects.unclaimed().values_list("pk", flat=True)[:HAND_OUT])
        for errand_id in errands:
            run_errand.delay(network_id=pk, errand_id=errand_id)
        for letter_id in letters:
            post_letter.delay(network_id=pk, letter_id=letter_id)
        for job_id in jobs:
            run_job.delay(network_id=pk, job_id=job_id)


@shared_task(name="network.run_errand", autoretry_for=(OperationalError,), max_retries=3)
def run_errand(network_id: int, errand_id: int) -> None:
    """Do one errand, and at once hand out what it caused."""
    errand.run(network_id, errand_id)


@shared_task(name="network.post_letter")
def post_letter(network_id: int, letter_id: int) -> None:
    """Post one letter."""
    letter.post(network_id, letter_id)


@shared_task(name="network.run_job")
def run_job(network_id: int, job_id: int) -> None:
    """Run one job."""
    job.run(network_id, job_id)
