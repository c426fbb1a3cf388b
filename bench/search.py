"""A search among 10 000 courses by the index, against what it replaced: LIKE on every text.

Both ask for what an employee may see, turn and turn about on the same rows.
"""

import statistics
import time
from collections.abc import Callable

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from bench.verdict import Line
from courses.models import Course, Run
from courses.search import found_by
from network import scope
from tests import databases
from tests.cast import load

COURSES = 10_000
ROUNDS = 15
WORDS = ("kravhant", "utbildning 777", "forvaltning 4242")
FIELDS = ("title_sv", "title_en", "summary_sv", "summary_en", "audience_sv")
STEMS = ("Kravhantering", "Förvaltningsrätt", "Utbildning", "Klarspråk", "Upphandling")


def run() -> list[Line]:
    """Lines of figures; makes and drops a database of its own."""
    databases.make_template()
    name = f"{databases.PREFIX}_bench_search"
    with databases.copy_of_template(name), databases.connected_to(name):
        cast = load()
        with databases.acting_as("portal_owner"), scope.enter_system(cast.vn):
            _fill()
        with connection.cursor() as cursor, databases.acting_as("portal_owner"):
            cursor.execute("ANALYZE courses_course; ANALYZE courses_run")
        with scope.enter(cast.users["amina"], cast.vn):
            return [_measured(words) for words in WORDS]


def _fill() -> None:
    courses = Course.objects.bulk_create(
        Course(
            title_sv=f"{STEMS[number % len(STEMS)]} {number}",
            title_en=f"Course {number}",
            summary_sv=f"En kurs om sådant som är bra att veta, nummer {number}.",
            audience_sv="Alla medarbetare",
        )
        for number in range(COURSES)
    )
    Run.objects.bulk_create(
        Run(course=course, number=1, state="open", capacity=10) for course in courses
    )


def _measured(words: str) -> Line:
    indexed, scanned = [], []
    for _round in range(ROUNDS):
        indexed.append(_seconds(lambda: found_by(words, 40)))
        scanned.append(_seconds(lambda: _by_like(words)))
    ours, theirs = statistics.median(indexed), statistics.median(scanned)
    return Line(
        f"search “{words}” among {COURSES} courses",
        f"{theirs / ours:.1f} × as fast as LIKE"
        f" ({ours * 1000:.1f} ms against {theirs * 1000:.1f} ms)",
    )


def _by_like(words: str) -> list[int]:
    runs = Run.objects.exclude(state="planned").filter(course=OuterRef("pk"))
    found = Course.objects.filter(Exists(runs))
    for word in words.split():
        one = Q()
        for field in FIELDS:
            one |= Q(**{f"{field}__icontains": word})
        found = found.filter(one)
    return list(found.order_by("title_sv").values_list("pk", flat=True)[:40])


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
