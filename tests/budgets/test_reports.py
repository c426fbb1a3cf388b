"""What the reports' pages may ask the database: the same with few rows and with many years."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from network import scope
from network.kept import Kept
from reports.dashboard.counting import keep_ended_years
from reports.models import Survey, SurveyQuestion, SurveyRequest
from tests.cast import VN, Cast, load
from tests.databases import acting_as
from tests.reports.history import BASE, lay_years
from tests.signing_in import sign_in

# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("styrbjorn", "reports/dashboard/", 16),
    ("styrbjorn", "reports/benefit/", 16),
    ("styrbjorn", "reports/benefit/{member}/", 18),
    ("styrbjorn", "reports/benefit/{member}/runs/", 18),
    ("styrbjorn", "reports/benefit/{member}/meetings/", 20),
    ("karin", "reports/benefit/prices/", 14),
    ("karin", "reports/survey/", 14),
    ("karin", "reports/survey/{survey}/", 18),
]


def test_the_reports_ask_as_much_after_ten_years_as_after_one(
    in_own_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = load()
    survey = _survey(cast)
    counts = []
    for years in (2, 9):
        if years == 9:
            _forget(in_own_database)
        lay_years(in_own_database, cast, years=years, runs=6, seats=9)
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            keep_ended_years(timezone.localdate())
            _ask_everybody(survey)
        counts.append({f"{who} {path}": _asked(who, path, survey, monkeypatch)
                       for who, path, _most in PAGES})  # fmt: skip
    few, many = counts
    assert many == few
    over = {f"{who} {path}": (few[f"{who} {path}"], most) for who, path, most in PAGES}
    assert {page: count for page, count in over.items() if count[0] > count[1]} == {}


def _survey(cast: Cast) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        made = Survey.objects.create(
            year=timezone.localdate().year,
            deadline=timezone.localdate() + timedelta(days=9),
            opened_at=timezone.now(),
        )
        SurveyQuestion.objects.create(survey=made, position=1, key="whole", text_sv="Nytta?")
        return int(made.pk)


def _ask_everybody(survey: int) -> None:
    from members.models import Membership

    SurveyRequest.objects.bulk_create(
        [SurveyRequest(survey_id=survey, membership_id=pk)
         for pk in Membership.objects.values_list("pk", flat=True)],
        ignore_conflicts=True,
    )  # fmt: skip


def _forget(database: str) -> None:
    from tests.reports.raw import laying

    with laying(database) as admin:
        for (table,) in admin.execute(
            "SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables t"
            " USING (table_schema, table_name) WHERE c.table_schema = 'public'"
            " AND c.column_name = 'id' AND c.data_type = 'bigint' AND t.table_type = 'BASE TABLE'"
        ).fetchall():
            admin.execute(f'DELETE FROM "{table}" WHERE id > {BASE}')


def _asked(who: str, path: str, survey: int, monkeypatch: pytest.MonkeyPatch) -> int:
    client = Client()
    sign_in(client, who)
    client.get(f"/{VN}/search/?q=nothing")  # the session is noted, templates are read
    address = f"/{VN}/{path.format(member=BASE + 3, survey=survey)}"
    with monkeypatch.context() as patch, CaptureQueriesContext(connection) as questions:
        patch.setattr(Kept, "get", lambda self, key, make: make())
        assert client.get(address).status_code == 200
    return len(questions)
