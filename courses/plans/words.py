"""How plans speak: what one gives in a sentence, what stands in the way, what cannot stand."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.needs.rules import Term
from courses.plans.adjusting import Breach, Fault
from courses.plans.planning import Aim, Cheapest, Limit, Measures, Obstacle, Rule, Stage, Teaching
from network.wording import kr_short, number

AIMS = {
    Aim.NEED: gettext_lazy("weighted met need"),
    Aim.EVEN: gettext_lazy("evenness between the authorities"),
    Aim.COST: gettext_lazy("least cost"),
    Aim.HOSTS: gettext_lazy("hosting shared evenly"),
}
LIMITS = {
    Limit.NO_NEED: gettext_lazy("Everybody who asked has a seat."),
    Limit.TOO_FEW: gettext_lazy("Fewer than the smallest group would come."),
    Limit.BANNED: gettext_lazy("A rule of the plan says no more."),
    Limit.MOST_RUNS: gettext_lazy("The costing allows no more runs in a term."),
    Limit.BUDGET: gettext_lazy("The budget does not reach."),
    Limit.HOURS: gettext_lazy("The coordinator’s hours do not reach."),
    Limit.RULE: gettext_lazy("Rules of the plan take what there is."),
    Limit.STOPPED: gettext_lazy("The computation was stopped before it came so far."),
}
TEACHERS = {Teaching.OWN: gettext_lazy("own staff"), Teaching.SUPPLIER: gettext_lazy("supplier")}


def percent(share: Decimal) -> int:
    """A share of 0 to 1 in whole per cent, never more than it is."""
    return int(share * 100)


def between(low: int, high: int) -> str:
    """From the lowest to the highest share: 81–90, or 100 where all have the same."""
    return f"{low}" if low == high else f"{low}–{high}"


def gives(measures: Measures) -> str:
    """What a plan gives, in one line: runs, seats, kronor, evenness."""
    runs = ngettext("%(n)s run", "%(n)s runs", measures.runs) % {"n": number(measures.runs)}
    seats = _("%(met)s of %(asked)s seats") % {
        "met": number(measures.seats), "asked": number(measures.asked),
    }  # fmt: skip
    parts = [runs, seats, kr_short(measures.cost)]
    if measures.authorities and measures.runs:
        low, high = percent(measures.lowest), percent(measures.highest)
        words = _("the authorities get %(low)s–%(high)s %% of what they asked for")
        if low == high:
            words = _("every authority gets %(low)s %% of what it asked for")
        parts.append(words % {"low": low, "high": high})
    return ", ".join(parts)


def limit(obstacle: Obstacle) -> str:
    """Why a plan has no more runs of a course, as a sentence."""
    return str(LIMITS[obstacle.limit])


def limits(found: Sequence[Obstacle]) -> str:
    """All that stands in the way, each once."""
    return " ".join(dict.fromkeys(limit(one) for one in found))


def rule(one: Rule, title: str) -> str:
    """A rule as it was meant: at least 2 runs of Excel in spring."""
    facts = {"title": title, "least": one.least, "most": one.most, "term": term(one.term)}
    if one.most == 0:
        return _("no run of %(title)s %(term)s") % facts
    if one.most is None:
        words = ngettext(
            "at least %(least)s run of %(title)s %(term)s",
            "at least %(least)s runs of %(title)s %(term)s",
            one.least,
        )
    elif one.least:
        words = ngettext(
            "from %(least)s to %(most)s run of %(title)s %(term)s",
            "from %(least)s to %(most)s runs of %(title)s %(term)s",
            one.most,
        )
    else:
        words = ngettext(
            "at most %(most)s run of %(title)s %(term)s",
            "at most %(most)s runs of %(title)s %(term)s",
            one.most,
        )
    return words % facts


def term(one: str | None) -> str:
    """In which term a rule holds, as the end of a sentence."""
    if one == Term.SPRING:
        return _("in spring")
    return _("in autumn") if one == Term.AUTUMN else _("in the year")


def named(obstacle: Obstacle, titles: Mapping[int, str], limits: Mapping[str, str]) -> str:
    """An obstacle by name, for a list of what cannot stand together."""
    title = titles.get(obstacle.option or 0, "–")
    if obstacle.rule is not None:
        return _("the rule “%(rule)s”") % {
            "rule": rule(obstacle.rule, titles.get(obstacle.rule.option, "–"))
        }
    if obstacle.limit == Limit.BUDGET:
        return _("the budget of %(budget)s") % {"budget": limits.get("budget", "–")}
    if obstacle.limit == Limit.HOURS:
        return _("the %(hours)s hours of the coordinator") % {"hours": limits.get("hours", "–")}
    if obstacle.limit == Limit.MOST_RUNS:
        return _("the most runs of %(title)s in a term") % {"title": title}
    if obstacle.limit == Limit.TOO_FEW:
        return _("the smallest group of %(title)s, against the need") % {"title": title}
    return limit(obstacle)


def conflict(found: Sequence[str]) -> str:
    """What cannot stand together, in one sentence."""
    if len(found) == 1:
        return _("This cannot be met: %(one)s. Change it.") % {"one": found[0]}
    return _("These cannot stand together: %(first)s and %(last)s. Change one of them.") % {
        "first": ", ".join(found[:-1]),
        "last": found[-1],
    }


def cheapest(one: Cheapest, title: str) -> str:
    """What a budget must reach to hold any run at all."""
    return _(
        "The budget holds no run. The cheapest is %(title)s %(term)s with %(seats)s people:"
        " %(cost)s."
    ) % {
        "title": title,
        "term": term(one.term),
        "seats": one.seats,
        "cost": kr_short(one.cost),
    }  # fmt: skip


def stage(one: Stage) -> str:
    """How far one aim came, in words."""
    name = capfirst(str(AIMS[one.aim]))
    if one.proved:
        return _("%(aim)s: no plan is better, that is proved") % {"aim": name}
    return _("%(aim)s: stopped by the clock, at most %(gap)s %% from the best") % {
        "aim": name,
        "gap": number(round(one.gap * 100, 1)),
    }


FAULTS = {
    Fault.TOO_SMALL: gettext_lazy("%(run)s: %(n)s people too few for the smallest group."),
    Fault.TOO_LARGE: gettext_lazy("%(run)s: %(n)s seats above the largest group."),
    Fault.MOST_RUNS: gettext_lazy("%(course)s: %(n)s runs more than the costing allows."),
    Fault.NOBODY: gettext_lazy("%(run)s: %(n)s seats that nobody has asked for."),
    Fault.NO_COSTING: gettext_lazy("%(run)s: nobody has written what it costs."),
    Fault.NO_TEACHER: gettext_lazy("%(run)s: the costing has no such teacher."),
    Fault.ROOM: gettext_lazy("%(run)s: the host’s largest room has %(n)s seats too few."),
    Fault.RULE: gettext_lazy("The rule “%(rule)s” is not kept."),
    Fault.BUDGET: gettext_lazy("The budget is passed by %(kr)s."),
    Fault.HOURS: gettext_lazy("The coordinator’s hours are passed by %(n)s."),
}


def breach(one: Breach, titles: Mapping[int, str]) -> str:
    """What a plan breaks, as a sentence."""
    title = titles.get(one.option, "–")
    course = f"{title} {term(one.term)}" if one.term else title
    facts = {
        "course": course,
        "run": _("%(course)s, run %(n)s") % {"course": course, "n": one.number},
        "n": number(one.count),
        "kr": kr_short(one.count),
        "rule": rule(one.rule, title) if one.rule else "",
    }
    return str(FAULTS[one.fault]) % facts
