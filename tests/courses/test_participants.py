"""The participants as those who answer for them read, sort, write to and withdraw them."""

import io

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from courses.models import Enrolment, Priority, Run
from members.models import Person
from network import scope
from network.actions import errand as errands
from network.models import Errand, Letter, User
from tests.cast import VN, Cast, email
from tests.courses.makers import make_course, make_people, make_run
from tests.databases import acting_as
from tests.signing_in import sign_in

HOME = "/vasternorrland/courses"


@pytest.fixture
def run(cast: Cast) -> Run:
    """Two seats: Amina and Tove have them; Berit, Mats and Miriam wait in that order."""
    with scope.enter(cast.users["jonas"], cast.vn):
        made = make_run(capacity=2, course=make_course("Klarspråk"))
        for who, key in (
            ("amina", "csn"),
            ("tove", "timra"),
            ("berit", "csn"),
            ("mats", "csn"),
            ("miriam", "miun"),
        ):
            Enrolment.objects.create(
                run=made, person_id=cast.person(who), membership_id=cast.memberships[VN, key]
            )
        return made


@pytest.fixture
def jonas(client: Client, db: None) -> Client:
    """The network's education coordinator."""
    sign_in(client, "jonas")
    return client


def be(who: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email(who)))
    return client


def numbers(cast: Cast, run: Run, *who: str) -> list[str]:
    with scope.enter(cast.users["jonas"], cast.vn):
        rows = Enrolment.objects.filter(run=run, person__in=[cast.person(one) for one in who])
        return [str(pk) for pk in rows.values_list("pk", flat=True)]


def do_errands(cast: Cast) -> None:
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            waiting = list(Errand.objects.waiting().values_list("pk", flat=True))
        for pk in waiting:
            errands.run(cast.vn, pk)


def test_the_list_reads_in_the_order_of_seats_and_line_and_the_chips_count(
    jonas: Client, run: Run
) -> None:
    page = jonas.get(f"{HOME}/runs/{run.pk}/participants/").content.decode()
    names = ["Amina Hassan", "Tove Timrå", "Berit Berg", "Mats Chef", "Miriam Miun"]
    places = [page.index(f">{name}<") for name in names]
    assert places == sorted(places)
    line = jonas.get(f"{HOME}/runs/{run.pk}/participants/?view=line").content.decode()
    assert "Berit Berg" in line
    assert "Amina Hassan" not in line


def test_a_local_coordinator_sees_and_finds_the_own_people_only(run: Run) -> None:
    lena = be("lena")
    page = lena.get(f"{HOME}/runs/{run.pk}/participants/").content.decode()
    assert "Amina Hassan" in page
    assert "Tove" not in page
    assert "Tove" not in lena.get(f"{HOME}/runs/{run.pk}/participants/?q=Timr").content.decode()


@pytest.mark.parametrize("sort", ["name", "-name", "authority", "-enrolled", "nonsense"])
def test_every_order_of_the_list_is_answered(jonas: Client, run: Run, sort: str) -> None:
    assert jonas.get(f"{HOME}/runs/{run.pk}/participants/?sort={sort}").status_code == 200


def test_a_protected_person_is_hidden_from_the_network_and_in_nobodys_file(
    jonas: Client, cast: Cast, run: Run
) -> None:
    with scope.enter(cast.users["lars"], cast.vn):
        Person.objects.filter(pk=cast.person("tove")).update(protected=True)
    where = f"{HOME}/runs/{run.pk}/participants/"
    page = jonas.get(where).content.decode()
    assert "Tove" not in page
    assert "tove@" not in page
    [hers] = numbers(cast, run, "tove")
    for other in (f"{HOME}/enrolments/{hers}/withdrawal/", f"{HOME}/runs/{run.pk}/"):
        assert "Tove" not in jonas.get(other).content.decode()
    assert "Tove" not in jonas.get(f"{where}?q=tove").content.decode().split("<main")[1].split(
        "</main"
    )[0].replace('value="tove"', "")
    for client in (jonas, be("lars")):
        content = client.get(f"{where}?format=xlsx").content
        sheet = load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        text = str([[cell.value for cell in row] for row in sheet.iter_rows()])
        assert "ove" not in text.replace("över", "")


def test_the_list_costs_the_same_questions_with_few_and_with_many(
    jonas: Client, cast: Cast, run: Run
) -> None:
    asked = []
    jonas.get(f"{HOME}/runs/{run.pk}/participants/")  # the first visit marks the session
    for more in (0, 40):
        with scope.enter(cast.users["jonas"], cast.vn):
            for person in make_people(more, cast.memberships[VN, "miun"]):
                Enrolment.objects.create(run=run, person=person, membership_id=person.membership_id)
        with CaptureQueriesContext(connection) as queries:
            jonas.get(f"{HOME}/runs/{run.pk}/participants/")
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_those_chosen_are_withdrawn_after_the_page_that_says_what_happens(
    jonas: Client, cast: Cast, run: Run
) -> None:
    chosen = numbers(cast, run, "amina", "mats")
    page = jonas.post(f"{HOME}/runs/{run.pk}/withdrawals/", {"chosen": chosen})
    assert page.status_code == 200
    assert "Amina Hassan" in page.content.decode()
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Enrolment.objects.active().filter(run=run).count() == 5
    no_reason = jonas.post(f"{HOME}/runs/{run.pk}/withdrawals/", {"chosen": chosen, "reason": ""})
    assert no_reason.status_code == 200
    done = jonas.post(
        f"{HOME}/runs/{run.pk}/withdrawals/", {"chosen": chosen, "reason": "Dubbelbokade"}
    )
    assert done.status_code == 302
    with scope.enter(cast.users["jonas"], cast.vn):
        rows = Enrolment.objects.filter(run=run).order_by("number")
        assert dict(rows.values_list("person__email", "state")) == {
            email("amina"): "withdrawn",
            email("tove"): "enrolled",
            email("berit"): "enrolled",  # was first in line
            email("mats"): "withdrawn",
            email("miriam"): "waiting",
        }


def test_a_local_coordinator_withdraws_nobody_of_another_authority(cast: Cast, run: Run) -> None:
    lena = be("lena")
    foreign = numbers(cast, run, "tove")
    lena.post(f"{HOME}/runs/{run.pk}/withdrawals/", {"chosen": foreign, "reason": "Nej"})
    lena.post(f"{HOME}/runs/{run.pk}/letters/", {"chosen": foreign, "kind": "reminder"})
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Enrolment.objects.get(pk=foreign[0]).state == "enrolled"
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Errand.objects.filter(name="courses.write_to").exists()


def test_a_message_goes_to_each_of_those_chosen_in_a_letter_of_their_own(
    cast: Cast, run: Run
) -> None:
    lena = be("lena")
    chosen = numbers(cast, run, "amina", "berit")
    said = {"chosen": chosen, "kind": "message", "subject": "Ta med dator", "text": "Hej\n\n=1+1"}
    assert lena.post(f"{HOME}/runs/{run.pk}/letters/", said).status_code == 302
    do_errands(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        letters = Letter.objects.filter(name="courses.course_message")
        assert {letter.to for letter in letters} == {email("amina"), email("berit")}
        assert all("Ta med dator" in letter.subject for letter in letters)
        assert all("Lena Lokal" in letter.text and "=1+1" in letter.text for letter in letters)
    assert mail.outbox == []  # the worker posts them


def test_a_reminder_carries_the_days_and_skips_who_has_left(cast: Cast, run: Run) -> None:
    lena = be("lena")
    chosen = numbers(cast, run, "amina", "berit")
    lena.post(f"{HOME}/runs/{run.pk}/letters/", {"chosen": chosen, "kind": "reminder"})
    gone = numbers(cast, run, "berit")
    lena.post(f"{HOME}/runs/{run.pk}/withdrawals/", {"chosen": gone, "reason": "Sjuk chef"})
    do_errands(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        letters = Letter.objects.filter(name="courses.course_reminder")
        assert [letter.to for letter in letters] == [email("amina")]


def test_a_message_without_words_is_asked_for_them(cast: Cast, run: Run) -> None:
    chosen = numbers(cast, run, "amina")
    answer = be("lena").post(
        f"{HOME}/runs/{run.pk}/letters/", {"chosen": chosen, "kind": "message", "subject": "Hej"}
    )
    assert answer.status_code == 200
    assert 'value="Hej"' in answer.content.decode()


def test_priority_needs_a_reason_moves_the_person_and_stands_in_the_history(
    jonas: Client, cast: Cast, run: Run
) -> None:
    [miriam] = numbers(cast, run, "miriam")
    where = f"{HOME}/enrolments/{miriam}/priority/"
    assert jonas.post(where, {"priority": "1", "reason": " "}).status_code == 200
    with scope.enter(cast.users["jonas"], cast.vn):
        assert not Priority.objects.exists()
    jonas.post(where, {"priority": "1", "reason": "Blev utan plats i våras"})
    line = jonas.get(f"{HOME}/runs/{run.pk}/participants/?view=line").content.decode()
    assert line.index(">Miriam Miun<") < line.index(">Berit Berg<")
    assert "Blev utan plats i våras" in jonas.get(f"{HOME}/runs/{run.pk}/").content.decode()
    with scope.enter(cast.users["tove"], cast.vn):
        tove = Enrolment.objects.get(run=run, person=cast.person("tove"))
    be("tove").post(f"{HOME}/enrolments/{tove.pk}/withdrawal/", {"reason": ""})
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Enrolment.objects.get(pk=miriam).state == "enrolled"


def test_a_local_coordinator_gives_no_priority(cast: Cast, run: Run) -> None:
    [berit] = numbers(cast, run, "berit")
    answer = be("lena").post(
        f"{HOME}/enrolments/{berit}/priority/", {"priority": "1", "reason": "Min vän"}
    )
    assert answer.status_code == 403


def test_in_the_last_hours_the_coordinator_gives_a_free_seat_by_hand(
    jonas: Client, cast: Cast
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        soon = make_run(capacity=1, in_days=2, queue="offers", offer_stops_hours=100)
        for who, key in (("amina", "csn"), ("tove", "timra"), ("berit", "csn")):
            Enrolment.objects.create(
                run=soon, person_id=cast.person(who), membership_id=cast.memberships[VN, key]
            )
    amina, berit = numbers(cast, soon, "amina")[0], numbers(cast, soon, "berit")[0]
    where = f"{HOME}/enrolments/{berit}/placement/"
    assert where not in jonas.get(f"{HOME}/runs/{soon.pk}/participants/").content.decode()
    be("lena").post(f"{HOME}/enrolments/{amina}/withdrawal/", {"reason": ""})
    assert where in jonas.get(f"{HOME}/runs/{soon.pk}/participants/").content.decode()
    assert be("lena").post(where).status_code == 403
    for _click in range(2):
        jonas.post(where)
    with scope.enter(cast.users["jonas"], cast.vn):
        states = dict(Enrolment.objects.filter(run=soon).values_list("person__email", "state"))
        assert states[email("berit")] == "enrolled"
        assert states[email("tove")] == "waiting"
