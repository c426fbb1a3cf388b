"""Attendance: who may tick, what a tick changes, and the door."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.test import Client

from courses.actions import attendance as actions
from courses.attendance import Attended, earns_certificate, hours_attended, presence
from courses.models import Attendance, Run, RunLeader, Session
from courses.rules import RunState
from network import scope
from tests.cast import Cast
from tests.courses.after import WHO, in_system, make_held, seat_of
from tests.databases import acting_as
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BASE = "/vasternorrland/courses"


def day(hours: int, part: int) -> Attended:
    return Attended(NOW, NOW + timedelta(hours=hours), part)


def test_presence_is_the_share_of_the_time_and_never_rounded_up() -> None:
    assert presence([day(7, 100), day(7, 50)]) == 75
    assert presence([day(3, 100), day(4, 100), day(8, 0)]) == 46
    assert presence([]) == 0
    assert hours_attended([day(7, 50), day(1, 100)]) == Decimal("4.5")


@pytest.mark.parametrize(("part", "least", "earned"), [(100, 80, True), (50, 80, False)])
def test_a_certificate_asks_for_the_declared_share_and_the_end(
    part: int, least: int, earned: bool
) -> None:
    days = [day(7, part)]
    assert earns_certificate(days, ends_at=NOW, least=least, now=NOW) is earned
    assert not earns_certificate(days, ends_at=NOW + timedelta(hours=1), least=least, now=NOW)


def make_today(cast: Cast, *, begins_in_minutes: float = -60, hours: float = 6) -> Run:
    run = make_held(cast, state=RunState.CONFIRMED)
    starts = datetime.now(UTC) + timedelta(minutes=begins_in_minutes)
    session = Session.objects.get(run=run)
    session.starts_at, session.ends_at = starts, starts + timedelta(hours=hours)
    session.save()
    run.refresh_from_db()
    return run


def lead(run: Run, cast: Cast, who: str = "mats") -> None:
    RunLeader.objects.create(
        run=run, person_id=cast.person(who), membership_id=cast.memberships["vasternorrland", "csn"]
    )


def test_a_leader_sees_the_names_of_other_authorities_and_ticks_them(cast: Cast) -> None:
    run = in_system(cast, lambda: make_today(cast))
    in_system(cast, lambda: lead(run, cast))
    tove = in_system(cast, lambda: seat_of(cast, run, "tove"))
    with scope.enter(cast.users["mats"], cast.vn):
        session = Session.objects.get(run=run)
        assert len(actions.roll(session).people) == len(WHO)
        assert actions.tick(session, tove.pk, 50) == 1
        assert Attendance.objects.get(enrolment=tove).part == 50


def test_somebody_who_does_not_lead_the_run_gets_no_names_and_ticks_nobody(cast: Cast) -> None:
    run = in_system(cast, lambda: make_today(cast))
    mine = in_system(cast, lambda: seat_of(cast, run, "amina"))
    with scope.enter(cast.users["amina"], cast.vn):
        session = Session.objects.get(run=run)
        assert actions.roll(session).people == []
        assert actions.tick(session, mine.pk, 100) == 0
        assert not Attendance.objects.exists()


def test_nobody_writes_their_own_attendance_past_the_functions(cast: Cast) -> None:
    run = in_system(cast, lambda: make_today(cast))
    mine = in_system(cast, lambda: seat_of(cast, run, "amina"))
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        scope.enter(cast.users["amina"], cast.vn),
    ):
        Attendance.objects.create(
            run=run,
            session=Session.objects.get(run=run),
            enrolment=mine,
            person_id=mine.person_id,
            membership_id=mine.membership_id,
            part=100,
        )


def test_a_protected_person_is_ticked_without_a_name(cast: Cast) -> None:
    run = in_system(cast, lambda: make_today(cast))
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE members_person SET protected = true WHERE id = %s", [cast.person("tove")]
        )
    with scope.enter(cast.users["jonas"], cast.vn):
        people = actions.roll(Session.objects.get(run=run)).people
    assert "Tove Timrå" not in [one.name for one in people]
    assert people[-1].name == ""


def test_ticking_the_rest_as_here_leaves_every_tick_alone(cast: Cast) -> None:
    run = in_system(cast, lambda: make_today(cast))
    tove = in_system(cast, lambda: seat_of(cast, run, "tove"))
    with scope.enter(cast.users["jonas"], cast.vn):
        session = Session.objects.get(run=run)
        actions.tick(session, tove.pk, 0)
        assert actions.tick(session, None, 100) == len(WHO) - 1
        assert Attendance.objects.get(enrolment=tove).part == 0


def test_nobody_is_ticked_the_day_before(cast: Cast) -> None:
    run = in_system(cast, lambda: make_today(cast, begins_in_minutes=24 * 60))
    with scope.enter(cast.users["jonas"], cast.vn), pytest.raises(actions.NotYet):
        actions.tick(Session.objects.get(run=run), None, 100)


@pytest.mark.parametrize(
    ("begins", "outcome", "part"),
    [
        (-60, "here", 100),
        (-200, "here", 50),
        (20, "here", 100),
        (40, "early", 0),
        (-400, "late", 0),
    ],
)
def test_the_door_is_open_in_the_sessions_own_time(
    cast: Cast, begins: int, outcome: str, part: int
) -> None:
    run = in_system(cast, lambda: make_today(cast, begins_in_minutes=begins))
    with scope.enter(cast.users["jonas"], cast.vn):
        code = actions.door_of(Session.objects.get(run=run)).code
    with scope.enter(cast.users["amina"], cast.vn):
        assert actions.come_in(code) == outcome
        found = list(Attendance.objects.values_list("part", "at_door"))
        assert found == ([(part, True)] if part else [])
        if part:
            assert actions.come_in(code) == "already"


def test_the_door_does_not_open_without_a_seat_or_for_another_network(cast: Cast) -> None:
    run = in_system(cast, lambda: make_held(cast, ("tove",), days_ago=-0.1))
    with scope.enter(cast.users["jonas"], cast.vn):
        code = actions.door_of(Session.objects.get(run=run)).code
    with scope.enter(cast.users["amina"], cast.vn):
        assert actions.come_in(code) == "unknown"
    with scope.enter(cast.users["miriam"], cast.jl):
        assert actions.door(code) is None


def test_who_has_a_seat_cannot_read_the_code_of_the_door(cast: Cast) -> None:
    run = in_system(cast, lambda: make_today(cast))
    with scope.enter(cast.users["jonas"], cast.vn):
        actions.door_of(Session.objects.get(run=run))
    with scope.enter(cast.users["amina"], cast.vn), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM courses_sessiondoor")
        assert cursor.fetchone()[0] == 0


def test_absentees_are_those_who_never_came_once_the_list_was_kept(cast: Cast) -> None:
    run = in_system(cast, lambda: make_held(cast))
    amina = in_system(cast, lambda: seat_of(cast, run, "amina"))
    with scope.enter(cast.users["jonas"], cast.vn):
        session = Session.objects.get(run=run)
        assert not actions.absentees(run).exists()
        actions.tick(session, amina.pk, 0)
        assert not actions.absentees(run).exists()  # a list on which nobody came was not kept
        actions.tick(session, None, 100)
        assert list(actions.absentees(run)) == [amina]


def test_a_tick_works_with_and_without_javascript(client: Client, cast: Cast) -> None:
    run = in_system(cast, lambda: make_today(cast))
    tove = in_system(cast, lambda: seat_of(cast, run, "tove"))
    session = in_system(cast, lambda: Session.objects.get(run=run))
    sign_in(client, "jonas")
    page = client.get(f"{BASE}/runs/{run.pk}/attendance/").content.decode()
    assert "Tove Timrå" in page
    asked = {"enrolment": tove.pk, "part": 100}
    answer = client.post(f"{BASE}/sessions/{session.pk}/attendance/", asked)
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?session={session.pk}#p{tove.pk}")
    row = client.post(
        f"{BASE}/sessions/{session.pk}/attendance/",
        asked | {"part": 50},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert "Tove Timrå" in row
    assert "Amina" not in row
    assert "<html" not in row
    forged = client.post(f"{BASE}/sessions/{session.pk}/attendance/", asked | {"part": 70})
    assert forged.status_code == 404


def test_who_scans_the_code_presses_one_button(client: Client, cast: Cast) -> None:
    run = in_system(cast, lambda: make_today(cast))
    with scope.enter(cast.users["jonas"], cast.vn):
        code = actions.door_of(Session.objects.get(run=run)).code
    address = f"{BASE}/door/{code}/"
    assert "/accounts/" in client.get(address)["Location"]
    sign_in(client, "amina")
    assert client.get(address).status_code == 200
    in_system(cast, lambda: _count(0))
    client.post(address)
    in_system(cast, lambda: _count(1))
    assert client.get(f"{BASE}/door/nonsense/").status_code == 404


def _count(expected: int) -> None:
    assert Attendance.objects.count() == expected
