"""The enrolment in JSON: the same one question as behind the button."""

import pytest
from django.test import Client

from courses.models import Enrolment, Run
from network import scope
from network.models import User
from tests.cast import Cast, email
from tests.courses.makers import make_run

JSON = {"accept": "application/json"}


@pytest.fixture
def run(cast: Cast) -> Run:
    """One seat, open."""
    with scope.enter(cast.users["jonas"], cast.vn):
        return make_run(capacity=1)


def be(who: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email(who)))
    return client


def address(run: Run) -> str:
    return f"/vasternorrland/courses/runs/{run.pk}/enrolment/"


def test_the_answer_says_what_an_enrolment_would_give_and_then_gives_it(run: Run) -> None:
    amina, berit = be("amina"), be("berit")
    assert amina.get(address(run), headers=JSON).json()["would"] == "seat"
    answer = amina.post(address(run), headers=JSON)
    assert answer.status_code == 201
    assert answer.json()["state"] == "enrolled"
    assert berit.get(address(run), headers=JSON).json()["would"] == "line"
    assert berit.post(address(run), headers=JSON).json()["place"] == 1


def test_a_second_order_is_the_first_ones_answer(cast: Cast, run: Run) -> None:
    amina = be("amina")
    first, second = (amina.post(address(run), headers=JSON) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["enrolment"] == second.json()["enrolment"]
    with scope.enter(cast.users["amina"], cast.vn):
        assert Enrolment.objects.count() == 1


def test_a_refusal_names_every_reason_as_the_page_does(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        Run.objects.filter(pk=run.pk).update(state="paused")
    answer = be("amina").post(address(run), headers=JSON)
    assert answer.status_code == 409
    assert [reason["code"] for reason in answer.json()["reasons"]] == ["not_open"]
    told = be("amina").get(address(run), headers=JSON).json()
    assert told["may_enrol"] is False
    page = be("amina").get(f"/vasternorrland/courses/runs/{run.pk}/").content.decode()
    assert answer.json()["reasons"][0]["sentence"] in page


def test_an_order_without_the_sessions_token_is_refused(run: Run) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(email=email("amina")))
    assert strict.post(address(run), headers=JSON).status_code == 403


def test_a_browser_that_opens_the_address_gets_the_runs_page(run: Run) -> None:
    answer = be("amina").get(address(run), headers={"accept": "text/html,*/*"})
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/vasternorrland/courses/runs/{run.pk}/",
    )


def test_a_run_of_another_network_does_not_exist(cast: Cast, run: Run) -> None:
    frosta = be("frosta")
    elsewhere = address(run).replace("vasternorrland", "jamtland")
    assert frosta.get(elsewhere, headers=JSON).status_code == 404
    assert frosta.post(elsewhere, headers=JSON).status_code == 404
