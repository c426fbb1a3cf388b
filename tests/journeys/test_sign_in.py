"""Signing in as in production: a code by mail, a password with a second factor, sessions."""

import base64
import hmac
import re
import struct
import time

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.journey

PASSWORD = "Björken-vid-Storsjön-7"
DOOR = re.compile(r"/(accounts/login|demo)/")  # where those who are not signed in are led
START = "/vasternorrland/"


@pytest.mark.parametrize(("language", "who"), [("sv", "hanna"), ("en", "oskar")])
def test_a_code_by_mail_opens_the_start_page(visitor: NewVisitor, language: str, who: str) -> None:
    hanna = visitor(width=PHONE, language=language)
    hanna.go(START)
    assert DOOR.search(hanna.page.url)
    hanna.go("/accounts/login/")
    hanna.look("sign-in")
    code = hanna.code_for(who)
    hanna.look("code")
    hanna.fill(code="QQQ-QQQ" if "-" in code else "QQQQQQ")
    with hanna.page.expect_navigation():
        hanna.press("Confirm")
    assert hanna.page.locator('[aria-invalid="true"]').count() == 1
    told = hanna.text()
    assert not (language == "sv" and re.search(r"\bincorrect\b|\binvalid\b", told, re.I)), told
    hanna.look("wrong-code")
    hanna.fill(code=code)
    hanna.press("Confirm")
    hanna.page.wait_for_url(f"**{START}")
    hanna.look("start")


def test_an_unknown_address_is_answered_alike_and_gets_no_letter(
    visitor: NewVisitor, house: House
) -> None:
    nobody = visitor(width=PHONE)
    nobody.go("/accounts/login/")
    nobody.page.locator("#code_email").fill("ingen@example.org")
    with nobody.page.expect_navigation():
        nobody.press("Send me a code")
    assert nobody.page.locator('[name="code"]').count() == 1
    assert "ingen@example.org" in nobody.text()
    assert house.letters("ingen@") == []


def test_a_guarded_role_needs_its_second_factor(visitor: NewVisitor) -> None:
    karin = visitor()
    karin.be("karin")
    karin.go(f"{START}members/people/?q=Rahimi")
    karin.page.locator("main tbody a").first.click()
    karin.press("Give a role")
    karin.look("role")
    karin.fill(kind="education_coordinator")
    with karin.page.expect_navigation():
        karin.press("Give the role")
    karin.look("person")

    ali = visitor()
    ali.go("/accounts/login/")
    ali.fill(code=ali.code_for("ali"))
    ali.press("Confirm")
    ali.page.wait_for_url("**/accounts/2fa/")
    assert ali.sees("Your role needs a second factor. Add one to go on.")
    ali.look("second-factor-missing")

    ali.page.locator("main a[href$='/totp/activate/']").click()
    ali.look("totp")
    ali.fill(code="000000")
    _submit(ali, "code")
    assert ali.page.locator('[aria-invalid="true"]').count() == 1
    ali.look("totp-wrong")
    secret = ali.page.locator("#authenticator_secret").input_value()
    ali.fill(code=_totp(secret))
    _submit(ali, "code")
    ali.look("recovery-codes")
    assert ali.go(f"{START}courses/runs/").status == 200
    assert "/accounts/" not in ali.page.url

    ali.go("/accounts/password/set/")
    ali.look("password")
    ali.fill(password1=PASSWORD, password2=PASSWORD)
    _submit(ali, "password1")
    ali.page.wait_for_url("**/accounts/login/**")  # a new password ends every session
    ali.look("password-set")

    ali.page.locator("details.behind summary").first.click()
    ali.fill(login="ali@example.org", password="fel" + PASSWORD)
    _submit(ali, "password")
    assert "/accounts/login/" in ali.page.url
    ali.look("wrong-password")
    ali.fill(login="ali@example.org", password=PASSWORD)
    _submit(ali, "password")
    ali.page.wait_for_url("**/accounts/2fa/authenticate/**")
    ali.look("second-factor")
    ali.fill(code="000000")
    _submit(ali, "code")
    assert ali.page.locator('[aria-invalid="true"]').count() == 1
    ali.fill(code=_totp(secret, steps=1))  # the one before may be used once only
    _submit(ali, "code")
    ali.look("signed-in")
    assert ali.page.url.endswith(START), ali.text()
    assert ali.go(f"{START}courses/runs/").status == 200

    ali.go("/accounts/logout/")
    ali.look("sign-out")
    with ali.page.expect_navigation():
        ali.press("Sign out")
    ali.go(START)
    assert DOOR.search(ali.page.url)


def test_other_sessions_are_listed_and_ended(visitor: NewVisitor) -> None:
    phone, desk = visitor(width=PHONE), visitor()
    phone.be("lotta")
    desk.be("lotta")
    desk.go("/accounts/sessions/")
    assert desk.page.locator("main tbody tr").count() >= 2
    desk.look("sessions")
    with desk.page.expect_navigation():
        desk.press("Sign out everywhere else")
    phone.go(START)
    assert DOOR.search(phone.page.url)
    assert desk.go(START).status == 200
    assert "/accounts/" not in desk.page.url
    desk.go("/accounts/")
    desk.look("account")
    desk.go("/accounts/email/")
    desk.look("address")


def _submit(somebody: Visitor, field: str) -> None:
    form = somebody.page.locator("form", has=somebody.page.locator(f'[name="{field}"]')).last
    with somebody.page.expect_navigation():  # a slow answer leaves the old page in the window
        form.locator("button").first.click()


def _totp(secret: str, *, steps: int = 0) -> str:
    """The code of an authenticator app, now or some half minutes later (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8), casefold=True)
    moment = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.digest(key, moment, "sha1")
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
