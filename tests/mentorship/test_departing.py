"""What of the mentoring programmes hangs on a membership that ends."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import set_urlconf

from mentorship.departing import _rows
from mentorship.models import MentorRound
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.mentorship.pairings import agreed_pair, the_pair

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def inside_a_network() -> Iterator[None]:
    set_urlconf("config.network_urls")
    yield
    set_urlconf(None)


def test_pairs_that_go_on_after_the_last_day_are_counted_for_who_may_know(cast: Cast) -> None:
    pair = the_pair(cast, agreed_pair(cast))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        ends = MentorRound.objects.get(pk=pair.round_id).ends
    with scope.enter(cast.users["karin"], cast.vn):
        before = _rows(pair.mentee_membership_id, ends - timedelta(days=1))
        assert [row.words.rsplit(": ", 1)[1] for row in before] == ["1 par"]
        assert before[0].address.endswith(f"/rounds/{pair.round_id}/pairs/")
        assert before == _rows(pair.mentor_membership_id, ends - timedelta(days=1))
        assert _rows(pair.mentee_membership_id, ends) == []
        assert _rows(cast.memberships[VN, "miun"], ends - timedelta(days=1)) == []
    with scope.enter(cast.users["lena"], cast.vn):
        assert _rows(pair.mentee_membership_id, ends - timedelta(days=1)) == []
