"""The same form twice has one effect, and a changed one is not taken for the first."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client

from mentorship.models import Interest
from network import scope
from network.models import Submission
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.mentorship.asking import WISH
from tests.mentorship.rounds import make_manager, make_round
from tests.signing_in import sign_in


@pytest.fixture
def form(cast: Cast, client: Client) -> tuple[str, dict[str, Any]]:
    """Amina's form that asks for a mentor, ready to be sent."""
    make_manager(cast, "amina", date(2020, 1, 1), under="mats")
    asked = make_round(cast.vn)
    sign_in(client, "amina")
    fields = WISH | {"once": str(uuid.uuid4())}
    return f"/{VN}/mentorship/rounds/{asked}/interest/mentee/", fields


def count(cast: Cast, model: type[Any]) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return int(model.objects.count())


def test_a_double_click_asks_once_and_leads_to_the_same_page(
    cast: Cast, client: Client, form: tuple[str, dict[str, Any]]
) -> None:
    address, fields = form
    first, second = client.post(address, fields), client.post(address, fields)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert count(cast, Interest) == 1


def test_the_same_key_with_other_words_is_refused_and_does_nothing(
    cast: Cast, client: Client, form: tuple[str, dict[str, Any]]
) -> None:
    address, fields = form
    client.post(address, fields)
    answer = client.post(address, fields | {"goals": "Något annat"})
    assert answer.status_code == 422
    assert count(cast, Interest) == 1


def test_a_form_with_errors_may_be_mended_and_sent_again(
    cast: Cast, client: Client, form: tuple[str, dict[str, Any]]
) -> None:
    address, fields = form
    assert client.post(address, fields | {"areas": []}).status_code == 200
    assert count(cast, Submission) == 0
    assert client.post(address, fields).status_code == 302
    assert count(cast, Interest) == 1


def test_one_person_cannot_use_up_the_key_of_another(
    cast: Cast, client: Client, form: tuple[str, dict[str, Any]]
) -> None:
    address, fields = form
    client.post(address, fields)
    other = Client()
    sign_in(other, "lena")
    assert other.post(address, fields).status_code != 422
