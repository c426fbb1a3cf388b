"""The summary of a needs assessment as a job, and by itself when the assessment is closed."""

import io
import logging
import zipfile

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from courses.actions import needs_summary
from courses.models import Campaign, NeedsPage, NeedsSummary
from network import scope
from network.actions.job import JobRefused, job, start
from network.actions.job import Run as Work
from network.documents import DocumentProblem
from network.looks import look_of
from network.models import Document, Job, Network, User
from network.seat import Seat
from network.sentences import name_jobs
from network.tables import file_name

log = logging.getLogger(__name__)

JOB = "courses.needs_summary"
PAGES = "courses.needs_pages"

name_jobs(
    {
        JOB: gettext_lazy("Summary of needs %(year)s"),
        PAGES: gettext_lazy("Members' pages of needs %(year)s"),
    }
)


def order(campaign: Campaign, *, by: Seat) -> Job:
    """Have the summary made; a second order while it is being made gets the first."""
    by.require("keep_campaign")
    return start(
        JOB,
        key=f"campaign:{campaign.pk}",
        by=by,
        total=needs_summary.steps(),
        campaign=campaign.pk,
        year=campaign.year,
    )


def order_pages(summary: NeedsSummary, *, by: Seat) -> Job:
    """Have every member's page of a summary drawn, as one file."""
    by.require("keep_campaign")
    language = (get_language() or "sv")[:2]
    return start(
        PAGES,
        key=f"summary:{summary.pk}:{language}",
        by=by,
        total=NeedsPage.objects.filter(summary=summary).count(),
        summary=summary.pk,
        year=summary.campaign.year,
        language=language,
    )


def running(campaign: Campaign) -> Job | None:
    """The making that was ordered last, over or not."""
    latest: Job | None = (
        Job.objects.filter(name=JOB, key=f"campaign:{campaign.pk}").order_by("-pk").first()
    )
    return latest


@job(JOB, as_system=True)
def make_summary(work: Work) -> None:
    """Freeze and draw, as the portal itself, after the one who ordered has been asked again."""
    _refuse_without_permission(work)
    try:
        needs_summary.make(
            work.network_id,
            int(work.facts["campaign"]),
            user_id=work.user_id,
            advance=lambda done: work.advance(done, needs_summary.steps()),
        )
    except DocumentProblem as problem:
        raise JobRefused(str(problem.sentence)) from problem


@job(PAGES, as_system=True)
def make_pages(work: Work) -> None:
    """Draw each member's page, and keep all of them as one file."""
    _refuse_without_permission(work)
    language = str(work.facts["language"])
    with work.step():
        summary = NeedsSummary.objects.select_related("campaign").get(pk=work.facts["summary"])
        network = Network.objects.get(pk=work.network_id)
        pages = [row.facts for row in NeedsPage.objects.filter(summary=summary).order_by("pk")]
    stamp = timezone.localtime(summary.made_at).timetuple()[:6]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as folder:
        for done, facts in enumerate(pages, start=1):
            content = needs_summary.draw_page(
                facts,
                language,
                look=look_of(network),
                demo=network.example_data,
                made=summary.made_at,
            )
            folder.writestr(zipfile.ZipInfo(file_name(facts["name"], "pdf"), stamp), content)
            work.advance(done, len(pages))
    work.keep(
        kind=Document.Kind.TABLE,
        name=_("Members' pages of needs %(year)s.zip") % {"year": summary.campaign.year},
        media_type="application/zip",
        content=file.getvalue(),
    )


def make_due(network_id: int) -> int:
    """Make the first summary of what has closed, once each; answers how many."""
    with scope.enter_system(network_id):
        closed = [campaign.pk for campaign in needs_summary.due()]
    made = 0
    for pk in closed:
        try:
            needs_summary.make(network_id, pk, user_id=None)
        except DocumentProblem:  # the next round tries again; the others are made
            log.exception("The summary of needs assessment %s was not made.", pk)
        else:
            made += 1
    return made


def _refuse_without_permission(work: Work) -> None:
    try:
        with scope.enter(work.user_id, work.network_id) as granted:
            user, network = (
                User.objects.get(pk=work.user_id),
                Network.objects.get(pk=work.network_id),
            )
            allowed = Seat(user, network, granted).may("keep_campaign")
    except scope.NotAMember:
        allowed = False
    if not allowed:
        raise JobRefused(_("You may not make summaries of needs any more."))
