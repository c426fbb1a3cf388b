"""What is changed about one member: the membership, its head count, its invoice profile."""

from datetime import date, timedelta
from typing import Any

from members.actions.standing import change_standing, move_start, tell_register
from members.models import Decision, InvoiceProfile, Membership, Standing
from network.models.journal import note
from network.seat import Seat


def change_membership(
    member: Membership,
    *,
    before: dict[str, Any],
    standing: str,
    day: date,
    decision: Decision | None,
    by: Seat,
) -> bool:
    """Save a member's days, and its standing from a day on; False when nothing was changed.

    Another standing asks for the decision that it rests on.
    """
    changes = []
    for field, word in (("since", "från"), ("until", "till")):
        now = getattr(member, field)
        if now != before[field]:
            changes.append([word, str(before[field] or ""), str(now or "")])
    if standing != before["standing"]:
        words = dict(Standing.Kind.choices)
        was = str(words.get(before["standing"], ""))
        changes.append(["medlemskap", was, str(words[standing])])
    if not changes:
        return False
    member.save(update_fields=["since", "until"])
    if member.since != before["since"]:
        move_start(member, before["since"])
    if decision is not None and standing != before["standing"]:
        change_standing(member, standing, day, decision)
        tell_register(decision, [member])
    note("change_member", member, membership_id=member.pk, changes=changes)
    return True


def keep_invoice_profile(profile: InvoiceProfile, *, by: Seat) -> None:
    """Let a profile hold from its first day; the one before it ends the day before.

    A profile that begins the same day is corrected, not doubled.
    """
    running = (
        InvoiceProfile.objects.filter(membership=profile.membership_id, until=None)
        .exclude(pk=profile.pk)
        .first()
    )
    if running is not None and running.since == profile.since:
        profile.pk, profile.id = running.pk, running.pk
        profile._state.adding = False
    elif running is not None and profile.since is not None:
        running.until = profile.since - timedelta(days=1)
        running.save(update_fields=["until"])
    profile.save()
    note(
        "change_invoice_profile",
        profile,
        membership_id=profile.membership_id,
        since=str(profile.since),
    )
