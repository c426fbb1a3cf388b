"""The letters of a round of head counts: asked, and reminded."""

from datetime import datetime, time, timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from members.models import HeadCount, HeadCountRequest, HeadCountRound, Person
from network.actions import letter
from network.letters import compose
from network.links import write_link
from network.looks import look_of
from network.models import Network

# The link in the letter opens the form itself; signing in is not needed.
PURPOSE = "members.head_count"
OPEN_AFTER = timedelta(days=90)  # a late answer is better than none
FACTS = ("network", "round", "membership__authority")


def write(kind: str, row: HeadCountRequest, to: Person, *, key: str) -> None:
    """How many are you? `kind` is "asked" or "remind"."""
    last = HeadCount.objects.before(row.membership_id, row.round.day)
    message = _compose(
        kind,
        row.round,
        to,
        row.network,
        key,
        authority=row.membership.name,
        last=last,
        url=_link(row, to),
    )
    letter.write_composed(
        key,
        message,
        name="members.head_count_asked",
        person_id=to.pk,
        membership_id=row.membership_id,
    )


def shown(kind: str, of: HeadCountRound, to: Person, network: Network, authority: str) -> str:
    """A letter as text, for the page that asks before it is sent."""
    facts: dict[str, Any] = {"authority": authority, "last": None, "url": network.slug}
    return str(_compose(kind, of, to, network, "preview", **facts).body)


def _compose(
    kind: str, of: HeadCountRound, to: Person, network: Network, key: str, **facts: Any
) -> EmailMultiAlternatives:
    context = {
        "kind": kind,
        "round": of,
        "left": (of.deadline - timezone.localdate()).days,
        "demo": network.example_data,
        **facts,
    }
    return compose(
        "head_count_asked",
        context,
        to=to.email,
        language=to.language,
        network=look_of(network),
        letter_id=key,
    )


def _link(row: HeadCountRequest, to: Person) -> str:
    last = max(row.round.deadline, timezone.localdate()) + OPEN_AFTER
    ends = timezone.make_aware(datetime.combine(last, time.max))
    return write_link(PURPOSE, row.pk, network=row.network, person_id=to.pk, expires_at=ends)
