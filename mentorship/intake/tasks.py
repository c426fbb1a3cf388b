"""What falls due in the intake: letters after a request, reminders, the pool, old drafts."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from members.models import Person
from members.receivers import COORDINATORS, holders
from mentorship.emails import write_answer
from mentorship.intake import emails
from mentorship.models import Interest, InterestDraft, MentorRound
from mentorship.rules import MENTOR, State
from network import scope
from network.actions.errand import errand

# A manager who has not answered is reminded once, a week after the question.
REMIND_AFTER = timedelta(days=7)


@errand("mentorship.ask_manager")
def ask_manager(interest_id: int) -> None:
    """Ask for an answer; the one who asks may not see the manager's address."""
    ask(Interest.objects.with_all().select_related("person__manager__user").get(pk=interest_id))


def ask(interest: Interest, *, again: bool = False) -> None:
    """Write to the manager, or to the coordinators where none is registered."""
    if interest.state != State.WAITING:
        return
    if interest.person.manager:
        emails.ask_manager(interest, again=again)
        return
    for coordinator in holders(COORDINATORS):
        if coordinator.pk != interest.person_id:
            emails.ask_coordinator(interest, coordinator, again=again)


@errand("mentorship.tell_answer")
def tell_answer(interest_id: int) -> None:
    """Tell the one who asked what the manager answered."""
    write_answer(Interest.objects.with_all().get(pk=interest_id))


def remind() -> int:
    """Remind those who have not answered, once; returns how many requests waited that long."""
    waiting = Interest.objects.in_state(State.WAITING).filter(
        asked_at__lte=timezone.now() - REMIND_AFTER, round__starts__gt=timezone.localdate()
    )
    told = emails.reminded()
    due = [
        interest
        for interest in waiting.with_all().select_related("person__manager__user")
        if interest.pk not in told
    ]
    for interest in due:
        ask(interest, again=True)
    return len(due)


def ask_pools() -> int:
    """Write to the mentors of the pool about each round that is open; each once a round."""
    asked, today = 0, timezone.localdate()
    for found in MentorRound.objects.open_on(today).select_related("network"):
        there = Interest.objects.filter(round=found, role=MENTOR).values("person")
        told = emails.pool_told(found)
        pool = Interest.objects.in_pool().exclude(round=found).exclude(person__in=there)
        pool = pool.filter(person__in=Person.objects.on(today)).exclude(person__in=told)
        for former in pool.select_related("person__user", "round"):
            emails.ask_pool(found, former)
            asked += 1
    return asked


def forget_drafts() -> int:
    """Delete what nobody sent before the round started; returns how many."""
    gone, _by_model = InterestDraft.objects.filter(round__starts__lte=timezone.localdate()).delete()
    return gone


@shared_task(name="mentorship.follow_requests")
def follow_requests() -> None:
    """Remind managers, ask the pools and forget old drafts: network by network, every hour."""
    for pk in scope.each_network():
        with scope.enter_system(pk):
            remind()
        with scope.enter_system(pk):
            ask_pools()
        with scope.enter_system(pk):
            forget_drafts()
