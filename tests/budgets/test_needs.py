"""What the pages of needs assessments may ask the database, however many members there are."""

import psycopg
import pytest

from courses.needs.rules import AnswerState
from network import scope
from tests import databases
from tests.budgets.test_courses import LIKE, _asked, _columns
from tests.cast import VN, Cast, load
from tests.courses.needs import make_answer, make_campaign, make_candidate, make_costing

ROWS = (10, 1_000)
PAGES = [
    ("jonas", "courses/needs/", 20),
    ("jonas", "courses/needs/{campaign}/candidates/", 14),
    ("jonas", "courses/needs/{campaign}/candidates/courses/", 15),
    ("jonas", "courses/needs/{campaign}/answers/", 14),
    ("jonas", "courses/needs/{campaign}/reminders/", 16),
    ("jonas", "courses/needs/{campaign}/closing/", 17),
    ("lena", "courses/needs/", 13),
    ("ulla", "courses/needs/", 18),
    ("jonas", "", 68),
]
CHANGES = {
    "members_membership": "jsonb_build_object('id', 100000 + n, 'part', 'del ' || n)",
    "courses_needsanswer": "jsonb_build_object('id', 100000 + n, 'membership_id', 100000 + n)",
    "courses_candidate": "jsonb_build_object('id', 100000 + n, 'title_sv', 'Idé ' || n)",
    "courses_costing": "jsonb_build_object('id', 100000 + n, 'candidate_id', 100000 + n)",
    "courses_needline": "jsonb_build_object('id', 100000 + n, 'answer_id', 100000 + n,"
    " 'membership_id', 100000 + n, 'candidate_id', 100000 + n)",
    "members_role": "jsonb_build_object('id', 100000 + n, 'membership_id', 100000 + n,"
    " 'since', (DATE '2000-01-01' + n)::text)",
}


def _ids(cast: Cast) -> dict[str, int]:
    """An open needs assessment with one silent member: what the many rows are like."""
    with scope.enter(cast.users["jonas"], cast.vn):
        campaign = make_campaign()
        candidate = make_candidate(campaign)
        timra = cast.memberships[VN, "timra"]
        answer = make_answer(campaign, timra, {candidate: (2, 3)})
        make_answer(campaign, cast.memberships[VN, "csn"], {candidate: (1, 1)}, AnswerState.SENT)
        return {
            "campaign": campaign.pk,
            "members_membership": timra,
            "courses_needsanswer": answer.pk,
            "courses_candidate": candidate.pk,
            "courses_costing": make_costing(candidate).pk,
            "courses_needline": answer.lines.get().pk,
        }


def test_no_page_asks_more_for_a_thousand_members_than_for_ten(
    in_own_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = load()
    ids = _ids(cast)
    counts: list[dict[str, int]] = []
    with psycopg.connect(databases.admin_url(in_own_database), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        role = admin.execute(
            "SELECT id FROM members_role WHERE person_id = %s", [cast.person("lars")]
        ).fetchone()
        assert role is not None
        ids["members_role"] = role[0]
        for rows in ROWS:
            for table, changes in CHANGES.items():
                admin.execute(f"DELETE FROM {table} WHERE id > 100000")
                statement = LIKE.format(
                    table=table, changes=changes, columns=_columns(admin, table)
                )
                admin.execute(statement, {"rows": rows, "like": ids[table]})
            admin.execute("ANALYZE")
            counts.append(
                {
                    f"{who} {path}": _asked(
                        who,
                        f"/vasternorrland/{path.format(campaign=ids['campaign'])}",
                        monkeypatch,
                    )
                    for who, path, _most in PAGES
                }
            )
    few, many = counts
    assert many == few
    over = {f"{who} {path}": (few[f"{who} {path}"], most) for who, path, most in PAGES}
    assert {page: count for page, count in over.items() if count[0] > count[1]} == {}
