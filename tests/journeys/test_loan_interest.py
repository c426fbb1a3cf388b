"""Sofia shows interest in a loan on her phone, her manager says yes by the link, and HR chooses."""

import re

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import DESK, PHONE, Visitor, swedish

pytestmark = pytest.mark.journey

OPENINGS = "/vasternorrland/loans/openings/"
NOTICE = "Förstärkning av krisledningsstaben efter höststormen"
LINK = re.compile(r"/reply/[a-z]+/[\w-]{43}/")


def test_an_employee_shows_interest_the_manager_agrees_and_hr_chooses(
    visitor: NewVisitor, house: House
) -> None:
    sofia = visitor(width=PHONE)
    sofia.be("sofia")
    sofia.go(f"{OPENINGS}?q=krisledningsstaben")
    sofia.look("openings")
    _open(sofia, NOTICE)
    assert sofia.sees("Who reads it, and when")
    sofia.fill(words="Jag ledde staben vid skogsbränderna.", percent="140")
    sofia.press("Ask my manager")
    assert sofia.sees("The extent is 5 to 100 per cent.")
    assert "skogsbränderna" in sofia.page.locator('[name="words"]').input_value()
    sofia.look("refused")
    sofia.fill(percent="100")
    sofia.press("Ask my manager")
    assert sofia.sees("Waits for your manager's answer")
    sofia.look("waits")
    _lotta_sees_nothing(visitor)
    _karin_agrees(visitor, house)
    house.letter("sofia@", swedish()["Your manager has agreed to a loan"])
    sofia.go(OPENINGS)
    sofia.look("agreed")
    _lotta_chooses(visitor, house)
    house.letter("sofia@", swedish()["You are chosen for a loan"])


def _open(who: Visitor, words: str) -> None:
    """Follow a link whose words are the demo's own."""
    who.page.locator("main").get_by_role("link", name=words).first.click()


def _lotta(visitor: NewVisitor) -> Visitor:
    lotta = visitor(width=DESK)
    lotta.be("lotta")
    lotta.go("/vasternorrland/loans/?q=krisledningsstaben")
    _open(lotta, NOTICE)
    lotta.page.locator('main a[href$="/interested/"]').click()
    return lotta


def _lotta_sees_nothing(visitor: NewVisitor) -> None:
    lotta = _lotta(visitor)
    assert "Sofia" not in lotta.text()
    lotta.look("nobody-yet")


def _karin_agrees(visitor: NewVisitor, house: House) -> None:
    """Karin, who leads Sofia, answers on her phone without signing in."""
    letter = house.letter("karin@", swedish()["One of your staff would like to go on a loan"])
    body = letter.get_body(preferencelist=("plain",))
    assert body is not None
    link = LINK.search(str(body.get_content()))
    assert link
    karin = visitor(width=PHONE)
    karin.go(link[0])
    assert "Sofia Lundgren" in karin.heading()
    assert "skogsbränderna" in karin.text()
    karin.look("question")
    karin.page.locator('label[for="id_answer_0"]').click()
    karin.fill(percent="80")
    karin.press("Send the answer")
    assert karin.sees("You can close the page.")
    karin.look("answered")
    karin.go(link[0])
    karin.look("finished")


def _lotta_chooses(visitor: NewVisitor, house: House) -> None:
    house.letter("lotta@", "krisledningsstaben")
    lotta = _lotta(visitor)
    assert "Sofia Lundgren" in lotta.text()
    assert "80 %" in lotta.text()
    lotta.look("interested")
    _open(lotta, "Sofia Lundgren")
    lotta.look("interest")
    lotta.press("Choose")
    lotta.look("choice")
    lotta.press("Choose and begin the agreement")
    lotta.look("chosen")
    assert "Sofia Lundgren" in lotta.text()
