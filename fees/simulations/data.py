"""Facts and fee models as the plain data that a simulation keeps, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from fees.facts import YEARS_BACK, YearFacts
from fees.simulations.reckoning import Scheme, Subject
from fees.tariffs import Step, Tariff
from network.money import ZERO

MONEY = (
    *("floor", "ceiling", "associated", "base"),
    *("associated_share", "host_reduction", "in_kind_share", "in_kind_ceiling"),
)


def tariff_to_data(tariff: Tariff) -> dict[str, Any]:
    """A fee model as plain data; amounts as text, so that no öre is lost."""
    data = asdict(tariff)
    for name in MONEY:
        data[name] = None if data[name] is None else f"{data[name]:.2f}"
    data["steps"] = [
        {"amount": f"{step.amount:.2f}", "lower": step.lower, "level": step.level}
        for step in tariff.steps
    ]
    return data


def tariff_of(data: Mapping[str, Any]) -> Tariff:
    """The fee model that was kept."""
    values = dict(data)
    for name in MONEY:
        values[name] = None if values[name] is None else Decimal(values[name])
    values["steps"] = [
        Step(Decimal(step["amount"]), step["lower"], step["level"]) for step in data["steps"]
    ]
    return Tariff(**values)


def facts_to_data(key: str, name: str, facts: YearFacts) -> dict[str, Any]:
    """A member's facts as plain data."""
    return {
        "key": key,
        "name": name,
        "head_count": facts.head_count,
        "level": facts.level,
        "associated": facts.is_associated,
        "host": facts.is_host,
        "in_kind": [str(worth) for worth in facts.in_kind],
        "since": facts.since.isoformat() if facts.since else None,
        "until": facts.until.isoformat() if facts.until else None,
    }


def subjects_of(
    year: int, kept: list[dict[str, Any]], changes: Mapping[str, Any], one_level: str = ""
) -> list[Subject]:
    """The members of a simulation with what it supposes of them; those who leave are left out."""
    rows = [(row, changes.get(row["key"], {})) for row in kept]
    known = {row["key"] for row in kept}
    rows += [(change, change) for key, change in changes.items() if key not in known]
    return [
        _subject(year, {**row, **change}, bool(change), one_level)
        for row, change in rows
        if not change.get("gone")
    ]


def _subject(year: int, row: Mapping[str, Any], changed: bool, one_level: str) -> Subject:
    level = row.get("level") or ""
    worth = row.get("in_kind") or []
    if isinstance(worth, str):
        worth = [worth] * YEARS_BACK
    return Subject(
        key=row["key"],
        name=row["name"],
        changed=changed,
        facts=YearFacts(
            year=year,
            head_count=row.get("head_count"),
            level=(one_level or level) if level else "",
            is_associated=bool(row.get("associated")),
            is_host=bool(row.get("host")),
            in_kind=tuple(Decimal(value) for value in worth) or (ZERO,) * YEARS_BACK,
            since=_day(row.get("since")),
            until=_day(row.get("until")),
        ),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def scheme_of(kept: Any) -> Scheme:
    """A fee model of a simulation, ready to reckon with."""
    return Scheme(kept.label, kept.name, tariff_of(kept.tariff), adopted=kept.adopted)
