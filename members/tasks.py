"""What the worker does for the members' room."""

from celery import shared_task
from django.utils import timezone

from members import emails
from members.actions import head_count_round
from members.models import Person
from network import scope
from network.actions.errand import errand


@errand("members.invite")
def invite(person_id: int) -> None:
    """Write to somebody who may sign in from now on."""
    person = Person.objects.select_related("membership__authority", "user", "network").get(
        pk=person_id
    )
    emails.invitation(person)


FROM_HOUR = 7  # reminders wait for the morning


@shared_task(name="members.remind_of_head_counts")
def remind_of_head_counts() -> None:
    """Send the reminders of head counts that fall due."""
    if timezone.localtime().hour < FROM_HOUR:
        return
    for pk in scope.each_network():
        with scope.enter_system(pk):
            head_count_round.remind_due(timezone.localdate())
