"""Giving out seats by selection: a coordinator chooses among those who applied, and says why."""

from collections.abc import Sequence

from django.utils import timezone

from courses.actions.placement import place
from courses.models import Division, Enrolment, Outcome, Run
from courses.rules import Mode
from network.models.journal import note
from network.seat import Seat


def select(
    run: Run, chosen: Sequence[int], *, by: Seat, reason: str, others_wait: bool
) -> Division:
    """Seat the chosen applications; the others wait in the order they came, or get no seat."""
    by.require("divide_seats")
    rows = list(
        Enrolment.objects.select_for_update().filter(run=run, state="applied").order_by("number")
    )
    seated = [row.pk for row in rows if row.pk in chosen]
    others = [row.pk for row in rows if row.pk not in chosen]
    now = timezone.now()
    division: Division = Division.objects.create(
        run=run,
        state=Division.State.PLACED,
        mode=Mode.SELECTION,
        made_at=now,
        placed_at=now,
        by_user_id=by.user.pk,
        reason=reason,
        result={"placed": {str(run.pk): seated}, "line": {str(run.pk): others}},
    )
    Outcome.objects.bulk_create(
        [
            Outcome(
                division=division,
                enrolment=row,
                person_id=row.person_id,
                membership_id=row.membership_id,
                seated=row.pk in seated,
                why={
                    "why": "selected" if row.pk in seated else "not_selected",
                    "people": len(rows),
                    "seats": len(seated),
                    "reason": reason,
                },
            )
            for row in rows
        ]
    )
    place(run, seated, others if others_wait else [], seat_by="selection", by=by)
    note("select", division, seats=len(seated), reason=reason)
    return division
