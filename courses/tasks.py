"""The room's recurring work: what falls due in each network, each run in its own transaction.

Importing the actions declares the room's errands and jobs.
"""

from celery import shared_task
from django.utils import timezone

from courses import name_links, replies
from courses.actions import (
    allotments,
    ask,
    campaign_letters,
    certificates,
    evaluation,
    festival_item,
    late_fee,
    lookout,
    move,
    names_job,
    need,
    needs_summary_letters,
    offer,
    plan_job,
    publish,
    run_letters,
    settle,
    tell,
    tell_guest,
)
from courses.actions.allotment import release_due
from courses.actions.divide import divide, runs_to_divide
from courses.actions.tell_guest import forget_guests as forget
from courses.needs import replies as needs_replies
from courses.needs import tasks as needs_tasks
from network import scope

__all__ = [
    "allotments",
    "campaign_letters",
    "certificates",
    "evaluation",
    "festival_item",
    "late_fee",
    "lookout",
    "name_links",
    "names_job",
    "needs_replies",
    "needs_summary_letters",
    "needs_tasks",
    "plan_job",
    "publish",
    "replies",
    "run_letters",
    "settle",
    "tell",
    "tell_guest",
]


@shared_task(name="courses.close_runs")
def close_runs() -> None:
    """Close enrolment where its last time has passed; every other minute."""
    for network in scope.each_network():
        with scope.enter_system(network):
            move.close_due(timezone.now())


@shared_task(name="courses.forget_guests")
def forget_guests() -> None:
    """Once a day: delete what need not be kept of guests, network by network."""
    for pk in scope.each_network():
        with scope.enter_system(pk):
            forget()


@shared_task(name="courses.follow_approvals")
def follow_approvals() -> None:
    """Remind those who have not answered, and end what nobody answered for; network by network."""
    for pk in scope.each_network():
        with scope.enter_system(pk):
            ask.let_lapse()
        with scope.enter_system(pk):
            ask.ask_again()


@shared_task(name="courses.pass_offers_on")
def pass_offers_on() -> None:
    """Seats that nobody took in time go to the next in line; every minute."""
    for network in scope.each_network():
        with scope.enter_system(network):
            runs = offer.runs_with_overdue_offers()
        for run in runs:
            with scope.enter_system(network):
                offer.expire(run)


@shared_task(name="courses.release_allotments")
def release_allotments() -> None:
    """Seats without names are anybody's from their day; every hour."""
    for network in scope.each_network():
        with scope.enter_system(network):
            release_due()


@shared_task(name="courses.remind_hosts")
def remind_hosts() -> None:
    """Remind the hosts of coming meetings, network by network; each letter goes out once."""
    for pk in scope.each_network():
        with scope.enter_system(pk):
            lookout.remind_hosts(timezone.localdate())


@shared_task(name="courses.look_after")
def look_after() -> None:
    """Delete special needs, ask, remind and close evaluations: network by network."""
    for pk in scope.each_network():
        with scope.enter_system(pk):
            need.delete_outdated(timezone.localdate())
        with scope.enter_system(pk):
            evaluation.open_due()
            evaluation.remind_due()
            evaluation.close_due()


@shared_task(name="courses.divide_due")
def divide_due() -> None:
    """Seats whose day has come are divided, for a coordinator to look at; every minute."""
    for network in scope.each_network():
        with scope.enter_system(network):
            runs = list(runs_to_divide())
        for run in runs:
            with scope.enter_system(network):
                divide(run, user_id=None)
