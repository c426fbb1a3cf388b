"""What the clock does for the overview."""

from celery import shared_task
from django.utils import timezone

from network import scope
from reports.dashboard.counting import keep_ended_years


@shared_task(name="reports.count_years")
def count_years() -> None:
    """Count the ended years of every network again."""
    for pk in scope.each_network():
        with scope.enter_system(pk):
            keep_ended_years(timezone.localdate())
