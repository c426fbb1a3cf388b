"""The pages behind links in mail: do you come to the meeting, and is the action done?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance.actions.action_point import finish
from governance.actions.answer_notice import answer, may_answer
from governance.meetings.action_forms import DoneForm
from governance.meetings.emails import ACTION, ANSWER
from governance.meetings.forms import AnswerForm
from governance.meetings.page import answer_context
from governance.models import ActionPoint, NoticeAnswer, PaperVersion
from network.links import Finished, Page, Settled, Shown, declare
from network.refusals import Refused, refusals_in
from network.seat import Seat
from network.tables import download


def _notice(request: HttpRequest, pk: int, seat: Seat) -> Shown:
    row = (
        NoticeAnswer.objects.filter(pk=pk, person__in=seat.scope.people)
        .select_related("meeting__body", "mandate__membership__authority")
        .first()
    )
    if row is None:
        return None
    if paper := request.GET.get("paper"):
        return _paper(row, paper)
    if not may_answer(row.meeting):
        raise Settled(_("The meeting has begun or is over, so nobody waits for the answer."))
    form = AnswerForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            data = form.cleaned_data
            row.refresh_from_db(fields=["coming", "words"])
            answer(row, data["coming"], data["words"])
            return redirect(request.path)
    row.refresh_from_db(fields=["coming", "words", "answered_at"])
    context = answer_context(row) | {
        "form": form,
        "layout": "layouts/plain.html",
        "here": request.path,
    }
    return render(request, "governance/meeting_answer.html", context)


def _paper(row: NoticeAnswer, version: str) -> HttpResponse | None:
    """A paper of the meeting that is not confidential; the others ask for a sign-in."""
    if not version.isdecimal():
        return None
    found = PaperVersion.objects.filter(
        pk=int(version), paper__meeting=row.meeting_id, paper__confidential=False
    ).first()
    return download(found.name, bytes(found.content), found.kind) if found else None


def _action(request: HttpRequest, pk: int, seat: Seat) -> Shown:
    row = (
        ActionPoint.objects.filter(pk=pk, person__in=seat.scope.people)
        .select_related("body", "meeting")
        .first()
    )
    if row is None:
        return None
    if not row.is_open:
        raise Settled(_("The action is over already. Thank you."))
    form = DoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            finish(row, form.cleaned_data["done_words"])
        except Refused as refused:
            raise Settled(str(refused)) from None
        return Finished(_("Thank you. The action is noted as done."))
    return render(request, "governance/action_link.html", {"row": row, "form": form})


declare(ANSWER, Page(_notice))
declare(ACTION, Page(_action))
