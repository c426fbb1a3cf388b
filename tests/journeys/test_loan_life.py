"""A loan goes on, is let go sooner, and is looked back on by HR and who led the work."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import DESK, PHONE, Visitor

pytestmark = pytest.mark.journey

LOANS = "/vasternorrland/loans/all/"


def open_loan(who: Visitor, name: str, stage: str) -> str:
    """Find a loan in the list and open it; gives its address."""
    who.go(f"{LOANS}?stage={stage}&q={name.split()[0]}")
    who.page.locator("main").get_by_role("link", name=name).first.click()
    return "/" + who.page.url.split("/", 3)[3]


def choose(who: Visitor, field: str, value: str) -> None:
    """Choose one of the answers by its words, as people do."""
    box = who.page.locator(f'input[name="{field}"][value="{value}"]')
    who.page.locator(f'label[for="{box.get_attribute("id")}"]').click()


@pytest.mark.parametrize(("language", "width"), [("sv", PHONE)])
def test_the_borrower_assesses_its_need_and_the_lender_lets_the_loan_go_on(
    visitor: NewVisitor, language: str, width: int
) -> None:
    lotta = visitor(language=language, width=width)
    lotta.be("lotta")
    lotta.go(LOANS)
    lotta.look("loans")
    there = open_loan(lotta, "Hanna Sjödin", "running")
    lotta.look("near-its-end")
    lotta.press("Take a stand")
    until = (timezone.localdate() + timedelta(days=90)).isoformat()
    lotta.fill(needed_until=until, assessment="Behövs.")
    lotta.press("Send the assessment")
    lotta.look("refused")
    why = "Länets kommuner svarar först i januari, och planen ska vara klar i mars."
    lotta.fill(assessment=why)
    lotta.press("Send the assessment")
    assert lotta.sees("The assessment is sent. HR of the lending authority answers it.")

    helena = visitor(language=language, width=width)
    helena.be("helena")
    helena.go(there)
    assert why in helena.text()
    helena.press("Answer")
    choose(helena, "answer", "yes")
    helena.look("answers")
    helena.press("Send the answer")
    assert helena.sees("The version with the later last day is written. Both sign it.")
    helena.look("agreed")


@pytest.mark.parametrize(("language", "width"), [("sv", PHONE)])
def test_one_side_asks_to_end_sooner_and_the_other_agrees(
    visitor: NewVisitor, language: str, width: int
) -> None:
    helena = visitor(language=language, width=width)
    helena.be("helena")
    there = open_loan(helena, "Amina Hassan", "signed")
    helena.press("Break the loan off")
    helena.look("breaks-off")
    last = (timezone.localdate() + timedelta(days=25)).isoformat()
    helena.fill(last_day=last, why="Omprövningarna är redan ikapp.")
    helena.press("Break the loan off")
    assert helena.sees("The other authority is asked. Until it agrees the loan goes on as it is.")

    lotta = visitor(language=language, width=width)
    lotta.be("lotta")
    lotta.go(there)
    lotta.press("Answer")
    choose(lotta, "answer", "yes")
    lotta.look("lets-go")
    lotta.press("Send the answer")
    assert lotta.sees("The loan ends on that day. All who are in it are told.")

    amina = visitor(language=language, width=width)
    amina.be("amina")
    amina.go(there)
    assert "Omprövningarna är redan ikapp." not in amina.heading()
    amina.look("as-the-employee")


@pytest.mark.parametrize(("language", "width"), [("sv", PHONE)])
def test_who_led_the_work_looks_back_on_it(visitor: NewVisitor, language: str, width: int) -> None:
    per = visitor(language=language, width=width)
    per.be("per")
    open_loan(per, "Ali Rahimi", "ended")
    per.press("Evaluate")
    for field, value in (("satisfaction", "5"), ("learnt", "4"), ("again", "yes")):
        choose(per, field, value)
    per.look("evaluates")
    per.press("Send the answers")
    assert per.sees("Thank you. Your answer is kept, and read when all have answered.")


@pytest.mark.parametrize(
    ("who", "name", "stage"),
    [
        ("amina", "Amina Hassan", "signed"),
        ("helena", "Elin Forsberg", "running"),
        ("helena", "Hanna Sjödin", "evaluated"),
        ("karin", "Anna Viklund", "review"),
    ],
)
def test_a_loan_is_read_in_english_at_a_desk(
    visitor: NewVisitor, who: str, name: str, stage: str
) -> None:
    reader = visitor(language="en", width=DESK)
    reader.be(who)
    reader.go(LOANS)
    reader.look("list")
    reader.page.locator("main").get_by_role("link", name=name).first.click()
    assert name in reader.heading()
    reader.look(f"{stage}-of-{who}")


def test_the_coordinator_lays_new_rules(visitor: NewVisitor) -> None:
    karin = visitor()
    karin.be("karin")
    karin.go("/vasternorrland/loans/rules/")
    karin.look("rules")
    karin.press("Write down new rules")
    karin.fill(max_months="6", warn_months="6", source="Styrgruppen, beslut 14")
    karin.press("Write down the rules")
    assert karin.sees("Warn before the longest time is over.")
    karin.look("refused-rules")
    karin.fill(warn_months="4", since=(timezone.localdate() + timedelta(days=40)).isoformat())
    karin.press("Write down the rules")
    assert karin.sees("The rules are written down. They hold from that day.")
