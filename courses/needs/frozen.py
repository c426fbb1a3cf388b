"""The figures of a needs assessment as JSON, and back again."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from courses.needs.figures import (
    AreaNeed,
    Before,
    Cell,
    CourseNeed,
    Figures,
    MemberNeed,
    Row,
    Seats,
    Words,
)


def freeze(figures: Figures) -> dict[str, Any]:
    """The facts as JSON keeps them."""
    frozen: dict[str, Any] = json.loads(json.dumps(asdict(figures)))
    return frozen


def thaw(facts: Mapping[str, Any]) -> Figures:
    """The figures out of their frozen facts."""
    rule = facts["big_rule"]
    return Figures(
        **{
            **facts,
            "courses": tuple(_course(one) for one in facts["courses"]),
            "areas": tuple(_area(one) for one in facts["areas"]),
            "members": tuple(_member(one) for one in facts["members"]),
            "cells": tuple(_cell(one) for one in facts["cells"]),
            "rows": tuple(Row(**one) for one in facts["rows"]),
            "big_rule": (rule[0], rule[1]) if rule else None,
        }
    )


def fingerprint(facts: Any) -> str:
    """SHA-256 of facts as JSON; the same facts have the same."""
    written = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _frozen_seats(facts: Mapping[str, Any]) -> Seats:
    one, two, three = facts["by_importance"]
    return Seats(facts["spring"], facts["autumn"], (one, two, three))


def _frozen_words(facts: Iterable[str]) -> Words:
    swedish, english = facts
    return (swedish, english)


def _course(facts: Mapping[str, Any]) -> CourseNeed:
    changed = {"title": _frozen_words(facts["title"]), "seats": _frozen_seats(facts["seats"])}
    return CourseNeed(**{**facts, **changed, "before": Before(**facts["before"])})


def _area(facts: Mapping[str, Any]) -> AreaNeed:
    changed = {"title": _frozen_words(facts["title"]), "seats": _frozen_seats(facts["seats"])}
    return AreaNeed(**{**facts, **changed, "before": Before(**facts["before"])})


def _member(facts: Mapping[str, Any]) -> MemberNeed:
    areas = tuple((int(area), int(seats)) for area, seats in facts["areas"])
    changed = {"seats": _frozen_seats(facts["seats"]), "before": Before(**facts["before"])}
    return MemberNeed(**{**facts, **changed, "areas": areas})


def _cell(facts: Mapping[str, Any]) -> Cell:
    changed = {"seats": _frozen_seats(facts["seats"]), "before": Before(**facts["before"])}
    return Cell(**{**facts, **changed})
