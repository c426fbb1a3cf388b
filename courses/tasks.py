"""The room's recurring work: what falls due in each network, each run in its own transaction."""

from celery import shared_task
from django.utils import timezone

from courses.actions import (  # noqa: F401 - some only declare the room's errands
    festival_item,
    lookout,
    offer,
    tell,
)
from courses.actions.allotment import release_due
from courses.actions.divide import divide, runs_to_divide
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


@shared_task(name="courses.remind_hosts")
def remind_hosts() -> None:
    """Remind the hosts of coming meetings, network by network; each letter goes out once."""
    for pk in Network.objects.values_list("pk", flat=True):
        with scope.enter_system(pk):
            lookout.remind_hosts(timezone.localdate())


@shared_task(name="courses.divide_due")
def divide_due() -> None:
    """Seats whose day has come are divided, for a coordinator to look at; every minute."""
    for network in Network.objects.values_list("pk", flat=True):
        with scope.enter_system(network):
            runs = list(runs_to_divide())
        for run in runs:
            with scope.enter_system(network):
                divide(run, user_id=None)
