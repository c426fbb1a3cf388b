"""Two phones over one list."""

from threading import Barrier, Thread

from django.db import connection

from courses.actions import attendance as actions
from courses.models import Attendance, Enrolment, Session
from network import scope
from tests.cast import load
from tests.courses.after import in_system
from tests.courses.test_attendance import make_today


def test_two_who_tick_at_once_lose_nothing(in_own_database: str) -> None:
    cast = load()
    run = in_system(cast, lambda: make_today(cast))
    ids = in_system(cast, lambda: list(Enrolment.objects.values_list("pk", flat=True)))
    together, faults = Barrier(2), []

    def tick(who: str, mine: list[int]) -> None:
        try:
            together.wait()
            for pk in mine:
                with scope.enter(cast.users[who], cast.vn):
                    actions.tick(Session.objects.get(run=run), pk, 100)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    # Each their own half, and one person ticked by both.
    parts = [("jonas", [*ids[::2], ids[1]]), ("karin", [*ids[1::2], ids[0]])]
    threads = [Thread(target=tick, args=part) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    there = in_system(cast, lambda: set(Attendance.objects.values_list("enrolment", "part")))
    assert there == {(pk, 100) for pk in ids}
