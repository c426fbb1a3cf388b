"""Actions after a meeting: written, changed, done by who shall do them, or dropped."""

from django.utils import timezone
from django.utils.translation import gettext as _

from governance.meetings.refusing import refused_in_words
from governance.models import ActionPoint
from network.actions.errand import send_on
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat


def save_action(row: ActionPoint, *, by: Seat) -> ActionPoint:
    """Write an action down or change it; who shall do it gets a letter the first time."""
    by.require("keep_actions", row)
    new = row.pk is None
    before = None if new else ActionPoint.objects.get(pk=row.pk).person_id
    if new:
        row.made_by = by.user.pk
    with refused_in_words():
        row.save()
        note("write_action" if new else "change_action", row, person_id=row.person_id)
        if row.person_id is not None and row.person_id != before:
            send_on(
                "governance.tell_action",
                key=f"{row.pk}:told:{row.person_id}",
                action_id=row.pk,
                what="told",
            )
    return row


def finish(row: ActionPoint, words: str = "") -> None:
    """An action is done; said by who did it, or by an officer of the body."""
    if not row.is_open:
        raise Refused(_("The action is over already."))
    with refused_in_words():
        row.done_at, row.done_words = timezone.now(), words
        row.save(update_fields=["done_at", "done_words"])
        note("finish_action", row, person_id=row.person_id)


def reopen(row: ActionPoint, *, by: Seat) -> None:
    """An action was not done after all."""
    by.require("keep_actions", row)
    with refused_in_words():
        row.done_at, row.dropped_at = None, None
        row.save(update_fields=["done_at", "dropped_at"])
        note("reopen_action", row, person_id=row.person_id)


def drop(row: ActionPoint, *, by: Seat) -> None:
    """An action is not needed any more; it stays in the list of those that are over."""
    by.require("keep_actions", row)
    if not row.is_open:
        raise Refused(_("The action is over already."))
    with refused_in_words():
        row.dropped_at = timezone.now()
        row.save(update_fields=["dropped_at"])
        note("drop_action", row, person_id=row.person_id)
