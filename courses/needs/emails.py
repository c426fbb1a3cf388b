"""Letters about an authority's answer to the needs assessment: asked, reminded, opened again."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation

from courses.models import Campaign, NeedsAnswer, Reopening
from courses.needs.campaigns import days_left, last_time
from members.models import Person
from network.actions import letter
from network.letters import compose
from network.links import write_link
from network.looks import look_of
from network.models import Network

# The link in the letter opens the answer itself; signing in is not needed.
PURPOSE = "courses.needs_answer"
OPEN_AFTER = timedelta(days=30)


def invite(answer: NeedsAnswer, to: Person, *, key: str) -> None:
    """What does your authority need to learn next year? Answer before the last day."""
    _write("asked", answer, to, key, {})


def remind(answer: NeedsAnswer, to: Person, *, key: str) -> None:
    """Your authority has not answered yet, and so many days are left."""
    _write("remind", answer, to, key, {})


def moved(answer: NeedsAnswer, to: Person, *, key: str) -> None:
    """There is another last day to answer."""
    _write("moved", answer, to, key, {})


def reopened(reopening: Reopening, to: Person, *, key: str) -> None:
    """Your authority's answer is open again: why, and until when."""
    answer = NeedsAnswer.objects.select_related(*FACTS).get(pk=reopening.answer_id)
    _write("reopened", answer, to, key, {"reason": reopening.reason})


FACTS = ("network", "campaign", "membership__authority")


def shown(
    kind: str, campaign: Campaign, to: Person, authority: str, network: Network, **facts: Any
) -> str:
    """A letter as text, for the page that asks before it is sent."""
    last = facts.pop("last", None) or campaign.closes_at
    message = _compose(kind, campaign, to, authority, network, "preview", last, network.slug, facts)
    return str(message.body)


def _compose(
    kind: str,
    campaign: Campaign,
    to: Person,
    authority: str,
    network: Network,
    key: str,
    last: datetime | None,
    url: str,
    facts: Mapping[str, Any],
) -> EmailMultiAlternatives:
    with translation.override(to.language):
        context = {
            "kind": kind,
            "year": campaign.year,
            "authority": authority,
            "intro": campaign.intro,
            "last": timezone.localtime(last) if last else None,
            "left": days_left(last, timezone.now()) if last else None,
            "url": url,
            "demo": network.example_data,
            **facts,
        }
    return compose(
        "needs_asked",
        context,
        to=to.email,
        language=to.language,
        network=look_of(network),
        letter_id=key,
    )


def _write(kind: str, answer: NeedsAnswer, to: Person, key: str, facts: Mapping[str, Any]) -> None:
    last = last_time(answer.campaign, answer)
    message = _compose(
        kind,
        answer.campaign,
        to,
        answer.membership.name,
        answer.network,
        key,
        last,
        answer_link(answer, to),
        facts,
    )
    letter.write_composed(
        key,
        message,
        name="courses.needs_asked",
        person_id=to.pk,
        membership_id=answer.membership_id,
    )


def answer_link(answer: NeedsAnswer, to: Person, purpose: str = PURPOSE) -> str:
    """The answer, or the question about it, for this receiver alone; signing in is not needed.

    It outlives the last day to answer: what was sent can be read after it.
    """
    last = last_time(answer.campaign, answer) or timezone.now()
    until = max(last, timezone.now()) + OPEN_AFTER
    return write_link(purpose, answer.pk, network=answer.network, person_id=to.pk, expires_at=until)
