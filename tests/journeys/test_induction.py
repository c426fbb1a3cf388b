"""Karin invites a new manager, who takes part on a phone, from the letter to the certificate."""

import re
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import PHONE, Visitor, swedish

pytestmark = pytest.mark.journey

NETWORK = "/vasternorrland"
WHO, NAME = "gustav", "Gustav Englund"  # he has been on every course of the programme
COURSES = ("Att arbeta i staten", "Arbetsmiljöutbildning", "Chef i staten")


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(preferencelist=("plain",))
    assert body is not None
    return str(body.get_content())


def test_a_new_manager_goes_from_the_register_to_the_certificate(
    visitor: NewVisitor, house: House
) -> None:
    jonas = visitor()
    jonas.be("jonas")
    _write_down(jonas, "0", COURSES[-1])
    programme = _karin_invites(visitor())
    subject = swedish()["You are invited to %(title)s"] % {"title": programme}
    invited = house.letter(f"{WHO}@", subject)
    link = re.search(r"/reply/[a-z]+/[\w-]{43}/", text_of(invited))
    assert link
    gustav = visitor(width=PHONE)
    gustav.go(link[0])
    gustav.look("question")
    gustav.press("Yes, I take part")
    assert gustav.sees("You take part. Sign in to see your modules and take your seats.")
    gustav.look("said-yes")

    gustav.go("/accounts/login/")
    gustav.fill(code=gustav.code_for(WHO))
    gustav.press("Confirm")
    gustav.page.wait_for_url(f"**{NETWORK}/")
    assert gustav.sees("My induction programme")
    gustav.look("start")
    gustav.page.locator("main .room", has_text=programme).get_by_role("link").click()
    gustav.page.wait_for_url("**/induction/people/*/")
    page = gustav.page.url.removeprefix(house.url)
    gustav.look("modules")
    _tick_all(gustav)
    assert gustav.control("Complete the programme").count() == 0

    gustav.press("Finish and send my request for a mentor")
    gustav.page.wait_for_url("**/interest/mentee/")
    assert gustav.page.locator('[name="manager_since"]').input_value()
    gustav.look("request-for-a-mentor")

    _write_down(jonas, "100", *COURSES)
    jonas.look("corrected")
    gustav.go(page)
    gustav.press("Complete the programme")
    gustav.page.wait_for_url("**/end/")
    gustav.look("completing")
    gustav.press("Complete the programme")
    assert gustav.sees("The programme is completed.")
    certificate = swedish()["Your certificate: %(programme)s"] % {"programme": programme}
    letter = house.letter(f"{WHO}@", certificate)
    gustav.go(page)
    gustav.look("completed")
    with gustav.page.expect_download() as download:
        gustav.press("Download the certificate")
    assert Path(download.value.path()).read_bytes()[:5] == b"%PDF-"

    check = re.search(r"/verify/\w{16}/", text_of(letter))
    assert check
    anybody = visitor(language="en")
    anybody.go(check[0])
    assert anybody.sees("The certificate holds")
    assert NAME in anybody.text()
    assert programme in anybody.text()
    anybody.look("checked")


def _karin_invites(karin: Visitor) -> str:
    """From what waits on her start page; gives the programme's title."""
    karin.be("karin")
    karin.go_to_start(NETWORK)
    karin.page.locator("main a[href$='/proposals/']").first.click()
    karin.page.wait_for_url("**/proposals/")
    karin.look("proposed")
    karin.page.get_by_label(karin.say("Choose all")).uncheck()
    karin.page.get_by_label(karin.say("Choose %(about)s", about=NAME)).check()
    karin.press("Invite")
    expect(karin.page.locator("main table")).not_to_contain_text(NAME)
    karin.look("invited")
    return karin.page.locator("nav a[href*='/induction/']", has_text="20").first.inner_text()


def _tick_all(gustav: Visitor) -> None:
    """What no course's list tells of."""
    todo = gustav.page.locator("form[action$='/ticks/']:has([name='done']) button")
    for left in range(todo.count(), 0, -1):
        expect(todo).to_have_count(left)
        todo.first.click()
    expect(todo).to_have_count(0)


def _write_down(jonas: Visitor, part: str, *courses: str) -> None:
    """How much of each day Gustav was there, on the lists of all runs that he had a seat on."""
    lists = 0
    for title in courses:
        jonas.go(f"{NETWORK}/courses/runs/?q={title}")
        for run in _links(jonas, r"/courses/runs/\d+/$"):
            jonas.go(f"{run}attendance/?q={NAME}")
            lists += _tick(jonas, part)
            for day in _links(jonas, r"^\?session=\d+$"):
                jonas.go(f"{run}attendance/{day}&q={NAME}")
                lists += _tick(jonas, part)
    assert lists >= len(courses)


def _tick(jonas: Visitor, part: str) -> bool:
    """Whether Gustav is on the list, and the day has been."""
    button = jonas.page.locator(f"button[name='part'][value='{part}']")
    if not button.count():
        return False
    if button.get_attribute("aria-pressed") == "false":
        with jonas.page.expect_response("**/attendance/"):
            button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
    return True


def _links(jonas: Visitor, address: str) -> list[str]:
    """The page's links to such addresses, each once."""
    links = [str(one.get_attribute("href")) for one in jonas.page.locator("main a").all()]
    return list(dict.fromkeys(link for link in links if re.search(address, link)))
