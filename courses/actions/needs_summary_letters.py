"""Telling those who plan the year that the summary of needs is there."""

from django.utils import timezone, translation

from courses.models import NeedsSummary
from courses.needs.figures import Figures
from courses.needs.frozen import thaw
from courses.needs.sentences import lead
from members.models import Person, Role
from network.actions import letter
from network.actions.errand import errand
from network.addresses import network_url

READERS = (
    Role.Kind.NETWORK_COORDINATOR,
    Role.Kind.EDUCATION_COORDINATOR,
    Role.Kind.COUNCIL_MEMBER,
    Role.Kind.STEERING_MEMBER,
)


def readers() -> list[Person]:
    """Coordinators, the council and the steering committee, as of today."""
    today = timezone.localdate()
    roles = Role.objects.on(today).filter(kind__in=READERS)
    return list(
        Person.objects.on(today)
        .filter(pk__in=roles.values("person"))
        .select_related("user")
        .order_by("pk")
    )


@errand("courses.tell_needs_summary")
def tell_needs_summary(summary: int) -> None:
    """Write to each of them, with a link to the page; the paper stays in the portal."""
    row = NeedsSummary.objects.select_related("campaign", "network").get(pk=summary)
    figures = thaw(row.figures)
    for person in readers():
        _write(row, figures, person)


def _write(row: NeedsSummary, figures: Figures, to: Person) -> None:
    key = f"needs-summary-{row.pk}-{to.pk}"
    with translation.override(to.language):
        context = {
            "year": row.campaign.year,
            "lead": lead(figures),
            "answered": len(figures.answered),
            "asked": len(figures.members),
            "url": network_url(row.network, "needs_summary", pk=row.campaign_id),
        }
    letter.send(
        key,
        "needs_summary",
        context,
        to=to.email,
        language=to.language,
        network=row.network,
        name="courses.needs_summary",
        person_id=to.pk,
    )
