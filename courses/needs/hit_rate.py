"""How needs were met: asked for, planned, came, and how it was rated; by course and authority."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Q, Sum

from courses.models import Campaign, Candidate, EvaluationBlock, NeedLine, Plan, PlannedSeats, Run
from courses.needs.querysets import ANSWERED
from courses.needs.wording import folded
from courses.opinions import LEAST, Tally, pooled
from courses.rules import RunState
from network.seat import Seat

OVER = (RunState.HELD, RunState.SETTLED)
WHOLE = "whole"  # the question about the course as a whole


@dataclass
class Met:
    """What one authority, or all of them, asked for and got. None: not known, or not to be told."""

    asked: int | None = None
    planned: int | None = None
    came: int | None = None

    def add(self, what: str, seats: int) -> None:
        """Add to what is known."""
        setattr(self, what, (getattr(self, what) or 0) + seats)


@dataclass
class HitRate:
    """How the needs of one candidate were met in its year; `own` is the seat's own authorities.

    `total` is of all who asked, for those who may know; `by_member` too.
    """

    year: int
    total: Met = field(default_factory=Met)
    own: Met = field(default_factory=Met)
    by_member: dict[int, Met] = field(default_factory=lambda: defaultdict(Met))
    members: int = 0
    rated: Decimal | None = None
    answers: int = 0

    @property
    def known(self) -> bool:
        """Whether there is anything to say."""
        return any(met.asked or met.planned or met.came for met in (self.total, self.own))


@dataclass(frozen=True)
class Totals:
    """Seats that all who sent an answer asked for, and how many they were."""

    spring: int
    autumn: int
    members: int


def totals(campaigns: Iterable[int]) -> dict[int, Totals]:
    """By standing candidate, as far as the seat may know; app.needs_totals decides."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.needs_totals(%s)", [list(campaigns)])
        return {pk: Totals(*numbers) for pk, *numbers in cursor.fetchall()}


def came(runs: Iterable[int]) -> list[tuple[int, int, int, int]]:
    """Run, authority, seats and how many came: of all or one's own; app.came decides."""
    asked = sorted(set(runs))
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.came(%s)", [asked])
        return [(run, member, seats, there) for run, member, seats, there in cursor.fetchall()]


def ratings(courses: Iterable[int], year: int) -> dict[int, tuple[Decimal, int]]:
    """The mean of the whole and the answers behind it, by course; never of fewer than five."""
    blocks = dict(
        EvaluationBlock.objects.filter(
            course__in=list(courses), year=year, answers__gte=LEAST
        ).values_list("pk", "course")
    )
    if not blocks:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.evaluation_results(%s)", [list(blocks)])
        rows = [row for row in cursor.fetchall() if row[1] == WHOLE]
    told = pooled((str(blocks[row[0]]), Tally(list(row[2]))) for row in rows)
    return {int(key): (tally.mean, tally.answers) for key, tally in told.items() if tally.mean}


def of_campaign(campaign: Campaign, seat: Seat) -> dict[int, HitRate]:
    """How each standing candidate of a year was met; the same number of questions for any size."""
    home = Candidate.objects.seen_by(seat).filter(campaign=campaign).homes()
    found: dict[int, HitRate] = {pk: HitRate(campaign.year) for pk in set(home.values())}
    _asked(found, campaign, home, seat)
    runs = _planned(found, campaign, home)
    _came_and_rated(found, campaign, home, runs)
    for rate in found.values():
        for member in seat.scope.memberships & rate.by_member.keys():
            for what in ("asked", "planned", "came"):
                seats = getattr(rate.by_member[member], what)
                if seats is not None:
                    rate.own.add(what, seats)
    if not sees_all(seat):
        _only_what_one_may_know(found, campaign)
    return found


def sees_all(seat: Seat) -> bool:
    """Whether every authority's figures are the seat's to know."""
    return seat.scope.system or seat.may("see_plans")


def _asked(
    found: dict[int, HitRate], campaign: Campaign, home: Mapping[int, int], seat: Seat
) -> None:
    rows = (
        NeedLine.objects.seen_by(seat)
        .filter(answer__campaign=campaign, answer__state__in=ANSWERED, candidate__isnull=False)
        .values_list("candidate", "membership")
        .annotate(seats=Sum("spring") + Sum("autumn"))
        .order_by()
    )
    for candidate, member, seats in rows:
        rate = found[home[candidate]]
        rate.total.add("asked", seats)
        rate.by_member[member].add("asked", seats)
    for rate in found.values():
        rate.members = sum(1 for met in rate.by_member.values() if met.asked)


def _planned(
    found: dict[int, HitRate], campaign: Campaign, home: Mapping[int, int]
) -> dict[int, int]:
    """Reads the published plan; returns the candidate of each of its runs."""
    rows = PlannedSeats.objects.filter(
        planned_run__plan__campaign=campaign, planned_run__plan__state=Plan.State.PUBLISHED
    ).values_list("planned_run__candidate", "planned_run__run", "membership", "seats")
    runs: dict[int, int] = {}
    for candidate, run, member, seats in rows:
        pk = home[candidate]
        found[pk].total.add("planned", seats)
        found[pk].by_member[member].add("planned", seats)
        if run:
            runs[run] = pk
    return runs


def _came_and_rated(
    found: dict[int, HitRate], campaign: Campaign, home: Mapping[int, int], runs: dict[int, int]
) -> None:
    """Runs that the plan made, and others of the same course that year."""
    courses: dict[int, int] = {}
    rows = Candidate.objects.filter(pk__in=home, course__isnull=False)
    for pk, course in rows.values_list("pk", "course"):
        courses.setdefault(course, home[pk])
    held = Run.objects.filter(
        Q(pk__in=runs) | Q(course__in=courses, begins_at__year=campaign.year), state__in=OVER
    ).values_list("pk", "course")
    for pk, course in held:
        courses.setdefault(course, runs.get(pk, 0))
    over = {pk: runs.get(pk) or courses[course] for pk, course in held}
    for run, member, _seats, there in came(over):
        rate = found[over[run]]
        rate.total.add("came", there)
        rate.by_member[member].add("came", there)
    for course, (mean, answers) in ratings(courses, campaign.year).items():
        found[courses[course]].rated, found[courses[course]].answers = mean, answers


def _only_what_one_may_know(found: dict[int, HitRate], campaign: Campaign) -> None:
    sums = totals([campaign.pk])
    for pk, rate in found.items():
        told = sums.get(pk)
        rate.total = Met(asked=told.spring + told.autumn if told else None)
        rate.members = told.members if told else 0


def before(
    candidates: Iterable[Candidate], previous: Campaign | None, seat: Seat
) -> dict[int, HitRate]:
    """Last year's rate of candidates: by their course of the catalogue, or the same title."""
    if previous is None:
        return {}
    rates = of_campaign(previous, seat)
    by_course: dict[Any, int] = {}
    by_title: dict[str, int] = {}
    for row in Candidate.objects.filter(campaign=previous).values(
        "pk", "merged_into", "course", "title_sv"
    ):
        home = row["merged_into"] or row["pk"]
        if row["course"]:
            by_course[row["course"]] = home
        by_title[folded(row["title_sv"])] = home
    found = {}
    for one in candidates:
        pk = by_course.get(one.course_id) or by_title.get(folded(one.title_sv))
        if pk in rates and rates[pk].known:
            found[one.pk] = rates[pk]
    return found
