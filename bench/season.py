"""The first minutes of a season: 35 runs, 300 seats, 3 000 applications, four workers.

Nothing may be oversold, lost or answered with an error of ours, and the same forms sent again,
as nervous fingers and retrying phones do, must change nothing and lead to the same place.
"""

import random
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

from bench import stand, web
from bench.verdict import Line
from bench.visitors import days_of_its_own, form, signed_in
from courses.models import Enrolment, Run
from network import scope
from tests import databases
from tests.cast import Cast, load
from tests.courses.makers import make_course, make_people, make_run

RUNS, SEATS, PEOPLE, EACH = 35, 300, 300, 10
SECONDS, WORKERS, AT_ONCE = 120, 4, 16

Application = tuple[dict[str, str], str, bytes]


def run() -> list[Line]:
    """Lines of figures; makes and drops a database of its own."""
    with stand.database("season") as name:
        cast = load()
        runs, applications = _season(cast)
        with stand.portal(name, workers=WORKERS, threads=2) as portal:
            first, places = _all_apply(portal.port, applications)
            before = _state(cast, runs)
            again, same_places = _all_apply(portal.port, applications)
        after = _state(cast, runs)
    asked = len(applications)
    seated = Counter(run for run, _person, state, _number in before if state == "enrolled")
    over = sum(seated[pk] > capacity for pk, capacity in runs.items())
    empty = sum(capacity - seated[pk] for pk, capacity in runs.items())
    faults = sum(n for status, n in (first.statuses | again.statuses).items() if status >= 500)
    lost = asked - len(before)
    return [
        Line(
            f"season start: {asked} applications, {SEATS} seats, {RUNS} runs, {WORKERS} workers",
            f"{first.seconds:.0f} s ({asked / first.seconds:.0f}/s)",
            f"≤ {SECONDS} s", first.seconds <= SECONDS,
        ),
        Line("  oversold runs, lost applications, answers from 500",
             f"{over}, {lost}, {faults} ({empty} seats empty; {first.statuses})", "0, 0, 0",
             (over, lost, faults, empty) == (0, 0, 0, 0)),
        Line("  the same forms again", "the same" if before == after else "DIFFERENT",
             "the same", before == after and places == same_places),
    ]  # fmt: skip


def _season(cast: Cast) -> tuple[dict[int, int], list[Application]]:
    """Runs that share the seats as well as they divide, and who applies where in which order."""
    with databases.acting_as("portal_worker"), scope.enter_system(cast.vn):
        people = make_people(PEOPLE, cast.memberships["vasternorrland", "csn"])
    with scope.enter(cast.users["jonas"], cast.vn):
        sizes = [SEATS // RUNS + (place < SEATS % RUNS) for place in range(RUNS)]
        made: list[Run] = [
            make_run(
                capacity=size,
                course=make_course(f"Terminsstart {place}"),
                in_days=days_of_its_own(place),
            )
            for place, size in enumerate(sizes)
        ]
    dice = random.Random(2026)  # noqa: S311 - a crowd that is the same each time
    applications = [
        (cookies, f"/vasternorrland/courses/runs/{one.pk}/enrolment/", form(str(uuid.uuid4())))
        for cookies in (signed_in(person.user_id or 0) for person in people)
        for one in dice.sample(made, EACH)
    ]
    dice.shuffle(applications)
    return {one.pk: one.capacity for one in made}, applications


def _all_apply(port: int, applications: list[Application]) -> tuple[web.Round, dict[bytes, str]]:
    """Everybody sends; where each form led to, by the form."""
    places: dict[bytes, str] = {}

    def work(share: list[Application]) -> Callable[[], list[int]]:
        def apply() -> list[int]:
            visitor = web.Visitor(port)
            statuses = []
            for cookies, path, body in share:
                visitor.cookies = cookies
                answer = visitor.post(path, body)
                statuses.append(answer.status)
                places[body] = answer.headers.get("location", "")
            return statuses

        return apply

    return web.crowd([work(applications[n::AT_ONCE]) for n in range(AT_ONCE)]), places


def _state(cast: Cast, runs: dict[int, int]) -> list[tuple[Any, ...]]:
    with databases.acting_as("portal_worker"), scope.enter_system(cast.vn):
        rows = Enrolment.objects.filter(run__in=runs).order_by("id")
        return list(rows.values_list("run", "person", "state", "number"))
