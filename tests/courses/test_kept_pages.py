"""Pages that keep what is alike for everybody: never old, and never somebody else's."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from courses.models import Area, Course, Enrolment, LateFeeTier, Run, RunLeader, Session
from members.models import Person
from network import scope
from network.models import Network
from tests.cast import Cast
from tests.courses.makers import make_course, make_policy, make_run
from tests.databases import acting_as
from tests.signing_in import sign_in

HOME = "/vasternorrland/courses"


@pytest.fixture
def run(cast: Cast) -> Run:
    """Twelve seats, with an area and a rule for late withdrawal."""
    with scope.enter(cast.users["jonas"], cast.vn):
        make_policy()
        course = make_course("Klarspråk")
        course.area = Area.objects.create(name_sv="Språket")
        course.save()
        return make_run(capacity=12, course=course)


def visitor(who: str) -> Client:
    client = Client()
    sign_in(client, who)
    return client


def seen(client: Client, path: str) -> str:
    """A page as the second visitor sees it: kept where it may be."""
    client.get(path)
    return client.get(path).content.decode()


CHANGES: dict[str, tuple[Callable[[Run], object], str]] = {
    "run": (lambda run: Run.objects.filter(pk=run.pk).update(teacher="Ny Lärare"), "Ny Lärare"),
    "course": (lambda run: Course.objects.filter(pk=run.course_id).update(title_sv="Ny"), ">Ny<"),
    "area": (lambda run: Area.objects.update(name_sv="Nytt område"), "Nytt område"),
    "day": (lambda run: Session.objects.filter(run=run).update(title="Nytt ämne"), "Nytt ämne"),
    "late fee": (lambda run: LateFeeTier.objects.update(amount=Decimal(4321)), "4\xa0321"),
    "another run": (
        lambda run: make_run(course=run.course, number=2, in_days=200),
        "Passar inte dagarna",
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_run_page_shows_every_change_at_once(cast: Cast, run: Run, what: str) -> None:
    change, words = CHANGES[what]
    amina = visitor("amina")
    assert words not in seen(amina, f"{HOME}/runs/{run.pk}/")
    with scope.enter(cast.users["jonas"], cast.vn):
        change(run)
    assert words in amina.get(f"{HOME}/runs/{run.pk}/").content.decode()


def test_a_run_page_shows_the_network_s_new_address_at_once(cast: Cast, run: Run) -> None:
    amina = visitor("amina")
    seen(amina, f"{HOME}/runs/{run.pk}/")
    with acting_as("portal_owner"):
        Network.objects.filter(pk=cast.vn).update(contact_email="ny@example.org")
    assert "ny@example.org" in amina.get(f"{HOME}/runs/{run.pk}/").content.decode()


@pytest.mark.parametrize("path", ["/", "/runs/{run}/"])
def test_a_seat_that_somebody_takes_is_gone_on_everybody_s_next_page(
    cast: Cast, run: Run, path: str
) -> None:
    address = HOME + path.format(run=run.pk)
    lotta, amina = visitor("lars"), visitor("amina")
    before = seen(lotta, address)
    amina.post(f"{HOME}/runs/{run.pk}/enrolment/")
    after = lotta.get(address).content.decode()
    assert "12" in before
    assert after != before
    assert "11" in after


@pytest.mark.parametrize("path", ["/", "/runs/{run}/"])
def test_one_s_own_standing_is_on_nobody_else_s_page(cast: Cast, run: Run, path: str) -> None:
    address = HOME + path.format(run=run.pk)
    amina, lars = visitor("amina"), visitor("lars")
    amina.post(f"{HOME}/runs/{run.pk}/enrolment/")
    assert "Du har en plats" in seen(amina, address)
    assert "Du har en plats" not in seen(lars, address)
    assert "Du har en plats" in seen(amina, address)
    with scope.enter(cast.users["amina"], cast.vn):
        name = Person.objects.get(pk=cast.person("amina")).name
    assert name not in seen(lars, address)


def test_the_catalogue_shows_a_new_run_and_a_new_title_at_once(cast: Cast, run: Run) -> None:
    amina = visitor("amina")
    seen(amina, f"{HOME}/")
    with scope.enter(cast.users["jonas"], cast.vn):
        make_run(course=make_course("Helt ny kurs"))
        Course.objects.filter(pk=run.course_id).update(title_sv="Nytt namn")
    page = amina.get(f"{HOME}/").content.decode()
    assert "Helt ny kurs" in page
    assert "Nytt namn" in page


def test_the_catalogue_shows_a_day_that_was_moved_at_once(cast: Cast, run: Run) -> None:
    amina = visitor("amina")
    before = seen(amina, f"{HOME}/")
    with scope.enter(cast.users["jonas"], cast.vn):
        day = Session.objects.filter(run=run).latest("starts_at")
        day.starts_at += timedelta(days=3)
        day.ends_at += timedelta(days=3)
        day.save()
    assert amina.get(f"{HOME}/").content.decode() != before


def test_a_planned_run_that_its_keeper_has_looked_at_stays_hidden(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        planned = make_run(state="planned", course=make_course("Hemlig plan"))
    jonas, amina = visitor("jonas"), visitor("amina")
    assert "Hemlig plan" in seen(jonas, f"{HOME}/runs/{planned.pk}/")
    assert amina.get(f"{HOME}/runs/{planned.pk}/").status_code == 404
    assert "Hemlig plan" not in seen(amina, f"{HOME}/")


def test_a_late_fee_that_changes_between_two_enrolments_is_in_the_second_one_s_terms(
    cast: Cast, run: Run
) -> None:
    for who, amount in (("amina", None), ("lars", Decimal(4321))):
        if amount:
            with scope.enter(cast.users["jonas"], cast.vn):
                LateFeeTier.objects.update(amount=amount)
        visitor(who).post(f"{HOME}/runs/{run.pk}/enrolment/")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        first, second = Enrolment.objects.filter(run=run).order_by("number")
    assert "4321" not in str(first.terms)
    assert "4321" in str(second.terms)


def test_each_visitor_s_form_has_its_own_key_and_their_own_name_stands_above(
    cast: Cast, run: Run
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        names = {who: Person.objects.get(pk=cast.person(who)).name for who in ("amina", "lars")}
    pages = {who: seen(visitor(who), f"{HOME}/runs/{run.pk}/") for who in names}
    keys = {re.search(r'name="once" value="([^"]+)"', page)[1] for page in pages.values()}  # type: ignore[index]
    assert len(keys) == 2
    for who, page in pages.items():
        other = next(names[one] for one in names if one != who)
        assert names[who] in page
        assert other not in page
        assert "hole-" not in page


def test_who_leads_a_run_finds_the_list_on_its_page_and_nobody_else_does(
    cast: Cast, run: Run
) -> None:
    amina, lars = visitor("amina"), visitor("lars")
    assert "attendance/" not in seen(amina, f"{HOME}/runs/{run.pk}/")
    with scope.enter(cast.users["jonas"], cast.vn):
        person = Person.objects.get(pk=cast.person("amina"))
        RunLeader.objects.create(run=run, person=person, membership_id=person.membership_id)
    assert "attendance/" in amina.get(f"{HOME}/runs/{run.pk}/").content.decode()
    assert "attendance/" not in seen(lars, f"{HOME}/runs/{run.pk}/")
