"""Special needs: kept for a short time, counted for the caterer, deleted by the clock.

Nothing here writes in the journal what a need is, or whose it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from courses.attendance import needs_gone_on
from courses.models import AfterRule, Enrolment, Run, SpecialNeed
from network.models.journal import note
from network.seat import Seat


@dataclass(frozen=True)
class DietCount:
    """How many eat the same."""

    diets: list[str]
    text: str
    people: int


@dataclass(frozen=True)
class AccessNeed:
    """What somebody needs to be able to take part, for the one who has to meet it."""

    name: str
    text: str


def after_rule(day: date) -> AfterRule:
    """What holds after a course that ends on a day; the network's rule, or the usual one."""
    found: AfterRule | None = AfterRule.objects.on(day).first()
    return found or AfterRule()


def gone_on(run: Run) -> date | None:
    """The day on which a run's special needs are deleted; none while it has no days."""
    if run.ends_at is None:
        return None
    last_day = timezone.localtime(run.ends_at).date()
    return needs_gone_on(last_day, after_rule(last_day).needs_days)


def tell(enrolment: Enrolment, diets: Sequence[str], diet_text: str, access_text: str) -> None:
    """Keep what somebody needs; nothing at all takes the row away."""
    if not (diets or diet_text or access_text):
        forget(enrolment)
        return
    SpecialNeed.objects.update_or_create(
        enrolment=enrolment,
        defaults={
            "run_id": enrolment.run_id,
            "person_id": enrolment.person_id,
            "membership_id": enrolment.membership_id,
            "diets": sorted(diets),
            "diet_text": diet_text,
            "access_text": access_text,
        },
    )


def forget(enrolment: Enrolment) -> None:
    """Delete what somebody told, at once."""
    SpecialNeed.objects.filter(enrolment=enrolment).delete()


def diet_counts(run: Run) -> list[DietCount]:
    """How many on a run eat what, most first; no names."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.diet_counts(%s)", [run.pk])
        return [DietCount(*row) for row in cursor.fetchall()]


def access_count(run: Run) -> int:
    """How many need something to be able to take part."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.access_count(%s)", [run.pk])
        return int(cursor.fetchone()[0])


def access_needs(run: Run, *, by: Seat) -> list[AccessNeed]:
    """Who needs what to be able to take part; that somebody looked stands in the journal."""
    by.require("meet_needs")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.access_needs(%s)", [run.pk])
        found = [AccessNeed(*row) for row in cursor.fetchall()]
    note("look_at_needs", run)
    return found


def delete_outdated(today: date) -> int:
    """Delete the special needs of runs that ended some days ago; returns how many rows.

    In the system scope, each night. A run that lost its days is measured by its own change: its
    needs go with the seats, when it is cancelled.
    """
    runs = SpecialNeed.objects.values("run").annotate(ended=Max("run__ends_at"))
    over = []
    for row in runs:
        if row["ended"] is None:
            continue
        last_day = timezone.localtime(row["ended"]).date()
        if needs_gone_on(last_day, after_rule(last_day).needs_days) <= today:
            over.append(row["run"])
    deleted, _by_model = SpecialNeed.objects.filter(run__in=over).delete()
    return int(deleted)
