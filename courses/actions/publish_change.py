"""A run that was published follows a later version of the plan: only what the two hold differently.

What somebody has changed on the run since stays, and moved seats stay moved.
"""

from django.utils import timezone

from courses.actions.allotment import allot, change
from courses.actions.publish_contract import pay_by_contract
from courses.actions.publish_run import estimate, reprice
from courses.actions.run import TooFewSeats, save_run
from courses.models import Allotment, Costing, Enrolment, PlannedRun, Run
from courses.plans.publishing import UNSEEN, Changes, Kept, changes, monday, release_day
from courses.seats import SeatRefused
from members.models import Membership
from network.seat import Seat


class NotChanged(Exception):
    """The run stays as it is, and a person looks at it; `why` is the code of the reason."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def carry_over(run: Run, pair: Kept, row: PlannedRun, *, by: Seat) -> None:
    """Change a published run to the new version, all of it or nothing; raises NotChanged."""
    differs = changes(pair.old, pair.new)
    if not differs.any:
        return
    if differs.week is not None:
        if run.begins_at is not None:
            raise NotChanged("days")
        run.week_of = monday(row.plan.campaign.year, differs.week)
    if pair.old.host != pair.new.host:
        run.host_id = pair.new.host
    try:
        _share(run, {pk: more for pk, more in differs.shares.items() if more < 0}, by=by)
    except SeatRefused as refused:
        raise NotChanged("shares") from refused
    try:
        _save(run, differs, pair, by=by)
        _share(run, {pk: more for pk, more in differs.shares.items() if more > 0}, by=by)
    except (TooFewSeats, SeatRefused) as refused:
        raise NotChanged("seats") from refused
    if differs.cost is not None:
        costing = Costing.objects.filter(candidate=row.candidate_id).first()
        estimate(run, row, costing, by=by)
    untouched = _is_untouched(run)
    if differs.cost is not None or (untouched and differs.shares):
        pay_by_contract(run, row, by=by, reprice=untouched)


def _is_untouched(run: Run) -> bool:
    """Nobody could enrol yet, and nobody has."""
    return run.state in UNSEEN and not Enrolment.objects.active().filter(run=run).exists()


def _save(run: Run, differs: Changes, pair: Kept, *, by: Seat) -> None:
    if differs.seats is not None:
        run.capacity = differs.seats
        run.minimum = min(run.minimum, run.capacity)
    if _is_untouched(run) and (differs.cost is not None or differs.shares):
        reprice(run, pair.new)
    save_run(run, by=by)


def _share(run: Run, more: dict[int, int], *, by: Seat) -> None:
    """Give authorities more seats of their own, or take unnamed ones back."""
    if not more:
        return
    lots = {
        lot.membership_id: lot
        for lot in Allotment.objects.filter(run=run, kind=Allotment.Kind.FIRM, released_at=None)
    }
    members = Membership.objects.in_bulk(more)
    day = release_day(run.week_of, timezone.localdate())
    for pk, seats in sorted(more.items()):
        lot = lots.get(pk)
        if lot is not None:
            change(lot, seats=max(lot.seats + seats, 0), release_on=lot.release_on, by=by)
        elif seats > 0:
            allot(run, members[pk], seats, by=by, release_on=day)
