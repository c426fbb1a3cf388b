"""Letters about an answer that was sent: to who approves it, and what became of it."""

from typing import Any

from django.utils import timezone

from courses.models import NeedsAnswer
from courses.needs.campaigns import last_time
from courses.needs.emails import answer_link
from members.models import Person
from network.actions import letter

PURPOSE = "courses.needs_approval"


def approve(answer: NeedsAnswer, *, again: str = "") -> None:
    """Is this what your authority needs? Or once more: "waits" or "last", each once."""
    to: Person = answer.approver
    facts = {"again": again, "url": answer_link(answer, to, PURPOSE)}
    sent = timezone.localtime(answer.sent_at)
    key = f"needs-approval{'-' + again if again else ''}-{answer.pk}-{sent:%Y%m%d%H%M%S}-{to.pk}"
    _write("needs_approval_asked", answer, to, key, facts)


def thank(answer: NeedsAnswer, to: Person) -> None:
    """Your authority's answer has arrived and is approved."""
    facts = {"kind": "approved", "who": _name(answer), "url": answer_link(answer, to)}
    key = f"needs-approved-{answer.pk}-{answer.version}-{to.pk}"
    _write("needs_answered", answer, to, key, facts)


def returned(answer: NeedsAnswer, to: Person) -> None:
    """The answer came back, and why."""
    facts = {
        "kind": "returned",
        "who": answer.approver.name if answer.approver else "",
        "reason": answer.returned_why,
        "url": answer_link(answer, to),
    }
    key = f"needs-returned-{answer.pk}-{answer.version}-{to.pk}"
    _write("needs_answered", answer, to, key, facts)


def _name(answer: NeedsAnswer) -> str:
    return answer.approver.name if answer.approver and not answer.alone else ""


def _write(name: str, answer: NeedsAnswer, to: Person, key: str, facts: dict[str, Any]) -> None:
    last = last_time(answer.campaign, answer)
    context = {
        "year": answer.campaign.year,
        "authority": answer.membership.name,
        "seats": sum(line.seats for line in answer.lines.all()),
        "needs": sum(1 for line in answer.lines.all() if line.seats),
        "last": timezone.localtime(last) if last else None,
        **facts,
    }
    letter.send(
        key,
        name,
        context,
        to=to.email,
        language=to.language,
        network=answer.network,
        name=f"courses.{name}",
        person_id=to.pk,
        membership_id=answer.membership_id,
    )
