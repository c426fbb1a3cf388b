"""Karin reminds the silent; Lotta opens the mail on her phone and declares without signing in."""

import re

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

ROUNDS = "/vasternorrland/members/head-counts/rounds/"


def test_lotta_declares_from_her_mail_on_a_phone(visitor: NewVisitor, house: House) -> None:
    karin = visitor()
    karin.be("karin")
    karin.go("/vasternorrland/members/head-counts/")
    karin.look("head-counts")
    karin.page.locator(f"main a[href^='{ROUNDS}']").first.click()
    address = karin.page.url
    karin.look("round")
    karin.page.locator("main a[href$='/reminders/']").first.click()
    karin.look("remind")
    karin.press("Send the reminder")

    lotta = visitor(width=PHONE)
    words = lotta.say("Reminder: how many employees have you? Answer by %(day)s", day="")
    body = house.letter("lotta@", words.strip()).get_body(preferencelist=("plain",))
    assert body is not None
    link = re.search(r"/reply/[a-z]+/[\w-]+/", body.get_content())
    assert link
    lotta.go(link[0])
    lotta.look("asked")
    lotta.fill(count="402", source="Lönesystemet (exempel)")
    lotta.press("Declare")
    explanation = lotta.page.locator('[name="explanation"]')
    assert explanation.count()  # so many more than last time are asked about
    lotta.look("jump")
    explanation.fill("Ett kontor till (exempel)")
    lotta.press("Declare")
    assert "402" in lotta.text()
    lotta.look("declared")

    karin.page.goto(address)
    row = karin.page.locator("main tbody tr", has_text="Länsstyrelsen").first
    assert "402" in row.inner_text()
    assert "Ett kontor till (exempel)" in row.inner_text()
    karin.look("answered")
    assert [*karin.faults, *lotta.faults] == []
