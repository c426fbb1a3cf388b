"""A meeting that is called follows its seats: whoever holds one on its day is asked, once."""

from django.utils import timezone

from governance.meetings import emails, guest_letters
from governance.meetings.who import chairs_of, to_ask
from governance.models import Meeting, NoticeAnswer
from governance.rules import MeetingState
from network.models import Letter


def follow_seats() -> None:
    """Ask those who came to a seat after the notice, and tell those who left it.

    Once an hour, in the network's system scope: an appointment that is undone at once, or a day
    that is moved back, calls nobody.
    """
    called = Meeting.objects.filter(state=MeetingState.CALLED, starts__gt=timezone.now())
    for meeting in called.select_related("body", "network"):
        follow(meeting)


def follow(meeting: Meeting) -> None:
    """One meeting's seats and guests, as they are on its day."""
    chairs = chairs_of(meeting)
    seated = {one.pk for chair in chairs for one in (*chair.members, *chair.deputies)}
    asked = set()
    for row in emails.all_asked(meeting):
        if row.holder_id in seated:
            asked.add(row.holder_id)
            continue
        emails.called_off(row, why=emails.LEFT)
        row.delete()
    fresh = [row for row in to_ask(meeting, chairs) if row.holder_id not in asked]
    if fresh:
        NoticeAnswer.objects.bulk_create(fresh, ignore_conflicts=True)
    for row in emails.all_asked(meeting):
        if row.holder_id not in asked:
            emails.notice(row, "first", key="first-late")
    _tell_guests(meeting)


def _tell_guests(meeting: Meeting) -> None:
    """The notice to guests who were let in after it went out."""
    guests = guest_letters.invited(meeting)
    keys = {
        guest_letters.key_of(meeting, to, what, revision): to.who
        for to in guests
        for what in ("first", "changed")
        for revision in range(meeting.revision + 1)
    }
    told = {keys[key] for key in Letter.objects.filter(key__in=keys).values_list("key", flat=True)}
    for to in guests:
        if to.who not in told:
            guest_letters.tell(meeting, to, "first")
