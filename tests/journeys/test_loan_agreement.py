"""HR of both sides, a municipality's HR and a party outside: from a draft to both signatures."""

import re
from pathlib import Path

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import PHONE, Visitor
from tests.loans.drafting import PDF

pytestmark = pytest.mark.journey

NETWORK = "/vasternorrland"
ADDRESS = re.compile(r"/reply/[a-z]+/agreements/[\w-]{43}/")


def open_agreement(visitor: Visitor, name: str) -> str:
    """Go by the list of loans to somebody's agreement; gives its address."""
    visitor.go(f"{NETWORK}/loans/all/")
    visitor.page.locator("main a", has_text=name).first.click()
    href = visitor.page.locator('main a[href$="/agreement/"]').first.get_attribute("href")
    assert href
    visitor.go(href)
    return href


def sign(visitor: Visitor) -> None:
    """Read the whole agreement and sign it."""
    visitor.press("Sign")
    visitor.tick("read")
    visitor.press("Sign for the authority")


def test_hr_of_two_authorities_write_compare_and_sign_one_and_the_same_version(
    visitor: NewVisitor, house: House
) -> None:
    lotta, helena = visitor(), visitor(width=PHONE)
    lotta.be("lotta")
    at = open_agreement(lotta, "Hanna Sjödin")
    lotta.look("draft")
    lotta.press("Write it otherwise")
    lotta.fill(tasks="Gäller 811218-9876", purpose="Länets strategi")
    lotta.press("Save version")
    assert lotta.sees(
        "This looks like a personal identity number. Take it away: name and title are enough. "
        "If it is a telephone number, write it as 070-123 45 67."
    )
    assert lotta.page.locator('[name="purpose"]').input_value() == "Länets strategi"
    lotta.look("refused")
    lotta.fill(tasks="Samla kommunernas lägesbild och skriva förslag till strategi.")
    lotta.press("Save version")
    assert lotta.sees("Draft, version %(n)s", n=4)

    helena.be("helena")
    helena.go(at)
    helena.page.locator('main a[href$="?to=4"]').click()
    assert helena.page.locator("main del").count() > 0
    helena.look("difference")
    helena.go(at)
    sign(helena)
    assert helena.sees("signed by %(who)s", who="CSN")
    helena.look("half-signed")

    house.letter("lotta@", "Hanna Sjödin")
    lotta.go(at)
    lotta.press("Sign")
    lotta.look("signing")
    lotta.press("Sign for the authority")
    assert lotta.sees("Tick that you have read the agreement.")
    lotta.tick("read")
    lotta.press("Sign for the authority")
    assert lotta.sees("Version %(n)s is signed by both, and stands", n=4)
    lotta.look("signed")


def test_a_municipality_lays_in_its_signed_paper_and_the_state_agency_signs_in_the_portal(
    visitor: NewVisitor, tmp_path: Path
) -> None:
    signed = tmp_path / "underskriven.pdf"
    signed.write_bytes(PDF)
    program = tmp_path / "avtal.pdf"
    program.write_bytes(b"MZ this is a program")
    peter, lotta = visitor(), visitor(width=PHONE)
    peter.go("/accounts/login/")
    peter.fill(code=peter.code_for("peter"))
    peter.press("Confirm")
    at = open_agreement(peter, "Anna Viklund")
    assert peter.sees("Insurance")
    peter.press("Upload a signed PDF")
    peter.fill(by_name="Peter Åkesson", by_title="HR-chef")
    peter.page.set_input_files('[name="paper"]', program)
    peter.press("Upload and sign")
    assert peter.sees(
        "The file is no PDF, whatever its name says. Save or scan the signed paper as PDF."
    )
    peter.look("no-pdf")
    peter.page.set_input_files('[name="paper"]', signed)
    peter.press("Upload and sign")
    assert peter.sees("signed by %(who)s", who="Härnösand")
    lotta.be("lotta")
    lotta.go(at)
    sign(lotta)
    assert lotta.sees("Version %(n)s is signed by both, and stands", n=1)


def test_a_party_outside_the_network_comments_and_signs_by_its_address_alone(
    visitor: NewVisitor, house: House, tmp_path: Path
) -> None:
    signed = tmp_path / "underskriven.pdf"
    signed.write_bytes(PDF)
    letter = house.letter("greta.grans@", "personallån")
    body = letter.get_body(preferencelist=("plain",))
    assert body is not None
    address = ADDRESS.search(str(body.get_content()))
    assert address
    greta = visitor(width=PHONE)
    greta.go(address[0])
    greta.look("outside")
    greta.fill(text="Vi önskar börja en vecka senare.")
    greta.press("Leave a comment")
    assert "Vi önskar börja en vecka senare." in greta.text()
    greta.page.locator('form:has([name="paper"]) [name="by_name"]').fill("Gun Region")
    greta.page.set_input_files('[name="paper"]', signed)
    greta.press("Upload and sign")
    assert greta.sees("Your side has signed this version")
    greta.look("outside-signed")
    helena = visitor()
    helena.be("helena")
    open_agreement(helena, "Ali Rahimi")
    assert "Vi önskar börja en vecka senare." in helena.text()
    assert "Gun Region" in helena.text()
    helena.look("from-outside")
