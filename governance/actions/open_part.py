"""What the network keeps anyway is laid open or closed, and open events are announced."""

from datetime import timedelta

from django.utils import timezone

from governance.models import OpenEvent, OpenPart
from governance.pages.refusing import refused_in_words
from network.models.journal import note
from network.seat import Seat


def lay_open(part: str, *, by: Seat) -> None:
    """Let everybody read a part from today; twice is once."""
    by.require("keep_pages")
    today = timezone.localdate()
    if OpenPart.objects.on(today).filter(part=part).exists():
        return
    with refused_in_words():
        row = OpenPart(part=part, since=today)
        row.save(force_insert=True)
        note("lay_part_open", row, part=str(row))


def close(part: str, *, by: Seat) -> None:
    """Show a part no more; one that was laid open today leaves no day behind."""
    by.require("keep_pages")
    today = timezone.localdate()
    for row in OpenPart.objects.on(today).filter(part=part).select_for_update():
        note("close_open_part", row, part=str(row))
        if row.since == today:
            row.delete()
            continue
        row.until = today - timedelta(days=1)
        row.save(update_fields=["until"])


def announce(event: OpenEvent, *, by: Seat) -> OpenEvent:
    """Announce an open event, or change one; calendars that follow it are told so. Refused."""
    by.require("keep_pages")
    with refused_in_words():
        if event.pk:
            event.revision, event.changed_at = event.revision + 1, timezone.now()
        event.save()
        note("announce_open_event", event, title=event.title)
    return event
