"""The summary of a needs assessment: its figures, and the papers that are made of them."""

import io
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation
from openpyxl import load_workbook
from pypdf import PdfReader

from courses.actions import needs_summary
from courses.models import NeedsPage, NeedsPaper, NeedsSummary
from courses.needs import tables as needs_tables
from courses.needs.figures import Before, Figures
from courses.needs.frozen import freeze, thaw
from courses.needs.gathering import gather
from network import scope
from network.looks import look_of
from network.models import Network
from tests.cast import VN, Cast
from tests.courses.needs import bring, make_campaign
from tests.courses.needs_years import CANARY, Years, two_years
from tests.databases import acting_as
from tests.documents.verapdf import check

MADE = datetime(2028, 1, 10, 9, 30, tzinfo=UTC)


def figures_of(cast: Cast) -> Figures:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        years = two_years(cast)
        return gather(years.now, today=years.today)


def years_of(cast: Cast) -> Years:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return two_years(cast)


def made(cast: Cast, years: Years) -> NeedsSummary:
    with acting_as("portal_worker"):
        pk = needs_summary.make(cast.vn, years.now.pk, user_id=None)
        with scope.enter_system(cast.vn):
            found: NeedsSummary = NeedsSummary.objects.get(pk=pk)
            return found


def words(content: bytes) -> str:
    return " ".join(
        " ".join(p.extract_text() for p in PdfReader(io.BytesIO(content)).pages).split()
    )


def test_only_answers_that_were_sent_are_counted(cast: Cast) -> None:
    figures = figures_of(cast)
    assert (figures.seats.spring, figures.seats.autumn) == (18, 12)
    assert figures.seats.by_importance == (18, 9, 3)
    assert [member.id for member in figures.silent] == [cast.memberships[VN, "timra"]]
    assert [member.id for member in figures.waiting] == [cast.memberships[VN, "csn"]]
    assert len(figures.answered) == 3  # an answer that asks for nothing is an answer
    assert CANARY not in str(freeze(figures))


def test_candidates_that_are_the_same_are_counted_as_one(cast: Cast) -> None:
    staten = next(c for c in figures_of(cast).courses if c.key.startswith("course:"))
    assert (staten.seats.spring, staten.seats.autumn, staten.members, staten.must) == (11, 4, 2, 1)


def test_the_year_before_says_what_was_asked_planned_and_who_came(cast: Cast) -> None:
    figures = figures_of(cast)
    assert figures.before == Before(asked=15, planned=12, came=9)
    by_member = {member.id: member.before for member in figures.members}
    assert by_member[cast.memberships[VN, "spv"]] == Before(10, 8, 7)
    assert by_member[cast.memberships[VN, "csn"]] == Before(5, 4, 2)


def test_a_course_that_nobody_had_is_new_and_own_words_are_not(cast: Cast) -> None:
    figures = figures_of(cast)
    assert [course.title[0] for course in figures.new] == ["AI i handläggningen"]
    assert figures.courses[-1].own_words
    assert [course.key for course in figures.shared] == [c.key for c in figures.courses[:2]]


def test_frozen_figures_are_the_same_when_they_are_read_again(cast: Cast) -> None:
    figures = figures_of(cast)
    assert thaw(freeze(figures)) == figures


@pytest.mark.parametrize("key", ["spv", "csn", "timra"])
def test_one_members_figures_are_its_part_of_the_whole(cast: Cast, key: str) -> None:
    figures = figures_of(cast)
    member = next(m for m in figures.members if m.id == cast.memberships[VN, key])
    part = figures.of_member(member.id)
    assert part.seats == member.seats
    assert part.before == member.before


def test_the_areas_make_the_whole(cast: Cast) -> None:
    figures = figures_of(cast)
    parts = [figures.in_area(area.id) for area in figures.areas]
    assert sum(part.seats.total for part in parts) == figures.seats.total
    for area, part in zip(figures.areas, parts, strict=True):
        assert part.seats == area.seats


def test_the_same_figures_give_the_same_bytes(cast: Cast) -> None:
    figures = figures_of(cast)
    with scope.enter(cast.users["karin"], cast.vn):
        look = look_of(Network.objects.get(pk=cast.vn))
    for kind, language in needs_summary.papers():
        first, second = (
            needs_summary.draw(facts, kind, language, look=look, demo=True, made=MADE)
            for facts in (figures, thaw(freeze(figures)))
        )
        assert first == second, (kind, language)


def test_unchanged_answers_give_the_summary_that_is_there(cast: Cast) -> None:
    years = years_of(cast)
    first, again = made(cast, years), made(cast, years)
    assert first.pk == again.pk
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert NeedsPaper.objects.filter(summary=first).count() == 4
        assert NeedsPage.objects.filter(summary=first).count() == 4


def test_a_late_answer_gives_a_new_summary_and_the_old_one_stays(cast: Cast) -> None:
    years = years_of(cast)
    first = made(cast, years)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        late = years.now.answers.get(membership=cast.memberships[VN, "timra"])
        bring(late, "approved")
        assert needs_summary.current(years.now)[1] != first.fingerprint
    second = made(cast, years)
    assert second.pk != first.pk
    assert second.figures["members"] != first.figures["members"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert NeedsPaper.objects.filter(summary=first).count() == 4


def test_a_making_that_was_killed_goes_on_where_it_was(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    years, whole = years_of(cast), needs_summary.draw
    drawn: list[object] = []

    def dies(*args: object, **facts: object) -> bytes:
        if len(drawn) == 2:
            raise KeyboardInterrupt
        drawn.append(args[1:])
        return whole(*args, **facts)  # type: ignore[arg-type]

    monkeypatch.setattr(needs_summary, "draw", dies)
    with pytest.raises(KeyboardInterrupt):
        made(cast, years)
    monkeypatch.setattr(needs_summary, "draw", whole)
    summary = made(cast, years)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert NeedsSummary.objects.count() == 1
        assert NeedsPaper.objects.filter(summary=summary).count() == 4


def test_the_workbook_has_a_sheet_for_each_view(cast: Cast) -> None:
    summary = made(cast, years_of(cast))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        content = NeedsPaper.objects.get(summary=summary, kind="xlsx", language="sv").content
    book = load_workbook(io.BytesIO(bytes(content)))
    assert len(book.sheetnames) == 6
    seats = [row[4].value for row in book.worksheets[0].iter_rows(min_row=2)]
    assert sum(seats) == 30
    lines = list(book.worksheets[4].iter_rows(min_row=2, values_only=True))
    assert len(lines) == 5
    assert "Skriva klarspråk" in str(lines)
    assert CANARY not in str(lines)


def test_the_report_and_a_members_page_are_pdf_ua_and_pdf_a(cast: Cast, tmp_path: Path) -> None:
    summary = made(cast, years_of(cast))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        network = Network.objects.get(pk=cast.vn)
        files = {
            f"report-{paper.language}": bytes(paper.content)
            for paper in NeedsPaper.objects.filter(summary=summary, kind="pdf")
        }
        facts = NeedsPage.objects.get(membership=cast.memberships[VN, "csn"]).facts
    for language in ("sv", "en"):
        files[f"page-{language}"] = needs_summary.draw_page(
            facts, language, look=look_of(network), demo=True, made=MADE
        )
    for name, content in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
    verdicts = check(sorted(tmp_path.iterdir()))
    assert {f"{v.file.stem} {v.standard}": v.faults for v in verdicts if v.outcome != "pass"} == {}
    assert len(verdicts) == 8
    said = words(files["report-en"])
    assert "members that have answered need 30 course seats in 2028. That is 100% more" in said
    assert "AI in casework" in said
    own = words(files["page-en"])
    assert "14 course seats in 2028, 47% of all" in own
    assert "Skriva klarspråk" in own
    assert len(PdfReader(tmp_path / "page-sv.pdf").pages) == 1


def test_an_assessment_without_answers_says_so(cast: Cast) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        empty = make_campaign(2031)
        figures = gather(empty, today=MADE.date())
    assert figures.seats.total == 0
    assert figures.before_year is None
    content = needs_summary.draw(
        figures, "pdf", "en", look=look_of(Network(name="N")), demo=False, made=MADE
    )
    assert "No member has sent an answer yet." in words(content)


GOLDEN = Path(__file__).parent / "golden" / "needs_summary.json"


def test_the_figures_and_the_words_of_the_report_are_the_reviewed_ones(cast: Cast) -> None:
    figures = figures_of(cast)
    look = look_of(Network(name="Nätverket"))
    pages = PdfReader(
        io.BytesIO(needs_summary.draw(figures, "pdf", "en", look=look, demo=True, made=MADE))
    ).pages
    with translation.override("en"):
        sheets = {one.name: [one.headers, *one.rows] for one in needs_tables.all_of(figures)}
    found = {"sheets": sheets, "pages": [page.extract_text().split("\n") for page in pages]}
    written = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(written)
    assert json.loads(written) == json.loads(GOLDEN.read_text())
