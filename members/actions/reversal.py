"""Undoing an applied member list, as long as nobody has built on it."""

from collections.abc import Callable

from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from members.actions.decision import enter_decision
from members.actions.standing import move_start, put_back_standing
from members.models import Decision, MemberImport, Membership
from members.rules import STANDING_WORDS
from network.columns import ChoiceColumn, DayColumn
from network.models import JournalEntry
from network.models.journal import note
from network.seat import Seat


class BuiltUpon(Exception):
    """Members of the list have changed since; `names` tells which."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def entries_of(upload: MemberImport) -> list[JournalEntry]:
    """What the list did, a journal line for each member."""
    rows = JournalEntry.objects.filter(verb__in=["add_member", "change_member"])
    return list(rows.filter(facts__member_import=upload.pk))


def built_upon(upload: MemberImport) -> list[str]:
    """The members of the list that something has happened to since, by short name."""
    latest = {entry.membership_id: entry.pk for entry in entries_of(upload)}
    later = JournalEntry.objects.filter(membership_id__in=latest).values_list("membership_id", "pk")
    changed = {member for member, pk in later if member is not None and pk > latest[member]}
    rows = Membership.objects.filter(pk__in=changed).select_related("authority")
    return sorted(row.short_name for row in rows)


def reverse(upload: MemberImport, *, by: Seat) -> None:
    """Take new members away and put changed ones back as they were; all or nothing.

    Authorities and numbers stay in the shared register. Raises BuiltUpon.
    """
    names = built_upon(upload)
    if names:
        raise BuiltUpon(names)
    undone: list[Decision] = []

    def by_undoing() -> Decision:
        if not undone:
            title = _("The member list %(name)s is undone") % {"name": upload.name}
            today = timezone.localdate()
            undone.append(enter_decision(title, body=by.network.name, decided_on=today, by=by))
        return undone[0]

    with transaction.atomic():
        for entry in entries_of(upload):
            member = Membership.objects.select_related("authority").get(pk=entry.membership_id)
            if entry.verb == "add_member":
                _remove(member)
            else:
                _put_back(member, entry, upload, by_undoing)
        upload.reversed_at = timezone.now()
        upload.save(update_fields=["reversed_at"])
        note("reverse_member_list", upload, name=upload.name)


def _remove(member: Membership) -> None:
    name = member.short_name
    note("remove_member", member, membership_id=member.pk, name=name)
    try:
        with transaction.atomic():
            member.delete()
            connection.check_constraints()
    except (ProtectedError, IntegrityError):
        raise BuiltUpon([name]) from None


def _put_back(
    member: Membership, entry: JournalEntry, upload: MemberImport, undone: Callable[[], Decision]
) -> None:
    before = {column: was for column, was, _now in entry.facts["changes"]}
    since = member.since
    if "från" in before:
        member.since = DayColumn().clean(before["från"])
    if "till" in before:
        member.until = DayColumn().clean(before["till"])
    member.save(update_fields=["since", "until"])
    if member.since != since:
        move_start(member, since)
    if before.get("medlemskap") and upload.applied_at:
        kind = ChoiceColumn(STANDING_WORDS).clean(before["medlemskap"])
        put_back_standing(member, kind, timezone.localtime(upload.applied_at).date(), undone)
    changes = [
        [column, now, was]
        for column, was, now in entry.facts["changes"]
        if column in ("från", "till", "medlemskap")
    ]
    note("change_member", member, membership_id=member.pk, changes=changes)
