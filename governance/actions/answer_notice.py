"""A holder answers the notice; when they cannot come, the next deputy is asked in their place."""

from django.utils import timezone
from django.utils.translation import gettext as _

from governance.meetings.refusing import refused_in_words
from governance.models import Meeting, NoticeAnswer
from governance.rules import TAKES_PART, Coming, MeetingState
from network.actions.errand import send_on
from network.models.journal import note
from network.refusals import Refused


def may_answer(meeting: Meeting) -> bool:
    """Whether the meeting is called and has not begun."""
    return bool(meeting.state == MeetingState.CALLED and timezone.now() < meeting.ends)


def answer(row: NoticeAnswer, coming: str, words: str = "") -> None:
    """Keep an answer; the same again changes nothing. A changed one reaches the deputy too."""
    if not may_answer(row.meeting):
        raise Refused(_("The meeting has begun or is over, so nobody waits for the answer."))
    if row.coming == coming and row.words == words:
        return
    before = row.coming
    with refused_in_words():
        row.coming, row.words, row.answered_at = Coming(coming), words, timezone.now()
        row.save(update_fields=["coming", "words", "answered_at"])
        note("answer_notice", row, person_id=row.person_id, coming=coming)
        if (coming in TAKES_PART) != (before in TAKES_PART) or not before:
            send_on(
                "governance.ask_deputy",
                key=f"{row.pk}:{row.answered_at.isoformat()}",
                answer_id=row.pk,
            )
