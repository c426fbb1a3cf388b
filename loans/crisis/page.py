"""Who can lend what from a day: what the page of a crisis shows, by who looks."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date

from loans.crisis.counted import lines_on
from loans.crisis.days import next_monday
from loans.crisis.forms import DayForm
from loans.models import Crisis, CrisisCall
from network.seat import Seat
from network.sorting import swedish_order


@dataclass(frozen=True)
class Calls:
    """Which authorities were asked, and which have not said anything yet."""

    asked: int
    answered: int
    silent: tuple[CrisisCall, ...]
    none: tuple[CrisisCall, ...]


def crisis_on() -> Crisis | None:
    """The crisis that is on, if one is."""
    found: Crisis | None = Crisis.objects.filter(ended_on=None).first()
    return found


def day_of(asked: str, crisis: Crisis) -> date:
    """The day that was asked for, else next Monday; of a crisis that is over its first Monday."""
    usual = next_monday(crisis.since if crisis.ended_on else timezone.localdate())
    try:
        return parse_date(asked) or usual
    except ValueError:
        return usual


def crisis_page(crisis: Crisis, day: date, seat: Seat) -> dict[str, Any]:
    """The page's context; constant questions however many answer."""
    lines = lines_on(crisis, day, timezone.localdate())
    calls = calls_of(crisis)
    may_say = crisis.ended_on is None and seat.may("say_what_can_be_lent")
    own = CrisisCall.objects.filter(crisis=crisis, membership__in=seat.scope.memberships)
    return {
        "crisis": crisis,
        "day": day,
        "days": DayForm({"day": day.isoformat()}),
        "lines": lines,
        "people": sum(line.people for line in lines),
        "whole": sum((line.whole for line in lines), Decimal(0)),
        "missing": sum((line.gap for line in lines), Decimal(0)),
        "calls": calls,
        "keeps": seat.may("keep_crisis"),
        "own": list(own.select_related("membership__authority")) if may_say else [],
    }


def calls_of(crisis: Crisis) -> Calls:
    """Who has answered and who has not, by name; two questions."""
    rows = list(CrisisCall.objects.filter(crisis=crisis).select_related("membership__authority"))
    rows.sort(key=lambda row: swedish_order(row.membership.name))
    lending = set(crisis.offers.values_list("membership", flat=True))
    answered = [row for row in rows if row.answered_at]
    return Calls(
        len(rows),
        len(answered),
        tuple(row for row in rows if not row.answered_at),
        tuple(row for row in answered if row.membership_id not in lending),
    )
