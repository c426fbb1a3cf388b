"""The letters of a survey: asked, and reminded."""

from datetime import datetime, time, timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation

from members.models import Person
from network.actions import letter
from network.letters import compose
from network.links import write_link
from network.looks import look_of
from network.models import Network
from reports.models import Survey, SurveyRequest

# The link in the letter opens the questions themselves; signing in is not needed.
PURPOSE = "reports.survey"
OPEN_AFTER = timedelta(days=60)  # a late answer is better than none
FACTS = ("network", "survey", "membership__authority")


def write(kind: str, row: SurveyRequest, to: Person, *, key: str) -> None:
    """What has the network given you? `kind` is "asked" or "remind"."""
    message = _compose(
        kind, row.survey, to, row.network, key, authority=row.membership.name, url=_link(row, to)
    )
    letter.write_composed(
        key,
        message,
        name="reports.survey_asked",
        person_id=to.pk,
        membership_id=row.membership_id,
    )


def shown(kind: str, of: Survey, to: Person, network: Network, authority: str) -> str:
    """A letter as text, for the page that asks before it is sent."""
    facts: dict[str, Any] = {"authority": authority, "url": network.slug}
    return str(_compose(kind, of, to, network, "preview", **facts).body)


def _compose(
    kind: str, of: Survey, to: Person, network: Network, key: str, **facts: Any
) -> EmailMultiAlternatives:
    with translation.override(to.language):
        intro = of.intro
    context = {
        "kind": kind,
        "survey": of,
        "intro": intro,
        "left": (of.deadline - timezone.localdate()).days,
        "demo": network.example_data,
        **facts,
    }
    return compose(
        "survey_asked",
        context,
        to=to.email,
        language=to.language,
        network=look_of(network),
        letter_id=key,
    )


def _link(row: SurveyRequest, to: Person) -> str:
    last = max(row.survey.deadline, timezone.localdate()) + OPEN_AFTER
    ends = timezone.make_aware(datetime.combine(last, time.max))
    return write_link(PURPOSE, row.pk, network=row.network, person_id=to.pk, expires_at=ends)
