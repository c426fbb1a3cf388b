"""How a plan came about: what was proved, what it weighed, and other ways beside it, in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import Plan
from courses.needs.rules import Term
from courses.plans import words as plan_words
from courses.plans.inputs import settings_of
from courses.plans.planning import Cheapest, Measures, Teaching
from courses.plans.problem import breach_of, measures_of, stage_of
from network.wording import kr_short, number


def account_of(plan: Plan, titles: Mapping[int, str]) -> dict[str, Any]:
    """What the page says of a plan's making."""
    result = plan.result
    return {
        "by_hand": bool(result.get("by_hand")),
        "broken": [plan_words.breach(breach_of(one), titles) for one in result.get("breaches", [])],
        "stages": [plan_words.stage(stage_of(one)) for one in result.get("stages", [])],
        "settings": _settings(plan),
        "compared": _compared(plan),
        "margins": _margins(plan),
        "cheapest": _cheapest(plan, titles),
    }


def _settings(plan: Plan) -> list[tuple[str, str]]:
    settings = settings_of(plan)
    weights = settings["weights"]
    lines = [
        (_("Budget"), kr_short(plan.budget) if plan.budget is not None else _("no limit")),
        (
            _("Coordinator’s hours"),
            number(plan.hours) if plan.hours is not None else _("no limit"),
        ),
        (
            _("Points for a seat"),
            _("%(must)s if it must happen, %(should)s if it should, %(wait)s if it can wait")
            % {"must": weights["1"], "should": weights["2"], "wait": weights["3"]},
        ),
    ]
    other = settings["other_term"]
    lines.append(
        (
            _("A seat in the other term"),
            _("worth %(n)s %% of one in the term asked for") % {"n": other}
            if other
            else _("nobody is moved"),
        )
    )
    return lines


def _compared(plan: Plan) -> list[dict[str, Any]]:
    """The plan beside the greedy one and last year's, by the same measures."""
    result = plan.result
    if not result.get("measures"):
        return []
    rows = [_line(plan.name, "", measures_of(result["measures"]))]
    if greedy := result.get("greedy"):
        name = _("One run at a time, the best buy first")
        rows.append(_line(name, _("what a sheet of paper would give"), _read(greedy)))
    if last := result.get("last_year"):
        cancelled = last.get("cancelled", 0)
        said = _("%(n)s of its runs would be too small now") % {"n": cancelled} if cancelled else ""
        rows.append(
            _line(_("The plan of the year before, on this year’s needs"), said, _read(last))
        )
    return rows


def _read(frozen: Mapping[str, Any]) -> Measures:
    return measures_of(frozen["measures"])


def _line(name: str, sub: str, measures: Measures) -> dict[str, Any]:
    asked = measures.asked_points
    return {
        "name": name,
        "sub": sub,
        "share": int(100 * measures.points / asked) if asked else 100,
        "seats": measures.seats,
        "runs": measures.runs,
        "cost": measures.cost,
        "evenness": plan_words.between(
            plan_words.percent(measures.lowest), plan_words.percent(measures.highest)
        ),
    }


def _margins(plan: Plan) -> list[str]:
    """What other budgets would meet, a sentence each; nothing where none would change it."""
    measures = plan.result.get("measures")
    lines = []
    changes = False
    for one in plan.result.get("margins", []):
        more = one["seats"] - (measures["seats"] if measures else 0)
        facts = {"budget": kr_short(Decimal(one["budget"])), "n": number(abs(more))}
        if more > 0:
            words = ngettext(
                "With %(budget)s, %(n)s more person gets a seat.",
                "With %(budget)s, %(n)s more people get a seat.",
                more,
            )
        elif more < 0:
            words = ngettext(
                "With %(budget)s, %(n)s person fewer gets a seat.",
                "With %(budget)s, %(n)s fewer people get a seat.",
                -more,
            )
        else:
            words = _("With %(budget)s, just as many people get a seat.")
        lines.append(words % facts)
        changes = changes or more != 0
    return lines if changes else []


def _cheapest(plan: Plan, titles: Mapping[int, str]) -> str:
    one = plan.result.get("cheapest")
    if not one:
        return ""
    cheapest = Cheapest(
        one["option"],
        Term(one["term"]),
        Teaching(one["teaching"]),
        one["seats"],
        Decimal(one["cost"]),
        Decimal(one["hours"]),
    )
    return plan_words.cheapest(cheapest, titles.get(cheapest.option, "–"))
