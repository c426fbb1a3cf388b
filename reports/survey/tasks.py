"""What the clock does for surveys."""

from celery import shared_task
from django.utils import timezone

from network import scope
from reports.survey.actions import remind_due

FROM_HOUR = 7  # reminders wait for the morning


@shared_task(name="reports.remind_of_surveys")
def remind_of_surveys() -> None:
    """Send the reminders of surveys that fall due."""
    if timezone.localtime().hour < FROM_HOUR:
        return
    for pk in scope.each_network():
        with scope.enter_system(pk):
            remind_due(timezone.localdate())
