"""What the three of a loan think of it: asked by link, reminded once, read when all are heard."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from loans.actions.evaluate import look_back
from loans.models import Evaluation
from loans.rules import Stage
from network import scope
from network.links import put_secrets_in
from network.models import Letter
from tests.cast import Cast, email
from tests.databases import acting_as
from tests.loans import making
from tests.loans.test_loan_pages import AT, as_somebody, do_errands, letters, the

pytestmark = pytest.mark.django_db

EVALUATION = {"satisfaction": "4", "learnt": "5", "again": "yes", "words": "Gott samarbete."}


def test_the_three_evaluate_by_link_and_then_all_is_read(
    cast: Cast, client: Client, link_in: Callable[[str, str], str]
) -> None:
    loan = making.make_ended(cast)
    do_errands(cast)
    assert letters(cast, "loan_evaluation") == ["amina", "mats", "styrbjorn"]
    for who in ("amina", "mats", "styrbjorn"):
        assert the(cast, loan).stage == Stage.ENDED
        url = link_in("loans.loan_evaluation", who)
        assert "Amina Hassan" in client.get(url).content.decode()
        assert client.post(url, EVALUATION).status_code in (200, 302)
        do_errands(cast)
    assert the(cast, loan).stage == Stage.EVALUATED
    page = as_somebody(client, "lena").get(f"{AT}/{loan}/").content.decode()
    assert "Gott samarbete." in page


def test_nobody_reads_an_answer_before_the_others_have_answered(cast: Cast, client: Client) -> None:
    loan = making.make_ended(cast)
    as_somebody(client, "amina").post(f"{AT}/{loan}/evaluation/", EVALUATION)
    page = as_somebody(client, "lena").get(f"{AT}/{loan}/").content.decode()
    assert "Gott samarbete." not in page


def test_the_silent_are_reminded_once_and_after_a_month_it_is_closed(cast: Cast) -> None:
    loan = making.make_ended(cast)
    do_errands(cast)
    for days in (14, 15):
        with making.later(days):
            with acting_as("portal_worker"), scope.enter_system(cast.vn):
                look_back(making.in_days(0))
            do_errands(cast)
    assert len(letters(cast, "loan_evaluation")) == 6
    with making.later(30), acting_as("portal_worker"), scope.enter_system(cast.vn):
        look_back(making.in_days(0))
    assert the(cast, loan).stage == Stage.EVALUATED


def test_each_answers_once_and_for_itself(cast: Cast, client: Client) -> None:
    loan = making.make_ended(cast)
    as_somebody(client, "amina")
    for _time in range(2):
        client.post(f"{AT}/{loan}/evaluation/", EVALUATION)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert list(Evaluation.objects.values_list("who", flat=True)) == ["employee"]


@pytest.fixture
def link_in(cast: Cast) -> Callable[[str, str], str]:
    """The address in a letter, as its receiver gets it."""

    def find(name: str, who: str) -> str:
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            letter = Letter.objects.filter(name=name, to=email(who)).order_by("-pk")[0]
            (text,) = put_secrets_in([letter.text], person_id=letter.person_id)
        found = re.search(r"(/reply/\S+/)", text)
        assert found
        return found[1]

    return find
