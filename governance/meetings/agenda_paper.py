"""The agenda as a document: the items with their proposals, and the papers that belong to them."""

from typing import Any

from django.conf import settings
from django.utils import translation

from governance.meetings.page import Line, lines_of, papers_of
from governance.meetings.words import title_of, when
from governance.models import Meeting, Paper
from network.documents import render_pdf_bounded
from network.looks import look_of
from network.models import Network

TEMPLATE = "documents/agenda.html"


def agenda_pdf(meeting: Meeting) -> bytes:
    """The agenda as it stands; the same agenda is the same bytes."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    network: Network = meeting.network
    with translation.override(language):
        context = agenda_context(meeting, demo=network.example_data)
    return render_pdf_bounded(
        TEMPLATE,
        context,
        language=language,
        network=look_of(network),
        created=meeting.called_at or meeting.starts,
    )


def agenda_context(meeting: Meeting, *, demo: bool) -> dict[str, Any]:
    """What the template reads; a confidential paper is listed for nobody."""
    papers = papers_of(Paper.objects.filter(meeting=meeting, confidential=False))
    lines: list[Line] = lines_of(meeting, papers)
    return {
        "demo": demo,
        "meeting": meeting,
        "title": title_of(meeting),
        "when": when(meeting),
        "lines": lines,
        "papers": [one for one in papers if one.paper.item_id is None],
    }
