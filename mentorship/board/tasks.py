"""The recurring work of the questions to pairs, network by network."""

from celery import shared_task
from django.utils import timezone

from mentorship.actions.ask_pairs import remind_in_time
from network import scope


@shared_task(name="mentorship.remind_of_questions")
def remind_of_questions() -> None:
    """Remind those who have some days left to answer; a day that ran already does nothing new."""
    for network in scope.each_network():
        with scope.enter_system(network):
            remind_in_time(timezone.localdate())
