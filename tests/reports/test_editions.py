"""Editions: the paper and its workbook tell the same, the same input gives the same bytes."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from network import scope
from network.models import Document, Job
from reports import editions, tasks
from reports.annual.facts import MemberYear, Mentoring
from reports.models import Edition
from reports.regional.figures import figures_of, kinds_of
from tests.cast import VN, Cast
from tests.courses.makers import make_people
from tests.databases import acting_as
from tests.documents import report_samples
from tests.documents.samples import VASTERNORRLAND
from tests.reports.test_year_report import AT, order, work
from tests.reports.year import YEAR, at, hold
from tests.signing_in import sign_in

MADE = datetime(2026, 2, 12, 12, tzinfo=UTC)


def held(cast: Cast, title: str, member: str = "csn") -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        people = make_people(6, cast.memberships[VN, member])
        hold(title, at(YEAR, 5, 4), 8, people)


def kept(cast: Cast) -> list[Edition]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return list(Edition.objects.select_related("paper", "workbook").order_by("number"))


@pytest.mark.parametrize("recipe", [tasks.ANNUAL, tasks.REGIONAL])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_same_facts_give_the_same_bytes(recipe: editions.Recipe, language: str) -> None:
    first, second = (
        editions.render(
            recipe,
            report_samples.facts(),
            look=VASTERNORRLAND,
            language=language,
            demo=True,
            made=MADE,
        )
        for _time in range(2)
    )
    assert first == second
    other = editions.render(
        recipe,
        report_samples.facts(mentoring=Mentoring(15)),
        look=VASTERNORRLAND,
        language=language,
        demo=True,
        made=MADE,
    )
    assert other[0] != first[0]
    assert other[1] != first[1]


def test_the_stamp_is_of_the_data_and_not_of_the_clock() -> None:
    today, later = date(2026, 2, 1), date(2026, 9, 9)
    assert editions.stamp(2025, today, None) == editions.stamp(2025, later, None)
    written = datetime(2026, 1, 20, 8, 30, 1, 99, tzinfo=UTC)
    assert editions.stamp(2025, today, written) == datetime(2026, 1, 20, 8, 30, 1, tzinfo=UTC)


def test_paper_and_workbook_tell_the_same_figures() -> None:
    paper, table = editions.render(
        tasks.ANNUAL,
        report_samples.facts(),
        look=VASTERNORRLAND,
        language="sv",
        demo=False,
        made=MADE,
    )
    said = " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(paper)).pages).split())
    book = load_workbook(io.BytesIO(table))
    first = {row[0].value: row[1].value for row in book.worksheets[0].iter_rows(min_row=2)}
    facts = report_samples.facts()
    people = sum(course.participants for course in facts.courses)
    assert people in first.values()
    assert f"{people} deltagare" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert float(facts.economy.left) in [value for value in first.values() if value is not None]
    assert len(book.worksheets) == 13
    courses = next(sheet for sheet in book.worksheets if sheet.max_column == 10)
    assert sum(row[4].value for row in courses.iter_rows(min_row=2)) == sum(
        course.participants for course in facts.taught
    )


def test_a_small_group_is_no_number_in_the_workbook_either() -> None:
    _paper, table = editions.render(
        tasks.ANNUAL,
        report_samples.facts(),
        look=VASTERNORRLAND,
        language="en",
        demo=False,
        made=MADE,
    )
    book = load_workbook(io.BytesIO(table))
    row = next(
        row
        for sheet in book.worksheets
        for row in sheet.iter_rows(min_row=2, values_only=True)
        if row[0] == "Ångermanlands tingsrätt" and len(row) == 5 and row[4] == 12
    )
    spread = [
        row
        for sheet in book.worksheets
        for row in sheet.iter_rows(min_row=2, values_only=True)
        if row[0] == "Ångermanlands tingsrätt" and row[1] == "fewer than 5"
    ]
    assert row
    assert spread == [("Ångermanlands tingsrätt", "fewer than 5", None, "fewer than 5", 12)]


def test_an_order_without_a_change_makes_no_new_edition(cast: Cast, client: Client) -> None:
    held(cast, "Full och kö")
    sign_in(client, "karin")
    first = work(cast, order(client))
    again = work(cast, order(client))
    assert (first.state, again.state) == (Job.State.DONE, Job.State.DONE)
    assert first.result == again.result
    assert [one.number for one in kept(cast)] == [1]
    held(cast, "En kurs till", "spv")
    work(cast, order(client))
    one, two = kept(cast)
    assert (one.number, two.number) == (1, 2)
    assert one.digest != two.digest
    page = client.get(f"{AT}/annual/{YEAR}/").content.decode()
    for edition in (one, two):
        for document in (edition.paper, edition.workbook):
            assert f"/vasternorrland/documents/{document.pk}/" in page
    got = client.get(f"/vasternorrland/documents/{two.workbook.pk}/")
    assert load_workbook(io.BytesIO(got.content)).worksheets


def test_a_year_without_data_makes_no_job(cast: Cast, client: Client) -> None:
    held(cast, "Full och kö")
    sign_in(client, "karin")
    for name in ("year", "regional"):
        answer = client.post(f"{AT}/{name}/", {"year": "2012", "language": "sv"})
        assert answer.status_code == 200
        assert "2012" in answer.content.decode()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Job.objects.exists()


def test_data_that_is_gone_when_the_job_runs_is_said_in_words(cast: Cast, client: Client) -> None:
    held(cast, "Full och kö")
    sign_in(client, "karin")
    pk = order(client)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Job.objects.filter(pk=pk).update(facts={"year": 2012, "language": "sv"})
    done = work(cast, pk)
    assert done.state == Job.State.FAILED
    assert "2012" in done.error


def test_the_regional_pack_is_a_paper_and_a_workbook(
    cast: Cast, client: Client, tmp_path: Path
) -> None:
    held(cast, "Full och kö")
    sign_in(client, "styrbjorn")
    answer = client.post(f"{AT}/regional/", {"year": str(YEAR), "language": "sv"})
    done = work(cast, int(answer["Location"].rstrip("/").rpartition("/")[2]))
    assert done.state == Job.State.DONE, done.error
    (edition,) = kept(cast)
    assert edition.kind == Edition.Kind.REGIONAL
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        kinds = {document.media_type for document in Document.objects.all()}
    assert len(kinds) == 2


@pytest.mark.parametrize("who", ["erik", "lena", "amina"])
def test_others_order_no_regional_pack(cast: Cast, client: Client, who: str) -> None:
    sign_in(client, who)
    answer = client.post(f"{AT}/regional/", {"year": str(YEAR), "language": "sv"})
    assert answer.status_code == 403


def test_every_figure_of_the_pack_says_how_it_was_counted() -> None:
    figures = figures_of(report_samples.facts())
    assert all(one.method and one.method[0].isupper() for one in figures)
    values = {one.label: one.value for one in figures}
    assert Decimal("588.5") in values.values()
    assert 536 in values.values()


def test_a_kind_with_one_hidden_member_is_not_told() -> None:
    member = MemberYear
    members = [
        member("A", "", 10, Decimal(0), 40, authority_kind="state_agency"),
        member("B", "", 10, Decimal(0), 30, authority_kind="state_agency", few=True),
        member("C", "", 10, Decimal(0), 9, authority_kind="court"),
        member("D", "", 10, Decimal(0), 19, authority_kind="region"),
    ]
    shown = {one.label: one.shown.name for one in kinds_of(report_samples.facts(members=members))}
    assert list(shown.values()).count("FIGURE") == 1
    assert set(shown.values()) == {"FIGURE", "WITHHELD"}
