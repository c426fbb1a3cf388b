"""A plan as publishing reads it: what it would come to, and what stands in the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import words
from courses.models import Enrolment, Plan, PlannedRun, PlannedSeats, Run
from courses.needs.rules import Term
from courses.plans.publish_words import by_hand, hindrance
from courses.plans.publishing import (
    OVER,
    Changes,
    Fresh,
    Gone,
    Pair,
    Planned,
    changes,
    may_call_off,
    monday,
    pairs,
)
from courses.rules import RunState, term_name

LAST_WEEK = 52  # that every year has


def planned_of(plan: Plan) -> list[Planned]:
    """The runs of a plan with each authority's seats; three questions.

    A run without a week of its own keeps the ISO week that the course had the year before.
    """
    kept = _weeks_before(plan.campaign.year - 1)
    shares: dict[int, dict[int, int]] = {}
    for pk, member, seats in PlannedSeats.objects.filter(planned_run__plan=plan.pk).values_list(
        "planned_run", "membership", "seats"
    ):
        shares.setdefault(pk, {})[member] = seats
    return [
        Planned(
            pk=row.pk,
            candidate=row.candidate_id,
            term=row.term,
            number=row.number,
            seats=row.seats,
            week=row.week or kept.get((row.candidate.course_id, row.term, row.number)),
            host=row.host_id,
            cost=row.cost,
            shares=shares.get(row.pk, {}),
            run=row.run_id,
        )
        for row in PlannedRun.objects.filter(plan=plan.pk).select_related("candidate")
    ]


def _weeks_before(year: int) -> dict[tuple[int | None, str, int], int]:
    """The ISO week of each course's first, second … run in each term of a year."""
    found: dict[tuple[int | None, str, int], int] = {}
    counted: dict[tuple[int, str], int] = {}
    runs = Run.objects.filter(begins_at__year=year).exclude(state=RunState.CANCELLED)
    for course, begins in runs.order_by("begins_at", "pk").values_list("course", "begins_at"):
        day = timezone.localtime(begins).date()
        term = term_name(day).rpartition("-")[2]
        number = counted[course, term] = counted.get((course, term), 0) + 1
        found[course, term, number] = min(day.isocalendar().week, LAST_WEEK)
    return found


def published(campaign_id: int) -> Plan | None:
    """The version of a year's plan that is published now."""
    found: Plan | None = Plan.objects.filter(
        campaign=campaign_id, state=Plan.State.PUBLISHED
    ).first()
    return found


def pairs_of(plan: Plan) -> list[Pair]:
    """What is left to publish of a plan, run by run."""
    earlier = published(plan.campaign_id)
    return pairs(planned_of(earlier) if earlier else [], planned_of(plan))


def runs_of(found: Sequence[Pair]) -> dict[int, Any]:
    """The runs that the pairs were published as, each with `enrolled` people."""
    ids = [pair.old.run for pair in found if not isinstance(pair, Fresh)]
    enrolled = Count("enrolments", filter=Q(enrolments__state__in=Enrolment.ACTIVE))
    return dict(
        Run.objects.filter(pk__in=ids)
        .annotate(enrolled=enrolled)
        .select_related("course")
        .in_bulk()
    )


def why_not(plan: Plan) -> str:
    """Why a plan cannot be published, in a sentence; empty when it can."""
    if plan.state == Plan.State.VARIANT:
        return _("The council has not decided on this variant.")
    if plan.state != Plan.State.DECIDED:
        return _("The plan is published already.")
    if Plan.objects.filter(campaign=plan.campaign_id, version__gt=plan.version).exists():
        return _("The council has decided on a later version. Publish that one.")
    planned = planned_of(plan)
    titles = dict(plan.runs.values_list("pk", "candidate__title_sv"))
    for one in planned:
        facts = {"course": titles[one.pk], "seats": one.seats, "week": one.week}
        if one.given > one.seats:
            told = _("%(course)s has %(given)s seats given out and only %(seats)s in all.")
            return told % {**facts, "given": one.given}
        if one.week and monday(plan.campaign.year, one.week) is None:
            return _("%(course)s is in week %(week)s, which the year does not have.") % facts
    return ""


@dataclass(frozen=True)
class Step:
    """What becomes of one run, in words; `kind` is new, same, changed, off or hand."""

    kind: str
    title: str
    term: str
    week: str
    seats: int
    told: Sequence[str] = ()
    run: int | None = None


def steps(plan: Plan, members: Mapping[int, str]) -> list[Step]:
    """What publishing would do, run by run; the same questions for any number of runs."""
    found = pairs_of(plan)
    runs = runs_of(found)
    titles = {one.candidate_id: one.candidate.title for one in _with_titles(plan, found)}
    return [_step(pair, runs, titles, members, plan.campaign.year) for pair in found]


def _with_titles(plan: Plan, found: Sequence[Pair]) -> Any:
    ids = [pair.one.pk for pair in found]
    return PlannedRun.objects.filter(pk__in=ids).select_related("candidate")


def _step(
    pair: Pair,
    runs: Mapping[int, Any],
    titles: Mapping[int, str],
    members: Mapping[int, str],
    year: int,
) -> Step:
    one = pair.one
    run = None if isinstance(pair, Fresh) else runs.get(pair.old.run or 0)
    kind, told = _told(pair, run, members, year)
    name = f"{year}-{one.term}"
    return Step(
        kind=kind,
        title=titles[one.candidate],
        term=str(Term(one.term).label),
        week=words.planned_week(monday(year, one.week)) if one.week else words.term(name),
        seats=one.seats,
        told=told,
        run=run.pk if run else None,
    )


def _told(pair: Pair, run: Any, members: Mapping[int, str], year: int) -> tuple[str, Sequence[str]]:
    if isinstance(pair, Fresh):
        return "new", [_shares(pair.new.shares, members)]
    if isinstance(pair, Gone):
        if run.state in OVER:
            return "same", [by_hand("over", state=run.state)]
        if may_call_off(run.state, run.enrolled):
            return "off", []
        why, facts = hindrance(run.state, run.enrolled)
        return "hand", [by_hand(why, **facts)]
    if run.state in OVER:
        return "hand", [by_hand("gone", state=run.state)]
    differs = changes(pair.old, pair.new)
    if not differs.any:
        return "same", []
    return "changed", _changed(pair.old, differs, members, year)


def _shares(shares: Mapping[int, int], members: Mapping[int, str]) -> str:
    return ", ".join(f"{members.get(pk, '')} {seats}" for pk, seats in shares.items())


def _changed(old: Planned, differs: Changes, members: Mapping[int, str], year: int) -> list[str]:
    told = []
    if differs.seats is not None:
        facts = {"seats": differs.seats, "before": old.seats}
        told.append(_("%(seats)s seats instead of %(before)s") % facts)
    if differs.week is not None:
        week = words.planned_week(monday(year, differs.week))
        told.append(_("moved to %(week)s") % {"week": week})
    if differs.host is not None:
        told.append(_("host: %(name)s") % {"name": members.get(differs.host, "")})
    if differs.cost is not None:
        told.append(_("new estimate of the cost"))
    for member, more in differs.shares.items():
        more_words = {"name": members.get(member, ""), "n": f"{more:+d}".replace("-", "−")}
        told.append(_("%(name)s %(n)s seats") % more_words)
    return told
