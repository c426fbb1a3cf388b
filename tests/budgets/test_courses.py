"""What the pages of courses may ask the database: a number for each, whatever there is to show.

Counted cold, with nothing kept, at ten rows and at ten thousand.
"""

from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.models import Enrolment
from network import scope
from network.kept import Kept
from tests import databases
from tests.cast import Cast, load
from tests.courses.makers import make_policy, make_run
from tests.signing_in import sign_in

ROWS = (10, 10_000)
# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("amina", "courses/", 15),
    ("amina", "courses/?q=kurs&sort=title&page=2", 17),
    ("amina", "courses/mine/", 13),
    ("amina", "courses/runs/{run}/", 16),
    ("lars", "courses/runs/{run}/participants/", 14),
    ("jonas", "courses/runs/", 12),
    ("jonas", "courses/runs/{run}/", 20),
    ("jonas", "courses/runs/{run}/participants/", 14),
]

# Rows like one that is there, but for the columns told; without triggers, so that they are quick.
LIKE = """
INSERT INTO {table} ({columns}) SELECT {columns} FROM (
    SELECT (jsonb_populate_record(t, {changes})).*
      FROM {table} t, generate_series(1, %(rows)s) n WHERE t.id = %(like)s) filled
"""
CHANGES = {
    "courses_course": "jsonb_build_object('id', 100000 + n, 'title_sv', 'Kurs nummer ' || n)",
    "courses_run": "jsonb_build_object('id', 100000 + n, 'course_id', 100000 + n)",
    "courses_session": "jsonb_build_object('id', 100000 + n, 'run_id', 100000 + n)",
    "courses_seatcount": "jsonb_build_object('id', 100000 + n, 'run_id', 100000 + n)",
    "members_person": "jsonb_build_object('id', 100000 + n, 'user_id', NULL,"
    " 'email', n || '@example.org')",
}
# One person on every run, and everybody on one run.
MINE = "jsonb_build_object('id', 100000 + n, 'run_id', 100000 + n)"
THEIRS = "jsonb_build_object('id', 200000 + n, 'person_id', 100000 + n, 'number', n + 1)"


def _ids(cast: Cast) -> dict[str, int]:
    """A run with a policy and one enrolment: what the many rows are like."""
    with scope.enter(cast.users["jonas"], cast.vn):
        make_policy()
        run = make_run(capacity=2000)
        ids = {
            "courses_course": run.course_id,
            "courses_run": run.pk,
            "courses_session": run.sessions.earliest("id").pk,
            "courses_seatcount": run.counts.get().pk,
            "members_person": cast.person("amina"),
        }
        ids["courses_enrolment"] = Enrolment.objects.create(
            run=run,
            person_id=cast.person("amina"),
            membership_id=cast.memberships["vasternorrland", "csn"],
        ).pk
    return ids


def _columns(admin: psycopg.Connection[Any], table: str) -> str:
    """The columns that are written; the database works the others out."""
    found = admin.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = %s AND table_schema = 'public' AND is_generated = 'NEVER'",
        [table],
    )
    return ", ".join(name for (name,) in found)


def _fill(database: str, ids: dict[str, int], rows: int) -> None:
    with psycopg.connect(databases.admin_url(database), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        for table, changes in CHANGES.items():
            statement = LIKE.format(table=table, changes=changes, columns=_columns(admin, table))
            admin.execute(statement, {"rows": rows, "like": ids[table]})
        for changes in (MINE, THEIRS):
            table = "courses_enrolment"
            statement = LIKE.format(table=table, changes=changes, columns=_columns(admin, table))
            admin.execute(statement, {"rows": rows, "like": ids["courses_enrolment"]})
        admin.execute("ANALYZE")


def _asked(who: str, address: str, monkeypatch: pytest.MonkeyPatch) -> int:
    client = Client()
    sign_in(client, who)
    client.get("/vasternorrland/search/?q=nothing")  # the session is noted, templates are read
    with monkeypatch.context() as patch, CaptureQueriesContext(connection) as questions:
        patch.setattr(Kept, "get", lambda self, key, make: make())
        assert client.get(address).status_code == 200
    return len(questions)


def test_no_page_asks_more_for_ten_thousand_rows_than_for_ten(
    in_own_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = load()
    ids = _ids(cast)
    counts: list[dict[str, int]] = []
    for rows in ROWS:
        with psycopg.connect(databases.admin_url(in_own_database), autocommit=True) as admin:
            admin.execute("SET session_replication_role = replica")
            for table in (*CHANGES, "courses_enrolment"):
                admin.execute(f"DELETE FROM {table} WHERE id > 100000")
        _fill(in_own_database, ids, rows)
        counts.append(
            {
                f"{who} {path}": _asked(
                    who, f"/vasternorrland/{path.format(run=ids['courses_run'])}", monkeypatch
                )
                for who, path, _most in PAGES
            }
        )
    few, many = counts
    assert many == few
    over = {f"{who} {path}": (few[f"{who} {path}"], most) for who, path, most in PAGES}
    assert {page: count for page, count in over.items() if count[0] > count[1]} == {}
