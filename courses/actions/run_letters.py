"""Writing to several participants at once: a row says what, an errand for each says to whom."""

from collections.abc import Sequence

from courses import emails
from courses.models import Enrolment, Run, RunLetter
from network.actions.errand import errand, send_each
from network.models.journal import note
from network.seat import Seat


def write_to(
    run: Run,
    enrolments: Sequence[Enrolment],
    *,
    by: Seat,
    kind: str,
    subject: str = "",
    text: str = "",
) -> RunLetter:
    """Send a reminder of the days, or a message, to each of the participants."""
    for enrolment in enrolments:
        by.require("write_to_participants", enrolment)
    written: RunLetter = RunLetter.objects.create(
        run=run, user_id=by.user.pk, kind=kind, subject=subject, text=text
    )
    note("write_to_participants", run, people=len(enrolments), letter=written.pk, kind=kind)
    send_each(
        "courses.write_to",
        {
            f"run-letter:{written.pk}:{row.pk}": {"letter": written.pk, "enrolment": row.pk}
            for row in enrolments
        },
    )
    return written


@errand("courses.write_to")
def deliver(letter: int, enrolment: int) -> None:
    """Write one of the letters, unless the participant has left meanwhile."""
    row = Enrolment.objects.select_related("run__course", "person__user").get(pk=enrolment)
    if not row.is_active:
        return
    written = RunLetter.objects.get(pk=letter)
    if written.kind == RunLetter.Kind.REMINDER:
        emails.reminder(row, written)
    else:
        emails.message(row, written)
