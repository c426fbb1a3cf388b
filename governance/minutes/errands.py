"""What the portal does after somebody has asked or answered; each once, in the system scope."""

from governance.actions.written import count_in_writing, unanswered
from governance.minutes import emails
from governance.minutes.quorum import voting_mandates
from governance.minutes.receivers import of_holders, who_answers
from governance.models import Approver, Holder, Meeting
from governance.rules import ApprovalState, MeetingState
from network.actions.errand import errand


def _meeting(pk: int) -> Meeting:
    found: Meeting = Meeting.objects.select_related("body", "network").get(pk=pk)
    return found


def ask_mandates(meeting: Meeting, *, reminder: bool = False) -> int:
    """Write to those who answer for the mandates that have not; how many letters."""
    left = unanswered(meeting)
    holders = who_answers([row for row in voting_mandates(meeting) if row.pk in left])
    receivers = of_holders(holders)
    for to in receivers:
        emails.written_asked(meeting, to, reminder=reminder)
    return len(receivers)


@errand("governance.ask_in_writing")
def ask_in_writing(meeting_id: int) -> None:
    """Write to everybody who is asked to decide."""
    ask_mandates(_meeting(meeting_id))


@errand("governance.remind_in_writing")
def remind_in_writing(meeting_id: int) -> None:
    """Remind those who have not answered, once."""
    meeting = _meeting(meeting_id)
    if meeting.state == MeetingState.OPEN:
        ask_mandates(meeting, reminder=True)


@errand("governance.count_in_writing")
def count(meeting_id: int) -> None:
    """Everybody has answered: the answers are counted before the last day."""
    meeting = _meeting(meeting_id)
    if meeting.state == MeetingState.OPEN and not unanswered(meeting):
        count_in_writing(meeting)


@errand("governance.ask_approver")
def ask_approver(approver_id: int) -> None:
    """Ask somebody to read and approve the minutes."""
    row = Approver.objects.select_related("meeting__body", "meeting__network").get(pk=approver_id)
    if row.state == ApprovalState.ASKED:
        for to in of_holders(list(Holder.objects.filter(pk=row.holder_id))):
            emails.to_approve(row, to)


@errand("governance.tell_sent_back")
def tell_sent_back(approver_id: int) -> None:
    """Tell those who keep the body what should be otherwise."""
    row = Approver.objects.select_related("meeting__body", "meeting__network").get(pk=approver_id)
    if row.state == ApprovalState.RETURNED:
        emails.sent_back(row)


@errand("governance.tell_approved")
def tell_approved(meeting_id: int) -> None:
    """Tell the body that its minutes are approved."""
    emails.approved(_meeting(meeting_id))
