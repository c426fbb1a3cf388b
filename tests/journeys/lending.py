"""A loan of its own from need to statement: what each does in the browser, and how days pass."""

import re
from datetime import timedelta
from pathlib import Path

import psycopg
from celery import Celery
from django.utils import timezone

from config.local.child import wait_until
from tests.databases import admin_url
from tests.journeys.house import PATIENCE, House
from tests.journeys.visitor import Visitor, swedish

LOANS = "/vasternorrland/loans/"
LONG = 2 * PATIENCE  # the demo's own letters go first
LINK = re.compile(r"/reply/[a-z]+/(?:agreements/)?[\w-]{43}/")
ASKED = "One of your staff would like to go on a loan"
# Days of a loan, its extents and what was signed, moved together; the hashes with them.
PASS = """
UPDATE loans_loanpart SET starts = starts - {days}, ends = ends - {days} WHERE loan_id = {loan};
UPDATE loans_wording SET content = (replace(replace(content::text, '{starts}', '{first}'),
    '{ends}', '{last}'))::jsonb WHERE loan_id = {loan};
UPDATE loans_wording SET digest = encode(sha256(convert_to(content::text, 'UTF8')), 'hex')
 WHERE loan_id = {loan};
UPDATE loans_signature s SET digest = w.digest FROM loans_wording w
 WHERE w.id = s.wording_id AND w.loan_id = {loan};
UPDATE loans_loan SET starts = starts - {days}, ends = ends - {days},
    signed_at = signed_at - interval '{days} days', started_at = started_at - interval '{days} days'
 WHERE id = {loan};
"""


def choose(who: Visitor, field: str, value: str) -> None:
    """Choose one of the answers by its words, as people do."""
    box = who.page.locator(f'input[name="{field}"][value="{value}"]')
    who.page.locator(f'label[for="{box.get_attribute("id")}"]').click()


def sign_in(who: Visitor, key: str) -> None:
    """Sign in by the code in the letter, as those do who are no personas."""
    who.go("/accounts/login/")
    who.fill(code=who.code_for(key))
    who.press("Confirm")
    who.page.wait_for_url(lambda url: "/accounts/" not in url)


def link_to(house: House, who: str, subject: str, *, about: str) -> str:
    """The link in the letter of that subject to somebody that names what it is about."""
    found: list[str] = []

    def has_come() -> bool:
        for letter in house.letters(f"{who}@", subject):
            body = letter.get_body(preferencelist=("plain",))
            words = str(body.get_content()) if body else ""
            if about in " ".join(words.split()) and (link := LINK.search(words)):
                found.append(link[0])
        return bool(found)

    assert wait_until(has_come, LONG), f"No letter about {about} to {who}.\n{house.logs()}"
    return found[-1]


def path_of(who: Visitor) -> str:
    """The address of the page that one is on, within the portal."""
    return "/" + who.page.url.split("/", 3)[3]


def fill_need(who: Visitor, title: str, *, days: int) -> None:
    """A need of one person for some days from today."""
    today = timezone.localdate()
    who.fill(
        title=title,
        tasks="Samla lägesbilder, skriva förslag och hålla i två möten.",
        people="1",
        percent="50",
        place="Härnösand",
        starts=today.isoformat(),
        ends=(today + timedelta(days=days - 1)).isoformat(),
        answer_by=(today + timedelta(days=3)).isoformat(),
    )
    who.tick("competences")


def show_interest(who: Visitor, notice: str) -> None:
    """Answer a notice outside the State's own rules; the manager is asked, and nobody else."""
    who.go(notice)
    who.press("I am interested")
    who.fill(words="Jag har gjort det förut.")
    who.press("Ask my manager")
    who.page.locator('input[name="own_consent"]:invalid').wait_for(state="attached")
    who.tick("own_consent")
    who.press("Ask my manager")
    assert who.sees("Waits for your manager's answer")


def say_yes(manager: Visitor, link: str, name: str) -> None:
    """The manager's yes, by the link in the letter."""
    manager.go(link)
    assert name in manager.heading()
    manager.page.locator('label[for="id_answer_0"]').click()
    manager.press("Send the answer")
    assert manager.sees("You can close the page.")


def pick(who: Visitor, notice: str, name: str) -> str:
    """Choose somebody whose manager has agreed; gives the address of the loan."""
    who.go(notice)
    who.press("Interested")
    who.page.locator("main").get_by_role("link", name=name).first.click()
    who.press("Choose")
    who.press("Choose and begin the agreement")
    who.go(f"{LOANS}all/?stage=draft&q={name.split()[0]}")
    who.page.locator("main tbody").get_by_role("link", name=name).first.click()
    return path_of(who)


def lay_in_paper(who: Visitor, paper: Path, by_name: str) -> None:
    """Upload the agreement that was signed by hand."""
    who.fill(by_name=by_name)
    who.page.set_input_files('[name="paper"]', paper)
    who.press("Upload and sign")


def sign(who: Visitor, loan: str) -> None:
    """Read the whole agreement and sign it."""
    who.go(f"{loan}agreement/")
    who.press("Sign")
    who.tick("read")
    who.press("Sign for the authority")


def comes_to(who: Visitor, loan: str, words: str) -> None:
    """Wait until the loan's page says so: the portal takes a loan on after the commit."""

    def says() -> bool:
        who.go(loan)
        return words in who.text()

    assert wait_until(says, LONG), who.text()


def pass_days(house: House, loan: str, days: int) -> None:
    """Let the days of one loan pass, and the portal look after its loans as it does each hour."""
    pk = int(loan.rstrip("/").rsplit("/", 1)[-1])
    with psycopg.connect(admin_url(house.database)) as admin:
        admin.execute("SET session_replication_role = replica")
        found = admin.execute("SELECT starts, ends FROM loans_loan WHERE id = %s", [pk]).fetchone()
        assert found is not None
        starts, ends = found
        back = timedelta(days=days)
        facts = {"starts": starts, "ends": ends, "first": starts - back, "last": ends - back}
        admin.execute(PASS.format(loan=pk, days=days, **facts).encode())
    Celery(broker=f"{house.valkey.url}/0").send_task("loans.look_after", ignore_result=True)


def look_back(who: Visitor, link: str) -> None:
    """What the loan gave, said by the link in the letter."""
    who.go(link)
    for field, value in (("satisfaction", "5"), ("learnt", "4"), ("again", "yes")):
        choose(who, field, value)
    who.press("Send the answers")
    assert who.sees("You can close the page.")


def state_costs(who: Visitor, loan: str) -> str:
    """The lender's statement of the whole loan, sent; gives its address."""
    who.go(f"{loan}statements/")
    who.press("Write a statement")
    who.page.wait_for_load_state("networkidle")
    for name, value in (("salary", "42000"), ("overhead_percent", "42")):
        with who.page.expect_response("**/statements/reckoning/"):  # reckoned while one writes
            who.fill(**{name: value})
            who.page.keyboard.press("Tab")
    who.press("Save the draft")
    assert who.sees("The draft is saved. Look it through, and send it.")
    who.press("Send the statement")
    assert who.sees("The statement is sent. It stands as it is now.")
    return path_of(who)


def evaluation_of(house: House, who: str, name: str) -> str:
    """The link to the questions about somebody's loan."""
    subject = swedish()["Four questions about the loan of %(name)s"] % {"name": name}
    return link_to(house, who, subject, about=name)
