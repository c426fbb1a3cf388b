"""From an address to a scope: strangers, second factors, repeated forms, walls."""

import re
import uuid

import pytest
from django.conf import settings
from django.test import Client

from network.models import User
from tests.cast import JL, VN, Cast, email
from tests.signing_in import sign_in


def test_nobody_is_asked_to_sign_in(client: Client, cast: Cast) -> None:
    answer = client.get(f"/{VN}/")
    assert answer.status_code == 302
    assert answer["Location"] == f"/accounts/login/?next=/{VN}/"


def test_to_a_stranger_the_network_does_not_exist(client: Client, cast: Cast) -> None:
    sign_in(client, "amina")
    assert client.get(f"/{VN}/").status_code == 200
    other = client.get(f"/{JL}/")
    nothing = client.get("/no-such-network/")
    assert other.status_code == nothing.status_code == 404
    plain = [
        re.sub(rb"[A-Za-z0-9]{64}|no-such-network|jamtland", b"", a.content)
        for a in (other, nothing)
    ]
    assert plain[0] == plain[1]


def test_one_sign_in_opens_every_network_one_is_in(client: Client, cast: Cast) -> None:
    sign_in(client, "miriam")
    assert client.get(f"/{VN}/").status_code == client.get(f"/{JL}/").status_code == 200
    choice = client.get("/").content.decode()
    assert f'href="/{VN}/"' in choice
    assert f'href="/{JL}/"' in choice


@pytest.mark.parametrize("who", ["karin", "jonas", "erik"])
def test_who_sees_a_whole_network_or_its_money_needs_a_second_factor(
    client: Client, cast: Cast, who: str
) -> None:
    client.force_login(User.objects.get(email=email(who)))
    answer = client.get(f"/{VN}/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/")
    sign_in(client, who)
    assert client.get(f"/{VN}/").status_code == 200


def test_a_network_gives_no_links_into_another(client: Client, cast: Cast) -> None:
    sign_in(client, "amina")
    assert f"/{JL}/" not in client.get(f"/{VN}/").content.decode()


def test_a_deactivated_user_is_out_at_the_next_click(client: Client, cast: Cast) -> None:
    user = sign_in(client, "amina")
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(f"/{VN}/").status_code == 302


def test_every_answer_carries_the_walls(client: Client, cast: Cast) -> None:
    sign_in(client, "amina")
    answer = client.get(f"/{VN}/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "no-store"
    page = answer.content.decode()
    assert " style=" not in page
    assert "<script>" not in page
    assert not re.search(r"\son[a-z]+=", page)


def test_the_language_is_the_chosen_one_and_never_the_browsers(client: Client, cast: Cast) -> None:
    page = client.get("/accounts/login/", headers={"accept-language": "en"})
    assert '<html lang="sv"' in page.content.decode()
    client.post("/language/", {"language": "en", "next": "/accounts/login/"})
    assert '<html lang="en"' in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_the_language_switch_leads_nowhere_else(client: Client, db: None, elsewhere: str) -> None:
    answer = client.post("/language/", {"language": "en", "next": elsewhere})
    assert answer["Location"] == "/"


def test_nobody_can_sign_up(client: Client, db: None) -> None:
    before = User.objects.count()
    client.post("/accounts/signup/", {"email": "new@example.org", "password1": uuid.uuid4().hex})
    assert User.objects.count() == before


def test_the_answer_to_a_sign_in_tells_nothing_about_the_address(
    client: Client, cast: Cast
) -> None:
    answers = []
    for address in (email("amina"), "nobody@example.org"):
        fresh = Client()
        answer = fresh.post("/accounts/login/code/", {"email": address})
        answers.append((answer.status_code, answer.headers.get("Location")))
    assert answers[0] == answers[1]


def test_the_demo_is_not_installed_here(client: Client, db: None) -> None:
    assert client.get("/demo/").status_code == 404
    assert "config.demo" not in settings.INSTALLED_APPS
