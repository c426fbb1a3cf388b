"""An employee applies, ranks runs, takes it back, and is told what came of it."""

import pytest
from django.test import Client

from courses.actions import division_placement
from courses.actions.apply import apply, withdraw_application
from courses.actions.enrol import NotPossible
from courses.models import Division, Enrolment, Run
from members.models import Person
from network import scope
from network.actions import errand
from network.models import Errand, Letter, User
from tests.cast import VN, Cast
from tests.courses.divisions import (
    close,
    make_applicants,
    make_applications,
    make_division,
    make_shared_run,
)
from tests.courses.makers import make_course, make_run, seat
from tests.databases import acting_as


@pytest.fixture
def runs(cast: Cast) -> list[Run]:
    """Three runs of one course whose seats are drawn, and one of another course."""
    with scope.enter(cast.users["jonas"], cast.vn):
        course = make_course("Testledarutbildning")
        alike = [make_shared_run(2, mode="draw", course=course) for _run in range(3)]
        return [*alike, make_shared_run(2, mode="draw")]


def as_amina(client: Client) -> Client:
    client.force_login(User.objects.get(email="amina@example.org"))
    return client


def test_an_application_for_ranked_runs_is_one_for_each_in_order(
    cast: Cast, runs: list[Run]
) -> None:
    with scope.enter(cast.users["amina"], cast.vn):
        amina = Person.objects.get(pk=cast.person("amina"))
        made = apply([runs[2], runs[0]], amina, by=seat())
        assert [(row.run_id, row.choice, row.state) for row in made] == [
            (runs[2].pk, 1, "applied"),
            (runs[0].pk, 2, "applied"),
        ]
        assert withdraw_application(runs[0], by=seat()) == 2
        assert not Enrolment.objects.active().filter(person=amina).exists()


def test_all_choices_are_taken_or_none(cast: Cast, runs: list[Run]) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        close(runs[1])
    with scope.enter(cast.users["amina"], cast.vn):
        amina = Person.objects.get(pk=cast.person("amina"))
        with pytest.raises(NotPossible):
            apply([runs[0], Run.objects.get(pk=runs[1].pk)], amina, by=seat())
        assert not Enrolment.objects.filter(person=amina).exists()


def test_an_employee_applies_on_the_page_and_reads_what_it_is(
    client: Client, cast: Cast, runs: list[Run]
) -> None:
    page = as_amina(client).get(f"/{VN}/courses/runs/{runs[0].pk}/").content.decode()
    address = f"/{VN}/courses/runs/{runs[0].pk}/application/"
    assert address in page
    form = client.get(address).content.decode()
    assert f'value="{runs[1].pk}"' in form
    assert f'value="{runs[3].pk}"' not in form
    sent = {"second": runs[1].pk, "third": runs[2].pk, "reference": "4711"}
    assert client.post(address, sent).status_code == 302
    with scope.enter(cast.users["amina"], cast.vn):
        rows = Enrolment.objects.filter(person=cast.person("amina")).order_by("choice")
        assert list(rows.values_list("run", "choice", "reference")) == [
            (run.pk, choice, "4711") for choice, run in enumerate(runs[:3], start=1)
        ]
    assert client.get(address).status_code == 302
    gone = f"/{VN}/courses/runs/{runs[0].pk}/application/withdrawal/"
    assert client.get(gone).status_code == 200
    assert client.post(gone).status_code == 302
    assert client.get(gone).status_code == 302
    with scope.enter(cast.users["amina"], cast.vn):
        assert not Enrolment.objects.active().filter(person=cast.person("amina")).exists()


@pytest.mark.parametrize(
    ("sent", "at"),
    [
        ({"third": 1}, "second"),
        ({"second": 1, "third": 1}, "third"),
        ({"second": 3}, "second"),
        ({"second": 999999}, "second"),
    ],
)
def test_choices_that_make_no_sense_are_refused_in_words(
    client: Client, cast: Cast, runs: list[Run], sent: dict[str, int], at: str
) -> None:
    asked = {name: runs[place].pk if place < 9 else place for name, place in sent.items()}
    address = f"/{VN}/courses/runs/{runs[0].pk}/application/"
    answer = as_amina(client).post(address, asked)
    assert answer.status_code == 200
    assert answer.context["form"].errors[at]
    with scope.enter(cast.users["amina"], cast.vn):
        assert not Enrolment.objects.filter(person=cast.person("amina")).exists()


def test_a_run_given_as_people_come_has_no_application(client: Client, cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        plain = make_run()
    address = f"/{VN}/courses/runs/{plain.pk}/application/"
    assert as_amina(client).get(address).status_code == 404


def test_everybody_is_told_in_a_letter_and_on_the_page_why(client: Client, cast: Cast) -> None:
    """Amina and eleven others ask for two seats; the letter and her page say the same."""
    with scope.enter(cast.users["jonas"], cast.vn):
        run = make_shared_run(2)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        amina = Person.objects.get(pk=cast.person("amina"))
        User.objects.filter(pk=amina.user_id).update(language="en")
        others = make_applicants(cast.memberships[VN, "timra"], 11)
        make_applications([run], [amina, *others])
        close(run)
    made = make_division(cast, run)
    with scope.enter(cast.users["jonas"], cast.vn):
        division_placement.place_division(Division.objects.get(pk=made.pk), by=seat())
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            waiting = list(
                Errand.objects.filter(name="courses.tell_placed").values_list("pk", flat=True)
            )
        assert len(waiting) == 12
        for pk in waiting:
            assert errand.run(cast.vn, pk)
        with scope.enter_system(cast.vn):
            letters = {row.person_id: row for row in Letter.objects.all()}
    assert len(letters) == 12
    assert "12 people asked for 2 seats" in letters[amina.pk].text
    as_amina(client).cookies["language"] = "en"
    page = client.get(f"/{VN}/courses/runs/{run.pk}/").content.decode()
    assert "12 people asked for 2 seats" in page
    protocol = client.get(f"/{VN}/courses/divisions/{made.pk}/").content.decode()
    assert "12 people asked for 2 seats" in protocol
    assert "Timrå" not in protocol  # other authorities have figures there, and no name
    assert "Bo 3" not in protocol
