"""A meeting from its agenda to the answers: by keyboard, by a link on a phone, and closed doors."""

import re
from email.message import EmailMessage
from pathlib import Path

import pytest

from config.local.child import wait_until
from tests.journeys.conftest import NewVisitor
from tests.journeys.house import PATIENCE, House
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.journey

MEETINGS = "/vasternorrland/governance/meetings/"
MEETING = re.compile(r"/meetings/\d+/$")
REPLY = re.compile(r"/reply/vasternorrland/[\w-]{43}/")


def first_of(karin: Visitor, state: str) -> str:
    """Open the latest meeting in a state; gives its address."""
    karin.go(f"{MEETINGS}?state={state}&sort=-starts")
    karin.page.locator("main table tbody a").first.click()
    karin.page.wait_for_url(MEETING)
    return karin.page.url.removeprefix(karin.house.url)


def answerable(house: House) -> list[tuple[EmailMessage, str]]:
    """The notices that ask for an answer, with the address to answer at; guests are not asked."""
    found = []
    for letter in house.letters("", "Kallelse"):
        body = letter.get_body(preferencelist=("plain",))
        address = REPLY.search(str(body.get_content())) if body is not None else None
        if address:
            found.append((letter, address[0]))
    return found


def with_papers(karin: Visitor) -> tuple[str, str]:
    """A meeting that has been called, and one of its papers."""
    karin.go(f"{MEETINGS}?state=called")
    links = karin.page.locator("main table tbody a").all()
    for address in [link.get_attribute("href") or "" for link in links]:
        karin.go(address)
        papers = karin.page.locator('main a[href*="/papers/files/"]')
        if papers.count():
            return address, papers.first.get_attribute("href") or ""
    raise AssertionError("No meeting that is called has a paper.")


def test_the_agenda_is_built_by_keyboard_and_the_notice_answered_by_a_link_on_a_phone(
    visitor: NewVisitor, house: House
) -> None:
    karin = visitor()
    karin.be("karin")
    meeting = first_of(karin, "planned")
    karin.go(f"{meeting}agenda/")
    rows = karin.page.locator("#lines tbody tr")
    second = rows.nth(1).locator("th").inner_text()
    up = rows.nth(1).locator('button[value="up"]')
    karin.tab_to(up)
    mark = up.get_attribute("id")
    karin.page.keyboard.press("Enter")
    karin.page.wait_for_function(
        "words => document.querySelector('#lines tbody tr th').innerText === words", arg=second
    )
    assert karin.page.evaluate("document.activeElement.id") == mark
    karin.page.locator('[name="item"][type="checkbox"]').first.press("Space")
    karin.press("Put on the agenda")
    karin.look("agenda")
    before = len(answerable(house))
    karin.go(f"{meeting}notice/")
    karin.look("notice")
    karin.press("Send the notice")
    assert wait_until(lambda: len(answerable(house)) > before, PATIENCE)
    letter, address = answerable(house)[-1]
    assert any(part.get_content_type() == "text/calendar" for part in letter.walk())
    member = visitor(width=PHONE)
    member.go(address)
    member.page.locator('label[for="id_coming_1"]').click()
    assert member.page.locator('[name="coming"][value="digital"]').is_checked()
    member.press("Send the answer")
    assert member.sees(
        "You have answered: %(answer)s. You can change it until the meeting begins.",
        answer=member.say("takes part digitally"),
    )
    member.look("answered")
    karin.go(meeting)
    assert karin.say("takes part digitally") in karin.text()


def test_a_stranger_finds_neither_the_meeting_nor_its_papers(visitor: NewVisitor) -> None:
    karin, josef = visitor(), visitor()
    karin.be("karin")
    meeting, paper = with_papers(karin)
    josef.be("josef")
    for path in (paper, meeting):
        with josef.expecting(404):
            josef.go(path)


def test_a_paper_of_200_megabytes_and_a_program_are_refused_and_the_words_stay(
    visitor: NewVisitor, tmp_path: Path
) -> None:
    karin = visitor()
    karin.be("karin")
    meeting = first_of(karin, "called")
    before = karin.page.locator('main a[href*="/papers/"]').count()
    large, program = tmp_path / "Underlag.pdf", tmp_path / "Bilaga.pdf"
    with large.open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(200 * 1024**2)
    program.write_bytes(b"MZ" + b"\0" * 4000)
    refusals = {
        large: karin.say(
            "The file is larger than %(limit)s MB. Save it in a smaller format, such as a PDF with "
            "smaller pictures, or split it.",
            limit=20,
        ),
        program: karin.say("The file is a program, whatever its name says. It cannot be a paper."),
    }
    karin.go(f"{meeting}papers/new/")
    karin.fill(title="Mitt underlag")
    for paper, told in refusals.items():
        karin.page.locator('input[type="file"]').set_input_files(paper)
        with karin.page.expect_navigation(timeout=90_000):
            karin.press("Add the paper")
        assert told in karin.text()
        assert karin.page.locator('[name="title"]').input_value() == "Mitt underlag"
    karin.look("refused")
    karin.go(meeting)
    assert karin.page.locator('main a[href*="/papers/"]').count() == before
