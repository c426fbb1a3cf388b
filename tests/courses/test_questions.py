"""What is asked before a seat is taken: the reference once, and whether a clash is meant."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from courses.actions.enrol import enrol
from courses.clashes import TRAVEL, Stretch, clashes_between
from courses.models import Enrolment
from courses.questions import clashes
from members.models import Person, ReferenceRule
from network import scope
from tests.cast import VN, Cast
from tests.courses.makers import make_run, seat
from tests.databases import acting_as
from tests.signing_in import sign_in

DAY = datetime(2027, 3, 2, tzinfo=UTC)


def stretch(starts: float, ends: float, town: str = "Sundsvall", course: str = "Kurs") -> Stretch:
    return Stretch(DAY + timedelta(hours=starts), DAY + timedelta(hours=ends), town, course)


@given(st.floats(0, 20), st.floats(0.1, 4), st.floats(0, 20), st.floats(0.1, 4))
def test_days_in_one_town_clash_when_they_share_a_moment(
    one: float, long: float, other: float, wide: float
) -> None:
    new, there = stretch(one, one + long), stretch(other, other + wide)
    shared = max(new.starts, there.starts) < min(new.ends, there.ends)
    found = clashes_between([new], [there])
    assert bool(found) is shared
    assert bool(clashes_between([there], [new])) is shared


def test_two_towns_need_time_for_the_way_and_a_digital_one_needs_none() -> None:
    new = stretch(13, 16, "Härnösand")
    assert clashes_between([new], [stretch(9, 12)])
    assert not clashes_between([new], [stretch(9, 12)])[0].overlaps
    assert not clashes_between([new], [stretch(9, 11.5)])
    assert not clashes_between([new], [stretch(9, 13, town="")])
    with translation.override("en"):
        sentence = clashes_between([new], [stretch(9, 12, course="Leda")])[0].sentence
    assert "Leda" in sentence
    assert "Härnösand" in sentence
    assert timedelta(minutes=90) == TRAVEL


@pytest.fixture
def two_runs(cast: Cast) -> tuple[int, int]:
    """Two open runs on the same days."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return make_run().pk, make_run().pk


def ask_for_references(cast: Cast, **rule: object) -> None:
    facts = {"label": "Referenskod", "pattern": "AA9999", "example": "AB1234"} | rule
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        ReferenceRule.objects.create(membership_id=cast.memberships[VN, "csn"], **facts)


def mine(cast: Cast) -> list[tuple[int, str]]:
    with scope.enter(cast.users["amina"], cast.vn):
        return list(Enrolment.objects.active().order_by("pk").values_list("run", "reference"))


def test_without_rule_and_clash_one_click_is_enough(
    client: Client, cast: Cast, two_runs: tuple[int, int]
) -> None:
    sign_in(client, "amina")
    client.post(f"/{VN}/courses/runs/{two_runs[0]}/enrolment/")
    assert mine(cast) == [(two_runs[0], "")]


def test_a_clash_is_shown_and_asked_about_before_the_seat_is_taken(
    client: Client, cast: Cast, two_runs: tuple[int, int]
) -> None:
    sign_in(client, "amina")
    client.post(f"/{VN}/courses/runs/{two_runs[0]}/enrolment/")
    address = f"/{VN}/courses/runs/{two_runs[1]}/enrolment/"
    page = client.post(address)
    assert page.status_code == 200
    assert not page.context["form"].errors
    assert "Kurs 0" in page.content.decode()
    page = client.post(address, {"seen": "True"})
    assert page.context["form"].errors
    assert len(mine(cast)) == 1
    assert client.post(address, {"seen": "True", "anyway": "on"}).status_code == 302
    assert len(mine(cast)) == 2


def test_the_reference_is_asked_once_checked_and_remembered(
    client: Client, cast: Cast, two_runs: tuple[int, int]
) -> None:
    ask_for_references(cast)
    sign_in(client, "amina")
    address = f"/{VN}/courses/runs/{two_runs[0]}/enrolment/"
    assert client.post(address).status_code == 200
    wrong = client.post(address, {"seen": "True", "reference": "12"})
    assert "AB1234" in str(wrong.context["form"].errors["reference"])
    assert 'value="12"' in wrong.content.decode()
    assert mine(cast) == []
    client.post(address, {"seen": "True", "reference": " CD0001 "})
    assert mine(cast) == [(two_runs[0], "CD0001")]
    again = f"/{VN}/courses/runs/{two_runs[1]}/enrolment/"
    client.post(again, {"seen": "True", "anyway": "on"})
    assert mine(cast)[1] == (two_runs[1], "CD0001")


def test_a_remembered_reference_that_no_longer_fits_is_asked_for_again(
    client: Client, cast: Cast, two_runs: tuple[int, int]
) -> None:
    with scope.enter(cast.users["amina"], cast.vn):
        from courses.models import Run

        oneself = Person.objects.get(pk=cast.person("amina"))
        enrol(Run.objects.get(pk=two_runs[0]), oneself, by=seat(), reference="Anna")
    ask_for_references(cast)
    sign_in(client, "amina")
    page = client.post(f"/{VN}/courses/runs/{two_runs[1]}/enrolment/", {"anyway": "on"})
    assert page.status_code == 200
    assert page.context["form"].initial["reference"] == ""


def test_a_run_that_does_not_take_one_asks_nothing(
    client: Client, cast: Cast, two_runs: tuple[int, int]
) -> None:
    ask_for_references(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        from courses.models import Run

        Run.objects.filter(pk=two_runs[0]).update(closes_at=timezone.now() - timedelta(days=1))
    sign_in(client, "amina")
    page = client.post(f"/{VN}/courses/runs/{two_runs[0]}/enrolment/")
    assert page.status_code == 302
    assert page["Location"].endswith(f"/runs/{two_runs[0]}/")


def test_clashes_of_many_people_take_three_questions(
    cast: Cast,
    two_runs: tuple[int, int],
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        from courses.models import Run

        runs = [Run.objects.select_related("course").get(pk=pk) for pk in two_runs]
        people = [cast.person("amina"), cast.person("berit"), cast.person("tove")]
        for pk in people[:2]:
            person = Person.objects.get(pk=pk)
            Enrolment.objects.create(run=runs[0], person=person, membership_id=person.membership_id)
        with django_assert_num_queries(3):  # type: ignore[operator]
            found = clashes(runs[1], people)
        assert set(found) == set(people[:2])
