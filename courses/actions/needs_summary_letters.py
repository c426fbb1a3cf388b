"""Telling those who plan the year that the summary of needs is there."""

from django.utils import translation

from courses.models import NeedsSummary
from courses.needs.figures import Figures
from courses.needs.frozen import thaw
from courses.needs.sentences import lead
from members.models import Person, Role
from members.receivers import COORDINATORS, holders
from network.actions import letter
from network.actions.errand import errand
from network.addresses import network_url

READERS = (*COORDINATORS, Role.Kind.COUNCIL_MEMBER, Role.Kind.STEERING_MEMBER)


@errand("courses.tell_needs_summary")
def tell_needs_summary(summary: int) -> None:
    """Write to each of them, with a link to the page; the paper stays in the portal."""
    row = NeedsSummary.objects.select_related("campaign", "network").get(pk=summary)
    figures = thaw(row.figures)
    for person in holders(READERS):
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
