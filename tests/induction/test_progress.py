"""How far people have come: the courses' roll decides, and each authority sees its own."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.models import Attendance, Enrolment, Run
from courses.rules import RunState
from induction.models import Module, Participation, Programme
from members.models import Person
from network import scope
from tests.cast import Cast
from tests.courses.makers import make_course, make_people, make_run
from tests.databases import acting_as
from tests.induction.programmes import make_participation, make_programme
from tests.signing_in import sign_in

AT = "/vasternorrland/induction"


@pytest.fixture
def programme(cast: Cast) -> int:
    return make_programme(cast, members=("csn", "timra"))


def course_module(cast: Cast, programme: int) -> Run:
    """A run with Amina on it, of a course that is the second module."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        course = make_course("Chef i staten")
        run = make_run(course=course, in_days=40)
        Module.objects.create(
            programme_id=programme,
            position=2,
            kind="course",
            title="Chef i staten",
            course=course,
            done_by=timezone.localdate() - timedelta(days=1),
        )
        person = Person.objects.get(pk=cast.person("amina"))
        Enrolment.objects.create(run=run, person=person, membership_id=person.membership_id)
        return run


def held(cast: Cast, run: Run, part: int) -> None:
    """Let the run have been held, with Amina there for so much of each day (percent)."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        enrolment = Enrolment.objects.get(run=run)
        for session in run.sessions.all():
            session.starts_at -= timedelta(days=200)
            session.ends_at -= timedelta(days=200)
            session.save()
            Attendance.objects.create(
                run=run,
                session=session,
                enrolment=enrolment,
                person_id=enrolment.person_id,
                membership_id=enrolment.membership_id,
                part=part,
            )
        Run.objects.filter(pk=run.pk).update(state=RunState.HELD)


def states(client: Client, programme: int) -> str:
    table = client.get(f"{AT}/{programme}/people/?format=csv").content.decode("utf-8-sig")
    return next(line for line in table.splitlines() if "Amina" in line)


def done(line: str) -> str:
    return line.rsplit(";", 1)[-1].strip()


def test_a_seat_is_not_done_and_being_there_is(cast: Cast, client: Client, programme: int) -> None:
    make_participation(cast, programme, "amina")
    run = course_module(cast, programme)
    sign_in(client, "karin")
    assert done(states(client, programme)) == "0"
    held(cast, run, 100)
    assert done(states(client, programme)) == "1"


def test_half_of_a_course_is_not_done(cast: Cast, client: Client, programme: int) -> None:
    make_participation(cast, programme, "amina")
    held(cast, course_module(cast, programme), 50)
    sign_in(client, "karin")
    assert done(states(client, programme)) == "0"


def test_a_course_cannot_be_ticked_by_hand(cast: Cast, client: Client, programme: int) -> None:
    pk = make_participation(cast, programme, "amina")
    course_module(cast, programme)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        module = Module.objects.get(programme=programme, kind="course")
    sign_in(client, "karin")
    client.post(f"{AT}/people/{pk}/ticks/", {"module": module.pk, "done": "yes"})
    assert done(states(client, programme)) == "0"


def test_a_local_coordinator_sees_its_own_authority_alone(
    cast: Cast, client: Client, programme: int
) -> None:
    own = make_participation(cast, programme, "amina")
    other = make_participation(cast, programme, "tove")
    sign_in(client, "lena")
    for end in ("", "?format=csv"):
        page = client.get(f"{AT}/{programme}/people/{end}").content.decode()
        assert "Amina Hassan" in page
        assert "Tove" not in page
    assert client.get(f"{AT}/people/{own}/").status_code == 200
    assert client.get(f"{AT}/people/{other}/").status_code == 404


def test_a_protected_identity_is_not_named_to_other_authorities(
    cast: Cast, client: Client, programme: int
) -> None:
    make_participation(cast, programme, "amina")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person("amina")).update(protected=True)
    sign_in(client, "karin")
    for end in ("", "?format=csv", "?q=amina"):
        assert "Amina Hassan" not in client.get(f"{AT}/{programme}/people/{end}").content.decode()


def test_the_next_year_is_the_same_a_year_later_and_made_once(
    cast: Cast, client: Client, programme: int
) -> None:
    sign_in(client, "karin")
    client.post(f"{AT}/{programme}/copy/")
    client.post(f"{AT}/{programme}/copy/")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        now = Programme.objects.get(pk=programme)
        after = Programme.objects.exclude(pk=programme).get()
        assert after.title == f"Ny som chef {timezone.localdate().year + 1}"
        assert (after.starts.year, after.starts.month) == (now.starts.year + 1, now.starts.month)
        assert after.published_at is None
        assert [one.title for one in after.modules.all()] == ["Samtal om uppdraget"]


def test_modules_move_up_and_down_and_stay_in_one_row(
    cast: Cast, client: Client, programme: int
) -> None:
    course_module(cast, programme)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        last = Module.objects.filter(programme=programme).last()
    assert last
    sign_in(client, "karin")
    for _again in range(2):
        client.post(f"{AT}/modules/{last.pk}/place/up/")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        kinds = list(Module.objects.filter(programme=programme).values_list("kind", "position"))
    assert kinds == [("course", 1), ("own", 2)]


def test_the_matrix_asks_no_more_for_many_than_for_few(
    cast: Cast, client: Client, programme: int
) -> None:
    make_participation(cast, programme, "amina")
    course_module(cast, programme)
    sign_in(client, "karin")
    paths = (f"{AT}/{programme}/people/", f"{AT}/{programme}/proposals/", f"{AT}/")
    client.get(paths[0])

    def asked() -> list[int]:
        counts = []
        for path in paths:
            with CaptureQueriesContext(connection) as questions:
                assert client.get(path).status_code == 200
            counts.append(len(questions))
        return counts

    few = asked()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        run = Run.objects.get(course__title_sv="Chef i staten")
        Run.objects.filter(pk=run.pk).update(capacity=50)
        people = make_people(12, cast.memberships["vasternorrland", "csn"])
        for person in people:
            cast.people["vasternorrland", person.name] = person.pk
            Enrolment.objects.create(run=run, person=person, membership_id=person.membership_id)
    for person in people:
        make_participation(cast, programme, person.name)
    assert asked() == few


def test_nobody_is_late_with_what_was_over_when_they_were_invited(
    cast: Cast, client: Client, programme: int
) -> None:
    pk = make_participation(cast, programme, "amina")
    course_module(cast, programme)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Enrolment.objects.all().delete()
    sign_in(client, "karin")
    late = f"{AT}/{programme}/people/?pace=late"
    assert "Amina Hassan" not in client.get(late).content.decode()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Participation.objects.filter(pk=pk).update(invited_at=timezone.now() - timedelta(days=9))
    assert "Amina Hassan" in client.get(late).content.decode()
