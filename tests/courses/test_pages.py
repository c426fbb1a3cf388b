"""The pages of the courses' room, as those who come to them see them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.models import Course, Enrolment, Run
from network import scope
from network.models import User
from tests.cast import Cast, email
from tests.courses.makers import make_course, make_policy, make_run
from tests.signing_in import sign_in

HOME = "/vasternorrland/courses"


@pytest.fixture
def run(cast: Cast) -> Run:
    """Two seats, open, with a rule for late withdrawal."""
    with scope.enter(cast.users["jonas"], cast.vn):
        make_policy()
        return make_run(capacity=2, course=make_course("Klarspråk"))


def be(client: Client, who: str) -> Client:
    client.force_login(User.objects.get(email=email(who)))
    return client


def test_an_employee_enrols_from_the_catalogue_in_two_clicks(
    client: Client, cast: Cast, run: Run
) -> None:
    be(client, "amina")
    catalogue = client.get(f"{HOME}/").content.decode()
    assert f'href="/vasternorrland/courses/runs/{run.pk}/"' in catalogue
    page = client.get(f"{HOME}/runs/{run.pk}/").content.decode()
    assert f'action="/vasternorrland/courses/runs/{run.pk}/enrolment/"' in page
    answer = client.post(f"{HOME}/runs/{run.pk}/enrolment/", follow=True)
    assert "Klarspråk" in answer.content.decode()
    with scope.enter(cast.users["amina"], cast.vn):
        assert Enrolment.objects.get(run=run).state == "enrolled"


def test_the_same_form_sent_twice_enrols_once_and_answers_alike(
    client: Client, cast: Cast, run: Run
) -> None:
    be(client, "amina")
    once = {"once": "7f4df5b6-8f0f-4f4f-9d7b-0e8f8e3f1a11"}
    first, second = (client.post(f"{HOME}/runs/{run.pk}/enrolment/", once) for _ in range(2))
    assert first["Location"] == second["Location"]
    with scope.enter(cast.users["amina"], cast.vn):
        assert Enrolment.objects.filter(run=run).count() == 1


def test_nobody_gives_back_a_seat_on_a_course_that_has_begun(client: Client, cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        begun = make_run(in_days=-3)
        seat = Enrolment.objects.create(
            run=begun,
            person_id=cast.person("amina"),
            membership_id=cast.memberships["vasternorrland", "csn"],
        )
    be(client, "amina")
    page = client.get(f"{HOME}/runs/{begun.pk}/").content.decode()
    address = f"{HOME}/enrolments/{seat.pk}/withdrawal/"
    assert address not in page
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 302
    with scope.enter(cast.users["amina"], cast.vn):
        assert Enrolment.objects.get(pk=seat.pk).is_active


def test_the_withdrawal_page_says_the_cost_before_it_costs(
    client: Client, cast: Cast, run: Run
) -> None:
    be(client, "amina")
    with scope.enter(cast.users["jonas"], cast.vn):
        soon = make_run(capacity=3, in_days=9, course=make_course("Snart"))
    client.post(f"{HOME}/runs/{soon.pk}/enrolment/")
    with scope.enter(cast.users["amina"], cast.vn):
        mine = Enrolment.objects.get(run=soon)
    page = client.get(f"{HOME}/enrolments/{mine.pk}/withdrawal/").content.decode()
    assert "3\u00a0700" in page
    assert "Snart" in page.split("<details", 1)[1]  # the letter that would go out
    client.post(f"{HOME}/enrolments/{mine.pk}/withdrawal/", {"reason": ""})
    with scope.enter(cast.users["amina"], cast.vn):
        assert str(Enrolment.objects.get(pk=mine.pk).withdrawals.get().fee) == "3700.00"


@pytest.mark.parametrize(
    ("who", "status"), [("berit", 404), ("tove", 404), ("mats", 403), ("lars", 404), ("lena", 200)]
)
def test_a_withdrawal_is_for_oneself_and_those_who_answer_for_one(
    client: Client, cast: Cast, run: Run, who: str, status: int
) -> None:
    be(client, "amina").post(f"{HOME}/runs/{run.pk}/enrolment/")
    with scope.enter(cast.users["amina"], cast.vn):
        mine = Enrolment.objects.get(run=run)
    other = be(Client(), who)
    assert other.get(f"{HOME}/enrolments/{mine.pk}/withdrawal/").status_code == status


def test_a_planned_run_exists_only_for_those_who_keep_courses(client: Client, cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        planned = make_run(state="planned")
    address = f"{HOME}/runs/{planned.pk}/"
    assert be(client, "amina").get(address).status_code == 404
    assert be(client, "lena").post(f"{address}enrolment/").status_code == 404
    sign_in(client, "jonas")
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "path", ["new/", "runs/", "runs/{run}/change/", "runs/{run}/state/closed/"]
)
def test_an_employee_keeps_no_courses(client: Client, cast: Cast, run: Run, path: str) -> None:
    be(client, "amina")
    assert client.get(f"{HOME}/{path.format(run=run.pk)}").status_code == 403


def test_a_local_coordinator_sees_and_exports_own_people_only(
    client: Client, cast: Cast, run: Run
) -> None:
    for who in ("amina", "tove"):
        be(Client(), who).post(f"{HOME}/runs/{run.pk}/enrolment/")
    be(client, "lars")
    for query in ("", "?format=csv"):
        page = client.get(f"{HOME}/runs/{run.pk}/participants/{query}").content.decode()
        assert "Tove" in page
        assert "Amina" not in page


def test_a_run_is_planned_and_opened_without_scripts(client: Client, cast: Cast) -> None:
    sign_in(client, "jonas")
    answer = client.post(
        f"{HOME}/new/",
        {"title_sv": "Ny kurs", "summary_sv": "En mening.", "kind": "course"},
    )
    with scope.enter(cast.users["jonas"], cast.vn):
        course = Course.objects.get(title_sv="Ny kurs")
    assert answer["Location"].endswith(f"/courses/{course.pk}/runs/new/")
    facts = {
        "form": "on_site", "capacity": "12", "minimum": "4", "price": "2400",
        "mode": "first_come", "queue": "in_order", "place": "SPV",
        "days-TOTAL_FORMS": "3", "days-INITIAL_FORMS": "0",
        "days-0-day": "2031-03-04", "days-0-starts": "09:00", "days-0-ends": "16:00",
        "days-1-day": "2031-04-08", "days-1-starts": "09:00", "days-1-ends": "16:00",
    }  # fmt: skip
    overlapping = facts | {"days-1-day": "2031-03-04", "days-1-starts": "10:00"}
    assert client.post(answer["Location"], overlapping).status_code == 200
    client.post(answer["Location"], facts)
    with scope.enter(cast.users["jonas"], cast.vn):
        run = Run.objects.get(course=course)
        assert run.state == "planned"
        assert run.sessions.count() == 2
    client.post(f"{HOME}/runs/{run.pk}/state/open/")
    assert "Ny kurs" in be(Client(), "amina").get(f"{HOME}/").content.decode()


def test_fewer_seats_than_taken_is_a_sentence(client: Client, cast: Cast, run: Run) -> None:
    for who in ("amina", "tove"):
        be(Client(), who).post(f"{HOME}/runs/{run.pk}/enrolment/")
    sign_in(client, "jonas")
    address = f"{HOME}/runs/{run.pk}/change/"
    form = client.get(address).context["form"]
    days = client.get(address).context["days"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"capacity": "1"}
    sent |= {"days-TOTAL_FORMS": "2", "days-INITIAL_FORMS": "2"}
    for day in days.initial_forms:
        for name in ("id", "day", "starts", "ends"):
            sent[f"{day.prefix}-{name}"] = day[name].value()
    answer = client.post(address, sent)
    assert answer.status_code == 200
    assert "capacity" in answer.context["form"].errors


def test_online_links_are_for_those_with_a_seat(client: Client, cast: Cast, run: Run) -> None:
    from courses.models import SessionLink

    with scope.enter(cast.users["jonas"], cast.vn):
        day = run.sessions.first()
        SessionLink.objects.create(session=day, run=run, url="https://mote.example.org/hemligt")
    address = f"{HOME}/runs/{run.pk}/"
    assert "hemligt" not in be(client, "amina").get(address).content.decode()
    client.post(f"{address}enrolment/")
    assert "hemligt" in client.get(address).content.decode()
    assert "hemligt" not in be(Client(), "tove").get(address).content.decode()


def test_a_name_that_is_a_formula_is_text_in_the_export(
    client: Client, cast: Cast, run: Run
) -> None:
    with scope.enter(cast.users["lars"], cast.vn):
        from members.models import Person

        Person.objects.filter(pk=cast.person("tove")).update(name="=cmd|' /C calc'!A0")
    be(Client(), "tove").post(f"{HOME}/runs/{run.pk}/enrolment/")
    page = be(client, "lars").get(f"{HOME}/runs/{run.pk}/participants/?format=csv")
    assert "'=cmd" in page.content.decode()


@pytest.mark.parametrize("path", ["", "mine/", "runs/{run}/"])
def test_a_page_asks_as_often_for_many_rows_as_for_few(
    client: Client, cast: Cast, run: Run, path: str
) -> None:
    be(client, "amina")
    address = f"{HOME}/{path.format(run=run.pk)}"

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    client.post(f"{HOME}/runs/{run.pk}/enrolment/")
    few, again = asked(), asked()  # the second time, what is kept is not asked for
    with scope.enter(cast.users["jonas"], cast.vn):
        more = [make_run(course=make_course(f"Kurs {n}")) for n in range(8)]
    for other in more:
        client.post(f"{HOME}/runs/{other.pk}/enrolment/")
    assert asked() <= few
    assert asked() == again
