"""Letters about the year's plan: what became of an authority's needs."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation

from courses.models import Plan
from courses.needs.outcome import Outcome, outcomes
from courses.needs.receivers import receivers
from members.models import Person
from network.actions import letter
from network.addresses import network_url
from network.letters import compose
from network.links import write_link
from network.looks import look_of

OUTCOME = "courses.outcome"  # the page behind the link of somebody without an account
OPEN_FOR = timedelta(days=60)


def published(person: Person, plan: Plan, rows: Sequence[Outcome], *, today: date) -> None:
    """What became of your needs, and the seats that you are going to name people for."""
    if person.user_id:
        url = network_url(plan.network, "needs_outcome", pk=plan.campaign_id)
    else:
        last = datetime.combine(today + OPEN_FOR, time(23, 59))
        url = write_link(
            OUTCOME,
            plan.campaign_id,
            network=plan.network,
            person_id=person.pk,
            expires_at=timezone.make_aware(last),
        )
    key = f"plan-{plan.pk}-{person.pk}"
    letter.write_composed(
        key,
        composed(person, plan, rows, url=url, letter_id=key),
        name="courses.plan_published",
        person_id=person.pk,
        membership_id=person.membership_id,
    )


def shown_letter(plan: Plan, told: Sequence[int]) -> str:
    """The letter to one of those who are told, as text, for the page that asks first."""
    member = next(iter(told), None)
    people = receivers([member])[member] if member else []
    if not people or member is None:
        return ""
    rows = outcomes(plan.campaign, [member], plan=plan)[member]
    url = network_url(plan.network, "needs_outcome", pk=plan.campaign_id)
    return str(composed(people[0], plan, rows, url=url, letter_id="preview").body)


def composed(
    person: Person, plan: Plan, rows: Sequence[Outcome], *, url: str, letter_id: str
) -> EmailMultiAlternatives:
    """The letter, to be sent or shown before it is."""
    with translation.override(person.language):
        lines = [{"title": row.title, "words": _words(row)} for row in rows]
        facts: dict[str, Any] = {
            "year": plan.campaign.year,
            "version": plan.version or 1,
            "lines": lines,
            "asked": sum(row.asked_for for row in rows),
            "got": sum(row.planned_seats for row in rows),
            "url": url,
            "demo": plan.network.example_data,
        }
    return compose(
        "plan_published",
        facts,
        to=person.email,
        language=person.language,
        network=look_of(plan.network),
        letter_id=letter_id,
    )


def _words(row: Outcome) -> str:
    """One need: what became of it, why not, and where the seats are."""
    told = [row.sentence]
    if row.reason and row.planned_seats < row.asked_for:
        told.append(row.reason)
    if row.places:
        told.append("; ".join(f"{place.when}: {place.seats}" for place in row.places) + ".")
    return " ".join(told)
