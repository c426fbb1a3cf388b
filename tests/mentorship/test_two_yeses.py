"""Two who say yes in the same second: both yeses stand, and each letter goes out once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from mentorship.actions.answer_pair import answer
from mentorship.models import Pair, PairAnswer
from mentorship.rules import PairState
from network import scope
from network.actions import errand
from network.models import Errand, Letter
from tests.cast import load
from tests.databases import acting_as, connected_to
from tests.mentorship.pairings import asked_pair
from tests.mentorship.rounds import seat
from tests.mentorship.test_pair import state


def test_two_yeses_in_the_same_second_both_stand_and_each_gets_one_letter(
    in_own_database: str,
) -> None:
    cast = load()
    pk = asked_pair(cast)
    start, work = Barrier(2), Barrier(2)

    def say_yes(who: str) -> None:
        with connected_to(in_own_database, "portal_test"):
            try:
                with scope.enter(cast.users[who], cast.vn) as granted:
                    pair = Pair.objects.with_standing().get(pk=pk)
                    start.wait()  # both have read that nobody has answered
                    answer(pair, yes=True, by=seat(cast, who, granted))
            finally:
                connection.close()

    def follow(errand_id: int) -> None:
        with connected_to(in_own_database, "portal_test"):
            try:
                with acting_as("portal_worker"):
                    work.wait()
                    errand.run(cast.vn, errand_id)
            finally:
                connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(say_yes, ("amina", "tove")))
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            waiting = list(Errand.objects.waiting().values_list("pk", flat=True))
        assert len(waiting) == 2
        list(threads.map(follow, waiting))
    assert state(cast, pk) == PairState.ACCEPTED
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert PairAnswer.objects.filter(pair=pk, accepted=True).count() == 2
        formed = Letter.objects.filter(name="mentorship.pair_formed")
        assert sorted(formed.values_list("to", flat=True)) == [
            "amina@example.org",
            "tove@example.org",
        ]
