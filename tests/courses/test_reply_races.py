"""A link that is pressed many times at once: one answer, one effect, everybody told which."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from courses.actions.enrol import enrol
from courses.models import Approval
from members.models import Person
from network import scope
from network.models import JournalEntry
from tests.cast import Cast, load
from tests.courses.approving import ask_for, do_errands, links_by_mail, state_of
from tests.courses.makers import make_run, seat
from tests.databases import acting_as

AT_ONCE = 8


@pytest.fixture
def cast(in_own_database: str, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The cast, in a database of the test's own; the broker is asked for nothing."""
    for place in ("network.actions.errand.wake", "network.actions.letter.wake"):
        monkeypatch.setattr(place, lambda network_id: None)
    monkeypatch.setattr("courses.actions.enrol.wake", lambda network_id: None)
    cache.clear()
    return load()


def test_of_many_answers_at_once_by_one_link_the_first_counts(cast: Cast) -> None:
    ask_for(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        run = make_run(capacity=1)
    with scope.enter(cast.users["amina"], cast.vn):
        enrol(run, Person.objects.get(pk=cast.person("amina")), by=seat())
    do_errands(cast, "courses.ask_approval")
    link = links_by_mail(cast, "courses.approval_asked")["mats"]

    def press(number: int) -> str:
        try:
            said = "yes" if number % 2 else "no"
            answer = Client().post(link, {"answer": said})
            assert answer.status_code == 200
            return answer.content.decode()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as hands:
        told = list(hands.map(press, range(AT_ONCE)))
    with translation.override("sv"):
        thanks, second = gettext("Thank you for your answer"), gettext("You have answered already")
    assert sorted((thanks in page, second in page) for page in told) == [
        *[(False, True)] * (AT_ONCE - 1),
        (True, False),
    ]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        state = Approval.objects.get().state
        deeds = JournalEntry.objects.filter(verb__in=("approve", "refuse_approval"))
        assert deeds.count() == 1
        assert JournalEntry.objects.filter(verb="answer_by_link").count() == 1
    assert state_of(cast, "amina") == [{"yes": "enrolled", "no": "refused"}[state]]
