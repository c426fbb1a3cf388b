"""Two whole lives of a loan: to a municipality, and to a region outside the network."""

from pathlib import Path

import pytest

from tests.journeys import lending
from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.lending import LOANS
from tests.journeys.visitor import PHONE, swedish
from tests.loans.drafting import PDF

pytestmark = pytest.mark.journey


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """An agreement signed by hand."""
    path = tmp_path / "underskriven.pdf"
    path.write_bytes(PDF)
    return path


def test_a_municipality_borrows_from_need_to_statement(
    visitor: NewVisitor, house: House, paper: Path
) -> None:
    plan = "Utredare till kommunens beredskapsplan"
    peter, amina, lotta = visitor(), visitor(width=PHONE), visitor()
    lending.sign_in(peter, "peter")
    peter.go(f"{LOANS}notices/new/")
    lending.choose(peter, "kind", "need")
    lending.fill_need(peter, plan, days=18)
    peter.press("Save and look it through")
    peter.page.wait_for_url("**/notices/*/")
    peter.press("Publish")
    assert peter.sees("The notice hangs on the board.")
    notice = lending.path_of(peter)

    amina.be("amina")
    lending.show_interest(amina, notice)
    amina.look("waits")
    per = visitor(width=PHONE)
    link = lending.link_to(house, "per", swedish()[lending.ASKED], about=plan)
    lending.say_yes(per, link, "Amina Hassan")

    loan = lending.pick(peter, notice, "Amina Hassan")
    peter.go(f"{loan}agreement/")
    assert peter.sees("Insurance")
    peter.press("Upload a signed PDF")
    lending.lay_in_paper(peter, paper, "Peter Åkesson")
    assert peter.sees("signed by %(who)s", who="Härnösand")
    lotta.be("lotta")
    lending.sign(lotta, loan)
    assert lotta.sees("Version %(n)s is signed by both, and stands", n=1)
    lending.comes_to(amina, loan, "Pågår")
    amina.look("runs")

    lending.pass_days(house, loan, 20)
    lending.comes_to(lotta, loan, "Avslutat")
    lotta.look("ended")
    for who in ("amina", "per", "peter"):
        somebody = visitor(width=PHONE)
        lending.look_back(somebody, lending.evaluation_of(house, who, "Amina Hassan"))
    lending.comes_to(lotta, loan, lotta.say("What it gave"))
    lotta.look("evaluated")

    statement = lending.state_costs(lotta, loan)
    peter.go(statement)
    peter.look("statement")
    peter.press("Approve the statement")
    assert peter.sees("The statement is approved, and stands.")


def test_a_region_outside_the_network_borrows_from_need_to_statement(
    visitor: NewVisitor, house: House, paper: Path
) -> None:
    need = "Kommunikatör efter översvämningen"
    karin, elin, helena = visitor(), visitor(width=PHONE), visitor()
    karin.be("karin")
    karin.go(f"{LOANS}outside/new/")
    karin.fill(
        name="Region Dalarna",
        kind="region",
        organisation_number="232100-0180",
        contact="Disa Dal",
        email="disa.dal@example.org",
        why="Krisstöd efter översvämningen",
    )
    karin.press("Save")
    row = karin.page.locator("main tbody tr", has_text="Region Dalarna")
    row.locator('a[href$="/notices/new/"]').click()
    lending.fill_need(karin, need, days=10)
    karin.press("Hang it on the board")
    assert karin.sees("The notice hangs on the board.")
    notice = lending.path_of(karin)

    lending.sign_in(elin, "elin")
    lending.show_interest(elin, notice)
    bo = visitor(width=PHONE)
    link = lending.link_to(house, "bo", swedish()[lending.ASKED], about=need)
    lending.say_yes(bo, link, "Elin Forsberg")

    loan = lending.pick(karin, notice, "Elin Forsberg")
    helena.be("helena")
    helena.go(f"{loan}agreement/")
    helena.press("Send the address")
    lending.sign(helena, loan)
    assert helena.sees("signed by %(who)s", who="CSN")
    disa = visitor(width=PHONE)
    disa.go(lending.link_to(house, "disa.dal", "personallån", about="Region Dalarna"))
    assert "Region Dalarna" in disa.text()
    form = disa.page.locator('form:has([name="paper"])')
    form.locator('[name="by_name"]').fill("Disa Dal")
    disa.page.set_input_files('[name="paper"]', paper)
    disa.press("Upload and sign")
    assert disa.sees("Your side has signed this version")
    disa.look("signed")
    lending.comes_to(elin, loan, "Pågår")

    lending.pass_days(house, loan, 12)
    lending.comes_to(helena, loan, "Avslutat")
    for who in ("elin", "bo"):  # nobody outside the network is asked
        somebody = visitor(width=PHONE)
        lending.look_back(somebody, lending.evaluation_of(house, who, "Elin Forsberg"))
    lending.comes_to(helena, loan, helena.say("What it gave"))

    lending.state_costs(helena, loan)
    helena.look("statement")
    helena.fill(said_by="Disa Dal, HR-chef")
    helena.press("Approve the statement")
    assert helena.sees("The statement is approved, and stands.")
    assert "Disa Dal" in helena.text()
