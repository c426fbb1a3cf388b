"""Between what is frozen on a plan and what is computed: inputs to a problem, outcomes to JSON."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from courses.needs.rules import Term
from courses.plans.adjusting import Breach, Fault
from courses.plans.planning import (
    TERMS,
    Aim,
    Cheapest,
    Comparison,
    Host,
    Limit,
    Margin,
    Measures,
    Met,
    Need,
    Obstacle,
    OneMore,
    Option,
    Outcome,
    Problem,
    Rule,
    Run,
    Stage,
)


def problem_of(inputs: Mapping[str, Any]) -> Problem:
    """The problem that frozen inputs describe."""
    limits, settings = inputs["limits"], inputs["settings"]
    options = tuple(_option(one) for one in inputs["candidates"])
    keys = {option.key for option in options}
    return Problem(
        options=options,
        needs=tuple(
            Need(option, authority, Term(term), importance, seats)
            for option, authority, term, importance, seats in inputs["needs"]
            if option in keys
        ),
        hosts=tuple(_hosts(inputs["venues"], inputs["hosted"])),
        rules=tuple(
            Rule(option, Term(term) if term else None, least, most)
            for option, term, least, most in inputs["rules"]
            if option in keys
        ),
        budget=_amount(limits["budget"]),
        hours=_amount(limits["hours"]),
        points={int(key): worth for key, worth in settings["weights"].items()},
        other_term=settings["other_term"],
    )


def _option(one: Mapping[str, Any]) -> Option:
    return Option(
        key=one["id"],
        smallest=one["smallest"],
        largest=one["largest"],
        run_cost=_amount(one["run_cost"]),
        own_cost=_amount(one["own_cost"]),
        seat_cost=Decimal(one["seat_cost"]),
        hours=Decimal(one["hours"]),
        most_runs=one["most_runs"],
    )


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _hosts(venues: Iterable[list[Any]], hosted: Mapping[str, int]) -> list[Host]:
    """A host for each member that lends a room; the largest room counts."""
    rooms: dict[int, tuple[int, frozenset[Term]]] = {}
    for member, seats, spring, autumn in venues:
        terms = frozenset(t for t, lent in zip(TERMS, (spring, autumn), strict=True) if lent)
        largest, before = rooms.get(member, (0, frozenset()))
        rooms[member] = (max(largest, seats), before | terms)
    return [
        Host(member, seats, terms, hosted.get(str(member), 0))
        for member, (seats, terms) in sorted(rooms.items())
    ]


def digest(runs: Iterable[Run]) -> str:
    """The SHA-256 of the runs of a plan, to the last seat."""
    rows = sorted(
        [
            run.option, str(run.term), run.number, run.seats, str(run.teaching), str(run.cost),
            run.host, sorted(run.shares.items()),
        ]
        for run in runs
    )  # fmt: skip
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def frozen_outcome(outcome: Outcome) -> dict[str, Any]:
    """How far a computation came, and what the plan gives."""
    return {
        "digest": digest(outcome.runs),
        "proved": outcome.proved,
        "stages": [_stage(one) for one in outcome.stages],
        "measures": frozen_measures(outcome.measures) if outcome.measures else None,
        "conflict": [_obstacle(one) for one in outcome.conflict],
    }


def _stage(stage: Stage) -> dict[str, Any]:
    return {
        "aim": str(stage.aim),
        "value": str(stage.value),
        "bound": str(stage.bound),
        "proved": stage.proved,
        "gap": str(stage.gap),
        "seconds": round(stage.seconds, 2),
    }


def stage_of(one: Mapping[str, Any]) -> Stage:
    """A frozen stage again."""
    value, bound = Decimal(one["value"]), Decimal(one["bound"])
    return Stage(Aim(one["aim"]), value, bound, one["proved"], one["seconds"])


def _rule(rule: Rule | None) -> list[Any] | None:
    return [rule.option, str(rule.term or ""), rule.least, rule.most] if rule else None


def _rule_of(frozen: list[Any] | None) -> Rule | None:
    if not frozen:
        return None
    option, term, least, most = frozen
    return Rule(option, Term(term) if term else None, least, most)


def frozen_breach(one: Breach) -> dict[str, Any]:
    """What a plan breaks, as JSON."""
    return {
        "fault": str(one.fault),
        "option": one.option,
        "term": one.term,
        "number": one.number,
        "count": str(one.count),
        "rule": _rule(one.rule),
    }


def breach_of(one: Mapping[str, Any]) -> Breach:
    """A frozen breach again."""
    return Breach(
        Fault(one["fault"]),
        one["option"],
        one["term"],
        one["number"],
        Decimal(one["count"]),
        _rule_of(one["rule"]),
    )


def _obstacle(one: Obstacle) -> dict[str, Any]:
    return {
        "limit": str(one.limit),
        "option": one.option,
        "term": str(one.term or ""),
        "rule": _rule(one.rule),
    }


def obstacle_of(one: Mapping[str, Any]) -> Obstacle:
    """A frozen obstacle again."""
    term = Term(one["term"]) if one["term"] else None
    return Obstacle(Limit(one["limit"]), one["option"], term, _rule_of(one["rule"]))


def frozen_measures(measures: Measures) -> dict[str, Any]:
    """The measures of a plan as JSON; points and kronor are texts."""
    return {
        "points": str(measures.points),
        "asked_points": str(measures.asked_points),
        "seats": measures.seats,
        "asked": measures.asked,
        "moved": measures.moved,
        "runs": measures.runs,
        "cost": str(measures.cost),
        "hours": str(measures.hours),
        "empty": measures.empty,
        "evenness": measures.evenness,
        "authorities": {
            str(key): [str(met.points), str(met.asked_points), met.seats, met.asked]
            for key, met in sorted(measures.authorities.items())
        },
    }


def measures_of(frozen: Mapping[str, Any]) -> Measures:
    """The measures that were frozen."""
    return Measures(
        points=Decimal(frozen["points"]),
        asked_points=Decimal(frozen["asked_points"]),
        seats=frozen["seats"],
        asked=frozen["asked"],
        moved=frozen["moved"],
        runs=frozen["runs"],
        cost=Decimal(frozen["cost"]),
        hours=Decimal(frozen["hours"]),
        empty=frozen["empty"],
        evenness=frozen["evenness"],
        authorities={
            int(key): Met(Decimal(points), Decimal(asked_points), seats, asked)
            for key, (points, asked_points, seats, asked) in frozen["authorities"].items()
        },
    )


def frozen_more(one: OneMore) -> dict[str, Any]:
    """What one more run would give and take, as JSON."""
    return {
        "option": one.option,
        "term": str(one.term),
        "possible": one.possible,
        "seats": one.seats,
        "points": str(one.points),
        "cost": str(one.cost),
        "hours": str(one.hours),
        "limits": [_obstacle(limit) for limit in one.limits],
    }


def frozen_margin(one: Margin) -> dict[str, Any]:
    """What another budget would meet, as JSON."""
    return {
        "budget": str(one.budget),
        "points": str(one.points),
        "seats": one.seats,
        "cost": str(one.cost),
        "proved": one.proved,
    }


def frozen_cheapest(one: Cheapest) -> dict[str, Any]:
    """The cheapest run, as JSON."""
    return {
        "option": one.option,
        "term": str(one.term),
        "teaching": str(one.teaching),
        "seats": one.seats,
        "cost": str(one.cost),
        "hours": str(one.hours),
    }


def frozen_comparison(one: Comparison) -> dict[str, Any]:
    """A plan beside the computed one, as JSON."""
    return {
        "runs": [[option, str(term), n] for (option, term), n in sorted(one.runs.items()) if n],
        "measures": frozen_measures(one.measures),
        "cancelled": one.cancelled,
    }
