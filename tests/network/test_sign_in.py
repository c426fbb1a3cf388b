"""Signing in: guessing is slowed down, and a way stays open for who was guessed at."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from network.models import User
from network.sign_in import SealedSecretsAdapter
from tests.cast import VN, Cast, email
from tests.signing_in import sign_in

PASSWORD = "correct horse battery staple"


@pytest.fixture
def amina(cast: Cast) -> User:
    """Amina with a password, and nobody's failed tries remembered."""
    cache.clear()
    user = User.objects.get(email=email("amina"))
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def try_password(client: Client, password: str) -> int:
    """Post the sign-in form; 302 lets in, 200 refuses, 429 says wait."""
    fields = {"login": email("amina"), "password": password}
    return client.post("/accounts/login/", fields).status_code


def test_the_right_password_opens(client: Client, amina: User) -> None:
    assert try_password(client, PASSWORD) == 302
    assert client.get(f"/{VN}/").status_code == 200


def test_guessing_is_slowed_down_even_when_the_guess_becomes_right(
    client: Client, amina: User
) -> None:
    answers = [try_password(client, f"wrong {number}") for number in range(12)]
    assert 302 not in answers
    assert try_password(client, PASSWORD) != 302
    assert client.get(f"/{VN}/").status_code == 302, "not signed in"


def test_a_forged_forwarded_address_does_not_start_the_count_anew(
    client: Client, amina: User
) -> None:
    for number in range(12):
        client.post(
            "/accounts/login/",
            {"login": email("amina"), "password": f"wrong {number}"},
            headers={"x-forwarded-for": f"203.0.113.{number}, 192.0.2.1"},
        )
    answer = client.post(
        "/accounts/login/",
        {"login": email("amina"), "password": PASSWORD},
        headers={"x-forwarded-for": "203.0.113.99, 192.0.2.1"},
    )
    assert answer.status_code != 302


def test_seeds_of_second_factors_lie_sealed() -> None:
    adapter = SealedSecretsAdapter()
    sealed = adapter.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert adapter.decrypt(sealed) == "JBSWY3DPEHPK3PXP"


def test_a_session_ends_after_an_hour_away(client: Client, cast: Cast) -> None:
    sign_in(client, "amina")
    client.get(f"/{VN}/")
    session = client.session
    session["seen_at"] -= 3700
    session.save()
    assert client.get(f"/{VN}/")["Location"].startswith("/accounts/login/")


def test_a_session_ends_after_a_working_day_however_busy(client: Client, cast: Cast) -> None:
    sign_in(client, "amina")
    client.get(f"/{VN}/")
    session = client.session
    session["signed_in_at"] -= 8 * 3600 + 60
    session.save()
    assert client.get(f"/{VN}/").status_code == 302
