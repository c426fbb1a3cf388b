"""Statement and overview as documents: through veraPDF, the same bytes again, all in one file."""

import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone, translation

from members.models import Authority, Membership
from network import scope
from network.actions import job
from network.charts import Palette
from network.documents import render_pdf
from network.models import Job, Network, User
from network.seat import Seat
from reports.benefit import papers
from reports.benefit.figures import Benefit, RunRow, Use
from reports.benefit.statement import CourseRow, RunShown, Statement
from reports.dashboard import page
from reports.dashboard import paper as dashboard_paper
from reports.dashboard.drawing import Drawing, Names
from reports.dashboard.figures import Year
from tests.cast import Cast
from tests.databases import acting_as
from tests.documents import samples
from tests.documents.verapdf import check

KR = Decimal


def benefit(members: int = 1, **changes: Any) -> Benefit:
    """A member's figures, or with more members theirs together."""
    n = members
    facts: dict[str, Any] = {
        "membership_id": 1, "members": n, "seats": 38 * n, "unmet": 4 * n, "absent": n,
        "settled": KR("7114.50") * n, "late": KR(900) * n, "expected": KR(104300) * n,
        "fee": KR(90000) * n, "hours": KR(16) * n, "days": KR("2.5") * n, "worth": KR(10400) * n,
        "lent_people": 2 * n, "lent_days": KR("142.6") * n, "borrowed_people": n,
        "borrowed_days": KR(69) * n, "mentors_given": n, "mentors_taken": 2 * n, "heads": 571 * n,
    }  # fmt: skip
    return Benefit(**(facts | changes))


def statement(**changes: Any) -> Statement:
    """A statement with courses, areas, runs and five years."""
    authority = Authority(name="Centrala studiestödsnämnden", short_name="CSN")
    courses = [
        CourseRow("Ledare i staten", "Ledarskap", 12, KR(76800), 12, KR(76800), KR(178800)),
        CourseRow("Utredningskunskap", "Juridik", 7, KR(32200), 5, KR(23000), KR(49000)),
        CourseRow("Att arbeta i staten", "", 19, KR("2414.50")),
    ]  # fmt: skip
    facts: dict[str, Any] = {
        "year": 2025,
        "member": Membership(pk=1, network_id=1, authority=authority),
        "own": benefit(),
        "network": benefit(9, seats=118),
        "courses": courses,
        "runs": [RunShown(RunRow(1, 12, 0, 0, KR(76800), KR(0), KR(0)), "A", date(2025, 3, 4))],
        "use": [Use(2021 + n, KR(4 + n), KR("3.9") + n) for n in range(5)],
        "sources": ["Medianen av tre öppna kurser, oktober 2025."],
    }  # fmt: skip
    return Statement(**(facts | changes))


def bare() -> Statement:
    """A small network's member that had nothing: no seat, no mean, no market price."""
    zero: dict[str, Any] = dict.fromkeys(
        ("seats", "unmet", "absent", "lent_people", "borrowed_people", "mentors_given",
         "mentors_taken"), 0)  # fmt: skip
    zero |= dict.fromkeys(
        ("settled", "late", "expected", "fee", "hours", "days", "worth", "lent_days",
         "borrowed_days"), KR(0))  # fmt: skip
    nothing = benefit(**zero, heads=None)
    return statement(own=nothing, network=None, courses=[], runs=[], use=[], sources=[])


def year(number: int, of: int = 1) -> Year:
    """A year's figures as the database tells them."""
    return Year(number, {
        "members": 22, "associated": 1, "heads": {"1": 571}, "days": {"0210": 20 * of, "0901": 30},
        "courses": {"1": [3, 60, 50 * of // 2, 4, 2], "2": [1, 20, 6, 9 * of, 0]},
        "taken": {"1": 30 * of, "2": 20}, "asked": {"1": 40, "2": 10}, "evaluated": [60, 39 + of],
        "scores": [0, 1, 3, 12 + of, 9], "loans": [of, 463.5], "pairs": 12 - of,
        "income": {"membership": "1480000.00", "course_seat": "690000.50", "other": "1200"},
        "costs": "667000.00", "budget": {"lines": 9, "income": "627184.00", "cost": "666989.00",
                                         "income_by_hand": "0", "cost_by_hand": "1277750.00"},
    }, None)  # fmt: skip


def overview(palette: Palette) -> dict[str, Any]:
    """What the overview's document shows, with every chart."""
    names = Names({1: "Chef i staten", 2: "Kravhantering"}, {1: "CSN", 2: "SPV"})
    it = Drawing([year(2024), year(2025, 2), year(2026, 3)], names, date(2026, 11, 22), palette)
    found = dashboard_paper.context(it, demo=True)
    assert [one.key for one in found["shown"]] == [plan.key for plan in page.PLANS]
    return found


def drawn(template: str, context: dict[str, Any], language: str) -> bytes:
    return render_pdf(template, context, language=language, network=samples.VASTERNORRLAND,
                      attachments=[], created=samples.CREATED)  # fmt: skip


def test_statement_and_overview_are_pdf_ua_1_and_pdf_a_3a_and_the_same_bytes_again(
    tmp_path: Path,
) -> None:
    palette = Palette.of(samples.VASTERNORRLAND)
    files = []
    for language in ("sv", "en"):
        with translation.override(language):
            for name, template, context in (
                ("statement", papers.TEMPLATE, papers.context(statement(), palette, demo=True)),
                ("bare", papers.TEMPLATE, papers.context(bare(), palette, demo=False)),
                ("overview", dashboard_paper.TEMPLATE, overview(palette)),
            ):
                file = tmp_path / f"{name}-{language}.pdf"
                file.write_bytes(drawn(template, context, language))
                files.append(file)
                if name == "statement":
                    assert drawn(template, context, language) == file.read_bytes()
    verdicts = check(files)
    assert {
        f"{verdict.file.stem} {verdict.standard}": verdict.faults
        for verdict in verdicts
        if verdict.outcome != "pass"
    } == {}
    assert len(verdicts) == 2 * len(files)


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["overview", "statement"])
def test_an_ordered_paper_is_drawn_where_no_page_is(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    drawn_by = {"overview": dashboard_paper, "statement": papers}[what]
    monkeypatch.setattr(drawn_by, "render_pdf_bounded", lambda *_all, **_how: b"%PDF-1.7 canary")
    with scope.enter(cast.users["styrbjorn"], cast.vn) as granted:
        network = Network.objects.get(pk=cast.vn)
        seat = Seat(User.objects.get(pk=cast.users["styrbjorn"]), network, granted)
        if what == "overview":
            ordered = dashboard_paper.order_paper("sv", by=seat)
        else:
            member = Membership.objects.get(pk=cast.memberships["vasternorrland", "csn"])
            ordered = papers.order_statement(member, timezone.localdate().year, "sv", by=seat)
    with acting_as("portal_worker"):
        assert job.run(cast.vn, ordered.pk)
        with scope.enter_system(cast.vn):
            done = Job.objects.get(pk=ordered.pk)
            assert (done.state, done.error) == (Job.State.DONE, "")
            assert bytes(done.result.content).startswith(b"%PDF")


@pytest.mark.django_db
def test_all_statements_of_a_year_come_in_one_archive_with_their_workbook(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "render_pdf_bounded", lambda *_all, **_how: b"%PDF-1.7 canary")
    with scope.enter(cast.users["styrbjorn"], cast.vn) as granted:
        seat = Seat(
            User.objects.get(pk=cast.users["styrbjorn"]), Network.objects.get(pk=cast.vn), granted
        )
        ordered = papers.order_statements(timezone.localdate().year, "sv", by=seat)
        assert papers.order_statements(timezone.localdate().year, "sv", by=seat).pk == ordered.pk
    with acting_as("portal_worker"):
        assert job.run(cast.vn, ordered.pk)
        with scope.enter_system(cast.vn):
            done = Job.objects.get(pk=ordered.pk)
            assert (done.state, done.error) == (Job.State.DONE, "")
            content = bytes(done.result.content)
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert len([name for name in names if name.endswith(".pdf")]) == 4
    assert [name for name in names if name.endswith(".xlsx")]
