"""Enrolments per second end to end: over HTTP, signed in, with form secret and receipt.

Eight people at a time press the button of a run's page; each answer leads to their own courses.
The same number of orders is laid at the peer in turn, when one runs (see `bench.peer`).
"""

import itertools
import statistics
from collections.abc import Callable

from bench import stand, web
from bench.peer import RECORDED, RECORDED_HELLO, peer
from bench.verdict import Line
from bench.visitors import days_of_its_own, form, signed_in
from courses.models import Enrolment
from members.models import Person
from network import scope
from tests import databases
from tests.cast import Cast, load
from tests.courses.makers import make_course, make_people, make_run

AT_A_TIME = 8
EACH = 20  # enrolments of each visitor in a round
ROUNDS = 3
TIMES = 10  # as many orders as the peer
_numbers = itertools.count()


def run() -> list[Line]:
    """Lines of figures; makes and drops a database of its own."""
    with stand.database("enrolment") as name:
        cast = load()
        with databases.acting_as("portal_worker"), scope.enter_system(cast.vn):
            people = make_people(AT_A_TIME * 10, cast.memberships["vasternorrland", "csn"])
        cookies = [signed_in(person.user_id or 0) for person in people]
        other = peer()
        ours: list[float] = []
        theirs: list[float] = []
        with stand.portal(name, workers=2, threads=1) as portal:
            for turn in range(ROUNDS + 1):
                took = _enrolments_per_second(cast, portal.port, cookies, people)
                if turn:  # the first round warms
                    ours.append(took)
                if other:
                    theirs.append(other.orders_per_second(3, AT_A_TIME))
        with stand.hello("gunicorn") as small:
            hello = _hello(small)
    mine = statistics.median(ours)
    what = f"enrolments over HTTP, {AT_A_TIME} at a time"
    if theirs:
        times = statistics.median(a / b for a, b in zip(ours, theirs[1:], strict=True))
        figure = f"{times:.1f} × pretix ({mine:.0f}/s against {statistics.median(theirs):.1f}/s)"
        return [Line(f"{what}, pretix in turn", figure, f"≥ {TIMES}", times >= TIMES)]
    scaled = RECORDED * RECORDED_HELLO / hello
    figure = f"{mine / scaled:.1f} × pretix ({mine:.0f}/s; {scaled:.1f}/s by its recorded figure)"
    # Seconds of another hour bear no verdict; only the peer in the same run does.
    return [Line(f"{what}, pretix by its record", figure, f"≥ {TIMES} in turn")]


def _hello(small: stand.Server) -> float:
    """Milliseconds of processor time of the hello view, to scale a recorded figure by."""
    before, visits = small.cpu(), 200

    def work() -> list[int]:
        visitor = web.Visitor(small.port)
        return [visitor.get("/").status for _ in range(visits)]

    web.crowd([work] * AT_A_TIME)
    return (small.cpu() - before) / (visits * AT_A_TIME) * 1000


def _enrolments_per_second(
    cast: Cast, port: int, cookies: list[dict[str, str]], people: list[Person]
) -> float:
    """One round: everybody enrols on fresh runs that have room for all."""
    runs = AT_A_TIME * EACH // len(people)
    with scope.enter(cast.users["jonas"], cast.vn):
        made = []
        for number in itertools.islice(_numbers, runs):
            course = make_course(f"Bench {number}")
            days = days_of_its_own(number)
            made.append(make_run(capacity=2000, course=course, in_days=days).pk)

    def work(place: int) -> Callable[[], list[int]]:
        def enrol() -> list[int]:
            statuses = []
            for mine in cookies[place::AT_A_TIME]:
                visitor = web.Visitor(port, mine)
                for pk in made:
                    path = f"/vasternorrland/courses/runs/{pk}/enrolment/"
                    statuses.append(visitor.post(path, form()).status)
                visitor.close()
            return statuses

        return enrol

    done = web.crowd([work(place) for place in range(AT_A_TIME)])
    with databases.acting_as("portal_worker"), scope.enter_system(cast.vn):
        seated = Enrolment.objects.filter(run__in=made, state="enrolled").count()
    asked = len(people) * runs
    if done.statuses != {302: asked} or seated != asked:
        raise RuntimeError(f"{asked} asked, {seated} seated, answers {done.statuses}")
    return asked / done.seconds
