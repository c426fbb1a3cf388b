"""The overview of the steering committee with ten years and 400 000 enrolments behind it.

Processor time of the page, PostgreSQL's with it, signed in and with nothing kept between
requests. Beside it what the same figures would cost without the kept years, all read from their
rows: that is why they are kept. And the clock's hourly work, which counts every ended year again.
"""

import statistics
import time

from django.utils import timezone

from bench import stand, web
from bench.verdict import Line
from bench.visitors import signed_in
from network import scope
from reports.dashboard.counting import count_year, keep_ended_years
from tests.cast import load
from tests.databases import acting_as
from tests.reports.history import lay_years

YEARS, RUNS, SEATS = 10, 200, 200
TARGET = 100  # milliseconds of processor time
ROUNDS, REQUESTS = 5, 20
PATH = "/vasternorrland/reports/dashboard/"


def run() -> list[Line]:
    """Lines of figures; makes and drops a database of its own."""
    with stand.database("dashboard") as name:
        cast = load()
        lay_years(name, cast, years=YEARS, runs=RUNS, seats=SEATS)
        this = timezone.localdate().year
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            counted = _used(name, lambda: keep_ended_years(timezone.localdate()))
            again = _used(name, lambda: keep_ended_years(timezone.localdate()))
            live = _used(name, lambda: [count_year(year) for year in range(this - 9, this + 1)])
            present = _used(name, lambda: count_year(this))
        with stand.portal(name) as portal:
            cookies = signed_in(cast.users["styrbjorn"])
            page = [_milliseconds(portal, cookies) for _turn in range(ROUNDS + 1)][1:]
    middle = statistics.median(page)
    rows = f"{YEARS} years, {YEARS * RUNS * SEATS} enrolments"
    return [
        Line(f"overview, {rows}", f"{middle:.0f} ms of a processor, at most {max(page):.0f}",
             f"< {TARGET} ms", middle < TARGET),
        Line("  this year from its rows", f"{present:.0f} ms of it", "told"),
        Line("  all ten years from their rows", f"{live:.0f} ms", "told: why they are kept"),
        Line("  the hourly count of ended years", f"{again:.0f} ms; the first {counted:.0f}",
             "told"),
    ]  # fmt: skip


def _used(database: str, work: object) -> float:
    """Milliseconds of processor time of ours and of this connection's server."""
    before = time.process_time() + stand.postgres_cpu(database)
    work()  # type: ignore[operator]
    return (time.process_time() + stand.postgres_cpu(database) - before) * 1000


def _milliseconds(server: stand.Server, cookies: dict[str, str]) -> float:
    before = server.cpu()
    visitor = web.Visitor(server.port, cookies)
    statuses = {visitor.get(PATH).status for _request in range(REQUESTS)}
    visitor.close()
    if statuses != {200}:
        raise RuntimeError(f"{PATH} answered {statuses}")
    return (server.cpu() - before) / REQUESTS * 1000
