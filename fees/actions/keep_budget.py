"""The budget of a year, line by line."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.models import BudgetLine
from fees.rules import RuleRefused
from network.models.journal import note
from network.seat import Seat


def save_budget_line(line: BudgetLine, *, by: Seat) -> BudgetLine:
    """Keep a line of the budget; the same heading again is refused."""
    by.require("keep_budget")
    line.changed_at = timezone.now()
    try:
        with transaction.atomic():
            line.save()
    except IntegrityError:
        raise RuleRefused(_("That heading has a budget already.")) from None
    note(
        "save_budget_line", line, year=line.year, side=line.side,
        heading=line.heading or line.source, amount=str(line.amount),
    )  # fmt: skip
    return line


def remove_budget_line(line: BudgetLine, *, by: Seat) -> None:
    """Take a line of the budget away; what came in and went out stays."""
    by.require("keep_budget")
    note(
        "remove_budget_line", line, year=line.year, side=line.side,
        heading=line.heading or line.source, amount=str(line.amount),
    )  # fmt: skip
    line.delete()


def copy_budget(source: int, year: int, *, by: Seat) -> int:
    """Begin a year with the lines of another; answers how many. Lines that are there stay."""
    by.require("keep_budget")
    there = set(BudgetLine.objects.filter(year=year).values_list("side", "source", "heading"))
    fresh = [
        BudgetLine(
            year=year,
            side=line.side,
            source=line.source,
            heading=line.heading,
            amount=line.amount,
            note=line.note,
        )
        for line in BudgetLine.objects.filter(year=source)
        if (line.side, line.source, line.heading) not in there
    ]
    for line in fresh:
        save_budget_line(line, by=by)
    return len(fresh)
