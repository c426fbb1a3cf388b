"""Asking for approvals: by letter, once more when nobody answers, and the end of the wait."""

from collections.abc import Iterable

from django.utils import timezone

from courses import approval_emails
from courses.actions.approve import AlreadyDecided, settle
from courses.models import Approval
from members.models import Person, Role
from network.actions.errand import errand
from network.models.journal import note

AT_ONCE = 200


@errand("courses.ask_approval")
def ask_approval(enrolment: int) -> None:
    """Write to everybody who is asked whether an enrolment may become a seat."""
    for approval in Approval.objects.with_facts().filter(enrolment=enrolment, state="asked"):
        _ask(approval)


def _ask(approval: Approval, *, again: bool = False) -> None:
    no_manager = approval.kind == Approval.Kind.LOCAL and approval.person.manager_id is None
    for person in _asked(approval):
        approval_emails.asked(approval, person, no_manager=no_manager, again=again)


def _asked(approval: Approval) -> Iterable[Person]:
    """The manager, or all of the authority's local coordinators of today."""
    today = timezone.localdate()
    people = Person.objects.on(today).select_related("user")
    if approval.kind == Approval.Kind.MANAGER:
        return people.filter(pk=approval.asked_id)
    roles = Role.objects.on(today).filter(
        membership=approval.membership_id, kind=Role.Kind.LOCAL_COORDINATOR
    )
    return people.filter(pk__in=roles.values("person")).exclude(pk=approval.person_id)


def ask_again() -> int:
    """Remind those who have not answered when most of the time has passed; in a system scope."""
    now = timezone.now()
    waiting = Approval.objects.with_facts().filter(
        state="asked", reminded_at=None, answer_by__gt=now
    )
    due = [one for one in waiting.order_by("answer_by")[:AT_ONCE] if one.wait.reminder_at <= now]
    for approval in due:
        _ask(approval, again=True)
    Approval.objects.filter(pk__in=[one.pk for one in due]).update(reminded_at=now)
    return len(due)


def let_lapse() -> int:
    """End the enrolments that nobody answered for in time; their seats go on. In a system scope."""
    ended = 0
    overdue = Approval.objects.overdue(timezone.now()).select_related("run")
    for approval in overdue.order_by("run", "pk")[:AT_ONCE]:
        try:
            settle(approval, yes=False)
        except AlreadyDecided:
            continue
        note(
            "lapse_approval",
            approval.run,
            person_id=approval.person_id,
            membership_id=approval.membership_id,
            approval=approval.pk,
        )
        ended += 1
    return ended
