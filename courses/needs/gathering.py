"""The figures of a needs assessment, read in the same number of questions whatever its size."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from courses.models import Area, Campaign, Decision, HigherEducationRule, NeedsAnswer
from courses.needs.figures import (
    NOBODY,
    AreaNeed,
    Before,
    Cell,
    CourseNeed,
    Figures,
    MemberNeed,
    Seats,
    Words,
    total_before,
)
from courses.needs.querysets import ANSWERED
from courses.needs.reading import NO_AREA, Course, Reading, read
from members.models import Membership
from network.sorting import swedish_order


def gather(campaign: Campaign, *, today: date) -> Figures:
    """The figures of a needs assessment in the open scope, which must see all of its answers.

    Only sent and approved answers count. The year before is the assessment's `previous`, or its
    year less one: asked in that assessment, planned in its published plan, and who took part in
    runs that were held in it.
    """
    previous = campaign.previous
    before_year = previous.year if previous else campaign.year - 1
    reading = read(campaign, previous, before_year)
    states = _states(campaign)
    known = (bool(reading.asked), reading.has_plan, reading.has_runs)
    cells = _cells(reading, known)
    members = _members(campaign, states, cells, reading)
    rule = HigherEducationRule.objects.first() or HigherEducationRule()
    courses = _courses(reading, cells, _decisions(campaign), rule)
    return Figures(
        year=campaign.year,
        before_year=before_year if any(known) else None,
        before_over=before_year < today.year,
        opens_on=campaign.opens_on.isoformat() if campaign.opens_on else "",
        closed_on=_day(campaign.closed_at or campaign.closes_at),
        courses=courses,
        areas=_areas(courses),
        members=members,
        cells=tuple(cells),
        rows=tuple(reading.rows),
        big_rule=(rule.seats, rule.members),
    )


def _states(campaign: Campaign) -> dict[int, str]:
    """The state of each member's answer; drafts have none."""
    rows = NeedsAnswer.objects.filter(campaign=campaign).values_list("membership_id", "state")
    return {member: state if state in ANSWERED else "" for member, state in rows}


def _cells(reading: Reading, known: tuple[bool, bool, bool]) -> list[Cell]:
    places = {*reading.now, *reading.asked, *reading.planned, *reading.came}
    return [
        Cell(
            member,
            key,
            reading.now.get((member, key), Seats()),
            _before(reading, member, key, known),
        )
        for member, key in sorted(places)
    ]


def _before(reading: Reading, member: int, key: str, known: tuple[bool, bool, bool]) -> Before:
    """Nothing is 0 where the year before is known, and unknown where it is not."""
    if key.startswith("own:"):
        asked = reading.asked.get((member, key), 0)
        return Before(asked=asked if known[0] else None)
    parts = (reading.asked, reading.planned, reading.came)
    values = [
        part.get((member, key), 0) if there else None
        for part, there in zip(parts, known, strict=True)
    ]
    return Before(*values)


def _decisions(campaign: Campaign) -> dict[int, tuple[str, str]]:
    """The last decision of the council on each candidate, and why."""
    rows = (
        Decision.objects.filter(candidate__campaign=campaign)
        .in_force()
        .values_list("candidate_id", "verdict", "reason")
    )
    return {candidate: (verdict, reason) for candidate, verdict, reason in rows}


def _courses(
    reading: Reading,
    cells: Iterable[Cell],
    decisions: Mapping[int, tuple[str, str]],
    rule: HigherEducationRule,
) -> tuple[CourseNeed, ...]:
    by_course: dict[str, list[Cell]] = {key: [] for key in reading.courses}
    for cell in cells:
        by_course[cell.course].append(cell)
    made = [
        _course(reading.courses[key], its, decisions.get(reading.courses[key].candidate or 0), rule)
        for key, its in by_course.items()
    ]
    return tuple(sorted(made, key=_largest_first))


def _course(
    course: Course,
    cells: list[Cell],
    decision: tuple[str, str] | None,
    rule: HigherEducationRule,
) -> CourseNeed:
    seats = sum((cell.seats for cell in cells), Seats())
    members = sum(1 for cell in cells if cell.seats.total)
    verdict, reason = decision or ("", "")
    return CourseNeed(
        key=course.key,
        candidate=course.candidate,
        title=course.title,
        area=course.area,
        new=not course.in_catalogue and not course.was_asked and course.candidate is not None,
        seats=seats,
        members=members,
        must=sum(1 for cell in cells if cell.importance == 1),
        before=total_before(cell.before for cell in cells),
        verdict=verdict,
        reason=reason,
        big=course.candidate is not None and seats.total >= rule.seats and members >= rule.members,
    )


def _largest_first(course: CourseNeed) -> tuple[bool, int, str, str]:
    # Own words stand last: they are several needs under one line.
    return (course.own_words, -course.seats.total, swedish_order(course.title[0]), course.key)


def _areas(courses: tuple[CourseNeed, ...]) -> tuple[AreaNeed, ...]:
    names: dict[int, Words] = {
        pk: (swedish, english)
        for pk, swedish, english in Area.objects.values_list("pk", "name_sv", "name_en")
    }
    by_area: dict[int, list[CourseNeed]] = defaultdict(list)
    for course in courses:
        by_area[course.area].append(course)
    made = [
        AreaNeed(
            pk,
            names.get(pk, NO_AREA if pk == 0 else NOBODY),
            sum((course.seats for course in its), Seats()),
            total_before(course.before for course in its),
        )
        for pk, its in by_area.items()
    ]
    shown = [area for area in made if area.seats.total or area.before.asked or area.before.came]
    return tuple(sorted(shown, key=lambda area: (-area.seats.total, swedish_order(area.title[0]))))


def _members(
    campaign: Campaign, states: Mapping[int, str], cells: Iterable[Cell], reading: Reading
) -> tuple[MemberNeed, ...]:
    """Those who were asked, and those whose figures of the year before are told."""
    by_member: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_member[cell.member].append(cell)
    everybody = Membership.objects.select_related("authority")
    asked = {
        member.pk: member
        for member in (
            everybody.filter(pk__in=states)
            if states
            else everybody.on(campaign.opens_on or timezone.localdate())
        )
    }
    made = [
        _member(member, states.get(pk, ""), by_member[pk], reading) for pk, member in asked.items()
    ]
    return tuple(
        sorted(
            made,
            key=lambda one: (not one.answered, -one.seats.total, swedish_order(one.name), one.id),
        )
    )


def _member(member: Membership, state: str, cells: list[Cell], reading: Reading) -> MemberNeed:
    areas: dict[int, int] = defaultdict(int)
    for cell in cells:
        areas[reading.courses[cell.course].area] += cell.seats.total
    return MemberNeed(
        id=member.pk,
        name=member.name,
        short=member.short_name,
        state=state,
        seats=sum((cell.seats for cell in cells), Seats()),
        areas=tuple(sorted((area, seats) for area, seats in areas.items() if seats)),
        before=total_before(cell.before for cell in cells),
    )


def _day(moment: Any) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""
