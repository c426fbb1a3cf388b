"""Joint meetings of a round: proposed, changed, cancelled, and told to people's calendars."""

from collections import defaultdict
from collections.abc import Iterable

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.bank_days import is_bank_day
from members.models import Person
from mentorship.intake import meeting_letters
from mentorship.intake.series import Slot, proposed
from mentorship.models import JointMeeting, MeetingCall, MentorRound, Pair
from network import scope
from network.actions.errand import errand, send_on
from network.models.journal import note
from network.seat import Seat

# What a calendar shows; a change of it is told to those who take part.
SHOWN = ("title", "starts_at", "ends_at", "place", "link", "about")


def propose_series(found: MentorRound, *, by: Seat) -> int:
    """Lay kick-off, four meetings and closing over the round; 0 when it has meetings already."""
    MentorRound.objects.select_for_update().get(pk=found.pk)
    if JointMeeting.objects.standing().filter(round=found).exists():
        return 0
    slots = proposed(found.starts, found.ends, is_bank_day)
    made = [
        JointMeeting(
            round=found,
            kind=slot.kind,
            title=_title(slot),
            starts_at=slot.starts,
            ends_at=slot.ends,
        )
        for slot in slots
    ]
    if not made:
        return 0
    JointMeeting.objects.bulk_create(made)
    note("propose_joint_meetings", found, title=found.title, n=len(made))
    send_on("mentorship.tell_calendars", key=f"series-{found.pk}-{made[0].pk}", round_id=found.pk)
    return len(made)


def _title(slot: Slot) -> str:
    if slot.kind == JointMeeting.Kind.KICK_OFF:
        return _("Kick-off")
    if slot.kind == JointMeeting.Kind.CLOSING:
        return _("Closing meeting")
    return _("Joint meeting %(n)s") % {"n": slot.number}


def keep_meeting(meeting: JointMeeting, *, by: Seat) -> None:
    """Save a new or changed meeting; calendars are told of what they show."""
    new = meeting.pk is None
    if not new:
        before = JointMeeting.objects.select_for_update().get(pk=meeting.pk)
        meeting.sequence = before.sequence
        if all(getattr(before, name) == getattr(meeting, name) for name in SHOWN):
            meeting.save()
            return
        meeting.sequence += 1
    meeting.changed_at = timezone.now()
    meeting.save()
    _tell("keep_joint_meeting" if new else "change_joint_meeting", meeting)


def cancel_meeting(meeting: JointMeeting, *, by: Seat) -> bool:
    """Call a meeting off; False when it was off already."""
    done = (
        JointMeeting.objects.standing()
        .filter(pk=meeting.pk)
        .update(
            cancelled_at=timezone.now(), changed_at=timezone.now(), sequence=meeting.sequence + 1
        )
    )
    if done:
        meeting.sequence += 1
        _tell("cancel_joint_meeting", meeting)
    return bool(done)


def _tell(verb: str, meeting: JointMeeting) -> None:
    note(verb, meeting, title=meeting.title, round=meeting.round.title)
    key = f"meeting-{meeting.pk}-{meeting.sequence}"
    send_on("mentorship.tell_calendars", key=key, round_id=meeting.round_id)


@errand("mentorship.tell_calendars")
def tell_calendars(round_id: int) -> None:
    """Let the calendars of those who take part hold the round's coming meetings, and no others'.

    Told once whatever calls this: when pairs start or end, when a meeting moves or is cancelled.
    """
    found = MentorRound.objects.select_for_update().get(pk=round_id)
    people = _taking_part(found)
    now = timezone.now()
    meetings = {row.pk: row for row in JointMeeting.objects.filter(round=found, ends_at__gt=now)}
    calls = {
        (call.meeting_id, call.person_id): call
        for call in MeetingCall.objects.filter(meeting__in=meetings)
    }
    wanted = {
        (meeting.pk, person)
        for meeting in meetings.values()
        if meeting.cancelled_at is None
        for person in people
    }
    put: list[MeetingCall] = []
    gone: list[MeetingCall] = []
    for meeting_id, person_id in sorted(wanted):
        call = calls.get((meeting_id, person_id))
        told = meetings[meeting_id].sequence
        if call is None:
            put.append(MeetingCall(meeting_id=meeting_id, person_id=person_id, told=told))
        elif not call.stands or call.told != told:
            call.sequence, call.told, call.stands = call.sequence + 1, told, True
            put.append(call)
    for where, call in calls.items():
        if call.stands and where not in wanted:
            call.sequence, call.told = call.sequence + 1, meetings[call.meeting_id].sequence
            call.stands = False
            gone.append(call)
    _keep(put + gone)
    _write(found, put, meetings)
    _write(found, gone, meetings)


def _taking_part(found: MentorRound) -> set[int]:
    running = Pair.objects.standing().filter(round=found, started_at__isnull=False)
    both = running.values_list("mentee_person", "mentor_person")
    return {person for pair in both for person in pair}


def _keep(calls: Iterable[MeetingCall]) -> None:
    for call in calls:
        call.told_at = timezone.now()
        call.save()


def _write(
    found: MentorRound, calls: Iterable[MeetingCall], meetings: dict[int, JointMeeting]
) -> None:
    """One letter to each person about all of their meetings that changed the same way."""
    by_person: dict[int, list[MeetingCall]] = defaultdict(list)
    for call in calls:
        by_person[call.person_id].append(call)
    people = Person.objects.filter(pk__in=by_person).select_related("user").in_bulk()
    for pk, theirs in by_person.items():
        ordered = sorted(theirs, key=lambda call: meetings[call.meeting_id].starts_at)
        pairs = [(meetings[call.meeting_id], call) for call in ordered]
        meeting_letters.write(found, people[pk], pairs)


def rounds_under_way() -> list[int]:
    """Rounds that have running pairs: their calendars are looked after every hour."""
    running = Pair.objects.standing().filter(started_at__isnull=False)
    return sorted(set(running.values_list("round", flat=True)))


@shared_task(name="mentorship.follow_meetings")
def follow_meetings() -> None:
    """See that every calendar holds what it should: network by network, every hour."""
    for network in scope.each_network():
        with scope.enter_system(network):
            rounds = rounds_under_way()
        for pk in rounds:
            with scope.enter_system(network):
                tell_calendars(pk)
