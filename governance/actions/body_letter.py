"""Letters to a body from the portal: everyone gets their own, and sees nobody else's address."""

from governance.models import BodyLetter
from members.models import Person
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat


def write_to_body(written: BodyLetter, *, by: Seat) -> BodyLetter:
    """Keep what was written, and post it after the commit."""
    by.require("write_to_body", written.body)
    writer = Person.objects.filter(pk__in=by.scope.people).order_by("pk").first()
    written.by_name = writer.name if writer else by.user.email
    written.made_by = by.user.pk
    written.save(force_insert=True)
    note("write_to_body", written.body, subject=written.subject)
    send_on("governance.post_body_letter", key=f"body-letter-{written.pk}", pk=written.pk)
    return written
