"""The clock of the courses' room: what happens after a course, by itself."""

from celery import shared_task
from django.utils import timezone

from courses.actions import (
    certificates,  # noqa: F401 - declares the room's jobs
    evaluation,
    need,
    tell,  # noqa: F401 - declares the room's errands
)
from network import scope
from network.models import Network


@shared_task(name="courses.look_after")
def look_after() -> None:
    """Delete special needs, ask, remind and close evaluations: network by network."""
    for pk in Network.objects.values_list("pk", flat=True):
        with scope.enter_system(pk):
            need.delete_outdated(timezone.localdate())
        with scope.enter_system(pk):
            evaluation.open_due()
            evaluation.remind_due()
            evaluation.close_due()
