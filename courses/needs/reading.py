"""The rows that the figures of a needs assessment are made of, by member and course."""

from collections import defaultdict
from dataclasses import dataclass, field

from courses.models import Campaign, Candidate, NeedLine, Plan, PlannedSeats, Run
from courses.needs.figures import Row, Seats, Words
from courses.needs.hit_rate import OVER, came
from courses.needs.querysets import ANSWERED
from courses.needs.wording import folded

OWN_WORDS: Words = ("Egna ord, ännu inte sammanförda", "Own words, not put together yet")
NO_AREA: Words = ("Utan kompetensområde", "Without competence area")

Place = tuple[int, str]  # a member and a course's key


@dataclass
class Course:
    """What is known of one course of either year while the rows are read."""

    key: str
    title: Words
    area: int
    candidate: int | None = None
    in_catalogue: bool = False
    was_asked: bool = False


@dataclass
class Reading:
    """The rows by member and course, as far as they are read."""

    courses: dict[str, Course] = field(default_factory=dict)
    of_candidate: dict[int, str] = field(default_factory=dict)
    now: dict[Place, Seats] = field(default_factory=lambda: defaultdict(Seats))
    asked: dict[Place, int] = field(default_factory=lambda: defaultdict(int))
    planned: dict[Place, int] = field(default_factory=lambda: defaultdict(int))
    came: dict[Place, int] = field(default_factory=lambda: defaultdict(int))
    rows: list[Row] = field(default_factory=list)
    has_plan: bool = False
    has_runs: bool = False


def read(campaign: Campaign, previous: Campaign | None, before_year: int) -> Reading:
    """Candidates, sent needs, planned seats and who came, of this year and the one before."""
    reading = Reading()
    _read_candidates(reading, campaign, previous)
    _read_lines(reading, campaign, previous)
    _read_planned(reading, previous)
    _read_came(reading, before_year)
    return reading


def _read_candidates(reading: Reading, campaign: Campaign, previous: Campaign | None) -> None:
    both = [campaign.pk, *([previous.pk] if previous else [])]
    found = {
        row["pk"]: row
        for row in Candidate.objects.filter(campaign__in=both)
        .order_by("pk")
        .values(
            "pk",
            "campaign_id",
            "course_id",
            "title_sv",
            "title_en",
            "area_id",
            "course__area_id",
            "merged_into_id",
        )
    }
    for pk in found:
        row = found.get(found[pk]["merged_into_id"], found[pk])
        key = _key(row["course_id"], row["title_sv"])
        reading.of_candidate[pk] = key
        course = reading.courses.setdefault(
            key,
            Course(
                key,
                (row["title_sv"], row["title_en"]),
                row["area_id"] or row["course__area_id"] or 0,
            ),
        )
        course.in_catalogue |= row["course_id"] is not None
        if row["campaign_id"] == campaign.pk:  # this year's title and area hold
            course.candidate = row["pk"]
            course.title = (row["title_sv"], row["title_en"])
            course.area = row["area_id"] or row["course__area_id"] or 0
        else:
            course.was_asked = True


def _key(course_id: int | None, title: str) -> str:
    return f"course:{course_id}" if course_id else f"idea:{folded(title)}"


def _read_lines(reading: Reading, campaign: Campaign, previous: Campaign | None) -> None:
    both = [campaign.pk, *([previous.pk] if previous else [])]
    lines = (
        NeedLine.objects.filter(answer__campaign__in=both, answer__state__in=ANSWERED)
        .order_by("membership_id", "number", "pk")
        .values_list(
            "answer__campaign_id", "membership_id", "candidate_id", "text", "area_id", "audience",
            "spring", "autumn", "importance", "way", "place", "comment",
        )
    )  # fmt: skip
    for year, member, candidate, text, area, audience, *rest in lines:
        spring, autumn, importance, way, place, comment = rest
        key = reading.of_candidate.get(candidate) or _own_words(reading, area or 0)
        if year != campaign.pk:
            reading.asked[member, key] += spring + autumn
            continue
        parts = [0, 0, 0]
        parts[importance - 1] = spring + autumn
        reading.now[member, key] += Seats(spring, autumn, (parts[0], parts[1], parts[2]))
        reading.rows.append(
            Row(
                member, key, text, audience, spring, autumn, importance, way, place, comment
            )
        )  # fmt: skip


def _own_words(reading: Reading, area: int) -> str:
    key = f"own:{area}"
    reading.courses.setdefault(key, Course(key, OWN_WORDS, area))
    return key


def _read_planned(reading: Reading, previous: Campaign | None) -> None:
    """Seats of the published plan, where there is one."""
    if previous is None:
        return
    plan = (
        Plan.objects.filter(campaign=previous, state=Plan.State.PUBLISHED)
        .order_by("-version")
        .first()
    )
    if plan is None:
        return
    rows = PlannedSeats.objects.filter(planned_run__plan=plan).values_list(
        "membership_id", "planned_run__candidate_id", "seats"
    )
    for member, candidate, seats in rows:
        if key := reading.of_candidate.get(candidate):
            reading.planned[member, key] += seats
    reading.has_plan = True


def _read_came(reading: Reading, year: int) -> None:
    """Who came to the year's held runs, of every course whether it was planned or not."""
    runs = {
        run: course
        for run, *course in Run.objects.filter(begins_at__year=year, state__in=OVER)
        .order_by("pk")
        .values_list(
            "pk", "course_id", "course__title_sv", "course__title_en", "course__area_id"
        )
    }  # fmt: skip
    for run, member, _seats, there in came(runs):
        course_id, swedish, english, area = runs[run]
        key = _key(course_id, swedish)
        course = reading.courses.setdefault(key, Course(key, (swedish, english), area or 0))
        course.in_catalogue = course.was_asked = True
        reading.came[member, key] += there
    reading.has_runs = bool(runs)
