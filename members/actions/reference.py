"""A member's rule for references: which holds, and changing it from today on."""

from collections.abc import Iterable
from datetime import date, timedelta

from members.models import Membership, ReferenceRule
from members.references import ReferenceFormat
from network.models.journal import note
from network.seat import Seat


def formats_on(day: date, memberships: Iterable[int]) -> dict[int, ReferenceFormat]:
    """The formats that hold on a day, by member; those without a rule are not in it."""
    rules = ReferenceRule.objects.on(day).filter(membership__in=set(memberships))
    return {rule.membership_id: rule.format for rule in rules}


def format_on(day: date, membership_id: int) -> ReferenceFormat | None:
    """One member's format on a day."""
    return formats_on(day, [membership_id]).get(membership_id)


def keep(membership: Membership, asked: ReferenceFormat | None, *, day: date, by: Seat) -> None:
    """Let a rule hold from a day on, or none; earlier enrolments keep what they were asked."""
    by.require("keep_reference_rule", ReferenceRule(membership=membership))
    running = ReferenceRule.objects.filter(membership=membership).on(day).first()
    if running and running.format == asked:
        return
    if running and running.since == day:
        running.delete()
    elif running:
        running.until = day - timedelta(days=1)
        running.save(update_fields=["until"])
    if asked:
        ReferenceRule.objects.create(
            membership=membership,
            since=day,
            label=asked.label,
            pattern=asked.pattern,
            example=asked.example,
            required=asked.required,
        )
    note("keep_reference_rule", membership, membership_id=membership.pk, asked=bool(asked))
