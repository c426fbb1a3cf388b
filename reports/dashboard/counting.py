"""The figures of a year: counted by the database, kept when the year has ended.

The present year is counted anew for each reader. A job counts every ended year again each hour
and writes what was corrected, so a kept figure is at most that old.
"""

import json
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Min
from django.utils import timezone

from courses.models import Run
from fees.models import Invoice
from network.models.journal import note
from reports.models import YearFigures

MOST = 10  # ended years that are kept and drawn


def count_year(year: int) -> dict[str, Any]:
    """The figures of a year from its rows; empty for who may not read them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.year_figures(%s::integer)", [year])
        (found,) = cursor.fetchone()
    counted: dict[str, Any] = json.loads(found) if isinstance(found, str) else found or {}
    return counted


def first_year(today: date) -> int:
    """The first year with a run or an invoice, at most ten before this one."""
    begun = Run.objects.aggregate(first=Min("begins_at"))["first"]
    billed = Invoice.objects.aggregate(first=Min("day"))["first"]
    years = [
        *([timezone.localtime(begun).year] if begun else []),
        *([billed.year] if billed else []),
    ]
    return max(min(years, default=today.year), today.year - MOST)


def keep_ended_years(today: date) -> list[int]:
    """Count every ended year again, in a system scope; returns those that had changed."""
    kept = {row.year: row for row in YearFigures.objects.all()}
    changed, now = [], timezone.now()
    for year in range(first_year(today), today.year):
        facts = count_year(year)
        row = kept.get(year)
        if row is None:
            YearFigures.objects.create(year=year, facts=facts, counted_at=now, changed_at=now)
        elif row.facts != facts:
            YearFigures.objects.filter(pk=row.pk).update(
                facts=facts, counted_at=now, changed_at=now
            )
            note("recount_year", row, year=year)
        else:
            YearFigures.objects.filter(pk=row.pk).update(counted_at=now)
            continue
        changed.append(year)
    return changed
