"""The race for the last seats: five seats, eight people at the same moment, again and again.

A peer that counts first and writes afterwards sells six of five in this very setting (two worker
processes, eight at once). Here the database holds the number; not one try may end with six.
"""

import threading
from collections import Counter
from collections.abc import Callable

from bench import stand, web
from bench.verdict import Line
from bench.visitors import days_of_its_own, form, signed_in
from courses.models import Enrolment
from network import scope
from tests import databases
from tests.cast import load
from tests.courses.makers import make_course, make_people, make_run

SEATS, AT_ONCE, TRIES = 5, 8, 1000


def run() -> list[Line]:
    """Lines of figures; makes and drops a database of its own."""
    with stand.database("race") as name:
        cast = load()
        with databases.acting_as("portal_worker"), scope.enter_system(cast.vn):
            people = make_people(AT_ONCE, cast.memberships["vasternorrland", "csn"])
        with scope.enter(cast.users["jonas"], cast.vn):
            courses = [make_course(f"Kapplöpning {n}") for n in range(TRIES)]
            runs = [
                make_run(capacity=SEATS, course=course, in_days=days_of_its_own(number)).pk
                for number, course in enumerate(courses)
            ]
        cookies = [signed_in(person.user_id or 0) for person in people]
        with stand.portal(name, workers=2, threads=4) as portal:
            gate = threading.Barrier(AT_ONCE, timeout=120)
            done = web.crowd([_racer(portal.port, mine, runs, gate) for mine in cookies])
        with databases.acting_as("portal_worker"), scope.enter_system(cast.vn):
            seated = Counter(
                Enrolment.objects.filter(run__in=runs, state="enrolled").values_list(
                    "run", flat=True
                )
            )
            all_of_them = Enrolment.objects.filter(run__in=runs).count()
    over = sum(count > SEATS for count in seated.values())
    exact = sum(count == SEATS for count in seated.values())
    kept = all_of_them == AT_ONCE * TRIES and done.statuses == {302: AT_ONCE * TRIES}
    figure = f"{over} of {TRIES} oversold, {exact} full to the last seat, answers {done.statuses}"
    what = f"{SEATS} seats, {AT_ONCE} at once, 2 processes, {TRIES} tries"
    return [Line(what, figure, "0 oversold", over == 0 and exact == TRIES and kept)]


def _racer(
    port: int, cookies: dict[str, str], runs: list[int], gate: threading.Barrier
) -> Callable[[], list[int]]:
    def race() -> list[int]:
        visitor = web.Visitor(port, cookies)
        statuses = []
        for pk in runs:
            gate.wait()
            path = f"/vasternorrland/courses/runs/{pk}/enrolment/"
            statuses.append(visitor.post(path, form()).status)
        return statuses

    return race
