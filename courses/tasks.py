"""The worker's doors to the courses' room; thin, and safe to be called twice."""

from celery import shared_task
from django.utils import timezone

from courses.actions import festival_item, lookout, tell  # noqa: F401 - declare their errands
from network import scope
from network.models import Network


@shared_task(name="courses.remind_hosts")
def remind_hosts() -> None:
    """Remind the hosts of coming meetings, network by network; each letter goes out once."""
    for pk in Network.objects.values_list("pk", flat=True):
        with scope.enter_system(pk):
            lookout.remind_hosts(timezone.localdate())
