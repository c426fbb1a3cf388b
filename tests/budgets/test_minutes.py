"""What the pages of minutes may ask the database: the same at few items and at many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.models import AgendaItem, MinutesVersion, Vote
from tests.cast import Cast
from tests.governance.minuting import AT, as_portal, make_going_on, visitor

# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("ulla", "{meeting}/minutes/writing/", 32),
    ("ulla", "{meeting}/minutes/", 26),
    ("lars", "{meeting}/votes/", 18),
    ("ulla", "{meeting}/closing/", 32),
]


@pytest.mark.django_db
def test_no_page_of_minutes_asks_more_for_many_items_than_for_few(cast: Cast) -> None:
    counts = []
    for items in (2, 9):
        on = make_going_on(cast, items=items)
        with as_portal(cast):
            for item in AgendaItem.objects.filter(meeting=on.meeting):
                there = {"item": item, "meeting_id": on.meeting}
                MinutesVersion.objects.create(**there, number=1, text="Ord.", by_name="U")
                Vote.objects.create(**there, question="Ja?")
        asked = {}
        for who, path, most in PAGES:
            client = visitor(who)
            address = f"{AT}/{path.format(meeting=on.meeting)}"
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            asked[path] = len(captured)
            assert len(captured) <= most, (path, len(captured))
        counts.append(asked)
    assert counts[0] == counts[1]
