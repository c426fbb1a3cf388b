"""What the reports' pages and figures may ask: the same at few rows and at many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from network import scope
from network.kept import Kept
from network.models import Document
from reports.annual.figures import gather
from reports.models import Edition, ReportText
from tests.cast import VN, Cast
from tests.courses.makers import make_people
from tests.databases import acting_as
from tests.reports.year import YEAR, at, hold
from tests.signing_in import sign_in

AT = f"reports/annual/{YEAR}/"
# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("karin", "reports/", 22),
    ("styrbjorn", "reports/", 22),
    ("karin", AT, 26),
    ("styrbjorn", AT, 26),
    ("karin", f"{AT}training/sv/", 12),
    ("karin", f"{AT}training/sv/versions/", 12),
]
FIGURES = 30


def _add(cast: Cast, first: int, count: int) -> None:
    """More runs in this year and the years before, versions of a text, and editions."""
    people = make_people(4, cast.memberships[VN, "spv" if first else "csn"])
    for place in range(first, first + count):
        hold(f"Kurs {place}", at(YEAR - place % 4, 5, 4), 9, people)
        ReportText.objects.create(
            year=YEAR,
            section="training",
            language="sv",
            number=place + 1,
            content={"lead": f"Version {place}"},
            by_name="Karin",
            at=timezone.now() - timedelta(days=place),
        )
        paper, table = (
            Document.objects.create(kind="report", name=name, media_type="x", content=b"x")
            for name in ("a.pdf", "a.xlsx")
        )
        Edition.objects.create(
            kind="annual",
            year=YEAR,
            language="sv",
            number=place + 1,
            digest=str(place),
            paper=paper,
            workbook=table,
        )


def test_neither_pages_nor_figures_ask_more_for_many_than_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    counts: list[dict[str, int]] = []
    for first, count in ((0, 4), (4, 16)):
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            _add(cast, first, count)
            with CaptureQueriesContext(connection) as questions:
                gather(YEAR, today=timezone.localdate(), language="sv")
            asked = {"figures": len(questions)}
        for who, path, _most in PAGES:
            client = Client()
            sign_in(client, who)
            client.get(f"/{VN}/search/?q=nothing")
            with CaptureQueriesContext(connection) as questions:
                assert client.get(f"/{VN}/{path}").status_code == 200
            asked[f"{who} {path}"] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    most = {f"{who} {path}": most for who, path, most in PAGES} | {"figures": FIGURES}
    assert {page: (few[page], top) for page, top in most.items() if few[page] > top} == {}
