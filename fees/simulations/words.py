"""What a fee simulation says in sentences."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fees.simulations.reckoning import Cell, Result, Scheme, Subject, Sum
from fees.tariffs import Method, Tariff
from network.wording import kr_short, number


def called(scheme: Scheme) -> str:
    """A model by its letter and name; the present one by its name."""
    if scheme.label:
        return f"{scheme.label}. {scheme.name}"
    return _("Today: %(model)s") % {"model": scheme.name}


def facts(subject: Subject) -> str:
    """What a member's fee is computed from: "618 employees, level 1, host"."""
    it = subject.facts
    parts = []
    if it.head_count:
        counted = ngettext("%(count)s employee", "%(count)s employees", it.head_count)
        parts.append(counted % {"count": number(it.head_count)})
    if it.level:
        parts.append(_("level %(level)s") % {"level": it.level})
    if it.is_associated:
        parts.append(_("associated party"))
    if it.is_host:
        parts.append(_("host authority"))
    if it.since:
        parts.append(_("from %(day)s") % {"day": it.since.isoformat()})
    if it.until:
        parts.append(_("until %(day)s") % {"day": it.until.isoformat()})
    return ", ".join(parts)


def difference(cell: Cell) -> str:
    """How a fee differs from the present one: "+12 000 kr (+13,3 %)"."""
    if cell.difference is None:
        return ""
    if not cell.difference:
        return _("the same")
    if cell.percent is None:
        return signed_kr(cell.difference)
    return f"{signed_kr(cell.difference)} ({signed(cell.percent)} %)"


def signed(value: Decimal) -> str:
    """A number with its sign."""
    return ("+" if value > 0 else "") + number(value)


def signed_kr(value: Decimal) -> str:
    """An amount with its sign."""
    return ("+" if value > 0 else "") + kr_short(value)


def totals(result: Result) -> str:
    """Which model brings in most and which least, of those that reckon any member at all."""
    others = [one for one in result.sums if one.counted]
    if not others:
        return _("No other model can be reckoned")
    sums = [*([result.now] if result.now and result.now.counted else []), *others]
    most = max(sums, key=lambda one: one.total)
    least = min(sums, key=lambda one: one.total)
    if most.total == least.total:
        return _("All models come to the same")
    return _("%(most)s comes to most, %(least)s to least") % {
        "most": most.scheme.label or _("Today"),
        "least": least.scheme.label or _("today"),
    }


def gains(one: Sum) -> str:
    """How many gain and lose by a model: "A: 12 pay less, 5 more, 3 the same"."""
    return _("%(model)s: %(gain)s pay less, %(lose)s more, %(same)s the same") % {
        "model": one.scheme.label,
        "gain": one.gain,
        "lose": one.lose,
        "same": one.same,
    }


def extreme(pair: tuple[str, Decimal] | None) -> str:
    """The one who gains or loses most."""
    return f"{pair[0]}, {signed_kr(pair[1])}" if pair else "–"


def gaps(one: Sum) -> list[str]:
    """What a model has no step for, in sentences."""
    told = []
    for gap in one.gaps:
        if isinstance(gap, str):
            words = _("%(model)s has no fee for the level %(level)s.")
            told.append(words % {"model": called(one.scheme), "level": gap})
        else:
            words = _("%(model)s has no step for %(from)s to %(to)s employees.")
            told.append(
                words
                % {
                    "model": called(one.scheme),
                    "from": number(gap[0]),
                    "to": number(gap[1]),
                }
            )
    return told


def change(row: Mapping[str, Any], before: Mapping[str, Any] | None) -> str:
    """What is supposed of a member: "employees 700 instead of 618"."""
    if row.get("gone"):
        return _("is not a member in that year")
    parts = []
    for key, name in (("head_count", _("employees")), ("level", _("level"))):
        if key in row:
            value = number(row[key]) if key == "head_count" else row[key]
            parts.append(f"{name} {value}" + _instead(key, before))
    if "in_kind" in row:
        parts.append(
            _("contributed hours worth %(sum)s") % {"sum": kr_short(Decimal(row["in_kind"]))}
        )
    if "associated" in row:
        parts.append(_("associated party") if row["associated"] else _("member"))
    if day := parse_date(row.get("since") or ""):
        parts.append(_("joins on %(day)s") % {"day": day.isoformat()})
    if day := parse_date(row.get("until") or ""):
        parts.append(_("leaves after %(day)s") % {"day": day.isoformat()})
    said = ", ".join(parts)
    return said if before else (_("joins: %(facts)s") % {"facts": said} if said else _("joins"))


def _instead(key: str, before: Mapping[str, Any] | None) -> str:
    was = before.get(key) if before else None
    if not was:
        return ""
    return _(" instead of %(was)s") % {"was": number(was) if key == "head_count" else was}


def computed(tariff: Tariff) -> str:
    """How a model computes, in one line: method and amounts."""
    method = capfirst(str(Method(tariff.method).label))
    parts = [f"{name}: {kr_short(amount)}" for name, amount in amounts(tariff)]
    return f"{method}. {'; '.join(parts)}."


def amounts(tariff: Tariff) -> list[tuple[str, Decimal]]:
    """The amounts of a model, each by its name: base, steps, least, most, associated party."""
    found = [(_("base amount"), tariff.base)] if tariff.method == Method.BASE else []
    for step in sorted(tariff.steps, key=lambda step: (step.lower or 0, step.level)):
        if step.level:
            name = _("level %(level)s") % {"level": step.level}
        else:
            name = from_count(step.lower)
        found.append((name, step.amount))
    found += [
        (_("at least"), tariff.floor),
        (_("at most"), tariff.ceiling),
        (_("associated party"), tariff.associated),
    ]
    return [(name, amount) for name, amount in found if amount is not None]


def from_count(lower: int | None) -> str:
    """Where a step begins: "from 50 employees"."""
    words = ngettext("from %(count)s employee", "from %(count)s employees", lower or 1)
    return words % {"count": number(lower or 1)}
