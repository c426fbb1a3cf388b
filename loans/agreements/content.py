"""An agreement's content: what stands in it, in words, and what is missing before it is signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans.agreements.clauses import GROUPS, Clause, Shape, clauses_of
from loans.rules import CostModel, Legal
from network.wording import date_long, number

Content = Mapping[str, Any]
DEPENDS = {  # clauses that mean something under some cost models alone
    "share_percent": frozenset({CostModel.PART}),
    "overhead_percent": frozenset({CostModel.FULL, CostModel.PART}),
    "interval": frozenset({CostModel.FULL, CostModel.PART}),
    "reference": frozenset({CostModel.FULL, CostModel.PART}),
    "vat": frozenset({CostModel.FULL, CostModel.PART}),
}


@dataclass(frozen=True)
class Line:
    """One clause as it reads."""

    code: str
    label: str
    words: str


@dataclass(frozen=True)
class Part:
    """The clauses under one heading as they read."""

    code: str
    title: str
    lines: list[Line]


def legal_of(content: Content) -> str:
    """Which rules a content is written under."""
    return str(content.get("legal") or Legal.STATE)


def holds(clause: Clause, content: Content) -> bool:
    """Whether a clause says anything, given what the borrower pays."""
    models = DEPENDS.get(clause.code)
    return models is None or content.get("cost_model") in models


def in_words(clause: Clause, value: Any) -> str:
    """What a clause says, as a reader of the agreement sees it."""
    if value in (None, "", []):
        return ""
    if clause.shape is Shape.CHOICE:
        return str(dict(clause.choices).get(value, value))
    if clause.shape is Shape.DAY:
        return date_long(date.fromisoformat(value))
    if clause.shape is Shape.PARTS:
        return "\n".join(_part_in_words(one) for one in value)
    if clause.shape is Shape.PERCENT:
        return f"{number(Decimal(value))}\N{NO-BREAK SPACE}%"
    if clause.shape is Shape.MONTHS:
        return ngettext("%(n)s month", "%(n)s months", int(value)) % {"n": value}
    return str(value)


def _part_in_words(part: Mapping[str, Any]) -> str:
    return _("%(percent)s %% from %(starts)s to %(ends)s") % {
        "percent": part["percent"],
        "starts": date_long(date.fromisoformat(part["starts"])),
        "ends": date_long(date.fromisoformat(part["ends"])),
    }


def read(content: Content) -> list[Part]:
    """The whole agreement in words, group by group; what says nothing is left out."""
    legal = legal_of(content)
    found = []
    for group in GROUPS:
        lines = [
            Line(one.code, str(one.label), words)
            for one in group.clauses
            if legal in one.legal and holds(one, content)
            if (words := in_words(one, content.get(one.code)))
        ]
        if lines:
            found.append(Part(group.code, str(group.title), lines))
    return found


def gaps(content: Content) -> list[str]:
    """The labels of clauses without which nobody signs."""
    return [
        str(one.label)
        for one in clauses_of(legal_of(content))
        if one.needed and content.get(one.code) in (None, "", [])
    ]


def unnumbered(content: Content) -> list[str]:
    """The parties that have no registry number yet; that does not hinder a signature."""
    return [
        str(content.get(f"{side}_name", ""))
        for side in ("lender", "borrower")
        if not content.get(f"{side}_dnr")
    ]
