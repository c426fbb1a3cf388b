"""What merging, candidates and lineage may ask the database, however many needs there are."""

import psycopg
import pytest

from courses.models import NeedLine, Plan, PlannedRun
from courses.needs.rules import AnswerState
from network import scope
from tests import databases
from tests.budgets.test_courses import LIKE, _asked, _columns
from tests.cast import VN, Cast, load
from tests.courses.makers import make_run
from tests.courses.needs import bring, make_answer, make_campaign, make_candidate, make_line
from tests.deciding import a_decision

ROWS = (10, 1_000)
PAGES = [
    ("jonas", "courses/needs/{campaign}/merging/", 16),
    ("jonas", "courses/needs/{campaign}/merging/?show=candidate&q=id", 16),
    ("jonas", "courses/needs/candidates/{candidate}/", 26),
    ("lena", "courses/needs/candidates/{candidate}/", 25),
    ("jonas", "courses/needs/candidates/{candidate}/lineage/", 21),
    ("jonas", "courses/needs/runs/{run}/lineage/", 22),
    ("amina", "courses/needs/runs/{run}/lineage/", 21),
    ("lena", "courses/needs/lines/{line}/lineage/", 21),
]
CHANGES = {
    "members_membership": "jsonb_build_object('id', 100000 + n, 'part', 'del ' || n)",
    "courses_needsanswer": "jsonb_build_object('id', 100000 + n, 'membership_id', 100000 + n)",
    "courses_candidate": "jsonb_build_object('id', 100000 + n, 'title_sv', 'Idé ' || n)",
    "courses_needline": "jsonb_build_object('id', 100000 + n, 'answer_id', 100000 + n,"
    " 'membership_id', 100000 + n)",
}
LOOSE = (
    "jsonb_build_object('id', 200000 + n, 'answer_id', 100000 + n, 'membership_id', 100000 + n,"
    " 'text', 'Kurs nummer ' || n, 'candidate_id', NULL)"
)


def _ids(cast: Cast) -> dict[str, int]:
    """Two years; a candidate that was planned and asked for, and a need in own words."""
    with scope.enter(cast.users["jonas"], cast.vn):
        before = make_campaign(2024, "closed")
        make_candidate(before, "Excel grund")
        campaign = make_campaign(previous=before)
        candidate = make_candidate(campaign, "Excel grund")
        answer = make_answer(campaign, cast.memberships[VN, "csn"])
        line: NeedLine = make_line(answer, candidate)
        make_line(answer, text="Kurs i Excel")
        bring(answer, AnswerState.SENT)
        run = make_run()
        plan = Plan.objects.create(campaign=campaign, name="Plan")
        PlannedRun.objects.create(
            plan=plan, candidate=candidate, term="spring", number=1, seats=20, run=run
        )
        plan.state, plan.version, plan.decided_at = "published", 1, campaign.opened_at
        plan.by_decision = a_decision()
        plan.save()
        return {
            "campaign": campaign.pk,
            "candidate": candidate.pk,
            "line": line.pk,
            "run": run.pk,
            "members_membership": cast.memberships[VN, "csn"],
            "courses_needsanswer": answer.pk,
            "courses_candidate": candidate.pk,
            "courses_needline": line.pk,
        }


def test_no_page_asks_more_for_a_thousand_needs_than_for_ten(
    in_own_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = load()
    ids = _ids(cast)
    counts: list[dict[str, int]] = []
    with psycopg.connect(databases.admin_url(in_own_database), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        for rows in ROWS:
            for table in CHANGES:
                admin.execute(f"DELETE FROM {table} WHERE id > 100000")
            for table, changes in (*CHANGES.items(), ("courses_needline", LOOSE)):
                statement = LIKE.format(
                    table=table, changes=changes, columns=_columns(admin, table)
                )
                admin.execute(statement, {"rows": rows, "like": ids[table]})
            admin.execute("ANALYZE")
            counts.append(
                {
                    f"{who} {path}": _asked(
                        who, f"/vasternorrland/{path.format(**ids)}", monkeypatch
                    )
                    for who, path, _most in PAGES
                }
            )
    few, many = counts
    assert many == few
    over = {f"{who} {path}": (few[f"{who} {path}"], most) for who, path, most in PAGES}
    assert {page: count for page, count in over.items() if count[0] > count[1]} == {}
