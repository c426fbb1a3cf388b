"""Errands of the membership's life, and what follows when a last day has passed."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from governance.actions.resign import carry_out, let_end
from governance.membership import emails
from governance.models import MembershipApplication, Resignation
from network import scope
from network.actions.errand import errand

KEPT = timedelta(days=2)  # what nobody confirmed is forgotten after so long


def _application(pk: int) -> MembershipApplication | None:
    rows = MembershipApplication.objects.select_related("network", "decision", "membership")
    found: MembershipApplication | None = rows.filter(pk=pk).first()
    return found


@errand("governance.confirm_application")
def confirm_application(application: int) -> None:
    """Send the link that confirms an application."""
    it = _application(application)
    if it is not None and it.state == MembershipApplication.State.ASKED:
        emails.confirm_asked(it)


@errand("governance.tell_application")
def tell_application(application: int) -> None:
    """Tell the coordinators of a new application."""
    if it := _application(application):
        emails.received(it)


@errand("governance.answer_application")
def answer_application(application: int) -> None:
    """Tell the authority what was decided."""
    if it := _application(application):
        emails.answered(it)


def _resignation(pk: int) -> Resignation:
    rows = Resignation.objects.select_related("network", "membership__authority")
    it: Resignation = rows.get(pk=pk)
    return it


@errand("governance.tell_resignation")
def tell_resignation(resignation: int) -> None:
    """Let the membership end on its last day, or go on, and tell both sides."""
    it = _resignation(resignation)
    let_end(it)
    if it.withdrawn_at:
        emails.stays(it)
    else:
        emails.resigned(it)


@shared_task(name="governance.follow_memberships")
def follow_memberships() -> None:
    """End what hangs on memberships whose last day has passed; forget what nobody confirmed."""
    today = timezone.localdate()
    for pk in scope.each_network():
        with scope.enter_system(pk):
            asked = MembershipApplication.objects.filter(state=MembershipApplication.State.ASKED)
            asked.filter(asked_at__lt=timezone.now() - KEPT).delete()
            over = Resignation.objects.filter(
                withdrawn_at=None, carried_out_at=None, last_day__lt=today
            )
            waiting = list(over.values_list("pk", flat=True))
        for one in waiting:
            with scope.enter_system(pk):
                carry_out(_resignation(one))
