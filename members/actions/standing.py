"""A member's standing: changed by a decision from a day on; what held before can still be read."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from members.actions.decision import has_changed
from members.models import Decision, Membership, Standing


def start_standing(
    membership: Membership, kind: str, decision: Decision, *, level: str = ""
) -> Standing:
    """The standing a new member begins with."""
    made: Standing = Standing.objects.create(
        membership=membership,
        kind=kind,
        level=level,
        since=membership.since,
        by_decision=decision,
    )
    return made


def change_standing(
    membership: Membership, kind: str, day: date, decision: Decision, *, level: str | None = None
) -> bool:
    """Give a member another standing from a day on; one that began that day is corrected.

    `level` None keeps the level. False when the member has that standing already.
    """
    running = membership.standings.filter(until=None).order_by("-since").first()
    new_level = level if level is not None else running.level if running else ""
    if running is None:
        Standing.objects.create(
            membership=membership, kind=kind, level=new_level, since=day, by_decision=decision
        )
    elif (running.kind, running.level) == (kind, new_level):
        return False
    elif running.since is not None and running.since >= day:
        running.kind, running.level, running.by_decision = kind, new_level, decision
        running.save(update_fields=["kind", "level", "by_decision"])
    else:
        running.until = day - timedelta(days=1)
        running.save(update_fields=["until"])
        Standing.objects.create(
            membership=membership, kind=kind, level=new_level, since=day, by_decision=decision
        )
    return True


def put_back_standing(
    membership: Membership, kind: str, day: date, undone: Callable[[], Decision]
) -> None:
    """Undo a change from a day: what held the day before goes on, by its own decision.

    What was corrected in place rests on `undone` instead.
    """
    before = membership.standings.filter(until=day - timedelta(days=1)).first()
    running = membership.standings.filter(until=None).order_by("-since").first()
    if before is not None and running is not None and running.since == day:
        running.delete()
        before.until = None
        before.save(update_fields=["until"])
    elif running is not None and running.kind != kind:
        change_standing(membership, kind, day, undone())


def tell_register(decision: Decision, members: Iterable[Membership]) -> None:
    """Let the register link the decision to the members that it changed."""
    words = _("The membership of %(name)s")
    changed = {member.pk: words % {"name": member.name} for member in members}
    has_changed(decision, "member", changed)


def move_start(membership: Membership, before: date | None) -> None:
    """Let the first standing begin with the membership when its start was corrected."""
    membership.standings.filter(since=before).update(since=membership.since)
