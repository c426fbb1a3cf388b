"""Plans laid side by side: the same measures, and the courses that differ."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.models import Plan, PlannedRun
from courses.needs.rules import Term
from courses.plans import words as plan_words
from courses.plans.page import measures_of_plan, sizes
from network import charts
from network.charts import Chart
from network.wording import kr_short, number

MOST = 4


def beside(plans: Sequence[Plan], titles: dict[int, str]) -> dict[str, Any]:
    """Measures, courses and a chart of two to four plans."""
    found = {one.pk: measures_of_plan(one) for one in plans}
    rows = _courses(plans, titles)
    return {
        "measures": _measures(plans, found),
        "rows": [row for row in rows if row["differs"]],
        "alike": sum(not row["differs"] for row in rows),
        "chart": _chart(plans, found),
    }


def _measures(plans: Sequence[Plan], found: dict[int, Any]) -> list[dict[str, Any]]:
    lines: list[tuple[str, Any, Any]] = [
        (_("Weighted met need"), lambda m: _share(m.points, m.asked_points), max),
        (_("Seats met"), lambda m: m.seats, max),
        (_("Seats asked for"), lambda m: m.asked, None),
        (_("Seats in the other term"), lambda m: m.moved, min),
        (_("Lowest authority, per cent"), lambda m: plan_words.percent(m.lowest), max),
        (_("Highest authority, per cent"), lambda m: plan_words.percent(m.highest), None),
        (_("Runs"), lambda m: m.runs, None),
        (_("Cost, kr"), lambda m: m.cost, min),
        (_("Coordinator’s hours"), lambda m: m.hours, min),
        (_("Empty seats"), lambda m: m.empty, min),
    ]
    table = []
    for name, read, better in lines:
        values = [read(found[one.pk]) if found[one.pk] else None for one in plans]
        there = [value for value in values if value is not None]
        best = better(there) if better and len(set(there)) > 1 else None
        table.append(
            {
                "name": name,
                "cells": values,
                "shown": [
                    {
                        "plan": one.name,
                        "value": "–" if value is None else number(value),
                        "best": best is not None and value == best,
                    }
                    for one, value in zip(plans, values, strict=True)
                ],
            }
        )
    return table


def _share(part: Any, whole: Any) -> int:
    return int(100 * part / whole) if whole else 100


def _courses(plans: Sequence[Plan], titles: dict[int, str]) -> list[dict[str, Any]]:
    """The runs of each course in each plan, such as 2 × 16 in spring."""
    runs: dict[tuple[int, int], list[PlannedRun]] = defaultdict(list)
    for run in PlannedRun.objects.filter(plan__in=plans):
        runs[run.candidate_id, run.plan_id].append(run)
    rows = []
    for pk, title in titles.items():
        cells = [_in_words(runs[pk, one.pk]) for one in plans]
        if any(cells):
            shown = [cell or "–" for cell in cells]
            labelled = [
                {"plan": one.name, "words": words} for one, words in zip(plans, shown, strict=True)
            ]
            rows.append(
                {
                    "title": title,
                    "cells": shown,
                    "labelled": labelled,
                    "differs": len(set(cells)) > 1,
                }
            )
    return rows


def _in_words(runs: Sequence[PlannedRun]) -> str:
    in_terms = {
        term: sizes([run for run in runs if run.term == term])
        for term in (Term.SPRING, Term.AUTUMN)
    }
    return "; ".join(f"{words} {plan_words.term(t)}" for t, words in in_terms.items() if words)


def _chart(plans: Sequence[Plan], found: dict[int, Any]) -> Chart | None:
    """What each plan meets of the weighted need."""
    rows = [
        (one.name, _share(found[one.pk].points, found[one.pk].asked_points))
        for one in plans
        if found[one.pk]
    ]
    if len(rows) < 2:
        return None
    best = max(rows, key=lambda row: row[1])
    costs = {one.name: kr_short(found[one.pk].cost) for one in plans if found[one.pk]}
    return charts.bars(
        _("%(name)s meets the most: %(share)s per cent, for %(cost)s")
        % {"name": best[0], "share": best[1], "cost": costs[best[0]]},
        rows,
        head=_("Plan"),
        unit=_("Weighted met need, per cent of what was asked for"),
        alt=_("Bars of what each plan meets; the table has the figures."),
        language=get_language() or "sv",
        suffix="%" if get_language() == "en" else "\N{NO-BREAK SPACE}%",
        strong=[best[0]],
    )
