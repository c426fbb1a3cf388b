"""Letters about approvals: the question with its link, and the answer."""

from typing import Any

from django.utils import timezone, translation

from courses import words
from courses.emails import Day
from courses.models import Approval
from members.models import Person
from network.actions import letter
from network.addresses import network_url
from network.links import write_link

PURPOSE = "courses.approval"


def asked(approval: Approval, to: Person, *, no_manager: bool, again: bool = False) -> None:
    """May this person take part? Or once more."""
    link = write_link(
        PURPOSE,
        approval.pk,
        network=approval.network,
        person_id=to.pk,
        expires_at=approval.answer_by,
    )
    facts = {
        "who": approval.person.name,
        "kind": approval.kind,
        "no_manager": no_manager,
        "again": again,
        "answer_by": timezone.localtime(approval.answer_by),
        "url": link,
    }
    key = f"approval{'-again' if again else ''}-{approval.pk}-{to.pk}"
    _write("approval_asked", approval, to, key, facts)


def refused(approval: Approval) -> None:
    """You have no seat: somebody said no, or nobody answered in time."""
    facts = {
        "lapsed": approval.has_lapsed,
        "kind": approval.kind,
        "reason": "" if approval.has_lapsed else approval.reason,
        "url": network_url(approval.network, "run", pk=approval.run_id),
    }
    key = f"approval-refused-{approval.pk}"
    _write("approval_refused", approval, approval.person, key, facts)


def _write(name: str, approval: Approval, to: Person, key: str, facts: dict[str, Any]) -> None:
    run = approval.run
    with translation.override(to.language):
        context = {
            "course": run.course.title,
            "days": [
                Day(timezone.localtime(day.starts_at), timezone.localtime(day.ends_at))
                for day in run.sessions.all()
            ],
            "price": words.price(run),
            **facts,
        }
    letter.send(
        key,
        name,
        context,
        to=to.email,
        language=to.language,
        network=approval.network,
        name=f"courses.{name}",
        person_id=to.pk,
        membership_id=approval.membership_id,
    )
