"""Giving out the seats of a run to those who applied: made by a job, looked at, then placed."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import lots
from courses.actions.share_policy import in_force
from courses.drawing import drawn
from courses.models import (
    DeclaredNeed,
    Division,
    Enrolment,
    Run,
    SealedSeed,
    SeatCount,
    ShareBalance,
)
from courses.rules import Mode, RunState
from members.models import HeadCount
from network.actions import job
from network.models import Job
from network.models.journal import note
from network.seat import Seat

JOB = "courses.divide"
# How long what an authority lost is remembered.
MEMORY = timedelta(days=365)


class NotDivided(Exception):
    """The seats cannot be divided now; the message is a sentence that says why."""


def why_not(run: Run) -> str:
    """Why a run's seats cannot be divided now, in a sentence; empty when they can."""
    if run.mode not in (Mode.SHARES, Mode.DRAW):
        return _("Seats on this run are not shared or drawn.")
    now = timezone.now()
    over = any(end is not None and end <= now for end in (run.closes_at, run.draws_at))
    if run.state not in (RunState.CLOSED, RunState.PAUSED) and not (
        run.state == RunState.OPEN and over
    ):
        return _("People may still apply. Close the enrolment first.")
    if not Enrolment.objects.filter(run=run, state="applied").exists():
        return _("Nobody has applied who waits to be placed.")
    return ""


def order(run: Run, *, by: Seat) -> Job:
    """Have the seats of a run divided; nobody is told before it is placed.

    Raises NotDivided. A second order while the first runs gets the first.
    """
    by.require("divide_seats")
    if refusal := why_not(run):
        raise NotDivided(refusal)
    return job.start(JOB, key=f"run:{run.pk}", by=by, total=3, run=run.pk)


def runs_to_divide() -> list[Run]:
    """Runs whose day to give out seats has come and whose seal is whole; system scope only."""
    due = Run.objects.alive().filter(
        mode__in=(Mode.SHARES, Mode.DRAW),
        draws_at__lte=timezone.now(),
        divisions__state=Division.State.SEALED,
        counts__applied__gt=0,
    )
    return list(due.order_by("pk"))


@job.job(JOB, as_system=True)
def make(running: job.Run) -> None:
    """Freeze what the division rests on, break the seal, and keep what it comes to."""
    with running.step():
        run = Run.objects.get(pk=running.facts["run"])
        if refusal := why_not(run):
            raise job.JobRefused(refusal)
    running.advance(1, 3)
    with running.step():
        divide(run, user_id=running.user_id)
    running.advance(3, 3)


def divide(run: Run, *, user_id: int | None) -> Division | None:
    """Make the division of a run and of those that people ranked beside it; system scope only."""
    together = _together(run)
    divisions: dict[int, Division] = {
        division.run_id: division
        for division in Division.objects.select_for_update().filter(
            run__in=together, state="sealed"
        )
    }
    if run.pk not in divisions:
        return None  # it was made already
    runs = sorted(divisions)
    seeds: dict[int, str] = dict(
        SealedSeed.objects.filter(division__in=divisions.values()).values_list(
            "division__run", "seed"
        )
    )
    inputs = frozen_inputs([other for other in together if other.pk in divisions], run.mode)
    lead = divisions[runs[0]]
    result = drawn(inputs, joint_seed([seeds[pk] for pk in runs]))
    for pk in runs:
        division = divisions[pk]
        division.state = Division.State.MADE
        division.mode = run.mode
        division.seed = seeds[pk]
        division.made_at = timezone.now()
        division.by_user_id = user_id
        if pk == lead.run_id:
            division.inputs = inputs
            division.fingerprint = lots.fingerprint(inputs)
            division.result = result
        else:
            division.lead = lead
        division.save()
    SealedSeed.objects.filter(division__in=divisions.values()).delete()
    note("divide", run, fingerprint=lead.fingerprint, seats=sum(inputs["seats"].values()))
    return lead


def joint_seed(seeds: Sequence[str]) -> str:
    """The seed of runs that are divided together: theirs in the order of the runs, with +."""
    return "+".join(seeds)


def _together(run: Run) -> list[Run]:
    """The run and those of its course that somebody ranked beside it, directly or in a chain."""
    rows = Enrolment.objects.filter(
        run__course=run.course_id, run__mode=run.mode, state="applied"
    ).values_list("person", "run")
    runs_of: dict[int, set[int]] = {}
    for person, its in rows:
        runs_of.setdefault(person, set()).add(its)
    found, grew = {run.pk}, True
    while grew:
        wider = found.union(*(runs for runs in runs_of.values() if runs & found))
        grew, found = wider != found, wider
    return list(Run.objects.filter(pk__in=found).order_by("pk"))


def frozen_inputs(runs: Sequence[Run], mode: str) -> dict[str, Any]:
    """Everything that a division of these runs rests on, as JSON."""
    policy = in_force()
    free = SeatCount.objects.filter(run__in=runs).annotate(
        free=F("capacity") - F("taken") - F("held") - F("reserved")
    )
    applied = (
        Enrolment.objects.filter(run__in=runs, state="applied")
        .annotate(rank=F("choice"))
        .order_by("person", F("choice").asc(nulls_first=True), "pk")
    )
    applications: dict[int, dict[str, Any]] = {}
    for one in applied:
        its = applications.setdefault(
            one.person_id,
            {"number": one.pk, "authority": one.membership_id, "priority": 0, "entries": []},
        )
        its["entries"].append([one.run_id, one.pk])
        its["priority"] = max(its["priority"], one.priority)
    members = {its["authority"] for its in applications.values()}
    rule = policy.rule
    return {
        "mode": str(mode),
        "seats": {str(row.run_id): row.free for row in free.order_by("run")},
        "policy": {
            "minimum": rule.minimum,
            "firm": rule.firm,
            "most_credit": rule.most_credit,
        },
        "authorities": _authorities(runs, members, policy.small_below),
        "applications": sorted(applications.values(), key=lambda its: its["number"]),
    }


def _authorities(runs: Sequence[Run], members: set[int], small_below: int) -> list[dict[str, Any]]:
    needs = dict(
        DeclaredNeed.objects.filter(run__in=runs)
        .values_list("membership")
        .annotate(seats=Sum("seats"))
    )
    balance = balances()
    small = small_members(small_below)
    return [
        {
            "id": pk,
            "declared": needs.get(pk),
            "small": pk in small,
            "credit": f"{balance.get(pk, Decimal(0)):.2f}",
        }
        for pk in sorted(members)
    ]


def balances() -> dict[int, Decimal]:
    """Seats that each authority lost in the divisions of the last year, less those it won."""
    since = timezone.localdate() - MEMORY
    return dict(
        ShareBalance.objects.filter(day__gte=since)
        .values_list("membership")
        .annotate(seats=Sum("seats"))
    )


def small_members(below: int) -> set[int]:
    """Members whose last head count is below a number of employees."""
    last = dict(HeadCount.objects.order_by("day", "id").values_list("membership", "count"))
    return {pk for pk, count in last.items() if count < below}
