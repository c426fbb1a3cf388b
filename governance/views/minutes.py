"""The minutes of a meeting: read, written while it goes on, and made into a file."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.actions.write_minutes import (
    ASIDE,
    MERGED,
    Written,
    head_of,
    restore,
    save_text,
    settle,
    waiting,
)
from governance.minutes.forms import SettlementForm, TextForm
from governance.minutes.page import find_item, find_meeting, may_write, sheets
from governance.minutes.papers import may_read_minutes, order_paper
from governance.minutes.quorum import quorum_of
from governance.minutes.reading import minutes_of
from governance.models import AgendaItem, Approver, MinutesVersion
from governance.rules import ApprovalState, MeetingKind, MeetingState
from network import wording
from network.actions.job import JobRefused
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import Refused, refusals_said

VERSIONS = 25


@policy("read_meeting")
def minutes(request: NetworkRequest, pk: int) -> HttpResponse:
    """The minutes as they are read: approved, or a draft for the body itself."""
    meeting = find_meeting(request, pk, "read_meeting")
    if meeting.kind == MeetingKind.WRITTEN and meeting.state == MeetingState.OPEN:
        return redirect("written", pk=pk)
    readable = may_read_minutes(request.seat, meeting)
    begun = meeting.state in (MeetingState.OPEN, MeetingState.CLOSED, MeetingState.APPROVED)
    approvers = list(Approver.objects.filter(meeting=meeting).order_by("-chairs", "pk"))
    own = [row for row in approvers if row.state == ApprovalState.ASKED]
    context = {
        "meeting": meeting,
        "minutes": minutes_of(meeting) if readable and begun else None,
        "begun": begun,
        "approvers": approvers,
        "to_approve": _own_of(request, own),
        "may_write": request.seat.may("write_minutes", meeting),
        "writable": may_write(meeting),
    }
    return render(request, "governance/minutes.html", context)


def _own_of(request: NetworkRequest, rows: list[Approver]) -> Approver | None:
    if not rows:
        return None
    mine = Approver.objects.filter(
        pk__in=[row.pk for row in rows], holder__person_id__in=request.seat.scope.people
    )
    return mine.first()


@policy("write_minutes")
def minutes_writing(request: NetworkRequest, pk: int) -> HttpResponse:
    """One page for the whole meeting, by keys alone if one likes; each item saves itself."""
    meeting = find_meeting(request, pk, "write_minutes")
    if meeting.state in (MeetingState.PLANNED, MeetingState.CALLED):
        messages.info(request, _("The minutes are written from when the meeting opens."))
        return redirect("minutes", pk=pk)
    if not may_write(meeting):
        return redirect("minutes", pk=pk)
    context = {
        "meeting": meeting,
        "sheets": sheets(meeting),
        "quorum": quorum_of(meeting),
        "open": meeting.state == MeetingState.OPEN,
    }
    return render(request, "governance/minutes_writing.html", context)


@policy("write_minutes", methods="POST")
def minutes_text(request: NetworkRequest, pk: int) -> HttpResponse:
    """Keep what was written on an item; a script is answered in data, others by the page."""
    item = find_item(request, pk, "write_minutes")
    form = TextForm(request.POST)
    by_script = "application/json" in request.headers.get("Accept", "")
    if not form.is_valid():
        return _refused(request, item, " ".join(map(str, form.errors.get("text", []))), by_script)
    try:
        written = save_text(
            item, form.cleaned_data["text"], base=form.cleaned_data["base"], by=request.seat
        )
    except Refused as refused:
        return _refused(request, item, str(refused), by_script)
    said = _said(written)
    if by_script:
        return JsonResponse(
            {
                "how": written.how,
                "own": written.own,
                "head": written.head,
                "text": written.text,
                "said": said,
            }
        )
    if written.how == ASIDE:
        messages.warning(request, said)
        return redirect("minutes_versions", pk=pk)
    messages.success(request, said)
    return redirect(_to(item))


def _said(written: Written) -> str:
    at = wording.at(timezone.now())
    if written.how == ASIDE:
        return _("Somebody changed the same paragraph. Both texts are kept: choose between them.")
    if written.how == MERGED:
        return _("Saved %(at)s, together with what somebody else wrote meanwhile.") % {"at": at}
    return _("Saved %(at)s.") % {"at": at}


def _to(item: AgendaItem) -> str:
    return f"{reverse('minutes_writing', args=[item.meeting_id])}#item-{item.pk}"


def _refused(
    request: NetworkRequest, item: AgendaItem, sentence: str, by_script: bool
) -> HttpResponse:
    if by_script:
        return JsonResponse({"how": "refused", "said": sentence})
    context = {"item": item, "text": request.POST.get("text", ""), "sentence": sentence}
    return render(request, "governance/minutes_refused.html", context)


@policy("write_minutes")
def minutes_versions(request: NetworkRequest, pk: int) -> HttpResponse:
    """Every version of what the minutes say on an item, and the texts that wait for a choice."""
    item = find_item(request, pk, "write_minutes")
    head = head_of(item)
    beside = waiting(item)
    context = {
        "item": item,
        "head": head,
        "head_text": head.text if head else "",
        "beside": [(row, _settlement(row, head)) for row in beside],
        "page_obj": Paginator(
            MinutesVersion.objects.filter(item=item).order_by("-number"), VERSIONS
        ).get_page(request.GET.get("page")),
        "writable": item.meeting is not None and may_write(item.meeting),
    }
    return render(request, "governance/minutes_versions.html", context)


def _settlement(row: MinutesVersion, head: MinutesVersion | None) -> SettlementForm:
    there = head.text if head else ""
    return SettlementForm(
        initial={
            "number": row.number,
            "head": head.number if head else 0,
            "text": "\n\n".join(part for part in (there, row.text) if part),
        },
        auto_id=f"id_{row.number}_%s",
    )


@policy("write_minutes", methods="POST")
def minutes_settlement(request: NetworkRequest, pk: int) -> HttpResponse:
    """Choose the text that holds instead of two."""
    item = find_item(request, pk, "write_minutes")
    form = SettlementForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with refusals_said(request):
            settle(item, said["number"], said["text"], head=said["head"], by=request.seat)
            messages.success(request, _("The text is chosen, and the others are kept as versions."))
            return redirect(_to(item))
    return redirect("minutes_versions", pk=pk)


@policy("write_minutes", methods="POST")
def minutes_restoration(request: NetworkRequest, pk: int, number: int) -> HttpResponse:
    """Let an older version hold again."""
    item = find_item(request, pk, "write_minutes")
    if not MinutesVersion.objects.filter(item=item, number=number).exists():
        raise Http404
    with refusals_said(request):
        restore(item, number, by=request.seat)
        messages.success(request, _("The version holds again. Nothing after it is lost."))
    return redirect("minutes_versions", pk=pk)


@policy("read_meeting", methods="POST")
def minutes_paper(request: NetworkRequest, pk: int) -> HttpResponse:
    """Order the minutes as a file."""
    meeting = find_meeting(request, pk, "read_meeting")
    if not may_read_minutes(request.seat, meeting):
        raise Http404
    try:
        job = order_paper(meeting, get_language() or "sv", by=request.seat)
    except JobRefused as refused:
        messages.error(request, str(refused))
        return redirect("minutes", pk=pk)
    return redirect("job", pk=job.pk)


@policy("read_meeting", methods="POST")
def minutes_extract(request: NetworkRequest, pk: int) -> HttpResponse:
    """Order the extract of one paragraph as a file."""
    item = find_item(request, pk, "read_meeting")
    if item.meeting is None or not may_read_minutes(request.seat, item.meeting):
        raise Http404
    try:
        job = order_paper(item.meeting, get_language() or "sv", by=request.seat, item=item)
    except JobRefused as refused:
        messages.error(request, str(refused))
        return redirect("minutes", pk=item.meeting_id)
    return redirect("job", pk=job.pk)
