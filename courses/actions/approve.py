"""Approving enrolments: a yes takes one condition off, a no ends the enrolment."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from courses.models import Approval, ApprovalRule
from members.models import Membership
from network.models.journal import note
from network.refusals import constraint_of
from network.seat import Seat


class AlreadyDecided(Exception):
    """Somebody answered first, or nothing is left to answer."""


class TooLate(Exception):
    """The last time to answer has passed."""


def decide(approval: Approval, *, yes: bool, by: Seat, reason: str = "") -> str:
    """Say yes or no; returns the state that the enrolment has then.

    Raises AlreadyDecided for the second of two, TooLate after the last time to answer.
    """
    by.require("decide_approval", approval)
    if approval.wait.is_over(timezone.now()):
        raise TooLate
    state = settle(approval, yes=yes, reason=reason)
    note(
        "approve" if yes else "refuse_approval",
        approval.run,
        person_id=approval.person_id,
        membership_id=approval.membership_id,
        approval=approval.pk,
        kind=approval.kind,
    )
    return state


def settle(approval: Approval, *, yes: bool, reason: str = "") -> str:
    """Let the seat engine take the answer; raises AlreadyDecided."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT app.decide_approval(%s, %s, %s)", [approval.pk, yes, reason])
            return str(cursor.fetchone()[0])
    except IntegrityError as error:
        broken = constraint_of(error)
        if broken == "courses_approval_decided_once":
            raise AlreadyDecided from error
        raise


def approve_all(approvals: Iterable[Approval], *, by: Seat) -> tuple[int, int]:
    """Say yes to each; returns how many were approved and how many were decided already.

    In the order of the runs, so that two who approve at once never wait for each other in turn.
    """
    done = gone = 0
    for approval in sorted(approvals, key=lambda one: (one.run_id, one.pk)):
        try:
            decide(approval, yes=True, by=by)
        except (AlreadyDecided, TooLate):
            gone += 1
        else:
            done += 1
    return done, gone


def keep_rule(
    membership: Membership, *, manager: bool, local: bool, days: int, day: date, by: Seat
) -> None:
    """Let an authority ask for approvals from a day on; who is enrolled by then keeps the seat."""
    by.require("keep_approval_rule", ApprovalRule(membership=membership))
    running = ApprovalRule.objects.filter(membership=membership).on(day).first()
    wanted = (manager, local, days)
    if running and (running.manager, running.local, running.days) == wanted:
        return
    if running and running.since == day:
        running.delete()
    elif running:
        running.until = day - timedelta(days=1)
        running.save(update_fields=["until"])
    if manager or local:
        ApprovalRule.objects.create(
            membership=membership, since=day, manager=manager, local=local, days=days
        )
    note(
        "keep_approval_rule", membership, membership_id=membership.pk, manager=manager, local=local
    )
