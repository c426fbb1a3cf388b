"""One planned run becomes a run of the catalogue, announced, with its seats and estimated costs."""

from decimal import Decimal

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from courses.actions.allotment import allot
from courses.actions.cost import save_cost
from courses.actions.move import move
from courses.actions.run import save_run
from courses.models import Candidate, Costing, CostLine, Course, PlannedRun, Run
from courses.needs.rules import Audience
from courses.plans.publishing import Planned, monday, release_day
from courses.rules import RunState
from courses.settlement import PriceBasis, preliminary_price
from courses.words import in_the_network_language
from members.models import Membership
from network.models.journal import note
from network.money import ZERO
from network.seat import Seat


def announce(row: PlannedRun, planned: Planned, *, by: Seat) -> Run:
    """Make the run of a planned one and announce it; it gets its days later.

    Raises SeatRefused when more seats are given out than there are.
    """
    course = course_of(row.candidate, by=by)
    week_of = monday(row.plan.campaign.year, planned.week)
    costing = Costing.objects.filter(candidate=row.candidate_id).first()
    run = Run(
        course=course,
        capacity=row.seats,
        minimum=min(costing.smallest if costing else 1, row.seats),
        host_id=row.host_id,
        week_of=week_of,
        **_price(planned),
        **_as_before(course, row.host_id),
    )
    save_run(run, by=by)
    estimate(run, row, costing, by=by)
    share_out(run, planned, by=by)
    move(run, RunState.TENTATIVE, by=by)
    return run


def share_out(run: Run, planned: Planned, *, by: Seat) -> None:
    """Keep each authority's seats, firm until the day when unnamed ones go to all."""
    members = Membership.objects.in_bulk(planned.shares)
    day = release_day(run.week_of, timezone.localdate())
    for pk, seats in sorted(planned.shares.items()):
        allot(run, members[pk], seats, by=by, release_on=day)


def _price(planned: Planned) -> dict[str, object]:
    """Self-cost: preliminary until the run is settled."""
    expected = planned.given or planned.seats
    return {
        "price": preliminary_price(planned.cost, expected) or ZERO,
        "price_basis": PriceBasis.SELF_COST,
        "expected": expected,
    }


def reprice(run: Run, planned: Planned) -> None:
    """The preliminary price by another estimate; the caller saves the run."""
    for name, value in _price(planned).items():
        setattr(run, name, value)


def _as_before(course: Course, host: int | None) -> dict[str, object]:
    """Form and language of the course's last run; its place too when the host is the same."""
    last = Run.objects.filter(course=course).order_by("-number").first()
    if last is None:
        return {}
    facts: dict[str, object] = {"form": last.form, "language": last.language}
    if host is not None and last.host_id == host:
        facts |= {"place": last.place, "town": last.town}
    return facts


def course_of(candidate: Candidate, *, by: Seat) -> Course:
    """The course that a candidate is about; an idea becomes one, to be described later."""
    by.require("keep_courses")
    course: Course | None = candidate.course
    if course is not None:
        return course
    course = Course.objects.filter(title_sv=candidate.title_sv).first()
    if course is None:
        course = _described(candidate)
        course.save(force_insert=True)
        note("add_course", course)
    taken = Candidate.objects.filter(campaign=candidate.campaign_id, course=course)
    if not taken.exists():
        candidate.course = course
        candidate.save(update_fields=["course"])
    return course


def _described(candidate: Candidate) -> Course:
    course = Course(
        area_id=candidate.area_id, title_sv=candidate.title_sv, title_en=candidate.title_en
    )
    for language in ("sv", "en"):
        with translation.override(language):
            summary = _("New for %(year)s, asked for in the network's needs assessment.")
            audience = Audience(candidate.audience).label
            setattr(course, f"summary_{language}", summary % {"year": candidate.campaign.year})
            setattr(course, f"audience_{language}", str(audience).capitalize())
    return course


def estimate(run: Run, row: PlannedRun, costing: Costing | None, *, by: Seat) -> None:
    """The run's estimated costs as the plan has them; those of an earlier version go."""
    lines = CostLine.objects.filter(run=run, stage=CostLine.Stage.ESTIMATED)
    lines.filter(note__startswith=mark(row, "")).delete()
    if row.cost <= 0:
        return
    seat_cost = costing.seat_cost if costing else ZERO
    for_seats = seat_cost * row.seats
    if not 0 < for_seats < row.cost:
        for_seats = ZERO
    words = mark(row, str(row.plan.version))
    own = row.teaching == PlannedRun.Teaching.OWN and row.host is not None
    save_cost(
        CostLine(
            run=run,
            kind=CostLine.Kind.TEACHER,
            price=row.cost - for_seats,
            supplier=row.host.short_name if own and row.host else "",
            note=words,
        ),
        by=by,
    )
    if for_seats:
        save_cost(
            CostLine(
                run=run,
                kind=CostLine.Kind.OTHER,
                quantity=Decimal(row.seats),
                price=seat_cost,
                note=words,
            ),
            by=by,
        )


def mark(row: PlannedRun, version: str) -> str:
    """What the plan's cost lines are known by: the plan for 2027, version 1."""
    with in_the_network_language():
        words = _("The plan for %(year)s, version %(version)s")
        return words % {"year": row.plan.campaign.year, "version": version}
