"""The room's recurring work: what falls due in each network, each run in its own transaction."""

from celery import shared_task

from courses.actions import offer, tell  # noqa: F401 - tell declares the room's errands
from courses.actions.allotment import release_due
from network import scope
from network.models import Network


@shared_task(name="courses.pass_offers_on")
def pass_offers_on() -> None:
    """Seats that nobody took in time go to the next in line; every minute."""
    for network in Network.objects.values_list("pk", flat=True):
        with scope.enter_system(network):
            runs = offer.runs_with_overdue_offers()
        for run in runs:
            with scope.enter_system(network):
                offer.expire(run)


@shared_task(name="courses.release_allotments")
def release_allotments() -> None:
    """Seats without names are anybody's from their day; every hour."""
    for network in Network.objects.values_list("pk", flat=True):
        with scope.enter_system(network):
            release_due()
