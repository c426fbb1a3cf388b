"""Giving out the seats of a run to those who applied; the engine holds the capacity."""

from collections.abc import Sequence

from django.db import connection

from courses.models import Run
from network.models.journal import note
from network.seat import Seat


def place(run: Run, placed: Sequence[int], line: Sequence[int], seat_by: str, *, by: Seat) -> None:
    """Seat the applications of `placed`, let those of `line` wait in order, refuse the others."""
    by.require("keep_courses")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT app.place_applicants(%s, %s, %s, %s)",
            [run.pk, list(placed), list(line), seat_by],
        )
    note("place", run, placed=len(placed), waiting=len(line))
