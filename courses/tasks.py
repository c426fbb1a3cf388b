"""The worker's doors to the courses; importing it declares the room's errands and questions."""

from celery import shared_task

from courses import replies  # noqa: F401 - declares what links in mail ask
from courses.actions import ask, tell  # noqa: F401 - declares the room's errands
from network import scope
from network.models import Network


@shared_task(name="courses.follow_approvals")
def follow_approvals() -> None:
    """Remind those who have not answered, and end what nobody answered for; network by network."""
    for pk in Network.objects.values_list("pk", flat=True):
        with scope.enter_system(pk):
            ask.let_lapse()
        with scope.enter_system(pk):
            ask.ask_again()
