"""Bo reads how the network stands and takes it away; Lotta answers the survey from her mail."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.journeys import papers
from tests.journeys.conftest import NewVisitor
from tests.journeys.house import House
from tests.journeys.visitor import PHONE, swedish

pytestmark = pytest.mark.journey

REPORTS = "/vasternorrland/reports/"


def test_a_steering_member_reads_the_overview_and_takes_the_papers(
    visitor: NewVisitor, house: House, tmp_path: Path
) -> None:
    bo = visitor(width=PHONE, language="en")
    bo.be("bo")
    bo.go(f"{REPORTS}dashboard/")
    assert bo.heading() == "How the network stands"
    assert bo.page.locator("main figure svg").count() >= 8
    bo.look("overview")
    shown = bo.page.locator("main figure").first
    shown.locator("summary").first.click()
    cells = [cell.strip() for cell in shown.locator("table tbody tr").first.locator("th, td")
             .all_inner_texts()]  # fmt: skip
    assert shown.locator("table").is_visible()
    bo.look("overview-table")
    table = bo.page.locator("main a[href*='format=csv']").first.get_attribute("href")
    taken = bo.context.request.get(f"{house.url}{table}")
    assert taken.headers["content-type"].startswith("text/csv")
    first = taken.body().decode("utf-8-sig").splitlines()[1]
    assert first.replace('"', "").split(";")[0] == cells[0]
    bo.press("Get as PDF")
    link = bo.page.locator("main a[href*='/documents/']").first
    link.wait_for(timeout=90_000)
    paper = papers.download(bo, str(link.get_attribute("href")), tmp_path, "overview")
    assert "The figures behind" in papers.text_of(paper)

    bo.go(f"{REPORTS}benefit/")
    bo.look("statements")
    bo.page.locator("main tbody a", has_text="Centrala studiestödsnämnden").first.click()
    bo.look("statement")
    bo.press("Get as PDF")
    link = bo.page.locator("main a[href*='/documents/']").first
    link.wait_for(timeout=90_000)
    paper = papers.download(bo, str(link.get_attribute("href")), tmp_path, "statement")
    assert "Course by course" in papers.text_of(paper)
    papers.hold(tmp_path)
    assert bo.faults == []


def test_a_steering_member_takes_the_annual_report_home_as_paper_and_workbook(
    visitor: NewVisitor, house: House, tmp_path: Path
) -> None:
    bo = visitor(language="en")
    bo.be("bo")
    bo.go(REPORTS)
    bo.press("Make the annual report")
    bo.page.wait_for_url("**/jobs/*/")
    files = bo.page.locator("main a[href*='/documents/']")
    files.first.wait_for(timeout=90_000)
    bo.look("paper-and-workbook")
    assert files.count() == 2
    paper = papers.download(bo, str(files.first.get_attribute("href")), tmp_path, "annual")
    people = re.search(r"(\d+) participants\.", papers.text_of(paper))
    assert people
    taken = bo.context.request.get(f"{house.url}{files.last.get_attribute('href')}")
    book = load_workbook(BytesIO(taken.body()), read_only=True)
    told = {str(row[0]): row[1] for row in book.worksheets[0].iter_rows(values_only=True)
            if len(row) > 1}  # fmt: skip
    assert told["Participants"] == int(people[1])
    papers.hold(tmp_path)
    assert bo.faults == []


def test_a_local_coordinator_answers_from_the_mail_and_reads_the_own_statement(
    visitor: NewVisitor, house: House
) -> None:
    karin = visitor()
    karin.be("karin")
    karin.go(f"{REPORTS}survey/")
    karin.look("surveys")
    karin.page.locator("main tbody a").first.click()
    address = karin.page.url
    karin.look("progress")
    karin.page.locator("main a[href$='/reminders/']").first.click()
    karin.press("Send the reminder")

    lotta = visitor(width=PHONE)
    words = swedish()["Reminder: what has the network given you? Answer by %(day)s"]
    body = house.letter("lotta@", words.split("%")[0].strip()).get_body(preferencelist=("plain",))
    assert body is not None
    link = re.search(r"/reply/[a-z]+/[\w-]+/", body.get_content())
    assert link
    lotta.go(link[0])
    lotta.look("questions")
    lotta.press("Answer")
    assert lotta.sees("Choose a number, or say that you cannot say.")
    names = {
        str(box.get_attribute("name")) for box in lotta.page.locator("main input[type=radio]").all()
    }
    for name in sorted(names):
        lotta.tick(name)
    lotta.press("Answer")
    assert lotta.sees("Thank you. The answer is kept; you may change it here.")
    lotta.look("answered")

    karin.page.goto(address)
    row = karin.page.locator("main tbody tr", has_text="Länsstyrelsen").first
    assert karin.say("Late") not in row.inner_text()
    assert "Lotta" in row.inner_text()

    lotta = visitor(width=PHONE)
    lotta.be("lotta")
    lotta.go(f"{REPORTS}benefit/")
    assert "Länsstyrelsen" in lotta.heading()
    lotta.look("own-statement")
    own = re.search(r"/benefit/(\d+)/", lotta.page.url)
    assert own
    with lotta.expecting(404):
        lotta.go(f"{REPORTS}benefit/{int(own[1]) + 1}/")
    with lotta.expecting(403):
        lotta.go(f"{REPORTS}dashboard/")
    assert [*karin.faults, *lotta.faults] == []
