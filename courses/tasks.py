"""The room's recurring work: what falls due in each network, each run in its own transaction."""

from celery import shared_task
from django.utils import timezone

from courses.actions import (  # noqa: F401 - some only declare the room's errands
    festival_item,
    lookout,
    offer,
    tell,
    tell_guest,
)
from courses.actions.allotment import release_due
from courses.actions.tell_guest import forget_guests as forget
from network import scope
from network.models import Network


@shared_task(name="courses.forget_guests")
def forget_guests() -> None:
    """Once a day: delete what need not be kept of guests, network by network."""
    for pk in Network.objects.values_list("pk", flat=True):
        with scope.enter_system(pk):
            forget()


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
