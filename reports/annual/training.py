"""What courses and events of a year gave, in seven questions whatever the size of the network."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, Q, Sum
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from courses.models import Course, Enrolment, NoShow, Run, Withdrawal
from courses.opinions import SCALE, Tally
from courses.rules import RunState
from network.small_groups import Shown
from network.sorting import swedish_order
from network.wording import in_language
from reports.annual.facts import CourseYear, Spread
from reports.annual.hiding import shown_cells

# Runs that people could take part in: planned ones and those called off are left out.
COUNTED = (
    RunState.OPEN,
    RunState.PAUSED,
    RunState.CLOSED,
    RunState.CONFIRMED,
    RunState.HELD,
    RunState.SETTLED,
)
YEARS_BACK = 5
EVENTS, NOWHERE = -1, 0  # columns beside the network's own areas

# Answers to the question of the whole, by course: of whole blocks alone, five answers in each.
GRADES = """
WITH whole_blocks AS (
    SELECT b.id, b.course_id
      FROM courses_evaluationblock b
      JOIN courses_evaluation e ON e.network_id = b.network_id AND e.block_id = b.id
     WHERE b.year = %s
     GROUP BY b.id, b.course_id
    HAVING sum(e.answers) >= 5 AND bool_and(e.closed_at IS NOT NULL)),
answered AS (
    SELECT w.course_id, w.id,
           array[sum(t.counts[1]), sum(t.counts[2]), sum(t.counts[3]), sum(t.counts[4]),
                 sum(t.counts[5])] AS counts
      FROM whole_blocks w
      JOIN courses_evaluation e ON e.block_id = w.id
      JOIN courses_evaluationtally t ON t.network_id = e.network_id AND t.evaluation_id = e.id
      JOIN courses_question q ON q.network_id = t.network_id AND q.id = t.question_id
     WHERE q.key = 'whole' AND q.kind = 'scale'
     GROUP BY w.course_id, w.id)
SELECT course_id, counts FROM answered
 WHERE (SELECT sum(n) FROM unnest(counts) n) >= 5 ORDER BY course_id, id
"""


@dataclass
class Sums:
    """What one course's enrolments come to."""

    participants: int = 0
    waited: int = 0
    moved_up: int = 0
    given_back: int = 0
    late: int = 0
    missed: int = 0


@dataclass(frozen=True)
class Training:
    """The year's courses and events, the people by course and member, and the years before."""

    courses: Sequence[CourseYear]
    by_member: Mapping[int, int]
    by_place: Mapping[tuple[int, int], int]  # membership and course: people
    history: Sequence[tuple[int, int, int]]
    called_off: int
    waited: int
    moved_up: int
    grade: Decimal | None
    answers: int


def training(year: int) -> Training:
    """A run belongs to the year in which it begins; a participant has a seat on one."""
    sums, by_place = _sums(year)
    grades = _grades(year)
    by_member: dict[int, int] = defaultdict(int)
    for (membership, _course), people in by_place.items():
        by_member[membership] += people
    pooled = [sum(answers) for answers in zip(*(t.counts for t in grades.values()), strict=True)]
    whole = Tally(pooled or [0] * len(SCALE))
    return Training(
        courses=_courses(year, sums, grades),
        by_member=by_member,
        by_place=by_place,
        history=_history(year),
        called_off=Run.objects.filter(begins_at__year=year, state=RunState.CANCELLED).count(),
        waited=sum(one.waited for one in sums.values()),
        moved_up=sum(one.moved_up for one in sums.values()),
        grade=whole.mean,
        answers=whole.answers,
    )


def _sums(year: int) -> tuple[dict[int, Sums], dict[tuple[int, int], int]]:
    counted = {"run__begins_at__year": year, "run__state__in": COUNTED}
    sums: dict[int, Sums] = defaultdict(Sums)
    by_place: dict[tuple[int, int], int] = {}
    enrolments = (
        Enrolment.objects.filter(**counted)
        .order_by()
        .values_list("run__course_id", "membership_id")
        .annotate(
            people=Count("pk", filter=Q(state=Enrolment.State.ENROLLED)),
            waiting=Count("pk", filter=Q(state=Enrolment.State.WAITING)),
            moved=Count("moved_up_at"),
        )
    )
    for course, membership, people, waiting, moved in enrolments:
        sums[course].participants += people
        sums[course].waited += waiting + moved
        sums[course].moved_up += moved
        if people:
            by_place[membership, course] = people
    gave = Q(was=Enrolment.State.ENROLLED, kind=Withdrawal.Kind.WITHDRAWN)
    withdrawals = (
        Withdrawal.objects.filter(**counted)
        .order_by()
        .values_list("run__course_id")
        .annotate(
            given=Count("pk", filter=gave),
            late=Count("pk", filter=gave & Q(fee__gt=0)),
            waited=Count("pk", filter=Q(was_waiting=True)),
        )
    )
    for course, given, late, waited in withdrawals:
        sums[course].given_back += given
        sums[course].late += late
        sums[course].waited += waited
    missed = NoShow.objects.filter(**counted).order_by().values_list("run__course_id")
    for course, people in missed.annotate(people=Count("pk")):
        sums[course].missed += people
    return sums, by_place


def _grades(year: int) -> dict[int, Tally]:
    """By course, the answers to the question of the whole that may be shown."""
    found: dict[int, Tally] = {}
    with connection.cursor() as cursor:
        cursor.execute(GRADES, [year])
        for course, counts in cursor.fetchall():
            tally = found.setdefault(course, Tally())
            tally.counts = [a + int(b) for a, b in zip(tally.counts, counts, strict=True)]
    return found


def _courses(year: int, sums: Mapping[int, Sums], grades: Mapping[int, Tally]) -> list[CourseYear]:
    kinds = dict(Course.Kind.choices)
    rows: Any = (
        Run.objects.filter(begins_at__year=year, state__in=COUNTED)
        .order_by()
        .values_list(
            "course_id",
            "course__title_sv",
            "course__title_en",
            "course__kind",
            "course__area_id",
            "course__area__name_sv",
            "course__area__name_en",
        )
        .annotate(runs=Count("pk"), seats=Sum("capacity"))
    )
    found = []
    for pk, title_sv, title_en, kind, area, area_sv, area_en, runs, seats in rows:
        one, tally = sums.get(pk, Sums()), grades.get(pk, Tally())
        found.append(
            CourseYear(
                name=in_language(title_sv, title_en),
                runs=runs,
                seats=seats,
                participants=one.participants,
                area=in_language(area_sv or "", area_en or ""),
                kind="" if kind == Course.Kind.COURSE else str(kinds[kind]),
                given_back=one.given_back,
                late=one.late,
                missed=one.missed,
                grade=tally.mean,
                answers=tally.answers,
                pk=pk,
                area_pk=area or 0,
            )
        )
    return sorted(found, key=lambda course: (swedish_order(course.name), course.pk))


def _history(year: int) -> list[tuple[int, int, int]]:
    """Participants and seats of the year and up to four before it, from the first with any."""
    span = {"begins_at__year__gt": year - YEARS_BACK, "begins_at__year__lte": year}
    seats = dict(
        Run.objects.filter(state__in=COUNTED, **span)
        .order_by()
        .annotate(begun=ExtractYear("begins_at"))
        .values_list("begun")
        .annotate(seats=Sum("capacity"))
    )
    people = dict(
        Enrolment.objects.filter(
            state=Enrolment.State.ENROLLED,
            run__state__in=COUNTED,
            **{f"run__{name}": value for name, value in span.items()},
        )
        .order_by()
        .annotate(begun=ExtractYear("run__begins_at"))
        .values_list("begun")
        .annotate(people=Count("pk"))
    )
    if not people:
        return []
    return [(one, people.get(one, 0), seats.get(one, 0)) for one in range(min(people), year + 1)]


def spread(
    courses: Sequence[CourseYear],
    by_place: Mapping[tuple[int, int], int],
    members: Sequence[tuple[int, str]],
    totals: Mapping[int | None, Shown],
) -> Spread:
    """Participants by member and area, events apart, so that nobody can be recognised.

    `members` are those that have a row; the people of others stand in the last one together.
    """
    column = {course.pk: EVENTS if course.kind else course.area_pk for course in courses}
    names = {course.area_pk: course.area for course in courses if not course.kind and course.area}
    used = {column[course] for _member, course in by_place if course in column}
    areas = sorted(used - {EVENTS, NOWHERE}, key=lambda pk: swedish_order(names.get(pk, "")))
    areas += [last for last in (NOWHERE, EVENTS) if last in used]
    names |= {NOWHERE: _("No area"), EVENTS: _("Events")}
    rows = [*members]
    known = {pk for pk, _name in members}
    others = {member for member, _course in by_place} - known
    if others:
        rows.append((EVENTS, _("Former members")))
    # A line without a number of its own is told apart from the line of sums, which has none.
    counts: dict[tuple[int | None, int | None], int] = {
        (pk, area): 0 for pk, _name in rows for area in areas
    }
    for (member, course), people in by_place.items():
        if course in column:
            counts[member if member in known else EVENTS, column[course]] += people
    how = shown_cells(counts, totals)
    return Spread(
        areas=[names.get(area, "") for area in areas],
        rows=[
            (
                name,
                [(counts[pk, area], how[pk, area]) for area in areas],
                (sum(counts[pk, area] for area in areas), totals.get(pk, Shown.FIGURE)),
            )
            for pk, name in rows
        ],
        sums=[sum(counts[pk, area] for pk, _name in rows) for area in areas],
    )
