"""What the page of a plan shows: goals with activities, how far they are, and who gives what."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.models import (
    ActivityStatus,
    Commitment,
    OperationalPlan,
    PlanActivity,
    PlanGoal,
    PlanText,
)
from governance.plans.rules import KINDS, Progress, TextKind, progress_on, quarters
from network.charts import Chart, Palette, stacked
from network.seat import Seat
from network.sorting import swedish_order

NONE = Decimal(0)


@dataclass(frozen=True)
class Line:
    """An activity in the plan: how far, and what members give to it."""

    row: PlanActivity
    hours: Decimal
    kronor: Decimal

    @property
    def progress(self) -> str:
        """How far, in words."""
        return str(Progress(self.row.progress).label)  # type: ignore[attr-defined]

    @property
    def kind(self) -> str:
        """The mark of its status."""
        return KINDS[self.row.progress]  # type: ignore[attr-defined]


@dataclass(frozen=True)
class GoalNow:
    """A goal with its activities."""

    goal: PlanGoal
    lines: list[Line] = field(default_factory=list)

    @property
    def budget(self) -> Decimal:
        """The sum of its activities' budgets, in kronor."""
        return sum((line.row.budget for line in self.lines), NONE)

    def counted(self) -> list[int]:
        """How many activities are done, under way, not begun, stopped."""
        found = [line.row.progress for line in self.lines]  # type: ignore[attr-defined]
        return [found.count(one) for one in ORDER]


ORDER = (Progress.DONE, Progress.UNDER_WAY, Progress.NOT_BEGUN, Progress.STOPPED)


def goals_of(plan: OperationalPlan) -> list[GoalNow]:
    """The goals in order, each with its activities; three questions whatever the plan holds."""
    goals = {goal.pk: GoalNow(goal) for goal in PlanGoal.objects.filter(plan=plan)}
    rows = PlanActivity.objects.filter(plan=plan).with_progress().select_related("body", "goal")
    given = {
        one["activity"]: one
        for one in Commitment.objects.filter(activity__plan=plan)
        .values("activity")
        .annotate(all_hours=Sum("hours"), all_kronor=Sum("kronor"))
        .order_by()
    }
    for row in rows:
        one = given.get(row.pk, {})
        line = Line(row, one.get("all_hours", NONE), one.get("all_kronor", NONE))
        goals[row.goal_id].lines.append(line)
    return list(goals.values())


def progress_chart(goals: Sequence[GoalNow], language: str, palette: Any = None) -> Chart | None:
    """How far each goal's activities are, as bars with their table; nothing to draw is None."""
    rows = [(one.goal.title, one.counted()) for one in goals if one.lines]
    if not rows:
        return None
    done = sum(counts[0] for _title, counts in rows)
    every = sum(sum(counts) for _title, counts in rows)
    title = _("%(done)s of %(all)s activities are done") % {"done": done, "all": every}
    drawn: Palette | None = palette
    return stacked(
        title,
        rows,
        head=_("Goal"),
        names=[str(one.label) for one in ORDER],
        unit=_("Number of activities by how far they have come"),
        alt=title,
        language=language,
        palette=drawn,
    )


@dataclass(frozen=True)
class Given:
    """What one member gives in the whole plan."""

    name: str
    hours: Decimal
    kronor: Decimal
    number: int


def given_by_member(plan: OperationalPlan) -> list[Given]:
    """The commitments summed for each member, in the order of their names."""
    rows = Commitment.objects.filter(activity__plan=plan).select_related("membership__authority")
    sums: dict[str, list[Commitment]] = defaultdict(list)
    for row in rows:
        sums[row.membership.name].append(row)
    return [
        Given(name, sum((r.hours for r in found), NONE), sum((r.kronor for r in found), NONE),
              len(found))
        for name, found in sorted(sums.items(), key=lambda pair: swedish_order(pair[0]))
    ]  # fmt: skip


@dataclass(frozen=True)
class Followed:
    """An activity's status at the end of each quarter; a quarter to come is empty."""

    row: PlanActivity
    ends: list[tuple[str, str]]


def followed(plan: OperationalPlan) -> list[Followed]:
    """Each activity by quarter, from its dated statuses."""
    today = timezone.localdate()
    statuses: dict[int, list[tuple[Any, str]]] = defaultdict(list)
    for one in ActivityStatus.objects.filter(activity__plan=plan).order_by("-on", "-pk"):
        statuses[one.activity_id].append((one.on, one.progress))
    rows = PlanActivity.objects.filter(plan=plan).select_related("goal")
    found = []
    for row in rows.order_by("goal__position", "goal_id", "position", "pk"):
        ends = []
        for _number, first, last in quarters(plan.year):
            if first > today:
                ends.append(("", ""))
                continue
            far = progress_on(statuses[row.pk], last)
            ends.append((KINDS[far], str(Progress(far).label)))
        found.append(Followed(row, ends))
    return found


def newest_texts(plan: OperationalPlan | None) -> dict[str, PlanText]:
    """The newest manifest, vision and foreword in the reader's language, else the other one."""
    wanted = (get_language() or "sv")[:2]
    rows = PlanText.objects.filter(plan=None)
    if plan is not None:
        rows = rows | PlanText.objects.filter(plan=plan)
    found: dict[str, PlanText] = {}
    for row in rows.order_by("number"):
        held = found.get(row.kind)
        if held is None or row.language == wanted or held.language != wanted:
            found[row.kind] = row
    return found


def plan_page(plan: OperationalPlan, seat: Seat) -> dict[str, Any]:
    """What the page shows."""
    goals = goals_of(plan)
    given = given_by_member(plan)
    texts = newest_texts(plan)
    return {
        "plan": plan,
        "goals": goals,
        "chart": progress_chart(goals, get_language() or "sv"),
        "given": given,
        "budget": sum((one.budget for one in goals), NONE),
        "hours": sum((one.hours for one in given), NONE),
        "kronor": sum((one.kronor for one in given), NONE),
        "foreword": texts.get(TextKind.FOREWORD),
        "others": OperationalPlan.objects.seen_by(seat).exclude(pk=plan.pk),
        "keeps": seat.may("keep_operational_plan"),
        "commits": seat.may("commit_to_activity") and not plan.is_adopted,
    }
