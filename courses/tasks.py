"""The worker's door to the courses' room; importing this declares its errands."""

from celery import shared_task

from courses.actions import tell, tell_guest  # noqa: F401 - declares the room's errands
from courses.actions.tell_guest import forget_guests as forget
from network import scope
from network.models import Network


@shared_task(name="courses.forget_guests")
def forget_guests() -> None:
    """Once a day: delete what need not be kept of guests, network by network."""
    for pk in Network.objects.values_list("pk", flat=True):
        with scope.enter_system(pk):
            forget()
