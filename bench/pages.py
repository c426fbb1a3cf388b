"""Processor time of a page, as a multiple of the smallest Django view in the same minute.

The pages and the hello view take turns, so that a busy machine slows both alike. The server is
the one of production; what PostgreSQL uses for a page is counted with it.
"""

import statistics
from datetime import timedelta

from django.utils import timezone

from bench import stand, web
from bench.peer import peer
from bench.verdict import Line
from bench.visitors import signed_in
from tests.cast import Cast, load
from tests.courses.makers import make_course, make_policy, make_run

CONNECTIONS = 8
ROUNDS = 5
# A tenth of the figures of the peer's event list (363) and shop page (135).
CATALOGUE, RUN_PAGE = 36.3, 13.5


def run() -> list[Line]:
    """Lines of figures; makes and drops a database of its own."""
    with stand.database("pages") as name:
        cast = load()
        runs = _year_of_courses(cast)
        with (
            stand.hello("gunicorn") as small,
            stand.hello("granian") as smallest,
            stand.portal(name) as portal,
        ):
            employee = signed_in(cast.users["amina"])
            pages: dict[str, tuple[stand.Server, str, dict[str, str], int]] = {
                "hello": (small, "/", {}, 1200),
                "hello, granian": (smallest, "/", {}, 1200),
                "catalogue": (portal, "/vasternorrland/courses/", employee, 120),
                "run page": (portal, f"/vasternorrland/courses/runs/{runs[3]}/", employee, 400),
            }
            other = peer()
            for what, path in (other.pages if other else {}).items():
                assert other  # noqa: S101
                pages[f"pretix {what}"] = (other.server, path, {}, CONNECTIONS)
            cost = {name: [] for name in pages}  # type: dict[str, list[float]]
            for turn in range(ROUNDS + 1):
                for what, (server, path, cookies, count) in pages.items():
                    took = _milliseconds(server, path, cookies, count)
                    if turn:  # the first round warms
                        cost[what].append(took)
    return _lines(cost)


def _lines(cost: dict[str, list[float]]) -> list[Line]:
    hello = cost["hello"]
    lines = [
        Line("hello view, gunicorn sync", f"{statistics.median(hello):.2f} ms"),
        Line("hello view, granian", f"{statistics.median(cost['hello, granian']):.2f} ms"),
    ]
    for what, target in (("catalogue", CATALOGUE), ("run page", RUN_PAGE)):
        if theirs := cost.get(f"pretix {what}"):
            part = statistics.median(a / b for a, b in zip(cost[what], theirs, strict=True))
            figure = f"1/{1 / part:.1f} of pretix's page ({statistics.median(theirs):.1f} ms)"
            lines.append(Line(f"{what}, pretix in turn", figure, "≤ 1/10", part <= 0.1))
        times = statistics.median(a / b for a, b in zip(cost[what], hello, strict=True))
        figure = f"{times:.1f} × hello ({statistics.median(cost[what]):.2f} ms)"
        lines.append(Line(f"{what}, signed in", figure, f"≤ {target}", times <= target))
    return lines


def _milliseconds(server: stand.Server, path: str, cookies: dict[str, str], count: int) -> float:
    """Processor time of one request, on average over some at the same time."""
    before = server.cpu()
    each = max(1, count // CONNECTIONS)

    def work() -> list[int]:
        visitor = web.Visitor(server.port, cookies)
        statuses = [visitor.get(path).status for _request in range(each)]
        visitor.close()
        return statuses

    done = web.crowd([work] * CONNECTIONS)
    if set(done.statuses) != {200}:
        raise RuntimeError(f"{path} answered {done.statuses}")
    return (server.cpu() - before) / (each * CONNECTIONS) * 1000


def _year_of_courses(cast: Cast) -> list[int]:
    """Thirty runs of fifteen courses, as in the peer's list of thirty events; some have people."""
    from network import scope  # noqa: PLC0415

    made: list[int] = []
    with scope.enter(cast.users["jonas"], cast.vn):
        make_policy()
        for course in range(15):
            subject = make_course(f"Kurs nummer {course}")
            made += [
                make_run(
                    capacity=12 + course,
                    course=subject,
                    number=number,
                    in_days=10 + 5 * course + 90 * number,
                    closes_at=timezone.now() + timedelta(days=9),
                ).pk
                for number in (1, 2)
            ]
    return made
