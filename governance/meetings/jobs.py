"""All papers of a meeting in one file, as the one who asks may read them."""

import io
import zipfile

from django.utils import timezone
from django.utils.translation import gettext as _

from governance.meetings.agenda_paper import agenda_pdf
from governance.meetings.words import title_of
from governance.models import Meeting, Paper, PaperVersion
from network.actions.job import JobRefused, Run, job
from network.models import Document
from network.tables import CONTENT_TYPES, file_name

STAMP = (2020, 1, 1, 0, 0, 0)  # the same papers are the same bytes


@job("governance.papers_together")
def papers_together(run: Run) -> None:
    """Gather the newest version of each paper, in the scope of the one who ordered it."""
    with run.step():
        meeting = (
            Meeting.objects.filter(pk=run.facts["meeting_id"])
            .select_related("body", "network")
            .first()
        )
        if meeting is None:
            raise JobRefused(_("The meeting is not there any more."))
        title, day = title_of(meeting), timezone.localdate(meeting.starts).isoformat()
        papers = list(
            Paper.objects.filter(meeting=meeting)
            .select_related("item")
            .order_by("item__position", "id")
        )
        agenda = agenda_pdf(meeting)
    run.advance(0, len(papers) + 1)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, file_name(_("Agenda"), "pdf"), agenda)
        for done, paper in enumerate(papers, 1):
            with run.step():
                newest = PaperVersion.objects.filter(paper=paper).order_by("-number").first()
            if newest is not None:
                place = f"{paper.item.position:02} " if paper.item else "00 "
                name = file_name(f"{place}{paper.title} ({paper.pk})", newest.kind)
                _add(archive, name, bytes(newest.content))
            run.advance(done, len(papers) + 1)
    run.keep(
        kind=Document.Kind.TABLE,
        name=file_name(f"{title} {day}", "zip"),
        media_type=CONTENT_TYPES["zip"],
        content=kept.getvalue(),
    )
    run.advance(len(papers) + 1, len(papers) + 1)


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
