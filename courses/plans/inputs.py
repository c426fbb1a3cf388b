"""What a plan is computed from, read from the network's rows and frozen as plain values.

The same rows give the same values, so that a later reading tells whether something has changed.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from courses.models import (
    Campaign,
    Candidate,
    Costing,
    Decision,
    NeedLine,
    Plan,
    PlanRule,
    Run,
    Venue,
)
from courses.needs.rules import AnswerState, Importance, Term, Verdict
from courses.plans.past_costs import past_costs
from courses.rules import RunState

# A need's value for each seat, by how important it is; a plan may choose others.
WEIGHTS: Mapping[str, int] = {"1": 4, "2": 2, "3": 1}
USUAL: Mapping[str, Any] = {"weights": dict(WEIGHTS), "other_term": 50, "sent": False}
# Hosting of so many years back counts when it rotates.
YEARS_BACK = 2

PARTS = {
    "needs": _("needs"),
    "candidates": _("costings"),
    "put_off": _("decisions of the council"),
    "venues": _("rooms"),
    "hosted": _("who has hosted before"),
    "rules": _("rules of the plan"),
    "limits": _("budget or hours"),
    "settings": _("what the plan weighs"),
}


def settings_of(plan: Plan) -> dict[str, Any]:
    """What a plan weighs: its own, and for the rest the usual.

    `other_term` is what a seat in the other term is worth, in per cent; 0 moves nobody.
    """
    return {**USUAL, **plan.inputs.get("settings", {})}


def gather(plan: Plan) -> dict[str, Any]:
    """Everything that the plan rests on as it is now, as JSON; questions as many for any network.

    Kronor and hours are texts, seats and runs numbers. A candidate without any costing is left
    out and stands under `unpriced`; one that the council declined or waits with, under `put_off`.
    """
    settings = settings_of(plan)
    roots = Candidate.objects.filter(campaign=plan.campaign).homes()
    needs, unsorted = _needs(plan.campaign_id, roots, sent=bool(settings["sent"]))
    put_off = put_off_in(plan.campaign_id)
    wanted = {root for root in roots.values() if root not in put_off}
    candidates, unpriced = _candidates(plan.campaign, wanted)
    return {
        "settings": settings,
        "limits": {
            "budget": None if plan.budget is None else f"{plan.budget:.2f}",
            "hours": None if plan.hours is None else f"{plan.hours:.1f}",
        },
        "candidates": candidates,
        "unpriced": unpriced,
        "put_off": {str(pk): verdict for pk, verdict in sorted(put_off.items())},
        "needs": needs,
        "unsorted": unsorted,
        "venues": [
            [one.membership_id, one.seats, one.spring, one.autumn]
            for one in Venue.objects.lent().order_by("membership", "-seats", "id")
        ],
        "hosted": _hosted(plan.campaign.year),
        "rules": [
            [rule.candidate_id, rule.term, rule.least, rule.most]
            for rule in PlanRule.objects.filter(plan_id=plan.pk).order_by("candidate", "term")
        ],
    }


def fingerprint(inputs: Mapping[str, Any]) -> str:
    """The SHA-256 of what a plan rests on."""
    words = json.dumps(inputs, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What has changed since, in words; nothing when the same plan would come out."""
    return [str(name) for part, name in PARTS.items() if before.get(part) != now.get(part)]


def put_off_in(campaign: int) -> dict[int, str]:
    """The candidates whose last decision was to wait or to decline."""
    holds = Decision.objects.filter(candidate__campaign=campaign).in_force()
    put_off = holds.filter(verdict__in=[Verdict.WAIT, Verdict.DECLINE])
    return dict(put_off.values_list("candidate", "verdict"))


def _needs(campaign: int, roots: Mapping[int, int], *, sent: bool) -> tuple[list[Any], int]:
    """[candidate, authority, term, importance, seats] of answers, and lines without candidate."""
    states = [AnswerState.APPROVED, AnswerState.SENT] if sent else [AnswerState.APPROVED]
    lines = NeedLine.objects.filter(answer__campaign=campaign, answer__state__in=states)
    found: Counter[tuple[int, int, str, int]] = Counter()
    unsorted = 0
    for candidate, member, importance, spring, autumn in lines.values_list(
        "candidate", "membership", "importance", "spring", "autumn"
    ):
        if candidate is None:
            unsorted += 1
            continue
        for term, seats in ((Term.SPRING, spring), (Term.AUTUMN, autumn)):
            if seats:
                found[roots[candidate], member, str(term), Importance(importance).value] += seats
    return [[*key, seats] for key, seats in sorted(found.items())], unsorted


def _candidates(campaign: Campaign, planned: set[int]) -> tuple[list[dict[str, Any]], list[int]]:
    """The candidates that can be planned, by what a run takes; and those nobody has costed."""
    found = Candidate.objects.filter(pk__in=planned).order_by("pk")
    costings = {one.candidate_id: one for one in Costing.objects.filter(candidate__in=planned)}
    rows = list(found)
    missing = [one.course_id for one in rows if one.pk not in costings and one.course_id]
    past = past_costs(missing, campaign.year)
    candidates, unpriced = [], []
    for one in rows:
        costing = costings.get(one.pk)
        before = past.get(one.course_id) if one.course_id else None
        if costing is not None:
            candidates.append(_as_costed(one.pk, costing))
        elif before is not None:
            candidates.append(
                {
                    "id": one.pk,
                    "smallest": before.smallest,
                    "largest": before.largest,
                    "run_cost": str(before.cost),
                    "own_cost": None,
                    "seat_cost": "0.00",
                    "hours": "8.0",
                    "most_runs": 4,
                    "from": before.year,
                }
            )
        else:
            unpriced.append(one.pk)
    return candidates, unpriced


def _as_costed(pk: int, costing: Costing) -> dict[str, Any]:
    return {
        "id": pk,
        "smallest": costing.smallest,
        "largest": costing.largest,
        "run_cost": _text(costing.run_cost),
        "own_cost": _text(costing.own_cost),
        "seat_cost": str(costing.seat_cost),
        "hours": str(costing.hours),
        "most_runs": costing.most_runs,
        "from": None,
    }


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _hosted(year: int) -> dict[str, int]:
    """How many runs each member has hosted in the years before the plan's."""
    held = Run.objects.filter(
        host__isnull=False, begins_at__year__gte=year - YEARS_BACK, begins_at__year__lt=year
    ).exclude(state=RunState.CANCELLED)
    rows = held.order_by().values_list("host").annotate(n=Count("pk"))
    return {str(host): n for host, n in sorted(rows)}


def asked_by(inputs: Mapping[str, Any]) -> dict[int, dict[str, int]]:
    """Seats asked for of each candidate, by term."""
    asked: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(Term.values, 0))
    for candidate, _member, term, _importance, seats in inputs.get("needs", []):
        asked[candidate][term] += seats
    return dict(asked)
