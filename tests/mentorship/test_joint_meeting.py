"""Joint meetings stand in the calendars of those who are paired, and follow each change."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.text import slugify
from icalendar import Calendar

from mentorship.actions.joint_meeting import tell_calendars
from mentorship.models import JointMeeting, MeetingCall, Pair
from network import scope
from network.actions.letter import post
from network.models import Letter
from tests.cast import Cast, email
from tests.courses.test_calendar_addresses import subscribe
from tests.databases import acting_as
from tests.mentorship.asking import AT, enter, letters, run_errands
from tests.mentorship.rounds import make_interest, make_manager, make_pair, make_round
from tests.signing_in import sign_in

NAME = "mentor_meetings"


def events(letter: Letter) -> dict[str, int]:
    """The identities in a letter's calendar file, each with its sequence."""
    calendar: Any = Calendar.from_ical(letter.calendar)
    return {str(event["uid"]): int(event["sequence"]) for event in calendar.walk("VEVENT")}


@pytest.fixture
def round_id(cast: Cast, client: Client) -> int:
    """A round with a proposed series, and Amina paired with Tove."""
    make_manager(cast, "amina", date(2019, 3, 1), under="mats")
    found = make_round(cast.vn)
    make_pair(
        cast, make_interest(cast, found), make_interest(cast, found, who="tove", role="mentor")
    )
    sign_in(client, "karin")
    assert client.post(f"{AT}/rounds/{found}/meetings/series/").status_code == 302
    run_errands(cast)
    return found


def first_meeting(cast: Cast) -> JointMeeting:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found: JointMeeting = JointMeeting.objects.order_by("starts_at")[0]
        return found


def told(cast: Cast, who: str) -> list[Letter]:
    return [row for row in letters(cast, NAME) if row.to == email(who)]


def test_a_series_is_proposed_once_and_put_into_both_calendars_by_one_letter(
    cast: Cast, client: Client, round_id: int
) -> None:
    client.post(f"{AT}/rounds/{round_id}/meetings/series/")
    run_errands(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        count = JointMeeting.objects.count()
    assert count in (5, 6)
    for who in ("amina", "tove"):
        (letter,) = told(cast, who)
        assert letter.calendar_method == "REQUEST"
        assert len(events(letter)) == count
    assert not told(cast, "berit")


def test_the_files_of_meetings_are_named_by_them_and_not_as_courses(
    cast: Cast, client: Client, round_id: int
) -> None:
    (letter,) = told(cast, "amina")
    with acting_as("portal_worker"):
        assert post(cast.vn, letter.pk)
    names = [str(file[0]) for file in mail.outbox[-1].attachments]
    first = first_meeting(cast)
    assert names[0] == f"{slugify(first.title)}-{timezone.localdate(first.starts_at)}.ics"
    assert len(set(names)) == len(names) == len(events(letter))
    assert not any("kurs" in name for name in names)


def test_telling_again_tells_nothing_new(cast: Cast, round_id: int) -> None:
    before = len(letters(cast))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        tell_calendars(round_id)
    assert len(letters(cast)) == before


def test_a_moved_meeting_is_sent_anew_with_the_same_identity_and_a_higher_sequence(
    cast: Cast, client: Client, round_id: int
) -> None:
    meeting = first_meeting(cast)
    starts = timezone.localtime(meeting.starts_at)
    facts = {
        "kind": meeting.kind,
        "title": meeting.title,
        "day": starts.date().isoformat(),
        "begins": "10:00",
        "finishes": "11:30",
        "place": "Härnösand",
    }
    assert client.post(f"{AT}/meetings/{meeting.pk}/", facts).status_code == 302
    run_errands(cast)
    first, again = told(cast, "amina")
    (uid,) = events(again)
    assert events(again)[uid] > events(first)[uid]
    assert "Härnösand" in again.text
    client.post(f"{AT}/meetings/{meeting.pk}/", facts)
    run_errands(cast)
    assert len(told(cast, "amina")) == 2


def test_a_cancelled_meeting_is_taken_out_of_the_calendars_once(
    cast: Cast, client: Client, round_id: int
) -> None:
    meeting = first_meeting(cast)
    at = f"{AT}/meetings/{meeting.pk}/cancellation/"
    assert "2" in client.get(at).content.decode()
    client.post(at)
    client.post(at)
    run_errands(cast)
    first, gone = told(cast, "tove")
    assert gone.calendar_method == "CANCEL"
    (uid,) = events(gone)
    assert events(gone)[uid] > events(first)[uid]
    assert client.get(f"{AT}/meetings/{meeting.pk}/").status_code == 404


def test_who_leaves_a_pair_loses_the_meetings_and_who_comes_back_gets_them_anew(
    cast: Cast, round_id: int
) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        pair = Pair.objects.get()
        Pair.objects.update(ended_at=timezone.now())
        tell_calendars(round_id)
        assert not MeetingCall.objects.filter(stands=True).exists()
    first, gone = told(cast, "amina")
    assert gone.calendar_method == "CANCEL"
    make_pair(cast, pair.mentee_id, pair.mentor_id)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        tell_calendars(round_id)
    back = told(cast, "amina")[-1]
    assert back.calendar_method == "REQUEST"
    for uid, sequence in events(back).items():
        assert sequence > events(gone)[uid] > events(first)[uid]


def test_a_pair_that_has_not_begun_is_called_to_nothing(cast: Cast, client: Client) -> None:
    found = make_round(cast.vn)
    mentor = make_interest(cast, found, who="tove", role="mentor")
    make_pair(cast, make_interest(cast, found), mentor, running=False)
    sign_in(client, "karin")
    client.post(f"{AT}/rounds/{found}/meetings/series/")
    run_errands(cast)
    assert not letters(cast, NAME)


@pytest.mark.parametrize(
    "wrong",
    [
        {"finishes": "08:00"},
        {"day": "1999-01-01"},
        {"day": "i morgon"},
        {"title": ""},
        {"link": "inte en länk"},
    ],
)
def test_a_meeting_that_cannot_be_is_refused_with_what_was_typed(
    cast: Cast, client: Client, wrong: dict[str, str]
) -> None:
    found = make_round(cast.vn)
    sign_in(client, "karin")
    day = timezone.localdate() + timedelta(days=60)
    facts = {
        "kind": "meeting",
        "title": "Träff om lag",
        "day": day.isoformat(),
        "begins": "09:00",
        "finishes": "11:00",
        "about": "Ta med exempel",
    }
    page = client.post(f"{AT}/rounds/{found}/meetings/new/", facts | wrong)
    assert page.status_code == 200
    assert "Ta med exempel" in page.content.decode()
    with scope.enter(cast.users["karin"], cast.vn):
        assert not JointMeeting.objects.exists()


def test_the_meetings_stand_in_ones_own_calendar_address_and_in_nobody_elses(
    cast: Cast, client: Client, round_id: int
) -> None:
    title = first_meeting(cast).title
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        JointMeeting.objects.update(link="https://canary.example")
    for who, stands in (("amina", True), ("berit", False)):
        calendar = Client().get(subscribe(who, "own")).content.decode()
        assert (title in calendar) is stands
        assert "canary" not in calendar


def test_others_read_the_meetings_and_only_coordinators_keep_them(
    cast: Cast, client: Client, round_id: int
) -> None:
    meeting = first_meeting(cast)
    enter(client, "berit")
    assert meeting.title in client.get(f"{AT}/rounds/{round_id}/").content.decode()
    assert client.post(f"{AT}/meetings/{meeting.pk}/cancellation/").status_code == 403
    assert client.post(f"{AT}/rounds/{round_id}/meetings/series/").status_code == 403
