"""The summaries that the doors of what was made of a year's needs are tried with."""

from collections.abc import Mapping
from datetime import date

from courses.models import Campaign, NeedsPage, NeedsPaper, NeedsSummary
from courses.needs import member as needs_member
from courses.needs.frozen import freeze
from courses.needs.gathering import gather
from network import scope
from tests.cast import Cast
from tests.courses.needs import make_answer, make_campaign, make_candidate
from tests.databases import acting_as
from tests.doors.making import Maker

YEAR = 2023  # no other maker's


def _campaign() -> Campaign:
    found: Campaign | None = Campaign.objects.filter(year=YEAR).first()
    return found or make_campaign(YEAR, "closed")


def _summary(member: int) -> NeedsSummary:
    """Frozen figures in which the member asks for something."""
    campaign = _campaign()
    if not campaign.answers.filter(membership=member).exists():
        idea = make_candidate(campaign, f"Summed {member}")
        make_answer(campaign, member, {idea: (2, 1)}, "sent")
    figures = gather(campaign, today=date(YEAR, 1, 1))
    made: NeedsSummary = NeedsSummary.objects.create(
        campaign=campaign,
        figures=freeze(figures),
        fingerprint=f"{NeedsSummary.objects.count():064}",
    )
    for page in needs_member.pages_of(figures):
        facts = needs_member.freeze(page)
        NeedsPage.objects.create(
            summary=made, campaign=campaign, membership_id=page.member, facts=facts
        )
    return made


def needs_year(cast: Cast, network: str, who: str, key: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        return int(_campaign().pk)


def summary(cast: Cast, network: str, who: str, key: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        return int(_summary(cast.memberships[network, key]).pk)


def paper(cast: Cast, network: str, who: str, key: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        made = NeedsPaper.objects.create(
            summary=_summary(cast.memberships[network, key]),
            kind="pdf",
            language="sv",
            content=b"%PDF",
        )
        return int(made.pk)


def page(cast: Cast, network: str, who: str, key: str) -> int:
    """The member's own page, as PDF."""
    member = cast.memberships[network, key]
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        return int(NeedsPage.objects.get(summary=_summary(member), membership=member).pk)


def member(cast: Cast, network: str, who: str, key: str) -> int:
    """The member whose page is looked at."""
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        _summary(cast.memberships[network, key])
    return cast.memberships[network, key]


SUMMARIES: Mapping[str, Maker] = {
    "needs_summary": needs_year,
    "needs_summary_making": needs_year,
    "needs_summary_progress": needs_year,
    "needs_summary_pages": summary,
    "needs_paper": paper,
    "needs_page": member,
    "needs_page_paper": page,
}
