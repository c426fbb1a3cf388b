"""The paper of minutes is made once, wherever its worker dies."""

import psycopg
import pytest

from governance.minutes import papers
from network.actions import job
from network.models import Job
from tests.cast import load
from tests.databases import admin_url
from tests.fees.killing import begin
from tests.governance.minuting import acting, as_portal, make_going_on, meeting_of

PAPERS = "SELECT count(*) FROM network_document WHERE media_type = 'application/pdf'"
DESERTED = (
    "UPDATE network_job SET lease_until = now() - interval '1 s', attempts = 1"
    " WHERE state = 'running'"
)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_paper_of_minutes_is_made_once_wherever_its_worker_dies(in_own_database: str) -> None:
    cast = load()
    on = make_going_on(cast)
    with acting(cast, "ulla") as seat:
        ordered = papers.order_paper(meeting_of(on.meeting), "sv", by=seat).pk

    def work() -> None:
        vars(papers)["render_pdf_bounded"] = lambda *_args, **_facts: b"%PDF-1.7"
        job.run(cast.vn, ordered)

    deaths = 0
    with psycopg.connect(admin_url(in_own_database), autocommit=True) as admin:
        for point in range(1, 120):
            if not begin(in_own_database, "portal_worker", work, dies_at=point).was_killed():
                break
            deaths += 1
            there = admin.execute(PAPERS.encode()).fetchone()
            assert there in ((0,), (1,))
            admin.execute(DESERTED.encode())
        assert deaths > 20
        assert admin.execute(PAPERS.encode()).fetchone() == (1,)
    with as_portal(cast):
        assert Job.objects.get(pk=ordered).state == Job.State.DONE
