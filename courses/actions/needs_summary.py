"""Making the summary of a needs assessment: the figures are frozen, then drawn."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils import timezone, translation

from courses.models import Campaign, NeedsPage, NeedsPaper, NeedsSummary
from courses.needs import member as needs_member
from courses.needs import papers as needs_papers
from courses.needs import tables as needs_tables
from courses.needs.figures import Figures
from courses.needs.frozen import fingerprint, freeze, thaw
from courses.needs.gathering import gather
from courses.needs.rules import CampaignState
from network import scope
from network.actions.errand import send_on
from network.documents import NetworkLook, render_pdf_bounded
from network.looks import look_of
from network.models import Network
from network.models.journal import note
from network.tables import to_workbook

DRAWING = 1  # counts up when the papers change, so that they are drawn anew
Paper = tuple[str, str]  # kind and language


def papers() -> list[Paper]:
    """The papers of a summary: a report and a workbook in each language."""
    languages = [code for code, _name in settings.LANGUAGES]
    return [(str(kind), code) for code in languages for kind in NeedsPaper.Kind.values]


def steps() -> int:
    """How many steps a making has: the figures, then each paper."""
    return 1 + len(papers())


def current(campaign: Campaign) -> tuple[Figures, str]:
    """The figures as they are now, and their fingerprint with the drawing's."""
    figures = gather(campaign, today=timezone.localdate())
    return figures, fingerprint([DRAWING, freeze(figures)])


def latest(campaign: Campaign) -> NeedsSummary | None:
    """The summary that was made last."""
    found: NeedsSummary | None = (
        NeedsSummary.objects.filter(campaign=campaign).defer("figures").first()
    )
    return found


def due() -> list[Campaign]:
    """Closed needs assessments without a summary whose papers are all drawn; system scope only."""
    whole = NeedsSummary.objects.annotate(drawn=Count("papers")).filter(drawn=len(papers()))
    return list(
        Campaign.objects.filter(state=CampaignState.CLOSED)
        .exclude(pk__in=whole.order_by().values("campaign"))
        .order_by("pk")
    )


def make(
    network_id: int,
    campaign_id: int,
    *,
    user_id: int | None,
    advance: Callable[[int], None] = lambda done: None,
) -> int:
    """Freeze the figures and draw what is not drawn yet; answers the summary's id.

    Each part is a transaction of its own in the system scope, so that a killed worker's work is
    gone on with. The same figures give the summary that is there, without work.
    """
    with scope.enter_system(network_id):
        campaign = Campaign.objects.select_related("previous").get(pk=campaign_id)
        network = Network.objects.get(pk=network_id)
        summary = freeze_now(campaign, user_id=user_id)
        drawn = set(NeedsPaper.objects.filter(summary=summary).values_list("kind", "language"))
        figures = thaw(summary.figures)
    advance(1)
    for done, (kind, language) in enumerate(papers(), start=2):
        if (kind, language) not in drawn:
            content = draw(
                figures,
                kind,
                language,
                look=look_of(network),
                demo=network.example_data,
                made=summary.made_at,
            )
            with scope.enter_system(network_id):
                _keep(summary, kind, language, content)
        advance(done)
    with scope.enter_system(network_id):
        tell(summary)
    return int(summary.pk)


def freeze_now(campaign: Campaign, *, user_id: int | None) -> NeedsSummary:
    """The summary of the figures as they are now, with a page for each member."""
    figures, mark = current(campaign)
    there: NeedsSummary | None = NeedsSummary.objects.filter(
        campaign=campaign, fingerprint=mark
    ).first()
    if there is not None:
        return there
    try:
        with transaction.atomic():
            made: NeedsSummary = NeedsSummary.objects.create(
                campaign=campaign,
                fingerprint=mark,
                figures=freeze(figures),
                by_user_id=user_id,
                made_at=timezone.now().replace(microsecond=0),
            )
    except IntegrityError:  # another worker was quicker
        found: NeedsSummary = NeedsSummary.objects.get(campaign=campaign, fingerprint=mark)
        return found
    NeedsPage.objects.bulk_create(
        [
            NeedsPage(
                summary=made,
                campaign=campaign,
                membership_id=page.member,
                facts=needs_member.freeze(page),
                made_at=made.made_at,
            )
            for page in needs_member.pages_of(figures)
        ]
    )
    note("summarise_needs", campaign, summary=made.pk, fingerprint=mark)
    return made


def draw(
    figures: Figures, kind: str, language: str, *, look: NetworkLook, demo: bool, made: datetime
) -> bytes:
    """One paper; the same bytes for the same figures, look and time."""
    if kind == NeedsPaper.Kind.XLSX:
        with translation.override(language):
            sheets = needs_tables.all_of(figures)
        with translation.override(language):
            return to_workbook([(one.name, one.headers, one.rows) for one in sheets], made=made)
    return render_pdf_bounded(
        needs_papers.TEMPLATE,
        needs_papers.context(figures, look=look, language=language, demo=demo),
        language=language,
        network=look,
        attachments=needs_papers.attachments(figures, language),
        created=made,
    )


def draw_page(
    facts: dict[str, Any], language: str, *, look: NetworkLook, demo: bool, made: datetime
) -> bytes:
    """One member's page; the same bytes for the same facts, look and time."""
    return render_pdf_bounded(
        needs_member.TEMPLATE,
        needs_member.context(needs_member.thaw(facts), look=look, language=language, demo=demo),
        language=language,
        network=look,
        created=made,
    )


def _keep(summary: NeedsSummary, kind: str, language: str, content: bytes) -> None:
    NeedsPaper.objects.bulk_create(
        [NeedsPaper(summary=summary, kind=kind, language=language, content=content)],
        ignore_conflicts=True,
    )


def tell(summary: NeedsSummary) -> None:
    """Say that the summary is there; a summary is told of once."""
    send_on("courses.tell_needs_summary", key=f"needs_summary:{summary.pk}", summary=summary.pk)
