"""What the pages of meetings may ask the database: the same at few rows and at many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.models import ActionPoint, NoticeAnswer, Paper, PaperVersion
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.governance import making
from tests.governance.making import Seated
from tests.governance.test_meeting_pages import signed_in

# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("ulla", "", 24),
    ("ulla", "?view=past&whose=mine", 24),
    ("karin", "", 24),
    ("ulla", "items/", 20),
    ("ulla", "actions/", 20),
    ("ulla", "{meeting}/", 40),
    ("ulla", "{meeting}/agenda/", 28),
    ("ulla", "{opened}/attendance/", 26),
]


def _add(cast: Cast, seated: Seated, meeting: int, opened: int, count: int) -> None:
    for _place in range(count):
        making.make_meeting(cast, seated.body, state="called")
        making.make_decided(cast, seated)
        item = making.make_item(cast, seated.body, meeting)
        making.make_item(cast, seated.body, opened)
        making.make_item(cast, seated.body)
        mandate = making.make_mandate(cast, seated.body, None, post="gäst", votes=False)
        holder = making.make_holder(cast, mandate, None)
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            paper = Paper.objects.create(
                body_id=seated.body, meeting_id=meeting, item_id=item, title="Underlag"
            )
            PaperVersion.objects.create(
                paper=paper, number=1, name="x", kind="txt", size=1, sha256="0", content=b"x"
            )
            ActionPoint.objects.create(
                body_id=seated.body,
                meeting_id=meeting,
                item_id=item,
                what="Gör",
                name="Lars",
                person_id=cast.person("lars"),
                due=timezone.localdate() - timedelta(days=1),
            )
            NoticeAnswer.objects.create(
                meeting_id=meeting, mandate_id=mandate, holder_id=holder, name="Namn"
            )


@pytest.mark.django_db
def test_no_page_of_meetings_asks_more_for_many_than_for_few(cast: Cast) -> None:
    seated = making.make_seated(cast)
    meeting = making.make_meeting(cast, seated.body, state="called")
    opened = making.make_meeting(cast, seated.body, state="open")
    counts = []
    for rows in (2, 6):
        _add(cast, seated, meeting, opened, rows)
        asked = {}
        for who, path, most in PAGES:
            client = signed_in(who)
            words = path.format(meeting=meeting, opened=opened)
            address = f"/{VN}/governance/meetings/{words}"
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            asked[who, path] = len(captured)
            assert len(captured) <= most, (who, path, len(captured))
        counts.append(asked)
    assert counts[0] == counts[1]
