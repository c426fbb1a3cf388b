"""Approvals in words: what is asked, and what became of it; the same on pages and behind links."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import words
from courses.models import Approval
from network.seat import Seat
from network.start import ToDo

EACH = 3  # lines of their own on the start page


def about(approval: Approval) -> list[tuple[str, str]]:
    """What somebody who approves needs to know, and no more."""
    run = approval.run
    facts = [
        (_("Who"), approval.person.name),
        (_("Course"), run.course.title),
        (_("Course days"), words.when_of(run)),
        (_("Place"), words.where(run)),
        (_("Price"), words.price(run)),
    ]
    if approval.state == Approval.State.ASKED:
        facts.append((_("Answer by"), words.moment(approval.answer_by)))
    return facts


def outcome(approval: Approval) -> str:
    """What became of a question, in a sentence; empty while it is open."""
    if approval.state == Approval.State.ASKED:
        if approval.wait.is_over(timezone.now()):
            return _("The last time to answer has passed.")
        return ""
    told = {"when": words.moment(approval.decided_at or approval.answer_by), "why": approval.reason}
    if approval.state == Approval.State.VOID:
        return _("The enrolment was withdrawn %(when)s, so no answer is needed.") % told
    if approval.state == Approval.State.YES:
        return _("Approved %(when)s.") % told
    if approval.has_lapsed:
        return _("Nobody answered in time, so the enrolment ended %(when)s.") % told
    if approval.reason:
        return _("Refused %(when)s: %(why)s") % told
    return _("Refused %(when)s.") % told


def decided_words(found: Approval, *, yes: bool, state: str) -> str:
    """What an answer did, in one sentence."""
    told = {"who": found.person.name, "course": found.run.course.title}
    if not yes:
        return _("You have said no. %(who)s gets a letter, and the seat goes on.") % told
    if state == "enrolled":
        return _("You have approved. %(who)s has a seat on %(course)s and gets a letter.") % told
    if state == "pending":
        return _("You have approved. One more approval is waited for.") % told
    return _("You have approved. %(who)s has no seat on %(course)s yet.") % told


def to_approve(seat: Seat) -> list[ToDo]:
    """What the start page says of enrolments that wait for one's yes: each, or many in one line."""
    if not (seat.scope.staff or seat.scope.memberships):
        return []
    waiting = list(
        Approval.objects.waiting_for(seat, timezone.now())
        .select_related("person", "run__course")
        .order_by("answer_by", "id")[: EACH + 1]
    )
    if len(waiting) > EACH:
        return [
            ToDo(
                _("Approve enrolments"),
                _("More than %(n)s people wait for your answer.") % {"n": EACH},
                _("See who waits"),
                reverse("approvals"),
                timezone.localdate(waiting[0].answer_by),
            )
        ]
    return [
        ToDo(
            _("Approve the enrolment of %(who)s") % {"who": one.person.name},
            _("%(course)s. Without an answer in time the seat goes to somebody else.")
            % {"course": one.run.course.title},
            _("Answer"),
            reverse("approval", args=[one.pk]),
            timezone.localdate(one.answer_by),
        )
        for one in waiting
    ]
