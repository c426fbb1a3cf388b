"""Pages behind the links in letters: what a mandate answers in writing, and an approval."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from governance.actions.vote import own_mandates
from governance.minutes.answering import answer_page, approval_page
from governance.minutes.emails import ANSWER, APPROVE
from governance.models import Approver, Meeting
from governance.rules import ApprovalState, MeetingState
from network.links import Finished, Page, Settled, Shown, declare
from network.seat import Seat

PLAIN = "layouts/plain.html"


def _answer(request: HttpRequest, pk: int, seat: Seat) -> Shown:
    meeting = Meeting.objects.seen_by(seat).select_related("body", "network").filter(pk=pk).first()
    if meeting is None or not own_mandates(meeting.pk):
        return None
    if meeting.state != MeetingState.OPEN:
        raise Settled(_("The answers are counted. Thank you."))
    shown = answer_page(request, meeting, seat, layout=PLAIN)
    return Finished(shown) if isinstance(shown, str) else shown


def _approve(request: HttpRequest, pk: int, seat: Seat) -> Shown:
    rows = Approver.objects.filter(holder__person_id__in=seat.scope.people)
    approver = rows.select_related("meeting__body", "meeting__network").filter(pk=pk).first()
    if approver is None:
        return None
    if approver.state == ApprovalState.APPROVED:
        raise Settled(_("You have approved the minutes. Thank you."))
    if approver.state != ApprovalState.ASKED:
        raise Settled(_("The minutes are being mended. You are asked anew when they are ready."))
    shown = approval_page(request, approver, seat, layout=PLAIN)
    return Finished(shown) if isinstance(shown, str) else shown


declare(ANSWER, Page(_answer))
declare(APPROVE, Page(_approve))
