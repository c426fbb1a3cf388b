"""A member's standing: changed from a day on, so that what held before can still be read."""

from datetime import date, timedelta

from members.models import Membership, Standing


def start_standing(membership: Membership, kind: str) -> None:
    """The standing a new member begins with."""
    Standing.objects.create(membership=membership, kind=kind, since=membership.since)


def change_standing(membership: Membership, kind: str, day: date) -> None:
    """Give a member another standing from a day on; one that began that day is corrected."""
    running = membership.standings.filter(until=None).order_by("-since").first()
    if running is None:
        Standing.objects.create(membership=membership, kind=kind, since=day)
    elif running.kind == kind:
        return
    elif running.since is not None and running.since >= day:
        running.kind = kind
        running.save(update_fields=["kind"])
    else:
        running.until = day - timedelta(days=1)
        running.save(update_fields=["until"])
        Standing.objects.create(membership=membership, kind=kind, level=running.level, since=day)


def move_start(membership: Membership, before: date | None) -> None:
    """Let the first standing begin with the membership when its start was corrected."""
    membership.standings.filter(since=before).update(since=membership.since)
