"""A plan as its page tells it: its runs by course and term, what each authority gets, why."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from courses.models import Candidate, Decision, Plan, PlannedRun, PlannedSeats, PlanRule
from courses.needs.rules import Term, Verdict
from courses.plans import inputs as plan_inputs
from courses.plans import words as plan_words
from courses.plans.planning import Limit, Measures, Rule
from courses.plans.problem import measures_of, obstacle_of
from members.models import Membership
from network import charts
from network.charts import Chart
from network.sorting import swedish_order
from network.wording import kr_short, number

PUT_OFF = {
    Verdict.WAIT: gettext_lazy("The council waits with it."),
    Verdict.DECLINE: gettext_lazy("The council declined it."),
}
MOST_ROWS = 12  # of what one more run costs


@dataclass
class Row:
    """One course in a plan: its runs by term, seats met and asked for, cost, who teaches, where."""

    pk: int
    title: str
    asked: dict[str, int]
    met: int = 0
    runs: list[PlannedRun] = field(default_factory=list)
    why: str = ""

    def _in(self, term: str) -> list[PlannedRun]:
        return [run for run in self.runs if run.term == term]

    @property
    def spring(self) -> str:
        """The runs of spring by size, such as 2 × 16."""
        return sizes(self._in(Term.SPRING))

    @property
    def autumn(self) -> str:
        """The runs of autumn by size."""
        return sizes(self._in(Term.AUTUMN))

    @property
    def all_asked(self) -> int:
        """Seats asked for in the year."""
        return sum(self.asked.values())

    @property
    def cost(self) -> Decimal:
        """Kronor of all its runs."""
        return sum((run.cost for run in self.runs), Decimal(0))

    @property
    def teachers(self) -> str:
        """Who teaches, each kind once."""
        return ", ".join(dict.fromkeys(str(run.get_teaching_display()) for run in self.runs))

    @property
    def hosts(self) -> str:
        """Where, each host once."""
        return ", ".join(dict.fromkeys(run.host.short_name for run in self.runs if run.host))


def sizes(runs: Sequence[PlannedRun]) -> str:
    """Runs by size: 2 × 16, 1 × 15; empty without runs."""
    counts: dict[int, int] = defaultdict(int)
    for run in runs:
        counts[run.seats] += 1
    return ", ".join(f"{n} × {seats}" for seats, n in sorted(counts.items(), reverse=True))


def titles_of(campaign: int) -> dict[int, str]:
    """The candidates that are planned as themselves, by title."""
    found = Candidate.objects.filter(campaign=campaign, merged_into=None)
    return {one.pk: one.title for one in sorted(found, key=lambda one: swedish_order(one.title))}


def runs_of(plan: Plan) -> list[PlannedRun]:
    """The runs of a plan with their hosts, in the order of their terms."""
    found = PlannedRun.objects.filter(plan=plan).select_related("host__authority")
    order = {Term.SPRING: 0, Term.AUTUMN: 1}
    return sorted(found, key=lambda run: (order[Term(run.term)], run.week or 99, run.pk))


def rows_of(
    runs: Sequence[PlannedRun], asked: Mapping[int, dict[str, int]], titles: Mapping[int, str]
) -> list[Row]:
    """Each course that is asked for or planned, those with runs first, by title."""
    none = dict.fromkeys(Term.values, 0)
    wanted = {*asked, *(run.candidate_id for run in runs)}
    rows = {pk: Row(pk, titles[pk], asked.get(pk, none)) for pk in titles if pk in wanted}
    seats = PlannedSeats.objects.filter(planned_run__in=[run.pk for run in runs])
    by_run = dict(seats.order_by().values_list("planned_run").annotate(n=Sum("seats")))
    for run in runs:
        if run.candidate_id in rows:
            row = rows[run.candidate_id]
            row.runs.append(run)
            row.met += by_run.get(run.pk, 0)
    return sorted(rows.values(), key=lambda row: not row.runs)


def names_of(members: Sequence[int]) -> dict[int, str]:
    """Members by name."""
    found = Membership.objects.filter(pk__in=members).select_related("authority")
    return {one.pk: one.name for one in found}


def chart_of(measures: Measures, names: Mapping[int, str]) -> Chart | None:
    """Met need of each authority, the lowest first; nothing to draw for a single one."""
    rows = sorted(
        (plan_words.percent(met.share), names.get(pk, "–"))
        for pk, met in measures.authorities.items()
        if met.asked
    )
    if len(rows) < 2:
        return None
    title = _("The authorities get from %(low)s to %(high)s per cent of what they need")
    if rows[0][0] == rows[-1][0]:
        title = _("Every authority gets %(low)s per cent of what it needs")
    return charts.bars(
        title % {"low": rows[0][0], "high": rows[-1][0]},
        [(name, share) for share, name in rows],
        head=_("Authority"),
        unit=_("Weighted met need, per cent of what was asked for"),
        alt=_("Bars of the met need of each authority; the table has the figures."),
        language=get_language() or "sv",
        suffix="%" if get_language() == "en" else "\N{NO-BREAK SPACE}%",
    )


def authorities(measures: Measures, names: Mapping[int, str]) -> list[dict[str, Any]]:
    """The table behind the chart, by name."""
    rows = [
        {
            "name": names.get(pk, "–"),
            "seats": met.seats,
            "asked": met.asked,
            "share": plan_words.percent(met.share),
        }
        for pk, met in measures.authorities.items()
        if met.asked
    ]
    return sorted(rows, key=lambda row: swedish_order(str(row["name"])))


def one_more(plan: Plan, titles: Mapping[int, str]) -> list[dict[str, Any]]:
    """What one more run of each course would give and cost, the best buy first."""
    rows = [
        {
            "title": titles.get(one["option"], "–"),
            "term": Term(one["term"]).label,
            "seats": one["seats"],
            "cost": Decimal(one["cost"]),
            "why": plan_words.limits([obstacle_of(limit) for limit in one["limits"]]),
            "a_point": Decimal(one["cost"]) / max(Decimal(one["points"]), Decimal("0.01")),
        }
        for one in plan.result.get("one_more", [])
        if one["possible"] and one["seats"]
    ]
    return sorted(rows, key=lambda row: row["a_point"])[:MOST_ROWS]


def say_why_left_out(plan: Plan, rows: Sequence[Row]) -> None:
    """Give each course without runs the reason: what stood in the way of its first run."""
    reasons: dict[int, list[Any]] = defaultdict(list)
    for one in plan.result.get("one_more", []):
        reasons[one["option"]] += [obstacle_of(limit) for limit in one["limits"]]
    unpriced = set(plan.inputs.get("unpriced", []))
    put_off = plan.inputs.get("put_off", {})
    decided = _decided(plan) if plan.version else {}
    for row in rows:
        if row.runs:
            continue
        if row.pk in decided:
            row.why = decided[row.pk]
            continue
        if str(row.pk) in put_off:
            row.why = str(PUT_OFF[Verdict(put_off[str(row.pk)])])
            continue
        if row.pk in unpriced:
            row.why = _("It has no costing, so it could not be planned.")
            continue
        found = reasons.get(row.pk, [])
        if len(found) > 1:  # what is said of one term says nothing of the other
            found = [one for one in found if one.limit != Limit.NO_NEED] or found
        row.why = plan_words.limits(found)


def _decided(plan: Plan) -> dict[int, str]:
    """What the council said of each candidate that a decided plan leaves out."""
    said = Decision.objects.in_force().filter(
        candidate__campaign=plan.campaign_id, verdict__in=[Verdict.WAIT, Verdict.DECLINE]
    )
    return {
        one.candidate_id: f"{capfirst(one.get_verdict_display())}. {one.reason}" for one in said
    }


def rule_lines(plan: Plan, titles: Mapping[int, str]) -> list[dict[str, Any]]:
    """The rules of a plan in words, with their reasons."""
    found = PlanRule.objects.filter(plan=plan).order_by("candidate", "term")
    lines = []
    for one in found:
        meant = Rule(one.candidate_id, Term(one.term) if one.term else None, one.least, one.most)
        words = plan_words.rule(meant, titles.get(one.candidate_id, "–"))
        lines.append(
            {"rule": one, "words": f"{capfirst(words)} {_passed_over(plan, one)}".rstrip()}
        )
    return lines


def _passed_over(plan: Plan, rule: PlanRule) -> str:
    """Why the computation could not follow a rule that asks for runs; empty when it could."""
    if not rule.least:
        return ""
    if rule.candidate_id in plan.inputs.get("unpriced", []):
        return _("Not followed: the course has no costing.")
    if str(rule.candidate_id) in plan.inputs.get("put_off", {}):
        return _("Not followed: the council declined the course or waits with it.")
    return ""


def conflict_of(plan: Plan, titles: Mapping[int, str]) -> str:
    """What of the plan's rules and limits cannot stand together; empty when all can."""
    found = [obstacle_of(one) for one in plan.result.get("conflict", [])]
    if not found:
        return ""
    frozen = plan.inputs.get("limits", {})
    words = {
        "budget": kr_short(Decimal(frozen.get("budget") or 0)),
        "hours": number(Decimal(frozen.get("hours") or 0)),
    }
    return plan_words.conflict([plan_words.named(one, titles, words) for one in found])


def measures_of_plan(plan: Plan) -> Measures | None:
    """What the plan gives, as it was worked out last."""
    frozen = plan.result.get("measures")
    return measures_of(frozen) if frozen else None


def what_changed(plan: Plan, now: Mapping[str, Any]) -> list[str]:
    """What a computed plan rests on and is different now, in words."""
    return plan_inputs.changed(plan.inputs, now) if plan.made_at else []
