"""What the pages of the induction programme may ask the database: the same at few and at many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.models import Enrolment
from induction.models import Module, ModuleDone, Programme
from members.models import Person
from mentorship.models import JointMeeting
from network import scope
from tests.cast import VN, Cast
from tests.courses.makers import make_course, make_people, make_run
from tests.databases import acting_as
from tests.induction.programmes import make_new_manager, make_participation, make_programme
from tests.mentorship.rounds import make_round
from tests.signing_in import sign_in

# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("karin", "", 13),
    ("karin", "{programme}/", 16),
    ("karin", "{programme}/proposals/", 14),
    ("karin", "{programme}/people/", 20),
    ("karin", "{programme}/people/?sort=-done&pace=late", 20),
    ("karin", "people/{participation}/", 24),
    ("amina", "", 13),
    ("amina", "people/{participation}/", 28),
    ("lena", "{programme}/people/", 20),
]


def _add(cast: Cast, programme: int, people: list[Person], first: int) -> None:
    """More modules of each kind with seats taken and free, and more people on the way."""
    count = len(people) // 2
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        amina = Person.objects.get(pk=cast.person("amina"))
        of = Programme.objects.get(pk=programme).mentor_round_id
        at = timezone.now() + timedelta(days=60)
        for place in range(first, first + 3 * count, 3):
            course = make_course(f"Kurs {place}")
            runs = [make_run(course=course, in_days=20 * n, number=n) for n in (1, 2)]
            if place % 2:
                Enrolment.objects.create(
                    run=runs[0], person=amina, membership_id=amina.membership_id
                )
            meeting = JointMeeting.objects.create(
                round_id=of, kind="meeting", title=f"Träff {place}",
                starts_at=at, ends_at=at + timedelta(hours=1),
            )  # fmt: skip
            _module(programme, place, kind="course", course=course)
            _module(programme, place + 1, kind="meeting", meeting=meeting)
            done = _module(programme, place + 2, kind="own")
            ModuleDone.objects.create(
                participation_id=cast.people["ways", "amina"], module=done, person=amina
            )
    for number, person in enumerate(people):
        cast.people[VN, person.name] = person.pk
        if number % 2:
            make_participation(cast, programme, person.name)
        else:
            make_new_manager(cast, person.name, under="mats")


def _module(programme: int, place: int, **facts: object) -> Module:
    made: Module = Module.objects.create(
        programme_id=programme, position=place, title=f"Modul {place}", **facts
    )
    return made


@pytest.mark.django_db
def test_no_page_of_the_programme_asks_more_for_many_than_for_few(cast: Cast) -> None:
    programme = make_programme(cast)
    of = make_round(cast.vn)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Programme.objects.filter(pk=programme).update(mentor_round_id=of)
    mine = make_participation(cast, programme, "amina")
    cast.people["ways", "amina"] = mine
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        people = make_people(24, cast.memberships[VN, "csn"])
    counts = []
    for some, first in ((people[:4], 2), (people[4:], 8)):
        _add(cast, programme, some, first)
        asked = {}
        for who, path, _most in PAGES:
            client = Client()
            sign_in(client, who)
            client.get(f"/{VN}/induction/")
            address = f"/{VN}/induction/{path.format(programme=programme, participation=mine)}"
            with CaptureQueriesContext(connection) as questions:
                assert client.get(address).status_code == 200
            asked[f"{who} {path}"] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    over = {f"{who} {path}": (few[f"{who} {path}"], most) for who, path, most in PAGES}
    assert {page: count for page, count in over.items() if count[0] > count[1]} == {}
