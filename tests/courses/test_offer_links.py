"""An offered seat, answered by the link in its letter."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from courses.actions.enrol import enrol
from courses.actions.withdraw import withdraw
from courses.models import Enrolment, Offer, Run
from members.models import Person
from network import scope
from tests.cast import Cast
from tests.courses.approving import do_errands, links_by_mail, state_of
from tests.courses.makers import make_run, seat
from tests.databases import acting_as


@pytest.fixture
def links(cast: Cast) -> dict[str, str]:
    """Amina is offered the seat that Tove left; Berit waits behind her."""
    cache.clear()
    with scope.enter(cast.users["jonas"], cast.vn):
        run: Run = make_run(capacity=1, queue="offers")
    for who in ("tove", "amina", "berit"):
        with scope.enter(cast.users[who], cast.vn):
            enrol(run, Person.objects.get(pk=cast.person(who)), by=seat())
    with scope.enter(cast.users["tove"], cast.vn):
        withdraw(Enrolment.objects.get(run=run), by=seat())
    do_errands(cast, "courses.tell_offered")
    return links_by_mail(cast, "courses.seat_offered")


def test_a_yes_takes_the_seat_without_signing_in(
    client: Client, cast: Cast, links: dict[str, str]
) -> None:
    assert set(links) == {"amina"}
    assert client.get(links["amina"]).status_code == 200
    assert state_of(cast, "amina") == ["offered"]
    client.post(links["amina"], {"answer": "yes"})
    client.post(links["amina"], {"answer": "no"})
    assert state_of(cast, "amina") == ["enrolled"]


def test_a_no_frees_the_seat_at_once_and_the_next_is_asked(
    client: Client, cast: Cast, links: dict[str, str]
) -> None:
    client.post(links["amina"], {"answer": "no"})
    assert (state_of(cast, "amina"), state_of(cast, "berit")) == (["withdrawn"], ["offered"])
    do_errands(cast, "courses.tell_offered")
    assert set(links_by_mail(cast, "courses.seat_offered")) >= {"berit"}


def test_after_the_last_time_no_answer_is_taken(
    client: Client, cast: Cast, links: dict[str, str]
) -> None:
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute("UPDATE courses_offer SET reply_by = now() - interval '1 minute'")
    answer = client.post(links["amina"], {"answer": "yes"})
    assert answer.status_code == 200
    assert state_of(cast, "amina") == ["offered"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Offer.objects.get().answer == ""


def test_who_answered_in_the_portal_is_told_so_behind_the_link(
    client: Client, cast: Cast, links: dict[str, str]
) -> None:
    with scope.enter(cast.users["amina"], cast.vn), connection.cursor() as cursor:
        cursor.execute("SELECT app.answer_offer(id, true) FROM courses_offer")
    client.post(links["amina"], {"answer": "no"})
    assert state_of(cast, "amina") == ["enrolled"]
