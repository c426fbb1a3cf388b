"""The two pages that are answered by link or signed in: a written procedure, and an approval."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance.actions.approve import approve, send_back
from governance.actions.vote import choices_at, own_mandates
from governance.actions.written import answer
from governance.minutes.forms import AnswerForm, ApprovalForm
from governance.minutes.reading import minutes_of
from governance.models import Approver, Ballot, Meeting, Vote
from network.refusals import Refused
from network.seat import Seat


def answer_page(
    request: HttpRequest, meeting: Meeting, seat: Seat, *, layout: str, mandate: int | None = None
) -> HttpResponse | str:
    """Ask what a mandate answers, and take it; a sentence when it is taken.

    Whoever holds several mandates answers alike for them, one after the other.
    """
    mandates = own_mandates(meeting.pk) if mandate is None else {mandate}
    votes = list(
        Vote.objects.filter(meeting=meeting, closed_at=None)
        .select_related("item")
        .order_by("item__position", "pk")
    )
    there = {
        row.vote_id: row
        for row in Ballot.objects.filter(meeting=meeting, mandate_id__in=mandates).order_by("pk")
    }
    initial: dict[str, Any] = {}
    for pk, row in there.items():
        initial |= {f"choice_{pk}": row.choice, f"comment_{pk}": row.comment}
    form = AnswerForm(
        request.POST or None, votes=votes, choices=choices_at(meeting.kind), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            for one in sorted(mandates):
                answer(meeting, one, form.said(), by=seat)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _("Thank you. Your answer is kept, and can be changed until the last day.")
    context = {
        "meeting": meeting,
        "form": form,
        "parts": form.parts(),
        "answered": bool(there),
        "layout": layout,
        "here": request.path,
    }
    return render(request, "governance/written_answer.html", context)


def approval_page(
    request: HttpRequest, approver: Approver, seat: Seat, *, layout: str
) -> HttpResponse | str:
    """Show the minutes to somebody who approves them, and take the answer; then a sentence."""
    meeting = approver.meeting
    form = ApprovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["answer"] == "return":
                send_back(approver, form.cleaned_data["comment"], by=seat)
                return _("The minutes are sent back with your comment. You are asked anew later.")
            last = approve(approver, by=seat)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if last:
                return _("Thank you. The minutes are approved, and the body is told.")
            return _("Thank you. Your approval is kept; others have still to answer.")
    context = {
        "meeting": meeting,
        "approver": approver,
        "minutes": minutes_of(meeting, to_approve=True),
        "form": form,
        "layout": layout,
        "here": request.path,
    }
    return render(request, "governance/minutes_approve.html", context)


def said_or_shown(request: HttpRequest, shown: HttpResponse | str, back: str) -> HttpResponse:
    """Signed in, what came of an answer is said on the page that one goes back to."""
    if isinstance(shown, str):
        messages.success(request, shown)
        return redirect(back)
    return shown
