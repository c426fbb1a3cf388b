"""Two workers that carry out a hand-over in the same moment, each on its own connection."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection
from django.utils import timezone

from governance.actions.hand_over import carry_out
from governance.models import HandOver
from members.models import Role
from network import scope
from network.models import JournalEntry
from tests.cast import Cast, load
from tests.databases import connected_to


def _planned(cast: Cast, receiver: str, giver: str = "karin") -> int:
    with scope.enter_system(cast.vn):
        row = HandOver.objects.create(
            giver_id=cast.person(giver),
            receiver_id=cast.person(receiver),
            giver_name=giver,
            receiver_name=receiver,
            on=timezone.localdate(),
        )
        return int(row.pk)


def test_two_workers_move_everything_once(in_own_database: str) -> None:
    cast = load()
    with connected_to(in_own_database, "portal_worker"):
        pk = _planned(cast, "lena")
    start = Barrier(2)

    def work(_n: int) -> None:
        with connected_to(in_own_database, "portal_worker"):
            start.wait()
            try:
                with scope.enter_system(cast.vn):
                    carry_out(pk)
            finally:
                connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(work, range(2)))
    with connected_to(in_own_database, "portal_worker"), scope.enter_system(cast.vn):
        assert HandOver.objects.get(pk=pk).state == "done"
        kind = Role.Kind.NETWORK_COORDINATOR
        running = Role.objects.on(timezone.localdate()).filter(kind=kind)
        assert list(running.values_list("person", flat=True)) == [cast.person("lena")]
        assert JournalEntry.objects.filter(verb="hand_over").count() == 2  # one for each of them
