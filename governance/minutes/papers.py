"""Minutes as PDF/UA-1 and PDF/A-3a: whole or one paragraph, a draft until they are approved.

What was hashed lies in the file beside the page, so that anybody can count the hash again.
"""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from governance.minutes.reading import Minutes, minutes_of
from governance.models import AgendaItem, Meeting
from network.actions.job import JobRefused, Run, job, start
from network.documents import Attachment, DocumentProblem, NetworkLook, render_pdf_bounded
from network.looks import look_of
from network.models import Document, Job, Network, User
from network.seat import Seat

TEMPLATE = "documents/minutes.html"
HASHED = "minutes.json"
STEPS = 2


def order_paper(
    meeting: Meeting, language: str, *, by: Seat, item: AgendaItem | None = None
) -> Job:
    """Order the minutes, or the extract of one paragraph, as a file."""
    return start(
        "governance.minutes_paper",
        key=f"{meeting.pk}-{item.pk if item else 0}-{language}-{by.user.pk}",
        by=by,
        total=STEPS,
        meeting_id=meeting.pk,
        item_id=item.pk if item else None,
        language=language,
        title=_title(meeting, item),
    )


def _title(meeting: Meeting, item: AgendaItem | None) -> str:
    day = timezone.localdate(meeting.starts).isoformat()
    words = f"{meeting.body} {day}"
    return f"{words} § {item.paragraph}" if item else words


@job("governance.minutes_paper")
def minutes_paper(run: Run) -> None:
    """Draw the minutes; made once, however often it is run."""
    language, item_id = str(run.facts["language"]), run.facts.get("item_id")
    with translation.override(language):
        run.advance(0, STEPS)
        with run.step() as granted:
            if Job.objects.get(pk=run.job_id).result_id:
                return
            network = Network.objects.get(pk=run.network_id)
            seat = Seat(User.objects.get(pk=run.user_id), network, granted)
            rows = Meeting.objects.seen_by(seat).select_related("body", "network")
            meeting = rows.filter(pk=int(run.facts["meeting_id"])).first()
            if meeting is None or not may_read_minutes(seat, meeting):
                raise JobRefused(_("You may not read these minutes any more."))
            minutes = minutes_of(meeting)
        run.advance(1, STEPS)
        try:
            content = draw(minutes, network, language, item_id=item_id)
        except DocumentProblem as problem:
            raise JobRefused(str(problem.sentence)) from problem
        kind = _("Extract of minutes") if item_id else pgettext("minutes", "Minutes")
        if not minutes.is_approved:
            kind = f"{kind} ({_('draft')})"
        run.advance(2, STEPS)
        run.keep(
            kind=Document.Kind.REPORT,
            name=f"{kind} {run.facts['title']}.pdf",
            media_type="application/pdf",
            content=content,
        )


def may_read_minutes(seat: Seat, meeting: Meeting) -> bool:
    """Approved minutes are read by who reads the body; before, only by the body itself."""
    if meeting.state == "approved":
        return seat.may("read_meeting", meeting)
    return seat.may("write_minutes", meeting) or seat.may("approve_minutes", meeting)


def draw(minutes: Minutes, network: Network, language: str, *, item_id: int | None = None) -> bytes:
    """The document; the same bytes for the same minutes."""
    with translation.override(language):
        context = paper_context(minutes, network, item_id)
        attachments = []
        if minutes.is_approved and item_id is None:
            words = _("What the hash of the minutes is counted from")
            attachments.append(Attachment(HASHED, minutes.text.encode(), words))
    look: NetworkLook = look_of(network)
    return render_pdf_bounded(
        TEMPLATE,
        context,
        language=language,
        network=look,
        attachments=attachments,
        created=minutes.made,
    )


def paper_context(minutes: Minutes, network: Network, item_id: int | None) -> dict[str, Any]:
    """The context of TEMPLATE, in the language of the paper."""
    items = minutes.items
    if item_id is not None:
        items = [item for item in items if item["item"] == item_id]
        if not items:
            raise JobRefused(_("The item is not on the agenda of this meeting."))
    return {
        "minutes": minutes,
        "items": items,
        "extract": item_id is not None,
        "demo": network.example_data,
    }
