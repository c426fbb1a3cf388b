"""The summary of a year's needs, from answers to papers: the whole job, as a worker does it.

40 authorities with 100 needs each, 60 courses on the list; figures, the report and the workbook in
both languages. Beside the seconds stands how many times the drawing of a plain annual report it
takes, measured in the same minute, so that the figure holds on a busy machine too. The verdict is
by seconds of processor: one worker draws on one core.
"""

import resource
import time
from datetime import UTC, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.stand import postgres_cpu
from bench.verdict import Line
from courses.actions import needs_summary
from courses.models import Campaign, NeedsPaper
from courses.needs.gathering import gather
from network import scope
from network.documents import render_pdf
from tests import databases
from tests.cast import load
from tests.courses.needs import make_campaign
from tests.courses.needs_many import grow
from tests.documents import report_samples, samples

MEMBERS, LINES, COURSES = 40, 100, 60
MOST = 10  # seconds


def run() -> list[Line]:
    """Lines of figures; makes and drops a database of its own."""
    databases.make_template()
    name = f"{databases.PREFIX}_bench"
    with databases.copy_of_template(name), databases.connected_to(name):
        network = load().vn
        with databases.acting_as("portal_owner"), scope.enter_system(network):
            few = _campaign(2031, members=4, lines=LINES)
            many = _campaign(2032, members=MEMBERS, lines=LINES)
        with databases.acting_as("portal_worker"):
            return [_questions(network, few, many), _whole(network, many, name)]


def _campaign(year: int, *, members: int, lines: int) -> Campaign:
    made = make_campaign(year, "closed")
    grow(made, members=members, lines=lines, candidates=COURSES)
    return made


def _questions(network: int, few: Campaign, many: Campaign) -> Line:
    counts = []
    for campaign in (few, many):
        with scope.enter_system(network), CaptureQueriesContext(connection) as asked:
            gather(campaign, today=samples.CREATED.date())
        counts.append(len(asked))
    return Line(
        "needs: questions at 4 and 40 authorities",
        f"{counts[0]} and {counts[1]}",
        "the same",
        counts[0] == counts[1],
    )


def _whole(network: int, campaign: Campaign, database: str) -> Line:
    _report()  # the first drawing loads typefaces
    start = time.perf_counter()
    _report()
    report = time.perf_counter() - start
    used, start = _cpu(database), time.perf_counter()
    needs_summary.make(network, campaign.pk, user_id=None)
    seconds, used = time.perf_counter() - start, _cpu(database) - used
    with scope.enter_system(network):
        sizes = [len(bytes(one.content)) for one in NeedsPaper.objects.all()]
    return Line(
        "needs: the whole summary, 40 authorities, 4 000 needs",
        f"{used:.1f} s of processor ({seconds:.1f} s by the clock now), {seconds / report:.0f} × an"
        f" annual report; {len(sizes)} papers, {sum(sizes) // 1024} kB",
        f"< {MOST} s of processor",
        used < MOST,
    )


def _report() -> None:
    render_pdf(
        "documents/annual_report.html",
        report_samples.year_report("sv"),
        language="sv",
        network=samples.VASTERNORRLAND,
        created=datetime(2026, 1, 15, 9, tzinfo=UTC),
    )


def _cpu(database: str) -> float:
    """Processor seconds of this process, of the children that drew, and of the database."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = own.ru_utime + own.ru_stime + theirs.ru_utime + theirs.ru_stime
    return used + postgres_cpu(database)
