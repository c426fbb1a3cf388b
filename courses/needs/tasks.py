"""Recurring work of the needs assessments: closed in time, the silent reminded, wishes deleted."""

from celery import shared_task
from django.utils import timezone

from courses.actions import (
    campaign,
    campaign_letters,
    needs_approval,
    needs_summary_job,
    wish,
)
from network import scope

FROM_HOUR = 7  # reminders wait for the morning


@shared_task(name="courses.follow_needs")
def follow_needs() -> None:
    """Close what has passed its last time, and send the reminders that fall due."""
    now = timezone.now()
    for pk in scope.each_network():
        with scope.enter_system(pk):
            campaign.close_due(now)
        if timezone.localtime(now).hour >= FROM_HOUR:
            with scope.enter_system(pk):
                campaign_letters.remind_due(now)
            with scope.enter_system(pk):
                needs_approval.remind_approvers()
            with scope.enter_system(pk):
                wish.forget(now)


@shared_task(name="courses.summarise_needs")
def summarise_needs() -> None:
    """The needs of what has closed are put together by themselves; every minute."""
    for network in scope.each_network():
        needs_summary_job.make_due(network)
