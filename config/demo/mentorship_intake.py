"""What is planned in the open round: meetings, a name to look up."""

from config.demo.cast import VN
from config.demo.seeding import Demo
from fees.bank_days import is_bank_day
from mentorship.intake.series import proposed
from mentorship.models import (
    Avoided,
    Interest,
    JointMeeting,
    MeetingCall,
    MentorRound,
    Pair,
)
from mentorship.rules import MENTEE

TITLES = {"kick_off": "Uppstart", "meeting": "Gemensam träff", "closing": "Avslutning"}
COSTS = "Varje myndighet betalar resor och mat för sina egna. Mentorn kostar ingenting."


def seed(demo: Demo) -> None:
    """The open round gets its meetings; those who are paired have theirs in their calendars."""
    found = MentorRound.objects.open_on(demo.today).first()
    if found is None:
        return
    for slot in proposed(found.starts, found.ends, is_bank_day):
        number = f" {slot.number}" if slot.kind == "meeting" else ""
        JointMeeting.objects.get_or_create(
            round=found,
            kind=slot.kind,
            title=f"{TITLES[slot.kind]}{number}",
            defaults={"starts_at": slot.starts, "ends_at": slot.ends},
        )
    MentorRound.objects.filter(pk=found.pk, costs="").update(costs=COSTS)
    if demo.slug == VN:
        _name(found)
        _call()


def _name(found: MentorRound) -> None:
    """Somebody has named a person whom nobody has looked up."""
    asked = Interest.objects.filter(round=found, role=MENTEE)
    first = asked.order_by("asked_at").first()
    if first is not None:
        Avoided.objects.create(interest=first, person_id=first.person_id, name="Nils Ek")


def _call() -> None:
    """Everybody in a running pair has the round's meetings in the calendar."""
    for pair in Pair.objects.standing().filter(started_at__isnull=False):
        for meeting in JointMeeting.objects.standing().filter(round=pair.round_id):
            for person in (pair.mentee_person_id, pair.mentor_person_id):
                MeetingCall.objects.get_or_create(meeting=meeting, person_id=person)
