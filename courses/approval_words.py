"""Approvals in words: what is asked, and what became of it; the same on pages and behind links."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses import words
from courses.models import Approval


def moment(at: object) -> str:
    """A time as a sentence says it: 3 december kl. 12.00."""
    local = timezone.localtime(at)  # type: ignore[arg-type]
    return _("%(day)s at %(time)s") % {
        "day": date_format(local, "j F"),
        "time": date_format(local, "H.i"),
    }


def about(approval: Approval) -> list[tuple[str, str]]:
    """What somebody who approves needs to know, and no more."""
    run = approval.run
    facts = [
        (_("Who"), approval.person.name),
        (_("Course"), run.course.title),
        (_("Course days"), words.when(run.sessions.all())),
        (_("Place"), words.where(run)),
        (_("Price"), words.price(run)),
    ]
    if approval.state == Approval.State.ASKED:
        facts.append((_("Answer by"), moment(approval.answer_by)))
    return facts


def outcome(approval: Approval) -> str:
    """What became of a question, in a sentence; empty while it is open."""
    if approval.state == Approval.State.ASKED:
        if approval.wait.is_over(timezone.now()):
            return _("The last time to answer has passed.")
        return ""
    told = {"when": moment(approval.decided_at), "why": approval.reason}
    if approval.state == Approval.State.VOID:
        return _("The enrolment was withdrawn %(when)s, so no answer is needed.") % told
    if approval.state == Approval.State.YES:
        return _("Approved %(when)s.") % told
    if approval.has_lapsed:
        return _("Nobody answered in time, so the enrolment ended %(when)s.") % told
    if approval.reason:
        return _("Refused %(when)s: %(why)s") % told
    return _("Refused %(when)s.") % told
