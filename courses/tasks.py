"""The worker's part: importing the actions declares the room's errands and jobs."""

from celery import shared_task
from django.utils import timezone

from courses.actions import late_fee, move, settle, tell
from network import scope
from network.models import Network

__all__ = ["late_fee", "move", "settle", "tell"]


@shared_task(name="courses.close_runs")
def close_runs() -> None:
    """Close enrolment where its last time has passed, network by network."""
    for pk in Network.objects.values_list("pk", flat=True):
        with scope.enter_system(pk):
            move.close_due(timezone.now())
